import { understandAnswer, understandManageReply } from '../../../src/core/reading/understand-answer.ts'

const shown = { kind: 'person', name: 'Una Person', occupation: 'painter', listed: true } as const
const fromName = 'Una Person'

/** Una answers the email that asks her to confirm. */
export function toQuestion(text: string) {
  return understandAnswer({ subject: 'Re: Una, please confirm your signature', text, shown, fromName })
}

/** Una answers the email that says that she has signed. */
export function toReceipt(text: string) {
  return understandManageReply({ subject: 'Re: Your signature is number 1', text, shown, fromName })
}

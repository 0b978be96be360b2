/** Sends the emails of a collection to a running service, each person from a mailbox of their own, and says what came of it. */
import type { RunningService, SentMail } from '../support/service.ts'
import type { SmtpAnswer } from '../support/smtp-client.ts'

export interface Outcome {
  smtp: SmtpAnswer
  /** The newest answer. */
  answer: SentMail | undefined
  /** The details that it says will be published, on one line. */
  published: string | undefined
  /** How many signatures more there are. */
  signed: number
}

/** One email at a time: what becomes of it is told by the public count, and by what is sent afterwards. */
export async function outcomeOf(
  service: RunningService,
  email: { from: string; to: string; raw: Buffer },
): Promise<Outcome> {
  const [before, count] = [await ids(service), await service.count('demo')]
  const smtp = await service.write(email)
  await service.allSent()
  const answer = (await service.mails()).findLast(({ messageId }) => !before.has(messageId))
  return {
    smtp,
    answer,
    published: answer && publishedBy(answer.text),
    signed: (await service.count('demo')) - count,
  }
}

async function ids(service: RunningService): Promise<Set<string>> {
  return new Set((await service.mails()).map(({ messageId }) => messageId))
}

/** The lines that an answer sets apart below "will be published", in any of our languages. */
export function publishedBy(text: string): string | undefined {
  const [, lines] = /(?:will be published|sera publié)[^\n]*\n\n((?: {4}[^\n]*\n?)+)/.exec(text) ?? []
  return lines
    ?.split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')
    .join(' ')
    .replaceAll('\u2060', '')
}

/** Replaces words in the bytes of an email, whatever their charset is. */
export function filled(raw: Buffer, values: Record<string, string>): Buffer {
  const bytes = (text: string) => Buffer.from(text).toString('latin1')
  let text = raw.toString('latin1')
  for (const [word, value] of Object.entries(values)) text = text.replaceAll(word, () => bytes(value))
  return Buffer.from(text, 'latin1')
}

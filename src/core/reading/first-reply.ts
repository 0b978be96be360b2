import { slowToCompile } from './organisation-speaks.ts'
import { refuses } from './refusal.ts'
import { understandAnswer, understandManageReply } from './understand-answer.ts'

/** Each makes another part of the reading run. */
const replies = [
  '',
  'Yes',
  'I confirm. Ada',
  // Each language has an expression of its own, tried in this order.
  'Ich bestätige das',
  'Je confirme',
  'Lo confirmo',
  'Lo confermo',
  'Eu confirmo',
  'Ik bevestig',
  'Det stämmer',
  'no',
  'My name is Ada King',
  'We sign as The Band, with our best wishes. Count me only.',
  'Yes …',
  'I confirm – Ada …',
  'My name is “Ada King”',
]
const shown = { kind: 'person', name: 'Ada Lovelace', occupation: 'composer', listed: true } as const

let compiled: Promise<void> | undefined

/**
 * Before the first reply is read. The expressions that replies are read by are compiled at their first use, and all of them take 70 ms
 * (measured): one part after the other, each in a turn of its own, they hold up nobody.
 */
export function readyForReplies(): Promise<void> {
  compiled ??= compile()
  return compiled
}

async function compile(): Promise<void> {
  for (const part of partsOfReading()) {
    await new Promise(resolve => setImmediate(resolve))
    part()
  }
}

/** Reads each kind of reply once. */
export function partsOfReading(): (() => unknown)[] {
  return [
    ...slowToCompile.map(expression => () => expression.test('')),
    () => refuses('Yes'),
    ...replies.flatMap(text => {
      const sources = { subject: 'Re: Please confirm', text, fromName: 'Ada Lovelace', unread: false, shown }
      return [() => understandAnswer(sources), () => understandManageReply(sources)]
    }),
  ]
}

import { expressions } from './fold-text.ts'
import { understandAnswer, understandManageReply } from './understand-answer.ts'

/** An expression is compiled when it is used, again when it is used a second time, and once more for letters beyond Latin. */
const texts = ['a', 'a', 'ж']
const replies = ['', 'Yes', 'Ich bestätige das …', 'My name is “Ada King”', 'no']
const shown = { kind: 'person', name: 'Ada Lovelace', occupation: 'composer', listed: true } as const
/** Milliseconds after which others have their turn. One part takes up to 15. */
const TURN_MS = 5

let compiled: Promise<void> | undefined

/**
 * Before the first reply is read. To compile all that replies are read by takes a quarter of a second (measured): part by part, with turns
 * of the event loop between them, it holds up nobody.
 */
export function readyForReplies(): Promise<void> {
  compiled ??= compile()
  return compiled
}

async function compile(): Promise<void> {
  let begun = performance.now()
  for (const part of partsOfReading()) {
    part()
    if (performance.now() - begun < TURN_MS) continue
    await new Promise(resolve => setImmediate(resolve))
    begun = performance.now()
  }
}

/** Compiles each expression, then reads each kind of reply once. */
export function partsOfReading(): (() => unknown)[] {
  return [
    ...texts.flatMap(text => expressions.map(expression => () => text.search(expression))),
    ...replies.flatMap(text => {
      const sources = { subject: 'Re: Please confirm', text, fromName: 'Ada Lovelace', unread: false, shown }
      return [() => understandAnswer(sources), () => understandManageReply(sources)]
    }),
  ]
}

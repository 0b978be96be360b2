/** Replies and forms around each bound of a chat: one more than it allows is cut, written out, left out or refused. */
import type { Block, Form } from '../../src/core/channel.ts'

export const long = (length: number) => 'x'.repeat(length)

/** A little less than a bound, the bound, and more. */
export const around = (bound: number) => [bound - 1, bound, bound + 1, bound + 20]

export const blocksOf = {
  paragraph: n => [{ kind: 'paragraph', text: long(n) }],
  title: n => [{ kind: 'title', text: long(n) }],
  small: n => [{ kind: 'small', text: long(n) }],
  label: n => [{ kind: 'command-button', label: long(n), command: 'help' }],
  address: n => [{ kind: 'button', label: 'x', url: `https://u.example/${long(n - 18)}` }],
  form: n => [{ kind: 'form-button', label: 'x', form: long(n) }],
  command: n => [{ kind: 'command-button', label: 'x', command: long(n) }],
  alternative: n => [{ kind: 'image', name: 'a.png', alt: long(n), png: new Uint8Array(1) }],
  buttons: n => many(n, at => ({ kind: 'command-button', label: 'x', command: `help ${at}` })),
  files: n => many(n, at => ({ kind: 'image', name: `${at}.png`, alt: 'x', png: new Uint8Array(1) })),
  paragraphs: n => many(n, at => ({ kind: at % 2 === 0 ? 'paragraph' : 'quote', text: 'x' })),
} satisfies Record<string, (n: number) => Block[]>

/** A form with `n` characters in every text. */
export function formOf(n: number): Form {
  const options = many(n, at => ({ value: `${at}`, label: long(n) }))
  const field = { name: 'a', label: long(n), hint: long(n), required: true }
  return {
    id: 'f',
    title: long(n),
    submit: long(n),
    fields: [
      { ...field, input: { kind: 'text', maxLength: n, value: long(n) } },
      { ...field, name: 'b', problem: long(n), input: { kind: 'line', maxLength: 9, value: long(n) } },
      { ...field, name: 'c', input: { kind: 'choice', value: '0', options: options.slice(0, 25) } },
    ],
  }
}

export function many<T>(count: number, make: (at: number) => T): T[] {
  return Array.from({ length: count }, (_, at) => make(at))
}

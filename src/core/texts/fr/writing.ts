import { writing } from '../writing.ts'

export const { locale, number, percent, change, counted, day, hour, time, oneOf } = writing({
  locale: 'fr-FR',
  space: '\u00a0',
  at: 'à',
  day: written => written.replace(/^1 /, '1er '),
  hour: written => written.replace(':', '\u00a0h\u00a0'),
})

/**
 * Sets the unbreakable spaces French asks for: narrow before ; ? !, full before : and inside « » and after a number. Only in our own
 * sentences: what is put into them stays as it is.
 */
export function fr(words: TemplateStringsArray, ...values: string[]): string {
  const spaced = words.map(part =>
    part
      .replaceAll(/ (?=[;?!])/g, '\u202f')
      .replaceAll(/ (?=[:»])/g, '\u00a0')
      .replaceAll(/(?<=«|nᵒ) |(?<=\d) (?=heures)/g, '\u00a0'),
  )
  return spaced.map((part, index) => part + (values[index] ?? '')).join('')
}

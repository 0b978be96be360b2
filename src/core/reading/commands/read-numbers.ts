/** Signatures as people name them: one number, several, or a range. */

/** Both ends belong to it. */
export interface NumberRange {
  from: number
  to: number
}

/** The greatest integer of Postgres. */
export const greatestNumber = 2_147_483_647

const numberLike = /^(?:[#\d,;:.&–—-]+|to|through|à|and|et)$/i

/** Numbers and ranges at the beginning: `12`, `#12`, `12-15`, `12 to 15`, `12,13`. Undefined if there is none, or one is not a number. */
export function takeNumbers(given: readonly string[]): {
  numbers: NumberRange[] | undefined
  rest: string[]
} {
  const said = given.findIndex(word => !numberLike.test(withoutMarks(word)))
  const others = said === -1 ? [] : given.slice(said)
  const words = given
    .slice(0, given.length - others.length)
    .map(withoutMarks)
    .join(' ')
    .replace(/(?<=\d) (?:to|through|à|[-–—]) (?=#?\d)/gi, '-')
    .replace(/(?<=\d) (?:and|et|[&,;]) (?=#?\d)/gi, ' ')
    .split(' ')
    .filter(word => word !== '')
  const numbers: NumberRange[] = []
  let taken = 0
  for (const word of words) {
    const ranges = word.split(/[,;]/).filter(part => part !== '')
    const read = ranges.map(part => /^#?(\d{1,10})(?:[-–]#?(\d{1,10}))?[.:]?$/.exec(part))
    if (ranges.length === 0 || read.includes(null)) break
    for (const match of read) {
      const from = Number(match?.[1])
      const to = Number(match?.[2] ?? from)
      if (from < 1 || to < from || to > greatestNumber) return { numbers: undefined, rest: [] }
      numbers.push({ from, to })
    }
    taken++
  }
  return { numbers: numbers.length === 0 ? undefined : numbers, rest: [...words.slice(taken), ...others] }
}

/** "**3**", "(3)", "№3" */
function withoutMarks(word: string): string {
  return /\d/.test(word) ? word.replace(/[*_~`()[\]"“”„«»№]/gu, '') : word
}

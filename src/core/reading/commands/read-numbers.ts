/** Signatures as people name them: one number, several, or a range. */

/** Both ends belong to it. */
export interface NumberRange {
  from: number
  to: number
}

/** The greatest integer of Postgres. */
export const greatestNumber = 2_147_483_647

const isNumber = /^#?\d{1,10}$/
const numberLike = /^(?:[#\d,;:.&–—-]+|to|through|à|and|et)$/i

/** `12 to 15`, `12 - 15` as `12-15`, and `3, 7 and 9` as three numbers. */
function joinNumbers(words: string[]): string[] {
  const said = words.findIndex(word => !numberLike.test(word))
  const named = said === -1 ? words : words.slice(0, said)
  const joined: string[] = []
  for (const [at, word] of named.entries()) {
    const between =
      isNumber.test(named[at - 1] ?? '') && isNumber.test(named[at + 1]?.replace(/[,;.:]$/, '') ?? '')
    const former = joined.at(-1) ?? ''
    if (between && /^(to|through|à|[-–—])$/i.test(word)) joined.push(`${joined.pop()}-`)
    else if (between && /^(and|et|&|,|;)$/i.test(word)) continue
    else if (/^#?\d{1,10}-$/.test(former)) joined.push(`${joined.pop()}${word}`)
    else joined.push(word)
  }
  return [...joined, ...words.slice(named.length)]
}

/** Numbers and ranges at the beginning: `12`, `#12`, `12-15`, `12,13`. Undefined if there is none, or one is not a number. */
export function takeNumbers(given: string[]): { numbers: NumberRange[] | undefined; rest: string[] } {
  const named = given.findIndex(word => /\p{L}/u.test(word))
  const words = joinNumbers(given.map((word, at) => (named === -1 || at < named ? withoutMarks(word) : word)))
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
  return { numbers: numbers.length === 0 ? undefined : numbers, rest: words.slice(taken) }
}

/** "**3**", "(3)", "№3" */
function withoutMarks(word: string): string {
  return /\d/.test(word) ? word.replace(/[*_~`()[\]"“”„«»№]/gu, '') : word
}

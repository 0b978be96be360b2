const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/**
 * The longest beginning of a text that is at most `limit` long, in whole characters as a reader counts them, with a
 * mark that something is missing. `lengthOf` measures the text as it will be sent; UTF-16 units by default.
 */
export function cut(text: string, limit: number, lengthOf = (one: string) => one.length): string {
  if (lengthOf(text) <= limit) return text
  const characters = Array.from(graphemes.segment(text), ({ segment }) => segment)
  const upTo = (count: number) => `${characters.slice(0, count).join('').trimEnd()} …`
  let [fits, tooMany] = [0, characters.length]
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2)
    if (lengthOf(upTo(middle)) <= limit) fits = middle
    else tooMany = middle
  }
  // Ends with a whole word if that costs little.
  const space = characters.slice(0, fits + 1).findLastIndex(character => /\s/.test(character))
  return upTo(space > Math.max(fits - 30, fits / 2) ? space : fits)
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/**
 * Shortens a text to `limit`, by whole characters as a reader counts them (Unicode grapheme clusters), and ends it with an ellipsis.
 * `lengthOf` measures the text as it will be sent; by default in UTF-16 units.
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

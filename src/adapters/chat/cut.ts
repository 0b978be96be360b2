const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** The beginning of a text, of whole characters as a reader counts them, that is at most `limit` UTF-16 units long. */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text
  let end = 0
  for (const { index, segment } of graphemes.segment(text)) {
    if (index + segment.length > limit - 1) break
    end = index + segment.length
  }
  // At a word's end, where one is near.
  const space = text.slice(0, end + 1).search(/\s\S*$/)
  return `${text.slice(0, space > end - 20 && space > limit / 2 ? space : end).trimEnd()}…`
}

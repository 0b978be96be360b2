/**
 * Counts the letters that are missing, added, wrong or swapped with their neighbour (optimal string alignment), up to `atMost`. If
 * there are more, the answer is `atMost + 1`.
 */
export function editDistance(a: string, b: string, atMost = 2): number {
  if (Math.abs(a.length - b.length) > atMost) return atMost + 1
  let before: number[] = []
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const changed = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      const swaps = j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      const swapped = swaps ? (before[j - 2] ?? 0) + 1 : changed
      next.push(Math.min(changed, swapped, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    before = row
    row = next
  }
  return Math.min(row[b.length] ?? 0, atMost + 1)
}

/**
 * One slip of the hand: two neighbours swapped; or, in a word of five letters or more, one letter too many, too few or wrong. A
 * shorter word is one letter away from names: Owen, Edith, Udo, Finn.
 */
export function isSlipOf(word: string, known: string): boolean {
  return editDistance(word, known, 1) === 1 && (known.length >= 5 || isSwapped(word, known))
}

/** The same letters in another order. */
export function isSwapped(word: string, known: string): boolean {
  return [...word].sort().join('') === [...known].sort().join('')
}

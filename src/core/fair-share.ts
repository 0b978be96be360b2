/**
 * Chooses the next `most` of those that wait: one from each source in turn, oldest first, so that a flood of email does not hold up
 * presses on a page or in a chat. The others keep their order.
 */
export function fairShare<T>(
  waiting: readonly T[],
  most: number,
  sourceOf: (one: T) => string,
): { next: T[]; later: T[] } {
  if (waiting.length <= most) return { next: [...waiting], later: [] }
  const sources = [...Map.groupBy(waiting, sourceOf).values()]
  const next = new Set<T>()
  for (let turn = 0; next.size < most; turn++)
    for (const source of sources) {
      const one = source[turn]
      if (one !== undefined && next.size < most) next.add(one)
    }
  return { next: waiting.filter(one => next.has(one)), later: waiting.filter(one => !next.has(one)) }
}

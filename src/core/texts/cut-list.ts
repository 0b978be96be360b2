/** Lists as many items as fit into the hint of a form, which has 100 characters. */
export function cutList(before: string, items: readonly string[]): string {
  let list = before
  for (const [index, item] of items.entries()) {
    const longer = index === 0 ? list + item : `${list}, ${item}`
    if (longer.length > 99) return index === 0 ? `${longer.slice(0, 98)}…` : `${list}…`
    list = longer
  }
  return list
}

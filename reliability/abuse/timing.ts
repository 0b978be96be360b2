/** How many standard deviations two sets of timings are apart, by their ranks (Mann and Whitney): one long pause changes little. */
export function difference(one: readonly number[], other: readonly number[]): number {
  const all = [...one.map(ms => ({ ms, first: true })), ...other.map(ms => ({ ms, first: false }))]
  all.sort((a, b) => a.ms - b.ms)
  const rankSum = all.reduce((sum, { first }, at) => sum + (first ? at + 1 : 0), 0)
  const [n, m] = [one.length, other.length]
  const u = rankSum - (n * (n + 1)) / 2
  return (u - (n * m) / 2) / Math.sqrt((n * m * (n + m + 1)) / 12)
}

/** Fewer refusals than this are normal. */
const FEWEST = 5

/** Whether servers refused most of the last hour's emails because of us. */
export function mostAreRefused({ refused, sent }: { refused: number; sent: number }): boolean {
  return refused >= FEWEST && refused > sent
}

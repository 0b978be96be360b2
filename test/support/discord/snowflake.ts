/** Discord's ids carry their time: milliseconds since 2015, shifted by 22 (docs, Reference, Snowflakes). */

const epoch = 1_420_070_400_000n
let count = 0n

export function newId(at: Date = new Date()): string {
  count = (count + 1n) % 4096n
  // The middle ten bits keep ids of one millisecond apart once the twelve of the counter have gone round.
  return (
    ((BigInt(at.getTime()) - epoch) << 22n) |
    (BigInt(Math.floor(Math.random() * 1024)) << 12n) |
    count
  ).toString()
}

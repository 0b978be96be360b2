/** How results look. They go to stdout; everything else goes to stderr. */
import { zoneSaid } from '../core/time-zone.ts'

/** Wrong arguments: exit code 2. The message is one sentence. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'UsageError'
  }
}

export function print(...lines: string[]): void {
  for (const line of lines) process.stdout.write(`${line}\n`)
}

export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`)
}

const numbers = new Intl.NumberFormat('en-GB')

/** `1 signature`, `4,216 signatures`. */
export function countOf(n: number, one: string, many = `${one}s`): string {
  return `${numbers.format(n)} ${n === 1 ? one : many}`
}

export function asNumber(n: number): string {
  return numbers.format(n)
}

/** In the time zone of this machine (TZ), to the minute: `2026-11-23 06:24`. */
export function shortTime(time: Date | null): string {
  if (time === null) return '-'
  const two = (n: number) => String(n).padStart(2, '0')
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())} ${two(time.getHours())}:${two(time.getMinutes())}`
}

/** `23 November 2026 at 06:24 UTC`, as the desk says it. */
export function longTime(time: Date, timeZone: string): string {
  const said = time.toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone })
  return `${said} ${zoneSaid(timeZone)}`
}

/** Text of strangers must not steer the terminal that shows it. */
export function forTerminal(text: string): string {
  return text.replace(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]+/gu, ' ')
}

/** Columns, with two spaces between them. */
export function table(heads: string[], rows: string[][]): string {
  const all = [heads, ...rows]
  const widths = heads.map((_, column) => Math.max(...all.map(row => (row[column] ?? '').length)))
  return all
    .map(row =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

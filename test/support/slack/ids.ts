/** Slack's ids: a letter for the kind and ten of A-Z0-9; and a message's `ts`, which is its id within a channel. */
import { randomInt } from 'node:crypto'

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'

export function newId(kind: 'T' | 'U' | 'C' | 'D' | 'A' | 'B' | 'V' | 'F' | 'Ev'): string {
  return `${kind}0${Array.from({ length: 9 }, () => letters[randomInt(letters.length)]).join('')}`
}

export function newSecret(length = 32): string {
  return Array.from({ length }, () => letters[randomInt(letters.length)])
    .join('')
    .toLowerCase()
}

let lastMicros = 0

/** Seconds since 1970 with six decimals, never twice the same. */
export function newTs(): string {
  lastMicros = Math.max(lastMicros + 1, Date.now() * 1000)
  return `${Math.floor(lastMicros / 1e6)}.${String(lastMicros % 1e6).padStart(6, '0')}`
}

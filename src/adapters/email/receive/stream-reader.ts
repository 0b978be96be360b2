/** Reads the emails that clients of the listener send. */
import type { Readable } from 'node:stream'
import { LARGEST_MAIL } from '../read/parsed-mail.ts'

/** RFC 5321 4.5.3.2 allows minutes for each block; here an email has ten minutes in total. */
const LONGEST_MAIL = 10 * 60_000
/** Octets a second. A slower email would take its place for too long. */
const SLOWEST = 1_000

export type Unread = 'broken' | 'too-much' | 'too-large'

export type ReadMail = { kind: 'whole'; raw: Buffer; held: number } | { kind: Unread; held: number }

export interface StreamReaderOptions {
  /** Octets of email that all connections together may hold. */
  memory: number
  /** Milliseconds after which an email must come with `SLOWEST`. */
  slowAfter: number
}

export class StreamReader {
  readonly #options: StreamReaderOptions
  #held = 0

  constructor(options: StreamReaderOptions) {
    this.#options = options
  }

  /** Reads to the end, but keeps no octet beyond the limits. Calls `cutOff` for a client that would hold its place for too long. */
  read(stream: Readable, cutOff: () => void): Promise<ReadMail> {
    const { memory, slowAfter } = this.#options
    return new Promise(resolve => {
      const chunks: Buffer[] = []
      let size = 0
      let kept = 0
      let refused: 'too-much' | 'too-large' | undefined
      const deadline = setTimeout(cutOff, LONGEST_MAIL)
      const begun = performance.now()
      const pace = setInterval(() => {
        const elapsed = performance.now() - begun
        if (elapsed > slowAfter && size < (elapsed / 1_000) * SLOWEST) cutOff()
      }, slowAfter / 4)
      const drop = (why: 'too-much' | 'too-large') => {
        refused = why
        this.#held -= kept
        kept = 0
        chunks.length = 0
      }
      stream.on('data', (chunk: Buffer) => {
        size += chunk.length
        if (refused === undefined && size > LARGEST_MAIL) drop('too-large')
        if (refused === undefined && this.#held + chunk.length > memory) drop('too-much')
        if (size > 4 * LARGEST_MAIL) return cutOff()
        if (refused !== undefined) return
        chunks.push(chunk)
        kept += chunk.length
        this.#held += chunk.length
      })
      const finish = (kind: 'whole' | 'broken') => {
        clearTimeout(deadline)
        clearInterval(pace)
        if (kind === 'broken') resolve({ kind, held: kept })
        else if (refused !== undefined) resolve({ kind: refused, held: kept })
        else resolve({ kind, raw: Buffer.concat(chunks), held: kept })
      }
      stream.once('end', () => finish('whole'))
      stream.once('error', () => finish('broken'))
      stream.once('close', () => finish('broken'))
    })
  }

  /** Call this once no part of the email is held any more. */
  release({ held }: ReadMail): void {
    this.#held -= held
  }
}

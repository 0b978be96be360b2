import type { Db, Transaction } from '../db/database.ts'
import type { ExportedSignature } from '../db/desk-signatures.ts'
import type { Queue, QueuedDelivery } from '../db/queue.ts'
import type { Reads } from '../db/read-replica.ts'
import { canSucceedAgain, inSavepoint } from '../db/savepoint.ts'
import type { Channel, Json, Log } from './channel.ts'
import type { ListedName, PetitionDocument } from './document.ts'
import type { Wish, WrittenMessage } from './inbound/read-message.ts'
import type { Keys } from './keys.ts'
import type { Drawing } from './picture.ts'
import type { Site } from './site.ts'

/** Everything a use case needs of the outside. */
export interface Service {
  db: Db
  /** What may be some seconds old: pages, exports, statistics. */
  reads: Reads
  queue: Pick<Queue, 'enqueue'>
  keys: Keys
  log: Log
  /** Without a slash at the end; links in answers begin with it. */
  publicUrl: string
  site: Site
  /** `sign@…`; the address of a petition is this with a tag. Undefined if email is not configured. */
  mailAddress: string | undefined
  /** The email adapter's place for a mailbox that was given in a chat; undefined if email is not configured. */
  mailPlace: ((mailbox: string) => Json | undefined) | undefined
  /** The channels that are set up, in alphabetical order. */
  channels: readonly Channel[]
  /** Whether anyone or only listed accounts may create petitions from a chat. */
  create: 'anyone' | 'listed'
  transact: Transact
  /** The lane of organisers' commands: counting a million signatures holds up nobody who signs. */
  transactDesk: Transact
  /** Reads what a stranger wrote, off the event loop. Rejects if that takes too long. */
  understand: (message: WrittenMessage) => Promise<Wish>
  /** Draws a PNG, off the event loop. */
  draw: (picture: Drawing) => Promise<Uint8Array>
  /** Sets the list on paper as its names are read, off the event loop. */
  /** Whether another PDF would have to wait for its turn. */
  pdfIsBusy: () => boolean
  writePdf: (document: PetitionDocument, names: AsyncIterable<ListedName>) => AsyncIterable<Uint8Array>
  /** Writes a file as its rows are read. */
  writeExport: (format: 'csv' | 'json', rows: AsyncIterable<ExportedSignature>) => AsyncIterable<Uint8Array>
}

/** One use case in its transaction. */
export interface Work {
  trx: Transaction
  /** The deliveries it made; queued when the transaction ends, as part of it. */
  deliveries: QueuedDelivery[]
}

export type Transact = <T>(act: (work: Work) => Promise<T>) => Promise<T>

/** How often a use case is tried if the database ends a deadlock at its cost. */
const mostTries = 6

/**
 * Runs use cases in transactions. Everything that arrives while a transaction is in flight goes into the next one together, so
 * that a crowd shares commits and nobody waits for a timer. A use case that fails is rolled back alone, to its savepoint.
 * `most`: use cases in a transaction; `atOnce`: transactions in flight.
 */
export function batchTransactions(
  db: Db,
  queue: Pick<Queue, 'enqueue'>,
  { most = 50, atOnce = 1 } = {},
): Transact {
  interface Waiting {
    run(work: Work): Promise<void>
    /** Called after the commit. */
    done(): void
    fail(error: unknown): void
  }
  let waiting: Waiting[] = []
  let inFlight = 0

  async function flush(): Promise<void> {
    inFlight++
    while (waiting.length > 0) {
      const batch = waiting.slice(0, most)
      waiting = waiting.slice(most)
      await runTogether(batch)
    }
    inFlight--
  }

  async function runTogether(batch: Waiting[], tries = 1): Promise<void> {
    // The batches of two replicas may lock the same rows in different orders. The one that had to give way tries again alone, so
    // that it holds no locks of others. If the database is away, all fail at once.
    const giveWay: Waiting[] = []
    const fail = (member: Waiting, error: unknown) => {
      if (canSucceedAgain(error) && tries < mostTries) giveWay.push(member)
      else member.fail(error)
    }
    try {
      const failed = await runInTransaction(batch)
      for (const member of batch) {
        if (failed.has(member)) fail(member, failed.get(member))
        else member.done()
      }
    } catch (error) {
      for (const member of batch) fail(member, error)
    }
    for (const member of giveWay) await runTogether([member], tries + 1)
  }

  /** Commits. Returns the errors of the use cases that failed, each rolled back alone. */
  function runInTransaction(batch: Waiting[]): Promise<Map<Waiting, unknown>> {
    return db.transaction().execute(async trx => {
      const failed = new Map<Waiting, unknown>()
      const deliveries: QueuedDelivery[] = []
      for (const member of batch) {
        const work: Work = { trx, deliveries: [] }
        if (batch.length === 1) await member.run(work)
        else
          await inSavepoint(trx, () => member.run(work)).catch(error => {
            work.deliveries = []
            failed.set(member, error)
          })
        deliveries.push(...work.deliveries)
      }
      if (deliveries.length > 0) await queue.enqueue(trx, deliveries)
      return failed
    })
  }

  return act =>
    new Promise((resolve, reject) => {
      let settle: () => void = () => reject(new Error('committed before it ran'))
      waiting.push({
        async run(work) {
          const value = await act(work)
          settle = () => resolve(value)
        },
        done: () => settle(),
        fail: reject,
      })
      if (inFlight < atOnce) void flush()
    })
}

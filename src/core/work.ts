import type { Db, Transaction } from '../db/database.ts'
import type { ExportedSignature } from '../db/desk-signatures.ts'
import type { Queue, QueuedDelivery } from '../db/queue.ts'
import type { Reads } from '../db/read-replica.ts'
import { canSucceedAgain, inSavepoint, isLockTimeout, limitWaits } from '../db/savepoint.ts'
import type { Channel, Json, Log } from './channel.ts'
import type { ListedName, PetitionDocument } from './document.ts'
import type { ReadMessage, WrittenMessage } from './inbound/read-message.ts'
import type { ReadReply, WrittenReply } from './inbound/read-reply.ts'
import type { Keys } from './keys.ts'
import type { AboutDomain } from './mail-domain.ts'
import type { RememberedLimits } from './outbound/limits.ts'
import type { Drawing } from './picture.ts'
import type { Site } from './site.ts'

/** Everything that a use case needs from outside of core. */
export interface Service {
  db: Db
  /** For reads that may be some seconds old: pages, exports, statistics. */
  reads: Reads
  queue: Pick<Queue, 'enqueue'>
  keys: Keys
  log: Log
  limits: RememberedLimits
  /** Without a slash at the end; links in answers begin with it. */
  publicUrl: string
  site: Site
  /** After a restore: the time between the backup and the restore. Links made in it are gone. */
  missing?: { from: Date; to: Date } | undefined
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
  aboutDomain: AboutDomain
  /** Reads what a stranger wrote, off the event loop. Rejects if that takes too long. */
  understand: (message: WrittenMessage) => Promise<ReadMessage>
  understandReply: (reply: WrittenReply) => Promise<ReadReply>
  /** One of the two is about to be asked: what starts slowly starts now. */
  expectWords: () => void
  /** Draws a PNG, off the event loop. */
  draw: (picture: Drawing) => Promise<Uint8Array>
  /** Whether another PDF would have to wait for its turn. */
  pdfIsBusy: () => boolean
  /** Sets the list on paper as its names are read, off the event loop. */
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

/** Use cases wait for each other only within a `lane`, which is most often the id of a petition. */
export type Transact = <T>(act: (work: Work) => Promise<T>, lane?: string) => Promise<T>

/** Tries of a use case that the database rolls back to end a deadlock. */
const mostTries = 6

/** Milliseconds that a use case waits for a lock. A person waits for its answer, and so does everybody in its lane. */
const usualWait = 2_000
/** The same after another use case of the same transaction has waited in vain. */
const shortWait = 100

interface BatchOptions {
  /** Use cases in one transaction. */
  most?: number | undefined
  /** Transactions in flight, in all lanes together. */
  atOnce?: number
  /** Transactions in flight in one lane. */
  perLane?: number
  /** Milliseconds that a use case waits for a lock. */
  longestWait?: number | undefined
  /** Milliseconds that one statement may take. */
  longestStatement?: number
}

interface Waiting {
  run(work: Work): Promise<void>
  /** Called after the commit. */
  done(): void
  fail(error: unknown): void
}

interface Lane {
  waiting: Waiting[]
  inFlight: number
}

/**
 * Runs use cases in transactions. Use cases that arrive in a lane while its transaction is in flight share the next one, so that a crowd
 * shares commits and nobody waits for a timer. A use case that fails is rolled back alone, to its savepoint.
 */
export function batchTransactions(
  db: Db,
  queue: Pick<Queue, 'enqueue'>,
  {
    most = 50,
    atOnce = 4,
    perLane = 1,
    longestWait = usualWait,
    longestStatement = 10_000,
  }: BatchOptions = {},
): Transact {
  /** The lane whose turn is next stands first. */
  const lanes = new Map<string, Lane>()
  let inFlight = 0

  function begin(): void {
    for (const [name, lane] of lanes) {
      if (inFlight >= atOnce) return
      if (lane.inFlight >= perLane || lane.waiting.length === 0) continue
      lanes.delete(name)
      lanes.set(name, lane)
      void run(name, lane)
    }
  }

  async function run(name: string, lane: Lane): Promise<void> {
    inFlight++
    lane.inFlight++
    await runTogether(lane.waiting.splice(0, most))
    inFlight--
    lane.inFlight--
    if (lane.waiting.length === 0 && lane.inFlight === 0) lanes.delete(name)
    begin()
  }

  async function runTogether(batch: Waiting[], tries = 1): Promise<void> {
    // Two transactions may lock the same rows in different orders. The one that had to give way tries again alone, so
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
      await limitWaits(trx, longestWait, longestStatement)
      const failed = new Map<Waiting, unknown>()
      const deliveries: QueuedDelivery[] = []
      for (const member of batch) {
        const work: Work = { trx, deliveries: [] }
        if (batch.length === 1) await member.run(work)
        else
          await inSavepoint(trx, () => member.run(work)).catch(async error => {
            work.deliveries = []
            failed.set(member, error)
            if (isLockTimeout(error)) await limitWaits(trx, shortWait, longestStatement)
          })
        deliveries.push(...work.deliveries)
      }
      if (deliveries.length > 0) await queue.enqueue(trx, deliveries)
      return failed
    })
  }

  return (act, name = '') =>
    new Promise((resolve, reject) => {
      let settle: () => void = () => reject(new Error('committed before it ran'))
      const lane = lanes.get(name) ?? { waiting: [], inFlight: 0 }
      lanes.set(name, lane)
      lane.waiting.push({
        async run(work) {
          const value = await act(work)
          settle = () => resolve(value)
        },
        done: () => settle(),
        fail: reject,
      })
      begin()
    })
}

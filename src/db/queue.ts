import { setTimeout as sleep } from 'node:timers/promises'
import { fromKysely, type Job, type JobResult, PgBoss } from 'pg-boss'
import type { Transaction } from './database.ts'
import { type DbLog, errorCode, silentLog } from './log.ts'
import { type ChannelName, channelNames } from './schema.ts'

/** One a channel: a platform that takes calls and never answers holds its own workers, and nobody else's. */
const queueOf = (channel: ChannelName) => (channel === 'email' ? 'delivery' : `delivery-${channel}`)
const SCHEMA = 'pgboss'

/**
 * Of pg-boss 12.38, and all measured (docs/decisions). Retries: after 2 to 4 s, then doubling, from the ninth on every
 * 15 minutes: 700 span the week a delivery lives, and what waited for a server goes out soon after it is back. `expireInSeconds` fails a whole batch, so a job's own limit below is shorter.
 */
const QUEUE_SETTINGS = {
  notify: true,
  heartbeatSeconds: 10,
  retryLimit: 700,
  retryBackoff: true,
  retryDelay: 2,
  retryDelayMax: 900,
  expireInSeconds: 300,
  // A delivery may expire days after it was queued, its job must not go before.
  retentionSeconds: 30 * 24 * 3_600,
  // 0 would mean never.
  deleteAfterSeconds: 3_600,
}

/** When a job's signal is aborted, and how long its handler may then take to end. */
const JOB_LIMIT_MS = 240_000
const JOB_GRACE_MS = 20_000

export interface QueueOptions {
  /** postgres://…; pg-boss has its own few connections beside the pool: it listens on one. */
  url: string
  log?: DbLog
}

/** All that is ever queued: a delivery's id, which is also the job's. */
export interface QueuedDelivery {
  id: string
  channel: ChannelName
  /** Not before; by default at once. */
  startAfter?: Date
}

/** Rejects to have the delivery tried again later. When `signal` is aborted it must end soon. */
export type DeliveryHandler = (deliveryId: string, signal: AbortSignal) => Promise<void>

export interface Queue {
  /** Creates or updates what pg-boss needs in the database. Before anything else; also in a process that only enqueues. */
  start(): Promise<void>
  /**
   * Queues deliveries in the caller's transaction: they exist when it commits, and never when it rolls back. One statement
   * a channel, whatever their number. An id that is queued already, or was within the last hour, is left as it is.
   */
  enqueue(trx: Transaction, deliveries: QueuedDelivery[]): Promise<void>
  /**
   * Hands over deliveries as they come, about 5 ms after the commit; those of a killed process after 10 to 40 s.
   * A delivery may come twice: the handler looks at its row first.
   */
  work(channel: ChannelName, handler: DeliveryHandler, options: { concurrency: number }): Promise<void>
  /** Takes no more and waits for the running ones, `timeoutMs` at most. What is enqueued from now on waits for the next start. */
  drain(options: { timeoutMs: number }): Promise<void>
  /** Closes the connections; what still runs after `timeoutMs` is aborted and comes again later. */
  stop(options: { timeoutMs: number }): Promise<void>
}

interface Payload {
  deliveryId: string
}

/** pg-boss, set up once. Opens no connection before `start`. */
export function openQueue(options: QueueOptions): Queue {
  const log = options.log ?? silentLog
  const boss = new PgBoss({
    connectionString: options.url,
    schema: SCHEMA,
    application_name: 'undersigned queue',
    max: 5,
    useListenNotify: true,
    superviseIntervalSeconds: 10,
    monitorIntervalSeconds: 10,
    schedule: false,
    // Its registry keeps the machine's name; nobody reads it.
    registerInstance: false,
  })
  // Unheard, an 'error' event ends the process; pg-boss emits one for every lost connection and goes on by itself.
  boss.on('error', error => log.error({ code: errorCode(error) }, 'queue error'))
  boss.on('warning', warning => log.warn({ type: warningType(warning.data) }, 'queue warning'))

  return {
    async start() {
      await boss.start()
      for (const name of channelNames.map(queueOf)) {
        await boss.createQueue(name, QUEUE_SETTINGS)
        // createQueue leaves a queue made by an older version of us as it is.
        await boss.updateQueue(name, QUEUE_SETTINGS)
      }
    },
    async enqueue(trx, deliveries) {
      for (const channel of channelNames) {
        const name = queueOf(channel)
        const jobs = deliveries
          .filter(delivery => delivery.channel === channel)
          .map(({ id, startAfter }) => ({
            id,
            data: { deliveryId: id } satisfies Payload,
            ...(startAfter === undefined ? {} : { startAfter }),
          }))
        if (jobs.length > 0) await boss.insert(name, jobs, { db: fromKysely(trx) })
      }
    },
    async work(channel, handler, { concurrency }) {
      // A batch is done when its slowest is, so several small batches rather than a big one; with a batch of 1 pg-boss
      // sleeps between fetches however long the queue is.
      const batchSize = Math.max(2, Math.min(5, Math.floor(concurrency / 2)))
      await boss.work<Payload>(
        queueOf(channel),
        {
          batchSize,
          localConcurrency: Math.max(1, Math.floor(concurrency / batchSize)),
          perJobResults: true,
          burstWhenBatchFull: true,
          // NOTIFY tells of new jobs, not of retries that have become due.
          pollingIntervalSeconds: 2,
          notifyPollingIntervalSeconds: 5,
        },
        jobs => Promise.all(jobs.map(job => runJob(job, handler, log))),
      )
    },
    async drain({ timeoutMs }) {
      const drained = Promise.all(channelNames.map(channel => boss.offWork(queueOf(channel))))
      await Promise.race([drained, sleep(timeoutMs, undefined, { ref: false })])
    },
    stop: ({ timeoutMs }) => boss.stop({ graceful: true, timeout: timeoutMs }),
  }
}

/** Never rejects: a batch-mate that fails must not fail the others. */
async function runJob(job: Job<Payload>, handler: DeliveryHandler, log: DbLog): Promise<JobResult> {
  const limit = AbortSignal.timeout(JOB_LIMIT_MS)
  const done = new AbortController()
  try {
    await Promise.race([
      handler(job.data.deliveryId, AbortSignal.any([job.signal, limit])),
      sleep(JOB_LIMIT_MS + JOB_GRACE_MS, undefined, { signal: done.signal }).then(() => {
        throw new DeliveryTimeout()
      }),
    ])
    return { id: job.id, status: 'completed' }
  } catch (error) {
    const code = errorCode(error)
    log.warn({ delivery: job.id, code, attempt: job.retryCount + 1 }, 'delivery not done, comes again')
    // pg-boss keeps what it is given in clear for days: a code, no text, no stack.
    return { id: job.id, status: 'failed', output: { message: code } }
  } finally {
    done.abort()
  }
}

class DeliveryTimeout extends Error {
  readonly code = 'ETIMEDOUT'
}

function warningType(data: object): string {
  return 'type' in data && typeof data.type === 'string' ? data.type : 'unknown'
}

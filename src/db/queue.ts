import { setTimeout as sleep } from 'node:timers/promises'
import { fromKysely, type Job, type JobResult, PgBoss } from 'pg-boss'
import type { Transaction } from './database.ts'
import { type DbLog, errorCode, silentLog } from './log.ts'
import { type AnsweringChannel, answeringChannels, type ChannelName } from './schema.ts'

/** One queue for each channel: a platform that never answers occupies its own workers only. */
const queueOf = (channel: AnsweringChannel) => (channel === 'email' ? 'delivery' : `delivery-${channel}`)
const SCHEMA = 'pgboss'

/**
 * For pg-boss 12.38, all measured (docs/decisions). Retries come after 2 to 4 s, then after twice as long each time, from the ninth
 * on every 15 minutes: 700 of them cover the week a delivery lives, and deliveries leave soon after a server is back.
 * `expireInSeconds` fails a whole batch, so the limit of a job below is shorter.
 */
const QUEUE_SETTINGS = {
  notify: true,
  heartbeatSeconds: 10,
  retryLimit: 700,
  retryBackoff: true,
  retryDelay: 2,
  retryDelayMax: 900,
  expireInSeconds: 300,
  // A delivery may wait for days, and its job must not go before it.
  retentionSeconds: 30 * 24 * 3_600,
  // 0 would mean never.
  deleteAfterSeconds: 3_600,
}

/** The signal of a job is aborted after the first; its handler then has the second to end. */
const JOB_LIMIT_MS = 240_000
const JOB_GRACE_MS = 20_000

export interface QueueOptions {
  /** postgres://…; pg-boss has a few connections of its own, and listens on one of them. */
  url: string
  log?: DbLog
}

/** Nothing else is ever queued: the id of a delivery, which is also the id of the job. */
export interface QueuedDelivery {
  id: string
  channel: ChannelName
  /** By default at once. */
  startAfter?: Date
}

/** If it rejects, the delivery is tried again later. It must end soon after `signal` is aborted. */
export type DeliveryHandler = (deliveryId: string, signal: AbortSignal) => Promise<void>

export interface Queue {
  /** Creates or updates what pg-boss needs in the database. It comes first, even in a process that only enqueues. */
  start(): Promise<void>
  /**
   * Queues deliveries in the caller's transaction, with one statement for each channel. An id that is queued already, or was
   * within the last hour, is left as it is.
   */
  enqueue(trx: Transaction, deliveries: QueuedDelivery[]): Promise<void>
  /**
   * Calls `handler` for each delivery, about 5 ms after the commit; for those of a killed process after 10 to 40 s. A delivery
   * may come twice: the handler checks its row first.
   */
  work(channel: AnsweringChannel, handler: DeliveryHandler, options: { concurrency: number }): Promise<void>
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
    // Its registry would keep the machine's name, which nobody reads.
    registerInstance: false,
  })
  // Without a listener, an 'error' event ends the process. pg-boss emits one for every lost connection, and recovers by itself.
  boss.on('error', error => log.error({ code: errorCode(error) }, 'queue error'))
  boss.on('warning', warning => log.warn({ type: warningType(warning.data) }, 'queue warning'))

  return {
    async start() {
      await boss.start()
      for (const name of answeringChannels.map(queueOf)) {
        await boss.createQueue(name, QUEUE_SETTINGS)
        // createQueue does not change a queue that an older version made.
        await boss.updateQueue(name, QUEUE_SETTINGS)
      }
    },
    async enqueue(trx, deliveries) {
      for (const channel of answeringChannels) {
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
      // A batch lasts as long as its slowest job, so there are several small batches. With a batch of 1, pg-boss sleeps between
      // fetches, however long the queue is.
      const batchSize = Math.max(2, Math.min(5, Math.floor(concurrency / 2)))
      await boss.work<Payload>(
        queueOf(channel),
        {
          batchSize,
          localConcurrency: Math.max(1, Math.floor(concurrency / batchSize)),
          perJobResults: true,
          burstWhenBatchFull: true,
          // NOTIFY announces new jobs, but not retries that are due.
          pollingIntervalSeconds: 2,
          notifyPollingIntervalSeconds: 5,
        },
        jobs => Promise.all(jobs.map(job => runJob(job, handler, log))),
      )
    },
    async drain({ timeoutMs }) {
      const drained = Promise.all(answeringChannels.map(channel => boss.offWork(queueOf(channel))))
      await Promise.race([drained, sleep(timeoutMs, undefined, { ref: false })])
    },
    stop: ({ timeoutMs }) => boss.stop({ graceful: true, timeout: timeoutMs }),
  }
}

/** Never rejects: one failed job must not fail the others of its batch. */
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
    log.warn(
      { delivery: job.id, code, attempt: job.retryCount + 1 },
      'a delivery failed and will be tried again',
    )
    // pg-boss keeps this in clear for days: only a code, no text, no stack.
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

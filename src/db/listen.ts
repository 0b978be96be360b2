import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { type DbLog, errorCode, silentLog } from './log.ts'

type Notified = Record<string, (payload: string) => void>

/**
 * Calls the channel's function with the payload of every NOTIFY on it. After every new connection it calls all functions with '', because
 * notifications may have been missed. Connects again by itself: a database that is away is not an error here.
 */
export function listenTo(url: string, channels: Notified, log: DbLog = silentLog): { stop(): Promise<void> } {
  const stopped = new AbortController()
  const { signal } = stopped
  let client: pg.Client | undefined

  async function run(): Promise<void> {
    while (!signal.aborted) {
      client = new pg.Client({
        connectionString: url,
        application_name: 'undersigned listen',
        keepAlive: true,
        // A host that vanishes sends nothing. Keep-alive probes after 10 s find out within half a minute.
        keepAliveInitialDelayMillis: 10_000,
      })
      try {
        await listenUntilLost(client, channels, signal, log)
      } catch (error) {
        log.warn({ code: errorCode(error) }, 'cannot listen to the database, trying again')
      }
      await client.end().catch(() => {})
      if (!signal.aborted) await sleep(2_000, undefined, { signal }).catch(() => {})
    }
  }

  const running = run()
  return {
    async stop() {
      stopped.abort()
      await client?.end().catch(() => {})
      await running
    },
  }
}

async function listenUntilLost(
  client: pg.Client,
  channels: Notified,
  stopped: AbortSignal,
  log: DbLog,
): Promise<void> {
  const ended = new Promise<void>(resolve => {
    client.on('error', error => {
      log.warn({ code: errorCode(error) }, 'the listening connection was lost')
      resolve()
    })
    client.on('end', resolve)
  })
  // If it is stopped while it connects, pg settles only `ended`.
  await Promise.race([client.connect(), ended])
  if (stopped.aborted) return
  client.on('notification', ({ channel, payload = '' }) => channels[channel]?.(payload))
  for (const channel of Object.keys(channels)) await client.query(`listen ${pg.escapeIdentifier(channel)}`)
  for (const notify of Object.values(channels)) notify('')
  await ended
}

import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { type DbLog, errorCode, silentLog } from './log.ts'

/**
 * Calls the channel's function with the payload of every NOTIFY on it. After every new connection it calls all of them with '',
 * because notifications may have been missed. Reconnects by itself: a database that is away is not an error here.
 */
export function listenTo(
  url: string,
  channels: Record<string, (payload: string) => void>,
  log: DbLog = silentLog,
): { stop(): Promise<void> } {
  const stopped = new AbortController()
  let client: pg.Client | undefined

  async function run(): Promise<void> {
    while (!stopped.signal.aborted) {
      const connection = new pg.Client({
        connectionString: url,
        application_name: 'undersigned listen',
        keepAlive: true,
        // A host that vanishes sends nothing. Keep-alive probes after 10 s find out within half a minute.
        keepAliveInitialDelayMillis: 10_000,
      })
      client = connection
      const ended = new Promise<void>(resolve => {
        connection.on('error', error => {
          log.warn({ code: errorCode(error) }, 'the listening connection was lost')
          resolve()
        })
        connection.on('end', resolve)
      })
      try {
        // If it is stopped while it connects, pg settles only `ended`.
        await Promise.race([connection.connect(), ended])
        if (stopped.signal.aborted) break
        connection.on('notification', ({ channel, payload = '' }) => channels[channel]?.(payload))
        for (const channel of Object.keys(channels))
          await connection.query(`listen ${pg.escapeIdentifier(channel)}`)
        for (const notify of Object.values(channels)) notify('')
        await ended
      } catch (error) {
        log.warn({ code: errorCode(error) }, 'cannot listen to the database, trying again')
      }
      await connection.end().catch(() => {})
      if (!stopped.signal.aborted) await sleep(2_000, undefined, { signal: stopped.signal }).catch(() => {})
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

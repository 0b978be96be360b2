/** The service's entry point: reads the configuration, starts the parts, and stops them when a signal comes. */
import { constants } from 'node:os'
import { setFlagsFromString } from 'node:v8'
import { ConfigError, readConfig } from './config.ts'
import type { Log } from './core/channel.ts'
import { readEnvFile } from './env-file.ts'
import { openLog } from './log.ts'
import { checkRoles, readRoles } from './roles.ts'
import { start } from './start.ts'
import { describeStartError, settingsFrom } from './start-words.ts'
import type { Stopping } from './stopping.ts'

/**
 * The process ends after this time even if a step of stopping hangs, for example on the database. Process managers kill after ten
 * seconds. What is committed is delivered after the next start.
 */
const stopWithinMs = 9_500
/** One press of Ctrl-C reaches us twice: from the terminal, and from npm or the bin. */
const onePressMs = 500

const heapGrowingPercent = 100

/** EX_CONFIG of sysexits.h: the systemd unit does not start the service again, because the configuration stays wrong. */
const exitWrongConfig = 78

/** The first signal stops the service in order. A second one, after `onePressMs`, ends the process at once. */
function stopOnSignals(started: Promise<Stopping>, log: Log): void {
  let firstSignal: number | undefined
  const end = (signal: NodeJS.Signals) => {
    if (firstSignal !== undefined) {
      if (performance.now() - firstSignal < onePressMs) return
      log.warn({ signal }, 'ended at once; what was committed is delivered after the next start')
      process.exit(128 + constants.signals[signal])
    }
    firstSignal = performance.now()
    log.info({ signal }, 'stopping')
    setTimeout(() => {
      log.warn(
        {},
        'stopped before everything was drained; what was committed is delivered after the next start',
      )
      process.exit(0)
    }, stopWithinMs).unref()
    started
      .then(stopping => stopping.run())
      .then(
        well => process.exit(well ? 0 : 1),
        // The start failed. `main` tells why, and sets the exit code.
        () => {},
      )
  }
  process.on('SIGTERM', end)
  process.on('SIGINT', end)
}

async function main(): Promise<void> {
  const roles = readRoles(process.argv.slice(2))
  const envFile = readEnvFile(process.env)
  const config = readConfig(process.env, process.getuid?.() === 0)
  checkRoles(roles, config)
  const log = openLog(config.logLevel)
  // A bug in one part must not stop the others; the log shows it.
  process.on('unhandledRejection', error => log.error({ error }, 'unhandled rejection'))
  if (envFile !== undefined) process.stdout.write(settingsFrom(envFile))
  const started = start(config, roles, log)
  stopOnSignals(started, log)
  await started
  // Lets the heap hold at most as much garbage as live data. With V8's default it grows two- or threefold while many emails come,
  // because each email outlives two collections of young objects. Set after the start, which it would slow down.
  setFlagsFromString(`--heap-growing-percent=${heapGrowingPercent}`)
}

main().catch((error: unknown) => {
  process.stderr.write(`${describeStartError(error)}\n`)
  process.exit(error instanceof ConfigError ? exitWrongConfig : 1)
})

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '../../test/support/free-port.ts'
import { hasEnded } from '../../test/support/has-ended.ts'
import type { Subject } from '../subject.ts'

/** `npm start`, until its page answers, with a data folder that is there already. */
export const start: Subject = {
  key: 'start',
  unit: ' s',
  async open(ground) {
    const dataDir = join(ground.folder, 'started')
    // Makes the cluster, the tables, and Node's compile cache.
    await startOnce(dataDir)
    return { round: () => startOnce(dataDir) }
  },
}

async function startOnce(dataDir: string): Promise<number> {
  const [port, mailPort] = [await freePort(), await freePort()]
  const begun = performance.now()
  const child = spawn('npm', ['start', '--silent'], {
    cwd: new URL('../..', import.meta.url).pathname,
    stdio: 'ignore',
    env: {
      ...process.env,
      DATA_DIR: dataDir,
      PORT: String(port),
      MAIL_LISTEN: `smtp://127.0.0.1:${mailPort}`,
      METRICS_LISTEN: 'off',
    },
  })
  try {
    for (;;) {
      if (hasEnded(child)) throw new Error(`npm start ended with ${child.exitCode ?? child.signalCode}`)
      const answered = await fetch(`http://127.0.0.1:${port}/healthz`).then(
        ({ ok }) => ok,
        () => false,
      )
      if (answered) return (performance.now() - begun) / 1000
      await sleep(10)
    }
  } finally {
    child.kill('SIGTERM')
    if (!hasEnded(child)) await once(child, 'exit')
  }
}

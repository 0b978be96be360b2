import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { startService } from './support/service.ts'

// It was waited for until patience ended, and nobody learnt of the signal.
it('tells which signal ended a service at its start', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'undersigned-ended-'))
  onTestFinished(() => rm(dataDir, { recursive: true }))
  const ends = '--import=data:text/javascript,process.kill(process.pid,9)'
  await expect(startService({ dataDir, env: { NODE_OPTIONS: ends } })).rejects.toThrow(
    'ended at its start with SIGKILL',
  )
})

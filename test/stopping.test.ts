import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import type { Log } from '../src/core/channel.ts'
import { Stopping } from '../src/stopping.ts'

function recordingLog(): { log: Log; said: object[] } {
  const said: object[] = []
  const note = (fields: object) => void said.push(fields)
  return { log: { debug: note, info: note, warn: note, error: note }, said }
}

it('stops stage by stage, whatever the order the steps were added in', async () => {
  const { log } = recordingLog()
  const stopping = new Stopping(log)
  const done: string[] = []
  for (const stage of ['ground', 'channels', 'rest', 'intake'] as const)
    stopping.add(stage, stage, async () => void done.push(stage))
  expect(await stopping.run()).toBe(true)
  expect(done).toEqual(['intake', 'channels', 'rest', 'ground'])
})

it('logs a step that throws or hangs, and runs all others', async () => {
  const { log, said } = recordingLog()
  const stopping = new Stopping(log, 50)
  const done: string[] = []
  stopping.add('intake', 'throws', () => {
    throw new Error('at once')
  })
  stopping.add('intake', 'rejects', () => Promise.reject(new Error('later')))
  stopping.add('intake', 'hangs', () => new Promise(() => {}))
  stopping.add('intake', 'beside them', async () => void done.push('beside them'))
  stopping.add('ground', 'database', async () => void done.push('database'))
  expect(await stopping.run()).toBe(false)
  expect(done).toEqual(['beside them', 'database'])
  expect(said).toEqual([
    expect.objectContaining({ stage: 'intake', step: 'throws' }),
    expect.objectContaining({ stage: 'intake', step: 'rejects' }),
    expect.objectContaining({ stage: 'intake', step: 'hangs' }),
  ])
})

it('goes on without a step that takes too long, but waits for the last stage', async () => {
  const { log, said } = recordingLog()
  const stopping = new Stopping(log, 20)
  stopping.add('channels', 'hangs', () => new Promise(() => {}))
  let written = false
  stopping.add('ground', 'database', async () => {
    await sleep(200)
    written = true
  })
  expect(await stopping.run()).toBe(true)
  expect(written).toBe(true)
  expect(said).toEqual([{ stage: 'channels', step: 'hangs' }])
})

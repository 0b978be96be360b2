import { get, type IncomingMessage } from 'node:http'
import { expect, it } from 'vitest'
import { openPages } from './open-pages.ts'
import { fairTraining, paintedCore } from './painted-core.ts'

/** Listens until the test is over. */
function listen(url: string): Promise<{ events: string[]; ended: Promise<void>; response: IncomingMessage }> {
  return new Promise((resolve, reject) => {
    const request = get(url, response => {
      const events: string[] = []
      response.setEncoding('utf8').on('data', (text: string) => {
        events.push(...text.split('\n').filter(line => line.startsWith('data: ')))
      })
      const ended = new Promise<void>(done => response.once('end', done).once('error', () => done()))
      resolve({ events, ended, response })
    })
    request.once('error', reject)
  })
}

const until = async (holds: () => boolean) => {
  while (!holds()) await new Promise(resolve => setTimeout(resolve, 10))
}
const data = (signatures: number, status = 'open') =>
  `data: {"signatures":${signatures},"status":"${status}"}`

it('tells a hundred listeners of each new number, by one reading a second', async () => {
  const core = paintedCore()
  let readings = 0
  let signatures = 4213
  core.petition = slug => {
    readings++
    return Promise.resolve(slug === 'fair-training' ? { ...fairTraining, signatures } : undefined)
  }
  const { url, web } = await openPages(core)
  const listeners = await Promise.all(
    Array.from({ length: 100 }, () => listen(`${url}/p/fair-training/live`)),
  )
  expect(listeners[0]?.response.headers['content-type']).toBe('text/event-stream; charset=utf-8')
  await until(() => listeners.every(({ events }) => events.length === 1))
  expect(listeners.map(({ events }) => events[0])).toEqual(Array(100).fill(data(4213)))
  expect(readings).toBe(1)
  for (signatures = 4214; signatures < 4300; signatures++) core.changed('fair-training')
  core.changed('another')
  await until(() => listeners.every(({ events }) => events.length === 2))
  expect(listeners[99]?.events[1]).toBe(data(4300))
  expect(readings).toBe(2)
  // Nothing new is not told, and a stopping service lets them go.
  core.changed()
  await until(() => readings === 3)
  const closing = web.close()
  await Promise.all(listeners.map(({ ended }) => ended))
  expect(listeners.every(({ events }) => events.length === 2)).toBe(true)
  await closing
})

it('has nothing to tell of a petition that nobody may see', async () => {
  const { url } = await openPages(paintedCore())
  const answer = await fetch(`${url}/p/draft/live`)
  expect([answer.status, await answer.text()]).toEqual([404, ''])
})

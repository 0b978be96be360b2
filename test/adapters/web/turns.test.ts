import { once } from 'node:events'
import { request as ask, createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { Turns } from '../../../src/adapters/web/turns.ts'

it('answers a crowd a few at a time, in order, and lets other work in between', async () => {
  const turns = new Turns()
  const answered: number[] = []
  for (let n = 0; n < 20; n++) turns.take(() => answered.push(n))
  expect(answered).toEqual([])
  const seen: number[] = []
  while (answered.length < 20) {
    await new Promise(resolve => setImmediate(resolve))
    seen.push(answered.length)
  }
  expect(seen).toEqual([8, 16, 20])
  expect(answered).toEqual(Array.from({ length: 20 }, (_, n) => n))
  turns.take(() => answered.push(20))
  await new Promise(resolve => setImmediate(resolve))
  expect(answered).toHaveLength(21)
})

it('answers one reader at a time while somebody acts, and a slow request is no act', async () => {
  const turns = new Turns()
  const answered: number[] = []
  /** How many readers are answered in the next turns. */
  async function readers(): Promise<number[]> {
    answered.length = 0
    for (let n = 0; n < 10; n++) turns.take(() => answered.push(n))
    const seen: number[] = []
    while (answered.length < 10) {
      await new Promise(resolve => setImmediate(resolve))
      seen.push(answered.length)
    }
    return seen
  }
  const came = Promise.withResolvers<{ request: IncomingMessage; response: ServerResponse }>()
  const server = createServer((request, response) => {
    turns.act(request, response)
    came.resolve({ request, response })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  const asked = ask({ port, host: '127.0.0.1', method: 'POST' })
  asked.flushHeaders()
  const { request, response } = await came.promise
  const whole = text(request)
  expect(await readers()).toEqual([8, 10])
  asked.end('name=Ada')
  await whole
  expect(await readers()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  response.end()
  await once(response, 'close')
  expect(await readers()).toEqual([8, 10])
  server.close()
})

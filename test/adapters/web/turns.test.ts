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

import { expect, it } from 'vitest'
import { remembered } from '../../../src/core/reading/remembered.ts'

it('looks into a text once for one email, and again for the next', async () => {
  const looked: string[] = []
  const length = remembered(text => {
    looked.push(text)
    return text.length
  })
  expect([length('Ada'), length('Ada'), length(''), length('')]).toEqual([3, 3, 0, 0])
  expect(looked).toEqual(['Ada', ''])
  await Promise.resolve()
  expect(length('Ada')).toBe(3)
  expect(looked).toEqual(['Ada', '', 'Ada'])
})

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

it('remembers that it found nothing, and goes on remembering after very many texts', () => {
  const looked: string[] = []
  const nothing = remembered((text): string | undefined => {
    looked.push(text)
    return undefined
  })
  for (let at = 0; at < 2_001; at += 1) nothing(`${at}`)
  expect([nothing('2000'), nothing('Ada'), nothing('Ada')]).toEqual([undefined, undefined, undefined])
  expect(looked).toHaveLength(2_002)
})

import { describe, expect, it } from 'vitest'
import { modalOf } from '../../../src/adapters/discord/form.ts'
import { layOut } from '../../../src/adapters/discord/layout.ts'
import { reply } from '../chat-core.ts'
import { around, blocksOf, formOf, many } from '../edges.ts'
import { judged, judgedForm } from './judged.ts'

describe('Discord takes', () => {
  it.each([
    ['paragraph', 4000],
    ['label', 80],
    ['address', 512],
    ['form', 95],
    ['form', 100],
    ['command', 97],
    ['alternative', 1024],
    ['buttons', 5],
    ['files', 10],
    ['buttons', 33],
  ] as const)('a message around its bound: %s %i', (what, bound) => {
    // The id of a form is core's, and never as long as that.
    for (const n of around(bound).filter(n => what !== 'form' || n <= 100))
      for (const shape of ['card', 'answer'] as const)
        expect(judged(layOut(reply('', blocksOf[what](n)), shape), shape)).toEqual([])
  })

  it.each([45, 100, 4000])('a form around its bounds: %i', bound => {
    for (const n of around(bound)) expect(judgedForm(modalOf(formOf(n)))).toEqual([])
  })

  it('five fields of a form that has more, and no id that is too long', () => {
    const [field] = formOf(1).fields
    if (field === undefined) throw new Error('no field')
    const fields = many(7, at => ({ ...field, name: `${at}` }))
    expect(judgedForm(modalOf({ ...formOf(1), fields }))).toEqual([])
    expect(judgedForm(modalOf({ ...formOf(1), id: 'x'.repeat(100) }))).toEqual([])
    expect(() => modalOf({ ...formOf(1), id: 'x'.repeat(101) })).toThrow('too long')
  })
})

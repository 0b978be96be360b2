import { describe, expect, it } from 'vitest'
import { modalOf } from '../../../src/adapters/slack/form.ts'
import { homeOf, layOut, windowOf } from '../../../src/adapters/slack/layout.ts'
import { loadBlockKit } from '../../support/slack/block-kit-schema.ts'
import { judgeAnswer, judgeCall } from '../../support/slack/judge.ts'
import { reply } from '../chat-core.ts'
import { around, blocksOf, formOf, long, many } from '../edges.ts'

describe('Slack takes', async () => {
  const kit = await loadBlockKit()
  const opened = (view: object) => judgeCall(kit, 'views.open', { trigger_id: 't', view })

  it.each([
    ['title', 150],
    ['small', 3000],
    ['label', 75],
    ['address', 3000],
    ['paragraph', 12_000],
    ['paragraph', 40_000],
    ['buttons', 25],
    ['paragraphs', 50],
    ['paragraphs', 100],
  ] as const)('a message, a Home and a window around their bound: %s %i', (what, bound) => {
    for (const n of around(bound)) {
      const said = reply('', blocksOf[what](n))
      expect(judgeAnswer(kit, { ...layOut(said), response_type: 'ephemeral' })).toEqual([])
      expect(judgeCall(kit, 'views.publish', { user_id: 'U1', view: homeOf(said) })).toEqual([])
      expect(opened(windowOf({ ...said, subject: long(n) }, 'x', 'm'))).toEqual([])
    }
  })

  it.each([23, 24, 25, 26])('a window of a title of %i', n => {
    expect(opened(windowOf(reply(long(n)), 'x', 'm'))).toEqual([])
  })

  it('a button of 2,000 characters, and no longer one', () => {
    expect(opened(windowOf(reply('x', blocksOf.command(2000)), 'x', 'm'))).toEqual([])
    expect(() => layOut(reply('x', blocksOf.command(2001)))).toThrow('too long')
  })

  it.each([24, 75, 2000, 3000])('a form around its bounds: %i', bound => {
    for (const n of around(bound)) expect(opened(modalOf(formOf(n), 'm'))).toEqual([])
  })

  it('at most a hundred options, and no id that is too long', () => {
    const options = many(120, at => ({ value: `${at}`, label: 'x' }))
    const [field] = formOf(1).fields
    if (field === undefined) throw new Error('no field')
    const fields = [{ ...field, input: { kind: 'choice', value: '0', options } as const }]
    expect(opened(modalOf({ ...formOf(1), fields }, 'm'))).toEqual([])
    expect(opened(modalOf({ ...formOf(1), id: long(255) }, 'm'))).toEqual([])
    expect(() => modalOf({ ...formOf(1), id: long(256) }, 'm')).toThrow('too long')
  })
})

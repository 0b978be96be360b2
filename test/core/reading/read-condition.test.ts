import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCommand } from '../../../src/core/reading/commands/read-command.ts'
import { conditionWords, takeCondition } from '../../../src/core/reading/commands/read-condition.ts'
import { understandCommand } from '../../../src/core/reading/commands/understand-command.ts'

const read = (words: string) => takeCondition(words.split(' '))

describe('a condition', () => {
  it.each([
    ['domain:Farm.Example', { domain: 'farm.example' }, ''],
    ['domain:@farm.example.', { domain: 'farm.example' }, ''],
    ['DOMAIN:ada@farm.example spam', { domain: 'farm.example' }, 'spam'],
    ['name:"Ada *bot*" channel:WEB', { name: 'Ada *bot*', channel: 'web' }, ''],
    ['name:“Ada bot” Bo', { name: 'Ada bot' }, 'Bo'],
    ['since:2026-11-20T18:00 until:2026-11-21', { since: '2026-11-20 18:00', until: '2026-11-21' }, ''],
    ['domaine:farm.example jetable', { domain: 'farm.example', disposable: true }, ''],
    ['room:g1 reason: from: a bot', { community: 'g1' }, 'reason: from: a bot'],
    ['Ada Lovelace', {}, 'Ada Lovelace'],
    ['http://farm.example', {}, 'http://farm.example'],
  ])('is in "%s"', (words, condition, rest) => {
    expect(read(words)).toEqual({ condition, rest: rest === '' ? [] : rest.split(' ') })
  })

  it.each(['domain:', 'domain:farm', 'channel:fax', 'evidence:hearsay', `name:${'a'.repeat(121)}`])(
    'cannot be read in "%s"',
    words => expect(read(words)).toBeUndefined(),
  )

  it('reads the same when it is typed again', () => {
    const text = fc.stringMatching(/^[a-z*]{1,10}( [a-z*]{1,10}){0,2}$/)
    const conditions = fc.record(
      {
        name: text,
        community: text,
        domain: fc.constant('farm.example'),
        disposable: fc.constant(true as const),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(conditions, condition => {
        expect(takeCondition(conditionWords(condition).split(' '))?.condition).toEqual(condition)
      }),
    )
  })
})

describe('the command', () => {
  const slugs = new Set(['fair'])
  const now = new Date('2026-11-23T09:00:00Z')
  it.each([
    [
      'invalidate fair domain:farm.example a farm',
      'fair',
      { condition: { domain: 'farm.example' }, reason: 'a farm' },
    ],
    ['invalidate domain:farm.example reason: a farm', undefined, { reason: 'a farm' }],
    ['invalider fair canal:web motif: robots', 'fair', { condition: { channel: 'web' }, reason: 'robots' }],
    ['invalidate stop', undefined, { stop: true }],
    ['invalidate fair stop', 'fair', { stop: true }],
    ['unusual fair', 'fair', { kind: 'unusual' }],
  ])('%s', (words, slug, command) => {
    expect(readCommand(words, slugs, now)).toMatchObject({ kind: 'command', slug, command })
  })

  it.each([
    ['invalidate fair', 'condition'],
    ['invalidate fair spam', 'condition'],
    ['invalidate fair domain:farm.example', 'reason'],
  ])('%s lacks the %s', (words, problem) => {
    expect(readCommand(words, slugs, now)).toMatchObject({ kind: 'wrong', problem, slug: 'fair' })
  })

  it('is understood in an email of an organiser, and a signer’s sentence is none', () => {
    const said = (text: string) => understandCommand({ subject: '', text, slugs, organises: true })
    expect(said('invalidate fair domain:farm.example false signatures')).toBeDefined()
    expect(said('find fair evidence:press')).toBeDefined()
    expect(understandCommand({ subject: '', text: 'Find disposable income for artists' })).toBeUndefined()
    expect(understandCommand({ subject: 'Abuse', text: '' })).toBeUndefined()
  })
})

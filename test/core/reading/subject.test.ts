import { describe, expect, it } from 'vitest'
import { bareSubject, isReplySubject } from '../../../src/core/reading/subject.ts'

describe('a subject', () => {
  it.each([
    'Re: x',
    'RE : x',
    'Fwd: x',
    'FW: x',
    'AW: x',
    'WG: x',
    'Antw: x',
    'TR: x',
    'RV: x',
    'SV: x',
    'Rif: x',
    'Re[2]: x',
    '[list] Re: x',
    '回复：x',
    'Odp: x',
  ])('%j is a reply', subject => {
    expect(isReplySubject(subject)).toBe(true)
    expect(bareSubject(subject)).toBe('x')
  })

  it.each(['Regarding x', 'Ada Lovelace', '', 'Name: Ada', 'Reply'])('%j is none', subject =>
    expect(isReplySubject(subject)).toBe(false),
  )
})

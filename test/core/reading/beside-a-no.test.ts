// Replies that put a detail right, with a no or without a word. The old detail must not be signed, and the request not be dropped.

import { describe, expect, it } from 'vitest'
import { understandAnswer, understandManageReply } from '../../../src/core/reading/understand-answer.ts'
import { newInSubject } from '../../../src/core/reading/what-is-new.ts'

const fromName = 'Mira Okafor'
const shown = { kind: 'person', name: fromName, occupation: 'illustrator', listed: true } as const
const sources = (text: string) => ({ subject: 'Re: Mira, please confirm', text, shown, fromName })
const asked = (text: string) => understandAnswer(sources(text))
const signed = (text: string) => understandManageReply(sources(text))

describe('a no with a detail beside it', () => {
  it.each([
    'No, author.',
    'Nein, Autorin.',
    'No\nauthor',
    'No, Miriam.',
    'No, not illustrator but author.',
    'Nein, nicht illustrator, sondern Autorin.',
    'No, I am not an illustrator.',
    'Cancel that, I meant author.',
  ])('is asked about: %j', text => expect(['asks', 'corrects']).toContain(asked(text).kind))

  it.each([
    'No, thanks.',
    'No thanks\n\nTom',
    'Hello, this was not me. Regards, Bob',
    'No. Mira Okafor, illustrator',
  ])('refuses if we showed it, or it only signs the reply: %j', text =>
    expect(asked(text).kind).not.toBe('confirms'),
  )

  it('refuses where somebody else signs the reply', () =>
    expect(asked('No thanks\n\nTom')).toEqual({ kind: 'refuses' }))
})

describe('the name with its accents', () => {
  it.each([
    ['Mira Okafór', 'Mira Okafór'],
    ['*Mira Okafór', 'Mira Okafór'],
    ['Yes. Mira Okafór', 'Mira Okafór'],
    ['Okafór', 'Mira Okafór'],
    ['Míra Okafor.', 'Míra Okafor'],
  ])('is a correction: %j', (text, name) =>
    expect(asked(text)).toEqual({ kind: 'corrects', written: { name } }),
  )

  it.each(['mira okafor', 'MIRA OKAFOR', 'Yes. Mira Okafor'])('is none without them: %j', text =>
    expect(asked(text).kind).toBe('confirms'),
  )
})

describe('a detail that is to be struck out', () => {
  it.each(['Bitte „illustrator“ streichen.', 'Remove, illustrator', 'delete "illustrator"'])(
    'takes no signature off: %j',
    text => expect(signed(text)).toEqual({ kind: 'asks' }),
  )

  it('but a signature with its details does', () =>
    expect(signed('Please remove my signature, Mira Okafor, illustrator').kind).toBe('perhaps-withdraw'))
})

describe('a tag in the subject', () => {
  const ours = ['Mira, please confirm your signature']

  it.each([
    '[NO] Re: Mira, please confirm your signature',
    'AW: [Nein!] Mira, please confirm your signature',
    'Re: [not me] Mira, please confirm your signature',
    'Re: Mira, please confirm your signature [wait until I decide]',
    '[on hold - legal] Re: Mira, please confirm your signature',
  ])('says something: %s', subject => expect(newInSubject(subject, ours)).not.toBe(''))

  it.each([
    '[Ext] Re: Mira, please confirm your signature',
    '[union.example #4711] Re: Mira, please confirm your signature',
    '[CAUTION: this is from outside] Re: Mira, please confirm your signature',
  ])('is a gateway’s: %s', subject => expect(newInSubject(subject, ours)).toBe(''))
})

it('asks where two full-width question marks are all that is new', () =>
  expect(asked('？？').kind).toBe('asks'))

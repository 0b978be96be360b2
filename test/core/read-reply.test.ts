import { describe, expect, it } from 'vitest'
import { type SentEmail, wordsOfReply } from '../../src/core/inbound/new-words.ts'
import { type About, readReply } from '../../src/core/inbound/read-reply.ts'
import { textsOf } from '../../src/core/texts/texts.ts'

const petition = {
  ...{ title: 'Fair training', text: 'Nobody may train on a work unless its author has agreed.' },
  ...{ url: 'https://u.example/p/fair', address: 'sign+fair@u.example', organisedBy: 'Guild of Makers' },
  listing: 'public' as const,
}
const shown = { kind: 'person', name: 'Ada Lovelace', occupation: 'composer', listed: true } as const
const asked = {
  ...{ petition, details: shown, confirmUrl: 'https://u.example/c/', plainReply: true },
  ...{ change: false, vouched: true },
}
const expiresAt = '2026-12-01T09:00:00Z'
const removal = { ...asked, act: 'withdraw', expiresAt } as const
const asking: SentEmail = { kind: 'asking', channel: 'email', language: 'en', ends: [expiresAt], args: asked }
const { replies } = textsOf('en')

/** A reply with our whole email below it, of which some words may be typed inside the quotation. */
function read(about: About, text: string, inside = '') {
  const ours =
    about.kind === 'removal'
      ? replies.confirmRemoval(removal)
      : replies.pleaseConfirm({ ...asked, expiresAt })
  const quotation = wordsOfReply(ours).flatMap(block => block.split('\n').map(line => `> ${line}`))
  const whole = { texts: [[text, '', ...quotation, inside].join('\n')], unread: false }
  return readReply({ subject: `Re: ${ours.subject}`, text, whole, fromName: 'Ada Lovelace', about })
}

describe('a reply to the question whether to sign', () => {
  const about = (changed = {}): About => ({
    ...{ kind: 'request', sent: asking, shown, recorded: undefined },
    ...changed,
  })

  it.each([
    ['Yes', '', { kind: 'confirms', plainly: true }],
    ['', '', { kind: 'confirms', plainly: false }],
    ['.', '', { kind: 'confirms', plainly: false }],
    ['...', '', { kind: 'asks' }],
    ['-', '', { kind: 'asks' }],
    ['No', '', { kind: 'refuses' }],
    ['', 'not me', { kind: 'refuses' }],
    ['Yes', 'but ask my publisher', { kind: 'asks' }],
    ['It should be Lovelacé', '', { kind: 'corrects', written: { name: 'Ada Lovelacé' } }],
  ])('is measured against it: %j above, %j below', (text, inside, wish) =>
    expect(read(about(), text, inside)).toMatchObject({ kind: 'request', wish, recorded: undefined }),
  )

  it('is read only by the words above the quotation if the request was refused and emptied', () =>
    expect(read(about({ sent: undefined }), 'I do want to sign', 'nonsense')).toMatchObject({
      wish: { kind: 'confirms' },
    }))

  it.each([
    ['Yes', { wish: 'confirms', manage: { kind: 'asks' } }],
    ['Please remove my signature', { wish: 'withdraws', manage: { kind: 'withdraw' } }],
    ['Occupation: painter', { manage: { kind: 'corrects', written: { occupation: 'painter' } } }],
  ])('is one about the signature too, if it stands: %j', (text, recorded) =>
    expect(read(about({ recorded: shown }), text)).toMatchObject({ recorded }),
  )
})

describe('a reply to the question whether to remove a signature', () => {
  const about: About = { kind: 'removal', sent: { kind: 'removal', language: 'en', args: removal }, shown }

  it.each([
    ['Yes', '', 'agrees'],
    ['Please remove me', '', 'agrees'],
    ['No', '', 'refuses'],
    ['Erase all my data', '', 'erases'],
    ['', '', 'asks'],
    ['I sign', '', 'asks'],
    ['Yes', 'when do you do that?', 'asks'],
  ])('%j, and %j below the quotation: %s', (text, inside, wish) =>
    expect(read(about, text, inside)).toEqual({ kind: 'removal', wish }),
  )
})

describe('a reply to the question whether to run a command', () => {
  const about: About = { kind: 'command', sent: undefined, slugs: new Set(['fair']) }

  it('may be another command', () =>
    expect(read(about, 'stats fair')).toMatchObject({ kind: 'command', command: { words: 'stats fair' } }))

  it.each(['confirms', 'refuses'])('is no other command if it says %s', wish =>
    expect(read(about, wish === 'confirms' ? 'Yes' : 'No')).toEqual({
      kind: 'command',
      wish,
      command: undefined,
    }),
  )
})

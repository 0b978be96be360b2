import { describe, expect, it } from 'vitest'
import type { Incoming } from '../../../src/core/channel.ts'
import type { Details } from '../../../src/core/details.ts'
import type { Room } from '../../../src/core/outbound/caps.ts'
import { type AskSituation, decideAsk, type WishToSign } from '../../../src/core/signing/decide-ask.ts'
import type { Outcome } from '../../../src/core/signing/outcomes.ts'
import type { PetitionRow } from '../../../src/db/petitions.ts'
import { ada, petition, sender, signature, waiting } from './situations.ts'

const room: Room = { bounced: false, refused: false, full: { proved: false, unproved: false } }
const at = (changed: Partial<AskSituation> = {}): AskSituation => ({
  ...{ signature: undefined, waiting: undefined, room, givenRoom: undefined, charges: [], over: undefined },
  ...changed,
})
const words = (
  written: Partial<Details> = ada,
  also: { several?: true; outright?: true } = {},
): WishToSign => ({
  ...{ by: 'words', written },
  ...also,
})
const form = (
  values: Record<string, string>,
  mail?: Extract<WishToSign, { by: 'form' }>['mail'],
): WishToSign => ({
  ...{ by: 'form', form: 'sign:fair', mail },
  values,
})
const given = {
  place: null,
  mailbox: Buffer.alloc(32, 5),
  address: Buffer.alloc(32, 6),
  domain: 'example.org',
}

function decided(
  wish: WishToSign,
  situation: AskSituation,
  { from = {}, of = petition() }: { from?: Partial<Incoming>; of?: PetitionRow } = {},
): string[] {
  return decideAsk(sender(from, of), wish, situation).map(named)
}

/** The outcome in a few words. */
function named(outcome: Outcome): string {
  const unanswered = 'stranger' in outcome && outcome.stranger === 'unanswered' ? ', unanswered' : ''
  return `${withoutCaps(outcome)}${unanswered}`
}

function withoutCaps(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'say':
      return outcome.reply
    case 'ask': {
      const to = outcome.mail === undefined ? '' : ' the mailbox'
      const drops = outcome.drops === undefined ? '' : `, drops ${outcome.drops}`
      return `${outcome.change ? 'change' : 'ask'}${to}: ${outcome.details.name}, ${outcome.details.occupation ?? '-'}${drops}`
    }
    case 'correct':
      return `correct: ${outcome.details.name}, ${outcome.details.occupation ?? '-'}`
    case 'tell-signed':
      return outcome.reply
    default:
      return outcome.kind
  }
}

const unproved = { from: { authenticated: false } }
const written = { name: 'Ada Lovelace', occupation: 'painter' }
const signed = at({ signature: signature() })
const poet = { ...ada, occupation: 'poet' }
const painter = { ...ada, occupation: 'painter' }
const bob = { ...ada, name: 'Bob Roe' }

const forward: Incoming['act'] = { kind: 'message', subject: 'FW: Sign', text: '', answersDeliveries: [] }

describe('an email that asks to sign', () => {
  it.each<[string, WishToSign, AskSituation, Parameters<typeof decided>[2], string[]]>([
    ['is asked to confirm', words(), at(), {}, ['ask: Ada Lovelace, poet']],
    [
      'is named by its From header',
      words({}),
      at(),
      { from: { displayName: 'Ada Lovelace' } },
      ['ask: Ada Lovelace, -'],
    ],
    ['has no name', words({}), at(), {}, ['needName']],
    [
      'is passed on by the mailbox of the campaign',
      words({}),
      at(),
      { from: { displayName: 'Campaign', mailbox: 'campaign@union.example', act: forward } },
      ['needName'],
    ],
    [
      'is passed on by the organiser',
      words({}),
      at(),
      { from: { displayName: 'The Guild', act: forward }, of: petition({ organised_by: 'The Guild' }) },
      ['needName'],
    ],
    [
      'passes on our invitation',
      words({}),
      at(),
      { from: { displayName: 'Ada Lovelace', act: forward } },
      ['ask: Ada Lovelace, -'],
    ],
    [
      'is from somebody whose mailbox is their name',
      words({}),
      at(),
      { from: { displayName: 'Ada', mailbox: 'ada@lovelace.example' } },
      ['ask: Ada, -'],
    ],
    ['names several people and not itself', words({}, { several: true }), at(), {}, ['needName']],
    [
      'is an organisation where none can sign',
      words({ ...ada, kind: 'organisation', organisation: 'Guild' }),
      at(),
      { of: petition({ organisations: 'refuse' }) },
      ['organisationsRefused'],
    ],
    ['has a name too long', words({ name: 'a'.repeat(500) }), at(), {}, ['cannotUse']],
    [
      'says nothing new while a request waits',
      words({}),
      at({ waiting: waiting(painter) }),
      {},
      ['ask: Ada Lovelace, painter'],
    ],
    [
      'says nothing new, and a stranger asked last',
      words({}),
      at({ waiting: waiting(bob, painter) }),
      {},
      ['ask: Ada Lovelace, painter'],
    ],
    [
      'says nothing new, and proves nothing',
      words({}),
      at({ waiting: waiting(bob, painter) }),
      unproved,
      ['needName'],
    ],
    ['says what it has signed', words(poet), signed, {}, ['alreadySigned']],
    ['says in a sentence what to change', words(painter), signed, {}, ['change: Ada Lovelace, painter']],
    [
      'labels what to change',
      words(written, { outright: true }),
      signed,
      {},
      ['correct: Ada Lovelace, painter'],
    ],
    [
      'corrects it without proof',
      words(painter, { outright: true }),
      signed,
      unproved,
      ['change: Ada Lovelace, painter'],
    ],
    ['names somebody else than has signed', words(bob), signed, {}, ['change: Bob Roe, poet']],
    ['says what it has signed, without proof', words(poet), signed, unproved, ['change: Ada Lovelace, poet']],
    ['has signed, and names nobody, without proof', words({}), signed, unproved, ['needName']],
    [
      'was removed by an organiser, and proves nothing',
      words(),
      at({ signature: signature({ state: 'removed' }) }),
      unproved,
      ['ask: Ada Lovelace, poet'],
    ],
    [
      'was removed by an organiser',
      words(),
      at({ signature: signature({ state: 'removed' }) }),
      {},
      ['takenOff'],
    ],
  ])('%s', (_, wish, situation, options, expected) => {
    expect(decided(wish, situation, options)).toEqual(expected)
  })
})

describe('the caps', () => {
  const with_ = (changed: Partial<Room>) => at({ room: { ...room, ...changed } })
  const full = { proved: true, unproved: true }
  it.each<[string, AskSituation, Parameters<typeof decided>[2], string[]]>([
    ['leave room', with_({}), {}, ['ask: Ada Lovelace, poet']],
    ['leave none if all are used up', with_({ full }), {}, []],
    [
      'leave none for a stranger',
      with_({ full: { proved: false, unproved: true } }),
      unproved,
      ['ask: Ada Lovelace, poet, unanswered'],
    ],
    [
      'of strangers use up nothing of what the mailbox asks for itself',
      with_({ full: { proved: false, unproved: true } }),
      {},
      ['ask: Ada Lovelace, poet'],
    ],
    [
      'leave none after a refusal',
      with_({ refused: true }),
      unproved,
      ['ask: Ada Lovelace, poet, unanswered'],
    ],
    [
      'end a refusal by a proved email',
      with_({ refused: true }),
      {},
      ['unrefuse', 'ask: Ada Lovelace, poet'],
    ],
    [
      'leave none for a dead mailbox',
      with_({ bounced: true }),
      unproved,
      ['ask: Ada Lovelace, poet, unanswered'],
    ],
    ['hear that a mailbox lives', with_({ bounced: true }), {}, ['heard', 'ask: Ada Lovelace, poet']],
  ])('%s', (_, situation, options, expected) => {
    expect(decided(words(), situation, options)).toEqual(expected)
  })

  it('do not hold up a correction', () => {
    const full = { ...signed, room: { ...room, full: { proved: true, unproved: true } } }
    expect(decided(words(written, { outright: true }), full)).toEqual(['correct: Ada Lovelace, painter'])
    expect(decided(words(poet), full)).toEqual([])
  })
})

describe('a form of a chat', () => {
  const inChat = { from: { channel: 'discord' as const, plainReply: false } }
  const chat = (changed: Partial<AskSituation> = {}) => at({ room: undefined, ...changed })
  const values = { name: 'Ada Lovelace', occupation: 'poet' }
  const withMailbox = { ...values, mailbox: 'ada@example.org' }
  const asksMailbox = ['charge', 'ask the mailbox: Ada Lovelace, poet', 'checkYourMail']
  const waits = waiting(ada)
  const other = { ...waits, request: { ...waits.request, mailbox: Buffer.alloc(32, 8) } }
  it.each<[string, WishToSign, AskSituation, PetitionRow | undefined, string[]]>([
    ['is asked to confirm', form(values), chat(), undefined, ['ask: Ada Lovelace, poet']],
    ['is wrong', form({ name: '' }), chat(), undefined, ['formProblem']],
    ['needs a mailbox', form(values), chat(), petition({ policy: 'email' }), ['formProblem']],
    ['gives a mailbox', form(withMailbox, given), chat({ givenRoom: room }), undefined, asksMailbox],
    ['gives a mailbox that email cannot reach', form(withMailbox), chat(), undefined, ['formProblem']],
    [
      'gives a mailbox that refused, and learns nothing',
      form(withMailbox, given),
      chat({ givenRoom: { ...room, refused: true } }),
      undefined,
      ['charge', 'ask the mailbox: Ada Lovelace, poet, unanswered', 'checkYourMail'],
    ],
    [
      'gives another mailbox than it waits for',
      form(withMailbox, given),
      chat({ givenRoom: room, waiting: other }),
      undefined,
      ['charge', 'ask the mailbox: Ada Lovelace, poet, drops request', 'checkYourMail'],
    ],
    [
      'gives one mailbox too many',
      form(withMailbox, given),
      chat({ givenRoom: room, over: { kind: 'account', seconds: 60 } }),
      undefined,
      ['tooManyMailboxes'],
    ],
    [
      'waits for a mailbox no more',
      form(values),
      chat({ waiting: other }),
      undefined,
      ['ask: Ada Lovelace, poet, drops request'],
    ],
    [
      'corrects what it has signed',
      form({ ...values, name: 'Bob Roe' }),
      chat({ signature: signature() }),
      undefined,
      ['correct: Bob Roe, poet'],
    ],
  ])('%s', (_, wish, situation, of, expected) => {
    expect(decided(wish, situation, { ...inChat, ...(of && { of }) })).toEqual(expected)
  })
})

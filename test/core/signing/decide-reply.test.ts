import { describe, expect, it } from 'vitest'
import type { Incoming } from '../../../src/core/channel.ts'
import { decideReply } from '../../../src/core/inbound/decide-reply.ts'
import type { ReadReply } from '../../../src/core/inbound/read-reply.ts'
import type { Answer } from '../../../src/core/reading/understand-answer.ts'
import type { ConfirmSituation } from '../../../src/core/signing/decide-confirm.ts'
import { petition, revision, sender, token } from './situations.ts'

const at = (changed: Partial<ConfirmSituation> = {}): ConfirmSituation => ({
  ...{ token: token(), revision: revision(), petition: petition(), held: new Map() },
  ...changed,
})
const reads = (wish: Answer): ReadReply => ({ kind: 'request', wish, recorded: undefined })
const yes = reads({ kind: 'confirms', plainly: true })
const silence = reads({ kind: 'confirms', plainly: false })
const repeats = (written: Extract<Answer, { kind: 'corrects' }>['written']) =>
  reads({ kind: 'corrects', written })

const unproved = at({ revision: revision({ authenticated: false }) })
const typedOnAPage = (changed = {}) =>
  at({ revision: revision({ request_channel: 'web', occupation: null, ...changed }) })

/** The kinds of the outcomes, or `turn`. */
function decided(
  read: ReadReply | undefined,
  situation: ConfirmSituation | undefined,
  from: Partial<Incoming> = {},
) {
  const wish = {
    kind: 'reply',
    key: Buffer.alloc(0),
    tokenHash: Buffer.alloc(32, 9),
    sender: sender(from),
    read,
  } as const
  const outcomes = decideReply(wish, situation)
  return outcomes === 'turn' ? 'turn' : outcomes.map(({ kind }) => kind).join(' ')
}

describe('a reply to the question whether to sign', () => {
  it.each<[string, ReadReply | undefined, ConfirmSituation | undefined, string, Partial<Incoming>?]>([
    ['says yes', yes, at(), 'heard confirm'],
    ['says yes, and proves nothing', yes, at(), 'confirm', { authenticated: false }],
    ['says nothing', silence, at(), 'heard confirm'],
    ['repeats what was shown', repeats({ occupation: 'poet' }), at(), 'heard confirm'],
    ['says something else', repeats({ occupation: 'painter' }), at(), 'turn'],
    ['says no', reads({ kind: 'refuses' }), at(), 'turn'],
    ['could not be read', undefined, at(), 'turn'],
    ['answers another email of ours', { kind: 'receipt', wish: { kind: 'asks' } }, at(), 'turn'],
    ['says yes, where the asking was not proved', yes, unproved, 'heard confirm'],
    ['says nothing, where the asking was not proved', silence, unproved, 'turn'],
    [
      'repeats what was shown, where the asking was not proved',
      repeats({ occupation: 'poet' }),
      unproved,
      'turn',
    ],
    ['says yes to all that a page’s form gave', yes, typedOnAPage(), 'heard confirm'],
    [
      'says yes to a page’s form with an occupation, which only the page shows',
      yes,
      typedOnAPage({ occupation: 'poet' }),
      'turn',
    ],
    [
      'says yes to a chat’s form, which ties the account',
      yes,
      at({ revision: revision({ request_channel: 'discord' }) }),
      'turn',
    ],
    [
      'comes from another mailbox',
      yes,
      at({ revision: revision({ request_mailbox: Buffer.alloc(32, 7) }) }),
      'turn',
    ],
    ['comes too late', yes, at({ token: token({ expired: true }) }), 'turn'],
    ['has a token that was never given', yes, undefined, 'turn'],
  ])('that %s', (_, read, situation, expected, from) => {
    expect(decided(read, situation, from)).toBe(expected)
  })
})

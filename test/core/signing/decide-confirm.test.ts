import { describe, expect, it } from 'vitest'
import {
  type ConfirmSituation,
  decideConfirm,
  type WishToConfirm,
} from '../../../src/core/signing/decide-confirm.ts'
import type { Confirm } from '../../../src/core/signing/outcomes.ts'
import type { SignatureRow } from '../../../src/db/signatures.ts'
import { account, later, mailbox, petition, revision, signature, token } from './situations.ts'

const tokenHash = Buffer.alloc(32, 9)
const at = (changed: Partial<ConfirmSituation> = {}): ConfirmSituation => ({
  ...{ token: token(), revision: revision(), petition: petition(), held: new Map() },
  ...changed,
})
const heldBy = (...held: [Buffer, SignatureRow][]) =>
  new Map(held.map(([hash, row]) => [hash.toString('hex'), row]))
const from = { mailbox, address: account, place: null, provedDomain: undefined }

function confirm(situation: ConfirmSituation, wish: Partial<WishToConfirm> = {}): Confirm {
  const [act] = decideConfirm({ tokenHash, ...wish }, situation)
  if (act?.kind !== 'confirm') throw new Error(`decided ${act?.kind}`)
  return act
}

describe('a token that confirms nothing', () => {
  const elsewhere = { ...from, mailbox: Buffer.alloc(32, 7) }
  it.each<[string, ConfirmSituation | undefined, Partial<WishToConfirm>?]>([
    ['was never given', undefined],
    ['is another’s kind', at({ token: token({ purpose: 'manage' }) })],
    ['is spent', at({ token: token({ spent: true }) })],
    ['has expired', at({ token: token({ expired: true }) })],
    ['is of a request that was refused', at({ revision: revision({ request_state: 'refused' }) })],
    ['is of a request that was dropped', at({ revision: revision({ request_state: 'dropped' }) })],
    ['is of a petition that is closed', at({ petition: petition({ status: 'closed' }) })],
    ['is of a text that has changed', at({ revision: revision({ text_is_same: false }) })],
    ['is of somebody who was erased', at({ revision: revision({ name: '' }) })],
    ['came back from another mailbox', at(), { from: elsewhere }],
  ])('%s', (_, situation, wish) => {
    expect(decideConfirm({ tokenHash, ...wish }, situation)).toEqual([])
  })
})

describe('a token that is good', () => {
  it('records somebody new under their mailbox', () => {
    expect(confirm(at())).toMatchObject({
      identities: [mailbox],
      standing: [],
      hiddenAt: null,
      from: undefined,
    })
    expect(confirm(at(), { from }).from).toEqual(from)
  })

  it('confirms a change of what was confirmed before', () => {
    const situation = at({
      revision: revision({ request_state: 'confirmed' }),
      held: heldBy([mailbox, signature()]),
    })
    expect(confirm(situation).standing).toEqual([signature()])
  })

  it('records under the mailbox and the account, if a chat gave the mailbox', () => {
    const inChat = { revision: revision({ request_channel: 'discord' }) }
    expect(confirm(at(inChat)).identities).toEqual([mailbox, account])
    expect(
      confirm(at({ revision: revision({ request_channel: 'discord', request_mailbox: null }) })).identities,
    ).toEqual([account])
  })

  it('joins two signatures, the older first, and counts one that both identities hold once', () => {
    const inChat = revision({ request_channel: 'discord' })
    const [older, younger] = [signature({ id: 'older', number: 4 }), signature({ id: 'younger', number: 9 })]
    const joined = confirm(at({ revision: inChat, held: heldBy([mailbox, younger], [account, older]) }))
    expect(joined.standing.map(({ id }) => id)).toEqual(['older', 'younger'])
    const same = confirm(at({ revision: inChat, held: heldBy([mailbox, older], [account, older]) }))
    expect(same.standing.map(({ id }) => id)).toEqual(['older'])
  })

  it('lets somebody sign again who withdrew; hidden, if they were', () => {
    const withdrawn = signature({ state: 'withdrawn', hidden_at: later })
    const act = confirm(at({ held: heldBy([mailbox, withdrawn]) }))
    expect(act).toMatchObject({ standing: [], withdrawn: 'signature', hiddenAt: later })
  })

  it('is spent for nothing if an organiser has removed the signature', () => {
    const held = heldBy([mailbox, signature({ state: 'removed' })])
    expect(decideConfirm({ tokenHash }, at({ held }))).toEqual([{ kind: 'spend', tokenHash }])
  })
})

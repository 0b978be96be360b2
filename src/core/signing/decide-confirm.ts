/** Decides about a press on a link's button, or a reply that says yes. Pure, except for how long the press has waited. */

import { isChat } from '../../db/channels.ts'
import type { PetitionRow } from '../../db/petitions.ts'
import type { SignatureRow } from '../../db/signatures.ts'
import type { AskedByToken, RevisionInContext, TokenRow } from '../../db/tokens.ts'
import type { Details } from '../details.ts'
import { justRefused, type PressedAt } from './ask-once-more.ts'
import type { Outcome, RepliedFrom } from './outcomes.ts'
import { isRemoved } from './signature-details.ts'

export interface WishToConfirm {
  tokenHash: Buffer
  /** The reply that confirms; otherwise the page's button was pressed. */
  from?: RepliedFrom
  /** The details on the page at that moment, if its holder opened the fields. */
  corrected?: Details | undefined
  pressedAt?: PressedAt
}

/** The database's knowledge of a token that confirms a request. */
export interface ConfirmSituation {
  token: TokenRow
  revision: RevisionInContext
  petition: PetitionRow
  /** The signature of each identity of this person, withdrawn ones too. */
  held: ReadonlyMap<string, SignatureRow>
}

/**
 * Returns nothing if the token is not valid; the view of the link then says why. However often a token is tried, it makes one signature
 * and one receipt.
 */
export function decideConfirm(wish: WishToConfirm, at: ConfirmSituation | undefined): Outcome[] {
  if (at === undefined) return []
  if (contradicts(wish, at)) return [{ kind: 'contradict', revision: at.revision, petition: at.petition }]
  if (!isGood(wish, at)) return []
  const { tokenHash, from, corrected } = wish
  const { revision, petition, held } = at
  const { request_channel: channel, request_mailbox: mailbox, request_account: account } = revision
  const identities = identitiesOf({ channel, mailbox, account })
  const signatures = identities.flatMap(hash => held.get(hash.toString('hex')) ?? [])
  // An organiser has removed this person's signature, and signing again does not put it back.
  if (identities.length === 0 || signatures.some(isRemoved)) return [{ kind: 'spend', tokenHash }]
  // Two identities may share a signature.
  const byNumber = new Map(signatures.map(signature => [signature.number, signature]))
  const standing = [...byNumber.values()].filter(({ state }) => state === 'confirmed')
  const before = held.get(identities[0]?.toString('hex') ?? '')
  return [
    {
      kind: 'confirm',
      tokenHash,
      revision,
      petition,
      corrected,
      from,
      identities,
      standing: standing.toSorted((a, b) => a.number - b.number),
      withdrawn: before?.state === 'withdrawn' ? before.id : undefined,
      hiddenAt: signatures.find(({ hidden_at }) => hidden_at !== null)?.hidden_at ?? null,
    },
  ]
}

/** Whether "it wasn't me" was pressed a moment ago: a person would have read the page that says so, and pressed nothing else. */
function contradicts(
  { from, pressedAt }: WishToConfirm,
  { token, revision, petition }: ConfirmSituation,
): boolean {
  return (
    from === undefined &&
    token.purpose === 'confirm' &&
    justRefused(token, revision, pressedAt) &&
    petition.status === 'open'
  )
}

/** A token confirms nothing once it is spent, or if the text is no longer the one that was shown. */
function isGood({ from }: WishToConfirm, { token, revision, petition }: ConfirmSituation): boolean {
  return (
    token.purpose === 'confirm' &&
    !token.spent &&
    !token.expired &&
    (revision.request_state === 'asked' || revision.request_state === 'confirmed') &&
    petition.status === 'open' &&
    revision.text_is_same &&
    // If it was erased in the meantime, nobody is left to sign.
    revision.name !== '' &&
    (from === undefined || (revision.request_mailbox?.equals(from.mailbox) ?? false))
  )
}

type Asker = Pick<AskedByToken, 'channel' | 'mailbox' | 'account'>

/** The person's identities: the mailbox whose link was followed, and a chat's account. Mailbox first: people keep it longer. */
export function identitiesOf({ channel, mailbox, account }: Asker): Buffer[] {
  return [mailbox, isChat(channel) ? account : null].filter(hash => hash !== null)
}

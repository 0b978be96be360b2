/** Reads the situations of many people at once, with one query for each table. The caller holds the people. */
import type { Transaction } from '../../db/database.ts'
import { holdPetitions } from '../../db/petitions.ts'
import { holdRequests, waitingRequests } from '../../db/requests.ts'
import { heldSignatures, type SignatureRow } from '../../db/signatures.ts'
import { type AskedByToken, revisionsInContext, tokensByHash } from '../../db/tokens.ts'
import { roomOf } from '../outbound/caps.ts'
import type { Limits } from '../outbound/limits.ts'
import { chargesOf, overLimits } from '../outbound/typed-mailboxes.ts'
import type { PetitionSender } from '../turn.ts'
import type { AskSituation } from './decide-ask.ts'
import { type ConfirmSituation, identitiesOf } from './decide-confirm.ts'
import type { GivenMailbox } from './outcomes.ts'

export interface Asker {
  sender: PetitionSender
  /** The mailbox that a chat's form gives. */
  mail: GivenMailbox | undefined
}

/** Returns the situations in the order of the askers. */
export async function lookAtAsks(
  trx: Transaction,
  limits: Limits,
  askers: readonly Asker[],
): Promise<AskSituation[]> {
  if (askers.length === 0) return []
  const identities = askers.map(({ sender }) => ({
    petition_id: sender.petition.id,
    hash: sender.to.mailbox ?? sender.account,
  }))
  const accounts = askers.map(({ sender }) => ({ petition_id: sender.petition.id, account: sender.account }))
  const waiting = await waitingRequests(trx, accounts)
  const signatures = await heldSignatures(trx, identities)
  const rooms = await roomOf(trx, limits, askers.flatMap(placesOf))
  const charges = askers.map(({ sender, mail }) => chargesOf(sender, mail?.domain))
  const over = await overLimits(trx, limits, charges)
  return askers.map(({ sender }, at) => {
    const here = { petition: sender.petition.id, hash: identities[at]?.hash }
    return {
      signature: signatures.find(
        s => s.petition_id === here.petition && here.hash?.equals(s.identity_hash) && s.state !== 'withdrawn',
      ),
      waiting: waiting.find(
        ({ request: { petition_id, account } }) =>
          petition_id === here.petition && account?.equals(sender.account),
      ),
      room: rooms[2 * at],
      givenRoom: rooms[2 * at + 1],
      charges: charges[at] ?? [],
      over: over[at],
    }
  })
}

function placesOf({ sender: { to, petition }, mail }: Asker) {
  const given = { mailbox: mail?.mailbox ?? null, address: mail?.address ?? null, authenticated: false }
  return [to, given].map(({ mailbox, address, authenticated }) => ({
    mailbox,
    address,
    authenticated,
    petitionId: petition.id,
  }))
}

/**
 * Returns the situations in the order of the tokens. Holds the petitions, so that their text and state do not change until the commit, and
 * the requests, so that "not me" comes either before or after.
 */
export async function lookAtConfirmations(
  trx: Transaction,
  tokenHashes: readonly Buffer[],
  asked: readonly AskedByToken[],
): Promise<(ConfirmSituation | undefined)[]> {
  if (asked.length === 0) return tokenHashes.map(() => undefined)
  const petitions = new Map(
    (await holdPetitions(trx, [...new Set(asked.map(a => a.petition_id))])).map(p => [p.id, p]),
  )
  await holdRequests(
    trx,
    asked.map(a => a.request_id),
  )
  const identities = asked.flatMap(request =>
    identitiesOf(request).map(hash => ({ petition_id: request.petition_id, hash })),
  )
  const signatures = identities.length === 0 ? [] : await heldSignatures(trx, identities)
  const held = Map.groupBy(signatures, ({ petition_id }) => petition_id)
  const tokens = new Map(
    (await tokensByHash(trx, tokenHashes)).map(token => [token.hash.toString('hex'), token]),
  )
  const revisionIds = [...tokens.values()].flatMap(token => token.revision_id ?? [])
  const revisions = new Map((await revisionsInContext(trx, revisionIds)).map(row => [row.id, row]))
  return tokenHashes.map(hash => {
    const token = tokens.get(hash.toString('hex'))
    const revision = revisions.get(token?.revision_id ?? '')
    const petition = revision && petitions.get(revision.petition_id)
    if (token === undefined || revision === undefined || petition === undefined) return undefined
    const here = held.get(petition.id) ?? []
    return { token, revision, petition, held: byIdentity(here) }
  })
}

function byIdentity(signatures: readonly (SignatureRow & { identity_hash: Buffer })[]) {
  return new Map(signatures.map(signature => [signature.identity_hash.toString('hex'), signature]))
}

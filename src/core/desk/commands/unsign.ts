import { petitionById, type SeenPetition } from '../../../db/petitions.ts'
import { waitingRequest, waitingRequestsOf } from '../../../db/requests.ts'
import { signaturesOfIdentity } from '../../../db/signatures.ts'
import { answer } from '../../outbound/post-reply.ts'
import { dropRequest, withdrawOrErase } from '../../signing/withdraw-signature.ts'
import { about } from '../../turn.ts'
import type { Call } from '../call.ts'
import { askWhich, offeredTo, petitionNamed, tellUnknown } from '../which-petition.ts'

/** Removes the account's signature; the account is the proof. If no petition is named, removes its only signature or request. */
export async function unsign(call: Call): Promise<string | undefined> {
  const { work, account, slug, seen } = call
  const signed = await signaturesOfIdentity(work.trx, account)
  const asked = await waitingRequestsOf(work.trx, account)
  const all = [...signed.map(({ petition }) => petition), ...asked]
  const theirs = all.filter(({ id }, index) => index === all.findIndex(other => other.id === id))
  const [only, another] = theirs
  if (slug === undefined && only === undefined) {
    await answer(call, 'mySignatures', { entries: [], waiting: [] })
    return undefined
  }
  if (slug === undefined && another !== undefined) {
    await askWhich(call, 'unsign', theirs)
    return undefined
  }
  const wanted = slug === undefined ? only : petitionNamed(slug, call)
  const petition = wanted && (await petitionById(work.trx, wanted.id))
  if (petition === undefined || petition.status === 'draft') {
    const isTheirs = ({ id, status }: SeenPetition) =>
      only === undefined ? status === 'open' : theirs.some(one => one.id === id)
    await tellUnknown(call, slug ?? '', (only === undefined ? offeredTo(call) : seen).filter(isTheirs))
    return undefined
  }
  const here = { ...call, petition }
  const args = about(here)
  const standing = signed.find(({ signature }) => signature.petition_id === petition.id)
  const waiting = await waitingRequest(work.trx, petition.id, account)
  if (waiting !== undefined) await dropRequest(work, waiting.id)
  if (standing !== undefined) {
    await withdrawOrErase(work, 'withdraw', standing.signature.id)
    await answer(here, 'removed', { ...args, act: 'withdraw', inChat: call.to.mailbox === null })
  } else await answer(here, waiting === undefined ? 'nothingToRemove' : 'requestDropped', args)
  return petition.id
}

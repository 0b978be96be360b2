import { petitionById } from '../../db/petitions.ts'
import { waitingRequest, waitingRequestsOf } from '../../db/requests.ts'
import { signaturesOfIdentity } from '../../db/signatures.ts'
import { answer } from '../outbound/post-reply.ts'
import { listedPetition } from '../petitions/public-petition.ts'
import { newManageUrl } from '../signing/receipts.ts'
import { detailsOf } from '../signing/signature-details.ts'
import { dropRequest, takeOff } from '../signing/withdraw-signature.ts'
import { about } from '../turn.ts'
import type { Call } from './call.ts'
import { askWhich, type NamedPetition, petitionNamed, tellUnknown } from './which-petition.ts'

/** Takes the account's signature off: the account is the proof. Without a slug, the only one it has, or asked for. */
export async function unsign(
  call: Call,
  slug: string | undefined,
  visible: NamedPetition[],
): Promise<string | undefined> {
  const { work, account } = call
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
  const wanted = slug === undefined ? only : petitionNamed(slug, visible)
  const petition = wanted && (await petitionById(work.trx, wanted.id))
  if (petition === undefined || petition.status === 'draft') {
    const isTheirs = ({ id, status }: NamedPetition) =>
      only === undefined ? status === 'open' : theirs.some(one => one.id === id)
    await tellUnknown(call, slug ?? '', visible, visible.filter(isTheirs))
    return undefined
  }
  const here = { ...call, petition }
  const args = about(here)
  const standing = signed.find(({ signature }) => signature.petition_id === petition.id)
  const waiting = await waitingRequest(work.trx, petition.id, account)
  if (waiting !== undefined) await dropRequest(work, waiting.id)
  if (standing !== undefined) {
    await takeOff(work, 'withdraw', standing.signature.id)
    await answer(here, 'removed', { ...args, act: 'withdraw', inChat: call.to.mailbox === null })
  } else await answer(here, waiting === undefined ? 'nothingToRemove' : 'requestDropped', args)
  return petition.id
}

/** As many as an answer can hold; who has signed more finds the rest on the pages. */
const listed = 10

export async function listSignatures(call: Call): Promise<void> {
  const { service, work, to } = call
  const account = to.mailbox ?? call.account
  const signed = (await signaturesOfIdentity(work.trx, account)).slice(0, listed)
  const entries = []
  for (const { signature, petition } of signed) {
    const { url: manageUrl } = await newManageUrl(call, signature.id)
    entries.push({
      petition: listedPetition(service, petition),
      slug: petition.slug,
      details: detailsOf(signature),
      number: signature.number,
      signedAt: signature.confirmed_at.toISOString(),
      manageUrl,
    })
  }
  const waiting = (await waitingRequestsOf(work.trx, call.account)).map(row => listedPetition(service, row))
  await answer(call, 'mySignatures', { entries, waiting: waiting.slice(0, listed) })
}

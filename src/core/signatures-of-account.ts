import { cancelDeliveriesOf } from '../db/deliveries.ts'
import { openPetitions, petitionBySlug } from '../db/petitions.ts'
import { endRequest, waitingRequest, waitingRequestsOf } from '../db/requests.ts'
import { signaturesOfIdentity } from '../db/signatures.ts'
import { type Call, tell } from './desk/call.ts'
import { listedPetition, petitionArgs } from './public-petition.ts'
import { detailsOf, newManageUrl } from './signature-words.ts'
import { takeOff } from './withdraw-signature.ts'

/** Takes the account's signature off: the account is the proof. Without a slug, the only one it has. */
export async function unsign(call: Call, slug: string | undefined): Promise<string | undefined> {
  const { service, work, account } = call
  const signed = await signaturesOfIdentity(work.trx, account)
  if (slug === undefined && signed.length > 1) {
    const petitions = signed.map(({ petition }) => ({ title: petition.title, slug: petition.slug }))
    await tell(call, 'whichPetitionFor', { words: 'unsign', petitions: petitions.slice(0, mostChoices) })
    return undefined
  }
  const open = await openPetitions(work.trx)
  const wanted = slug ?? signed[0]?.petition.slug
  const petition =
    wanted === undefined ? (open.length === 1 ? open[0] : undefined) : await petitionBySlug(work.trx, wanted)
  if (petition === undefined || petition.status === 'draft') {
    const petitions = open.map(row => listedPetition(service, row))
    if (petitions.length === 0) await tell(call, 'nothingOpen', {})
    else if (wanted === undefined) await tell(call, 'whichPetition', { petitions })
    else await tell(call, 'unknownPetition', { asked: wanted, petitions })
    return undefined
  }
  const here = { ...call, petition }
  const args = { petition: petitionArgs(service, petition) }
  const standing = signed.find(({ signature }) => signature.petition_id === petition.id)
  const waiting = await waitingRequest(work.trx, petition.id, account)
  if (waiting !== undefined) {
    await endRequest(work.trx, waiting.id, 'dropped')
    await cancelDeliveriesOf(work.trx, waiting.id)
  }
  if (standing !== undefined) {
    await takeOff(work, 'withdraw', standing.signature.id)
    await tell(here, 'removed', { ...args, act: 'withdraw', inChat: call.to.mailbox === null })
  } else await tell(here, waiting === undefined ? 'nothingToRemove' : 'requestDropped', args)
  return petition.id
}

/** Five rows of five buttons. */
const mostChoices = 25

/** As many as an answer can hold; who has signed more finds the rest on the pages. */
const listed = 10

export async function listSignatures(call: Call): Promise<void> {
  const { service, work, to } = call
  const account = to.mailbox ?? call.account
  const signed = (await signaturesOfIdentity(work.trx, account)).slice(0, listed)
  const entries = []
  for (const { signature, petition } of signed) {
    const { url: manageUrl } = await newManageUrl(service, work, signature.id)
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
  await tell(call, 'mySignatures', { entries, waiting: waiting.slice(0, listed) })
}

import { waitingRequestsOf } from '../../../db/requests.ts'
import { signaturesOfIdentity } from '../../../db/signatures.ts'
import { answer } from '../../outbound/post-reply.ts'
import { personalDataOf } from '../../personal-data.ts'
import { listedPetition } from '../../petitions/public-petition.ts'
import { newManageUrl } from '../../signing/receipts.ts'
import { detailsOf } from '../../signing/signature-details.ts'
import type { Call } from '../call.ts'

/** The most signatures that an answer holds. */
const mostListed = { chat: 10, email: 200 }

export async function mysignatures(call: Call): Promise<void> {
  const { service, work, to } = call
  const account = to.mailbox ?? call.account
  const byEmail = to.channel === 'email'
  const listed = mostListed[byEmail ? 'email' : 'chat']
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
  // Goes to the mailbox itself, even if somebody else asked.
  const held = byEmail ? await heldOnMailbox(call) : undefined
  await answer(call, 'mySignatures', {
    entries,
    waiting: waiting.slice(0, listed),
    byEmail,
    ...(held && { held: JSON.stringify(held, null, 2) }),
  })
}

async function heldOnMailbox({ service, work, to, account }: Call) {
  return to.mailbox === null
    ? undefined
    : personalDataOf(work.trx, service.keys, { hashes: { mailbox: to.mailbox, account }, about: 'email' })
}

import type { PetitionRow } from '../../db/petitions.ts'
import type { SignerKind } from '../../db/schema.ts'
import type { SignatureRow } from '../../db/signatures.ts'
import { addManageToken } from '../../db/tokens.ts'
import type { Details } from '../details.ts'
import { type Addressee, post } from '../outbound/post-reply.ts'
import { petitionArgs } from '../petitions/public-petition.ts'
import type { Joined, SignedArgs } from '../texts/words.ts'
import { newToken, sha256OfToken } from '../token.ts'
import type { Service, Work } from '../work.ts'

/** What a revision or a signature says of its signer. */
export function detailsOf(row: {
  kind: SignerKind
  name: string
  occupation: string | null
  organisation: string | null
  listed: boolean
}): Details {
  return {
    kind: row.kind,
    name: row.name,
    listed: row.listed,
    ...(row.occupation === null ? {} : { occupation: row.occupation }),
    ...(row.organisation === null ? {} : { organisation: row.organisation }),
  }
}

/** By the organiser, not by its signer: who signed it does not sign anew. */
export function isTakenOff(signature: SignatureRow): boolean {
  return signature.state === 'removed' || signature.state === 'invalidated'
}

/** A new manage link for a signature; the older ones stay good. */
export async function newManageUrl(
  service: Service,
  work: Work,
  signatureId: string,
): Promise<{ url: string; token: string }> {
  const token = newToken()
  await addManageToken(work.trx, sha256OfToken(token), signatureId)
  return { url: `${service.publicUrl}/m/${token}`, token }
}

/** Posts one of the replies that say what stands recorded, with a manage link of its own; returns the link. */
export async function postSigned(
  service: Service,
  work: Work,
  to: Addressee,
  kind: 'recorded' | 'alreadySigned' | 'corrected' | 'howToManage' | 'joined',
  petition: PetitionRow,
  signature: SignatureRow,
  options: { capped: boolean; requestId?: string; joined?: Joined | undefined },
): Promise<string> {
  const { url, token } = await newManageUrl(service, work, signature.id)
  const args: SignedArgs & Joined = {
    petition: petitionArgs(service, petition),
    details: detailsOf(signature),
    number: signature.number,
    signedAt: signature.confirmed_at.toISOString(),
    how: signature.confirmed_by,
    channel: signature.channel,
    waitsForApproval: signature.approved_at === null,
    manageUrl: url,
    plainReply: to.mailbox !== null,
    changed: options.joined?.changed ?? false,
    ...(options.joined?.occupation === undefined ? {} : { occupation: options.joined.occupation }),
  }
  await post(
    service,
    work,
    to,
    kind,
    args,
    { kind: 'manage', token },
    { signatureId: signature.id, ...options },
  )
  return url
}

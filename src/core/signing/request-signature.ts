import { randomUUID } from 'node:crypto'
import type { PetitionRow } from '../../db/petitions.ts'
import { addRevision, askToSign, newestRevision, type RevisionRow, setPlace } from '../../db/requests.ts'
import { correctSignature, type SignatureRow, signatureOfIdentity } from '../../db/signatures.ts'
import { addConfirmToken } from '../../db/tokens.ts'
import type { Incoming } from '../channel.ts'
import { checkDetails, type Details, fieldLimits } from '../details.ts'
import { accountHash, domainOf } from '../identity.ts'
import { type Addressee, answer, mayAnswer, post } from '../outbound/post-reply.ts'
import { petitionArgs } from '../petitions/public-petition.ts'
import { nameFromHeader } from '../reading/person-name.ts'
import { labelsName, type Written } from '../reading/understand-request.ts'
import { requestContext } from '../seal-contexts.ts'
import { newToken, sha256OfToken } from '../token.ts'
import type { Service, Work } from '../work.ts'
import { detailsOf, isTakenOff, postSigned } from './signature-words.ts'

/**
 * Somebody wants to sign. Nothing is recorded: the answer shows what would be, and how to confirm it. Whether the
 * mailbox has signed before changes only what that mailbox is told.
 */
export async function requestSignature(
  service: Service,
  work: Work,
  to: Addressee,
  incoming: Incoming,
  petition: PetitionRow,
  written: Written,
): Promise<void> {
  const identity = to.mailbox ?? accountHash(service.keys, incoming.channel, incoming.account)
  const signature = await signatureOfIdentity(work.trx, petition.id, identity)
  if (signature !== undefined && isTakenOff(signature)) {
    await answer(
      service,
      work,
      to,
      'takenOff',
      { petition: petitionArgs(service, petition) },
      { kind: 'petition', slug: petition.slug },
    )
    return
  }
  // What they did not write stays as it is; an older signature is not renamed by a From header.
  const before = signature?.state === 'confirmed' ? detailsOf(signature) : undefined
  const fromHeader = incoming.displayName === undefined ? undefined : nameFromHeader(incoming.displayName)
  const outright = 'text' in incoming.act && labelsName(incoming.act.text)
  const name = outright ? written.name : fullerName(written.name, fromHeader)
  const asked = {
    ...(before ?? { name: fromHeader, listed: true }),
    ...written,
    ...(name === undefined ? {} : { name }),
  }

  const checked = checkDetails(asked)
  const args = petitionArgs(service, petition)
  const answerTo = { kind: 'petition', slug: petition.slug } as const
  if (checked.kind === 'missing-name') {
    await answer(service, work, to, 'needName', { petition: args }, answerTo)
    return
  }
  if (checked.kind === 'invalid') {
    const { field, problem } = checked
    await answer(
      service,
      work,
      to,
      'cannotUse',
      { petition: args, field, problem, limit: fieldLimits[field] },
      answerTo,
    )
    return
  }
  const { details } = checked
  if (details.kind === 'organisation' && petition.organisations === 'refuse') {
    await answer(service, work, to, 'organisationsRefused', { petition: args }, answerTo)
    return
  }

  if (signature === undefined || before === undefined) {
    await askToConfirm(service, work, to, incoming, petition, details, {
      kind: 'pleaseConfirm',
      change: false,
    })
  } else if (sameDetails(before, details)) {
    if (await mayAnswer(work, to))
      await postSigned(service, work, to, 'alreadySigned', petition, signature, { capped: true })
  } else if (incoming.authenticated && (outright || !becomesAnother(before, details))) {
    await correctNow(service, work, to, petition, signature, details)
  } else {
    await askToConfirm(service, work, to, incoming, petition, details, {
      kind: 'pleaseConfirm',
      change: true,
    })
  }
}

/** "Thanks, Ada" from Ada Lovelace is a sign-off: the name stands in the header whole. */
function fullerName(written: string | undefined, fromHeader: string | undefined): string | undefined {
  if (written === undefined || fromHeader === undefined || written.includes(' ')) return written
  const words = fromHeader.split(' ')
  return words.length > 1 && words.some(word => sameWord(word, written)) ? fromHeader : written
}

/**
 * Whether a signature would say somebody else: no word of the name stays, or a person becomes an organisation. Read out
 * of a loose line that may be a misunderstanding ("my colleague Bob should sign, too"), so it is shown first.
 */
export function becomesAnother(before: Details, after: Details): boolean {
  if (before.kind !== after.kind) return true
  const words = before.name.split(' ')
  return !after.name.split(' ').some(word => words.some(former => sameWord(former, word)))
}

function sameWord(a: string, b: string): boolean {
  return a.localeCompare(b, 'und', { sensitivity: 'base', ignorePunctuation: true }) === 0
}

/** Changes a standing signature on its signer's proved word, and tells them, whatever else was asked today. */
export async function correctNow(
  service: Service,
  work: Work,
  to: Addressee,
  petition: PetitionRow,
  signature: SignatureRow,
  details: Details,
): Promise<void> {
  const corrected = await correctSignature(work.trx, signature.id, columnsOf(details), undefined)
  if (corrected !== undefined)
    await postSigned(service, work, to, 'corrected', petition, corrected, { capped: false })
}

/**
 * Shows what would be recorded and asks for the confirmation. The same details of a new signature are the same
 * revision, shown again under a token of its own; other details are a new revision, and the tokens of the older ones stay good for those.
 */
export async function askToConfirm(
  service: Service,
  work: Work,
  to: Addressee,
  incoming: Incoming,
  petition: PetitionRow,
  details: Details,
  reply: { kind: 'pleaseConfirm' | 'pleaseUsePage'; change: boolean },
): Promise<void> {
  const { trx } = work
  // Before anything is kept: a request nobody was shown could not be confirmed.
  if (!(await mayAnswer(work, to))) return
  const request = await askToSign(trx, {
    id: randomUUID(),
    petition_id: petition.id,
    channel: incoming.channel,
    account: accountHash(service.keys, incoming.channel, incoming.account),
    mailbox: to.mailbox,
    language: to.language,
    authenticated: to.authenticated,
    plain_reply: incoming.plainReply,
    community: incoming.tenant ?? null,
    mail_domain: incoming.mailbox === undefined ? null : domainOf(incoming.mailbox),
  })
  await setPlace(trx, request.id, service.keys.seal(to.place, requestContext(request.id)))
  const revision = await revisionOf(work, request.id, petition, details, incoming.provedDomain, {
    authenticated: to.authenticated,
    change: reply.change,
  })
  const token = newToken()
  await addConfirmToken(trx, sha256OfToken(token), revision.id)
  await post(
    service,
    work,
    to,
    reply.kind,
    {
      petition: petitionArgs(service, petition),
      details,
      confirmUrl: `${service.publicUrl}/c/${token}`,
      plainReply: incoming.plainReply,
      expiresAt: request.expires_at.toISOString(),
      change: reply.change,
    },
    { kind: 'confirm', token },
    { requestId: request.id, revisionId: revision.id, capped: true },
  )
}

/** The newest revision where it says the same of the same text; else a new one. */
export async function revisionOf(
  work: Work,
  requestId: string,
  petition: PetitionRow,
  details: Details,
  provedDomain: string | undefined,
  { authenticated, change }: { authenticated: boolean; change: boolean },
): Promise<RevisionRow> {
  // A change is as old as its revision, and the signature may say something newer than the last one that waits.
  const newest = change ? undefined : await newestRevision(work.trx, requestId)
  if (
    newest !== undefined &&
    sameDetails(detailsOf(newest), details) &&
    newest.statement_hash.equals(petition.statement_hash) &&
    newest.proved_domain === (provedDomain ?? null) &&
    (newest.authenticated || !authenticated)
  )
    return newest
  return addRevision(work.trx, {
    id: randomUUID(),
    request_id: requestId,
    ...columnsOf(details),
    statement_hash: petition.statement_hash,
    proved_domain: provedDomain ?? null,
    authenticated,
  })
}

export function columnsOf(details: Details) {
  return {
    kind: details.kind,
    name: details.name,
    occupation: details.occupation ?? null,
    organisation: details.organisation ?? null,
    listed: details.listed,
  }
}

export function sameDetails(a: Details, b: Details): boolean {
  return (
    a.kind === b.kind &&
    a.name === b.name &&
    a.occupation === b.occupation &&
    a.organisation === b.organisation &&
    a.listed === b.listed
  )
}

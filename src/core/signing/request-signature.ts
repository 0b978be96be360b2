import { randomUUID } from 'node:crypto'
import { addRevision, askToSign, newestRevision, type RevisionRow, setPlace } from '../../db/requests.ts'
import { correctSignature, type SignatureRow, signatureOfIdentity } from '../../db/signatures.ts'
import { addConfirmToken } from '../../db/tokens.ts'
import { checkDetails, type Details, fieldLimits, type PartialDetails } from '../details.ts'
import { domainOf } from '../identity.ts'
import { answer, mayAnswer, post } from '../outbound/post-reply.ts'
import { nameFromHeader } from '../reading/person-name.ts'
import { labelsName, type Written } from '../reading/understand-request.ts'
import { requestContext } from '../seal-contexts.ts'
import { newToken, sha256OfToken } from '../token.ts'
import { about, type PetitionTurn } from '../turn.ts'
import { detailsOf, isTakenOff, postSigned } from './signature-words.ts'

/**
 * Somebody wants to sign. Nothing is recorded: the answer shows what would be, and how to confirm it. Whether the
 * mailbox has signed before changes only what that mailbox is told.
 */
export async function requestSignature(turn: PetitionTurn, written: Written): Promise<void> {
  const { work, incoming, petition } = turn
  const identity = turn.to.mailbox ?? turn.account
  const signature = await signatureOfIdentity(work.trx, petition.id, identity)
  if (signature !== undefined && isTakenOff(signature)) return answer(turn, 'takenOff', about(turn))
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

  const details = await usable(turn, asked)
  if (details === undefined) return

  if (signature === undefined || before === undefined)
    return askToConfirm(turn, details, { kind: 'pleaseConfirm', change: false })
  if (sameDetails(before, details)) {
    if (await mayAnswer(turn)) await postSigned(turn, 'alreadySigned', signature, { capped: true })
    return
  }
  if (incoming.authenticated && (outright || !becomesAnother(before, details)))
    return correctNow(turn, signature, details)
  return askToConfirm(turn, details, { kind: 'pleaseConfirm', change: true })
}

/**
 * The details, checked; undefined where they cannot be used, and then the person was told why. `before`: a standing organisation
 * stays one, also where the petition by now refuses new ones.
 */
export async function usable(
  turn: PetitionTurn,
  asked: PartialDetails,
  before?: Details,
): Promise<Details | undefined> {
  const checked = checkDetails(asked)
  if (checked.kind === 'ok') {
    const becomes = checked.details.kind === 'organisation' && before?.kind !== 'organisation'
    if (!becomes || turn.petition.organisations !== 'refuse') return checked.details
    await answer(turn, 'organisationsRefused', about(turn))
  } else if (checked.kind === 'missing-name') await answer(turn, 'needName', about(turn))
  else {
    const { field, problem } = checked
    await answer(turn, 'cannotUse', { ...about(turn), field, problem, limit: fieldLimits[field] })
  }
  return undefined
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
  turn: PetitionTurn,
  signature: SignatureRow,
  details: Details,
): Promise<void> {
  const corrected = await correctSignature(turn.work.trx, signature.id, columnsOf(details), undefined)
  if (corrected !== undefined) await postSigned(turn, 'corrected', corrected, { capped: false })
}

/**
 * Shows what would be recorded and asks for the confirmation. The same details of a new signature are the same
 * revision, shown again under a token of its own; other details are a new revision, and the tokens of the older ones stay good for those.
 */
export async function askToConfirm(
  turn: PetitionTurn,
  details: Details,
  reply: { kind: 'pleaseConfirm' | 'pleaseUsePage'; change: boolean },
): Promise<void> {
  const { service, work, incoming, petition, to } = turn
  const { trx } = work
  // Before anything is kept: a request nobody was shown could not be confirmed.
  if (!(await mayAnswer(turn))) return
  const request = await askToSign(trx, {
    id: randomUUID(),
    petition_id: petition.id,
    channel: incoming.channel,
    account: turn.account,
    mailbox: to.mailbox,
    language: to.language,
    authenticated: to.authenticated,
    plain_reply: incoming.plainReply,
    community: incoming.tenant ?? null,
    mail_domain: incoming.mailbox === undefined ? null : domainOf(incoming.mailbox),
  })
  await setPlace(trx, request.id, service.keys.seal(to.place, requestContext(request.id)))
  const revision = await revisionOf(turn, request.id, details, {
    authenticated: to.authenticated,
    change: reply.change,
    provedDomain: incoming.provedDomain,
  })
  const token = newToken()
  await addConfirmToken(trx, sha256OfToken(token), revision.id)
  await post(
    turn,
    reply.kind,
    {
      ...about(turn),
      details,
      confirmUrl: `${service.publicUrl}/c/${token}`,
      plainReply: incoming.plainReply,
      expiresAt: request.expires_at.toISOString(),
      change: reply.change,
    },
    { answerTo: { kind: 'confirm', token }, requestId: request.id, revisionId: revision.id, capped: true },
  )
}

/** The newest revision where it says the same of the same text; else a new one. */
export async function revisionOf(
  { work, petition }: PetitionTurn,
  requestId: string,
  details: Details,
  {
    authenticated,
    change,
    provedDomain = null,
  }: { authenticated: boolean; change: boolean; provedDomain: string | null | undefined },
): Promise<RevisionRow> {
  // A change is as old as its revision, and the signature may say something newer than the last one that waits.
  const newest = change ? undefined : await newestRevision(work.trx, requestId)
  if (
    newest !== undefined &&
    sameDetails(detailsOf(newest), details) &&
    newest.statement_hash.equals(petition.statement_hash) &&
    newest.proved_domain === provedDomain &&
    (newest.authenticated || !authenticated)
  )
    return newest
  return addRevision(work.trx, {
    id: randomUUID(),
    request_id: requestId,
    ...columnsOf(details),
    statement_hash: petition.statement_hash,
    proved_domain: provedDomain,
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

import { randomUUID } from 'node:crypto'
import { cancelDeliveriesOf } from '../../db/deliveries.ts'
import { askToSign, endRequest, setPlace, waitingRequest } from '../../db/requests.ts'
import { signatureOfIdentity } from '../../db/signatures.ts'
import { addConfirmToken } from '../../db/tokens.ts'
import type { Json } from '../channel.ts'
import type { Details } from '../details.ts'
import { accountHash, domainOf, mailboxHash } from '../identity.ts'
import { answer, mayAnswer, post } from '../outbound/post-reply.ts'
import { requestContext } from '../seal-contexts.ts'
import { textsOf } from '../texts/texts.ts'
import type { ConfirmArgs } from '../texts/words.ts'
import { newToken, sha256OfToken } from '../token.ts'
import { about, type PetitionTurn } from '../turn.ts'
import { askedFromToJson } from './asked-from.ts'
import { correctNow, revisionOf, sameDetails } from './request-signature.ts'
import { detailsOf, isTakenOff, postSigned } from './signature-words.ts'

export interface FormRequest {
  details: Details
  /** Given in the form: the link goes there, and following it ties the mailbox to the account. */
  mailbox: string | undefined
}

/**
 * A filled sign form. Nothing is recorded: the private answer shows what would be. Where a mailbox was given, or the
 * petition wants one, the link goes to that mailbox, so that it proves both.
 */
export async function requestByForm(turn: PetitionTurn, { details, mailbox }: FormRequest): Promise<void> {
  const { service, work, to, incoming, petition } = turn
  if (details.kind === 'organisation' && petition.organisations === 'refuse')
    return answer(turn, 'organisationsRefused', about(turn))
  const signature = await signatureOfIdentity(work.trx, petition.id, turn.account)
  if (signature !== undefined && isTakenOff(signature)) return answer(turn, 'takenOff', about(turn))
  // Signed from this account before: the account is the proof, unless a mailbox is to be tied to it.
  if (signature?.state === 'confirmed' && mailbox === undefined) {
    if (!sameDetails(detailsOf(signature), details)) await correctNow(turn, signature, details)
    else await postSigned(turn, 'alreadySigned', signature, { capped: false })
    return
  }

  const mailPlace = mailbox === undefined ? undefined : service.mailPlace?.(mailbox)
  if (mailbox === undefined) {
    const token = await prepare(turn, details, undefined)
    const { requestId, revisionId } = token
    const options = { answerTo: { kind: 'confirm', token: token.text }, requestId, revisionId } as const
    return post(turn, 'pleaseConfirm', confirmArgs(turn, details, token), { ...options, capped: false })
  }
  if (mailPlace === undefined) {
    const problems = [textsOf(to.language).chat.problems.mailboxWrong]
    return answer(turn, 'formProblem', { problems, form: `sign:${petition.slug}` })
  }
  const mail = {
    channel: 'email',
    place: mailPlace,
    mailbox: mailboxHash(service.keys, mailbox),
    address: accountHash(service.keys, 'email', mailbox),
  } as const
  const toMailbox = { ...turn, to: { ...to, ...mail } }
  // Whether that mailbox may be written to (caps, refusals) is told to nobody: the private answer is the same.
  if (await mayAnswer(toMailbox)) {
    const token = await prepare(turn, details, { ...mail, domain: domainOf(mailbox) })
    const { requestId, revisionId } = token
    await post(
      toMailbox,
      'confirmMailbox',
      {
        ...confirmArgs(turn, details, token),
        plainReply: true,
        channel: incoming.channel,
        account: incoming.displayName ?? '',
      },
      { answerTo: { kind: 'confirm', token: token.text }, requestId, revisionId, capped: true },
    )
  }
  await answer(turn, 'checkYourMail', { ...about(turn), mailbox, details })
}

interface Prepared {
  text: string
  requestId: string
  revisionId: string
  expiresAt: Date
}

/** The request, its revision and a token for it. A request that waits for another mailbox is dropped: its links prove that one. */
async function prepare(
  turn: PetitionTurn,
  details: Details,
  mail: { place: Json; mailbox: Buffer; address: Buffer; domain: string } | undefined,
): Promise<Prepared> {
  const { service, work, to, incoming, petition, account } = turn
  const { trx } = work
  const mailbox = mail?.mailbox ?? null
  const waiting = await waitingRequest(trx, petition.id, account)
  if (waiting !== undefined && !sameMailbox(waiting.mailbox, mailbox)) {
    await endRequest(trx, waiting.id, 'dropped')
    await cancelDeliveriesOf(trx, waiting.id)
  }
  const request = await askToSign(trx, {
    id: randomUUID(),
    petition_id: petition.id,
    channel: incoming.channel,
    account,
    mailbox,
    language: to.language,
    authenticated: true,
    plain_reply: false,
    community: incoming.tenant ?? null,
    mail_domain: mail?.domain ?? null,
  })
  const askedFrom = askedFromToJson({ place: to.place, mail })
  await setPlace(trx, request.id, service.keys.seal(askedFrom, requestContext(request.id)))
  const revision = await revisionOf(turn, request.id, details, {
    authenticated: true,
    change: false,
    provedDomain: undefined,
  })
  const text = newToken()
  await addConfirmToken(trx, sha256OfToken(text), revision.id)
  return { text, requestId: request.id, revisionId: revision.id, expiresAt: request.expires_at }
}

function sameMailbox(a: Buffer | null, b: Buffer | null): boolean {
  return a === null || b === null ? a === b : a.equals(b)
}

function confirmArgs(turn: PetitionTurn, details: Details, token: Prepared): ConfirmArgs {
  return {
    ...about(turn),
    details,
    confirmUrl: `${turn.service.publicUrl}/c/${token.text}`,
    plainReply: false,
    expiresAt: token.expiresAt.toISOString(),
    change: false,
  }
}

import { randomUUID } from 'node:crypto'
import { cancelDeliveriesOf } from '../../db/deliveries.ts'
import type { PetitionRow } from '../../db/petitions.ts'
import { askToSign, endRequest, setPlace, waitingRequest } from '../../db/requests.ts'
import { signatureOfIdentity } from '../../db/signatures.ts'
import { addConfirmToken } from '../../db/tokens.ts'
import type { Incoming } from '../channel.ts'
import type { Details } from '../details.ts'
import { accountHash, domainOf, mailboxHash } from '../identity.ts'
import { type Addressee, answer, mayAnswer, post } from '../outbound/post-reply.ts'
import { petitionArgs } from '../petitions/public-petition.ts'
import { requestContext } from '../seal-contexts.ts'
import { textsOf } from '../texts/texts.ts'
import type { ConfirmArgs } from '../texts/words.ts'
import { newToken, sha256OfToken } from '../token.ts'
import type { Service, Work } from '../work.ts'
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
export async function requestByForm(
  service: Service,
  work: Work,
  to: Addressee,
  incoming: Incoming,
  petition: PetitionRow,
  { details, mailbox }: FormRequest,
): Promise<void> {
  const account = accountHash(service.keys, incoming.channel, incoming.account)
  const args = petitionArgs(service, petition)
  const answerTo = { kind: 'petition', slug: petition.slug } as const
  if (details.kind === 'organisation' && petition.organisations === 'refuse') {
    await answer(service, work, to, 'organisationsRefused', { petition: args }, answerTo)
    return
  }
  const signature = await signatureOfIdentity(work.trx, petition.id, account)
  if (signature !== undefined && isTakenOff(signature)) {
    await answer(service, work, to, 'takenOff', { petition: args }, answerTo)
    return
  }
  // Signed from this account before: the account is the proof, unless a mailbox is to be tied to it.
  if (signature?.state === 'confirmed' && mailbox === undefined) {
    if (!sameDetails(detailsOf(signature), details))
      await correctNow(service, work, to, petition, signature, details)
    else await postSigned(service, work, to, 'alreadySigned', petition, signature, { capped: false })
    return
  }

  const mailPlace = mailbox === undefined ? undefined : service.mailPlace?.(mailbox)
  const byMail = mailbox !== undefined && mailPlace !== undefined
  if (mailbox !== undefined && !byMail) {
    await answer(
      service,
      work,
      to,
      'formProblem',
      { problems: [textsOf(to.language).chat.problems.mailboxWrong], form: `sign:${petition.slug}` },
      answerTo,
    )
    return
  }
  const mailTo: Addressee = {
    ...to,
    channel: 'email',
    place: mailPlace ?? null,
    mailbox: mailbox === undefined ? null : mailboxHash(service.keys, mailbox),
    address: mailbox === undefined ? null : accountHash(service.keys, 'email', mailbox),
  }
  // Whether that mailbox may be written to (caps, refusals) is told to nobody: the private answer is the same.
  const mayAsk = !byMail || (await mayAnswer(work, mailTo))
  const token = mayAsk
    ? await prepare(service, work, to, incoming, petition, { details, mailbox }, byMail ? mailTo : undefined)
    : undefined

  if (byMail) {
    if (token !== undefined)
      await post(
        service,
        work,
        mailTo,
        'confirmMailbox',
        {
          ...confirmArgs(service, petition, details, token, true),
          channel: incoming.channel,
          account: incoming.displayName ?? '',
        },
        { kind: 'confirm', token: token.text },
        { requestId: token.requestId, revisionId: token.revisionId, capped: true },
      )
    await answer(
      service,
      work,
      to,
      'checkYourMail',
      { petition: args, mailbox: mailbox ?? '', details },
      answerTo,
    )
  } else if (token !== undefined) {
    await post(
      service,
      work,
      to,
      'pleaseConfirm',
      confirmArgs(service, petition, details, token, false),
      { kind: 'confirm', token: token.text },
      {
        requestId: token.requestId,
        revisionId: token.revisionId,
        capped: false,
      },
    )
  }
}

interface Prepared {
  text: string
  requestId: string
  revisionId: string
  expiresAt: Date
}

/** The request, its revision and a token for it. A request that waits for another mailbox is dropped: its links prove that one. */
async function prepare(
  service: Service,
  work: Work,
  to: Addressee,
  incoming: Incoming,
  petition: PetitionRow,
  asked: FormRequest,
  mailTo: Addressee | undefined,
): Promise<Prepared> {
  const { trx } = work
  const mailbox = mailTo?.mailbox ?? null
  const account = accountHash(service.keys, incoming.channel, incoming.account)
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
    mail_domain: asked.mailbox === undefined ? null : domainOf(asked.mailbox),
  })
  const mail =
    mailTo === undefined || mailTo.address === null
      ? undefined
      : { place: mailTo.place, address: mailTo.address }
  const askedFrom = askedFromToJson({ place: to.place, mail })
  await setPlace(trx, request.id, service.keys.seal(askedFrom, requestContext(request.id)))
  const revision = await revisionOf(work, request.id, petition, asked.details, undefined, {
    authenticated: true,
    change: false,
  })
  const text = newToken()
  await addConfirmToken(trx, sha256OfToken(text), revision.id)
  return { text, requestId: request.id, revisionId: revision.id, expiresAt: request.expires_at }
}

function sameMailbox(a: Buffer | null, b: Buffer | null): boolean {
  return a === null || b === null ? a === b : a.equals(b)
}

function confirmArgs(
  service: Service,
  petition: PetitionRow,
  details: Details,
  token: Prepared,
  plainReply: boolean,
): ConfirmArgs {
  return {
    petition: petitionArgs(service, petition),
    details,
    confirmUrl: `${service.publicUrl}/c/${token.text}`,
    plainReply,
    expiresAt: token.expiresAt.toISOString(),
    change: false,
  }
}

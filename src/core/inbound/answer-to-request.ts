import { cancelDeliveriesOf } from '../../db/deliveries.ts'
import { type SignatureRow, signatureById, signatureOfIdentity } from '../../db/signatures.ts'
import { isSuppressed } from '../../db/suppressions.ts'
import { takeChangeBack } from '../../db/taken-back-changes.ts'
import { markRefused, type RevisionInContext, type TokenRow, voidConfirmations } from '../../db/tokens.ts'
import { howToSign } from '../desk/public-answers.ts'
import { answer } from '../outbound/post-reply.ts'
import type { Answer } from '../reading/understand-answer.ts'
import { askAfterContradiction, justRefused } from '../signing/ask-once-more.ts'
import { askOnPage, askToConfirm, usable } from '../signing/ask-to-confirm.ts'
import { refuseRequest } from '../signing/confirm-signature.ts'
import { sendLetters } from '../signing/letters.ts'
import { signedLetter, tellSigned } from '../signing/receipts.ts'
import { detailsOf, isRemoved, stoodBefore } from '../signing/signature-details.ts'
import {
  askToConfirmRemoval,
  dropRequest,
  type Removal,
  removeAndTell,
} from '../signing/withdraw-signature.ts'
import { about, type PetitionTurn, proved } from '../turn.ts'
import { answerToReceipt } from './answer-to-signed.ts'
import type { ReadReply, RecordedReply } from './read-reply.ts'

export async function answerToRequest(
  asked: PetitionTurn,
  token: TokenRow,
  { wish, recorded }: Extract<ReadReply, { kind: 'request' }>,
  revision: RevisionInContext,
): Promise<void> {
  const { work, petition, to } = asked
  const mailbox = revision.request_mailbox
  const isTheirs = mailbox !== null && to.mailbox !== null && mailbox.equals(to.mailbox)
  // A machine may have pressed "it wasn't me" while they were replying.
  if (wish.kind === 'confirms' && isTheirs && justRefused(token, revision) && petition.status === 'open')
    return askAfterContradiction(asked.service, work, { revision, petition })
  if (revision.request_state === 'refused') return afterRefusing(asked, wish.kind)
  if (mailbox === null || token.expired || (!revision.text_is_same && !token.spent))
    return answer(asked, 'linkGone', about(asked))
  if (!isTheirs) return answer(asked, 'wrongMailbox', about(asked))
  // From here on the token and the mailbox that was asked vouch for the writer.
  const turn = proved(asked)
  const signature = await signatureOfIdentity(work.trx, petition.id, mailbox)
  if (signature !== undefined && isRemoved(signature)) return answer(turn, 'takenOff', about(turn))
  if (token.spent)
    return signature === undefined
      ? answer(turn, 'linkGone', about(turn))
      : afterSigning(turn, recorded ?? { wish: wish.kind, manage: { kind: 'asks' } }, signature, revision)

  switch (wish.kind) {
    case 'refuses':
      if (await refuseRequest(work, revision)) return
      if (signature === undefined) return
      await notMe(turn, signature, revision)
      return markRefused(work.trx, token.hash)
    case 'withdraws':
    case 'erases':
      if (await dropRequest(work, revision.request_id)) await answer(turn, 'requestDropped', about(turn))
      return removeStanding(turn, mailbox, wish.kind === 'erases' ? 'erase' : 'withdraw')
    case 'confirms':
    case 'asks':
    case 'long':
    case 'corrects':
      return petition.status === 'open' ? signOrAsk(turn, revision, wish) : howToSign(turn)
  }
}

/** A refusal can be taken back although the request has been emptied. Another "no", or a reply from another mailbox, gets no answer. */
async function afterRefusing(asked: PetitionTurn, wish: Answer['kind']): Promise<void> {
  const { work, petition, to } = asked
  const refused = { mailbox: to.mailbox ?? Buffer.alloc(0), address: null, petitionId: petition.id }
  if (!(await isSuppressed(work.trx, refused))) return
  if (wish !== 'refuses' && wish !== 'withdraws' && wish !== 'erases') await howToSign(proved(asked))
}

async function removeStanding(turn: PetitionTurn, mailbox: Buffer, act: Removal): Promise<void> {
  const signature = await signatureOfIdentity(turn.work.trx, turn.petition.id, mailbox)
  if (signature !== undefined)
    await (act === 'erase' ? askToConfirmRemoval : removeAndTell)(turn, signature, act)
}

type WishToSign = Exclude<Answer, { kind: 'refuses' | 'withdraws' | 'erases' }>

async function signOrAsk(turn: PetitionTurn, revision: RevisionInContext, wish: WishToSign): Promise<void> {
  const shown = detailsOf(revision)
  const change = revision.request_state === 'confirmed'
  // A reply proves the mailbox, but a robot may have sent it. So the next reply needs a plain yes, too.
  const vouched = revision.authenticated
  switch (wish.kind) {
    // The pipeline takes a yes that confirms. This one came just before the petition was opened again.
    case 'confirms':
    case 'asks':
    case 'long':
      return change
        ? askToConfirm(turn, shown, { kind: 'pleaseUsePage', change, vouched })
        : askOnPage(turn, revision)
    case 'corrects': {
      const details = await usable(turn, { ...shown, ...wish.written }, shown)
      if (details !== undefined) await askToConfirm(turn, details, { kind: 'pleaseConfirm', change, vouched })
    }
  }
}

/** A reply to a question that was already answered. */
async function afterSigning(
  turn: PetitionTurn,
  { wish, manage }: RecordedReply,
  signature: SignatureRow,
  revision: RevisionInContext,
): Promise<void> {
  if (wish === 'confirms') return tellSigned(turn, 'alreadySigned', signature)
  if (wish === 'refuses') return notMe(turn, signature, revision)
  return answerToReceipt(turn, manage, signature)
}

/**
 * The link has confirmed what somebody else asked, for example because a program pressed its button: the signature is removed. One
 * that stood before is not: it says again what it said, or they are told what it says now and how to change it.
 */
async function notMe(
  turn: PetitionTurn,
  signature: SignatureRow,
  revision: RevisionInContext,
): Promise<void> {
  if (!stoodBefore(revision, signature)) return removeAndTell(turn, signature, 'withdraw')
  const { trx } = turn.work
  await voidConfirmations(trx, [revision.request_id])
  await cancelDeliveriesOf(trx, [revision.request_id])
  const id = await takeChangeBack(trx, revision.request_id)
  const before = id === undefined ? undefined : await signatureById(trx, id)
  if (before === undefined) return tellSigned(turn, 'howToManage', signature)
  await sendLetters(turn.work, [signedLetter(turn, 'corrected', before, { capped: false })])
}

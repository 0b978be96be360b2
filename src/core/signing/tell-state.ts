/** Answers to an email that asks neither to sign nor to be removed. Nothing that is recorded changes. */
import { newestRevision, waitingRequest } from '../../db/requests.ts'
import { signatureOfIdentity } from '../../db/signatures.ts'
import { howToSign } from '../desk/public-answers.ts'
import type { Details } from '../details.ts'
import { answer } from '../outbound/post-reply.ts'
import { about, type PetitionTurn } from '../turn.ts'
import { askToConfirm } from './ask-to-confirm.ts'
import { tellSigned } from './receipts.ts'
import { detailsOf, isTakenOff } from './signature-details.ts'
import { dropRequest } from './withdraw-signature.ts'

/** Says what the writer has signed, or asks again for what waits. How to sign, if neither. */
export async function tellState(turn: PetitionTurn): Promise<void> {
  if (await toldSigned(turn)) return
  const waiting = turn.petition.status === 'open' ? await waitingDetails(turn) : undefined
  return waiting === undefined
    ? howToSign(turn)
    : askToConfirm(turn, waiting, { kind: 'pleaseConfirm', change: false })
}

/** What the writer last asked to sign with. Somebody who only uses their name does not change it. */
export async function waitingDetails({
  work,
  petition,
  account,
  to,
}: PetitionTurn): Promise<Details | undefined> {
  const waiting = await waitingRequest(work.trx, petition.id, account)
  const of = to.authenticated ? 'vouched' : 'all'
  const revision = waiting && (await newestRevision(work.trx, waiting.id, of))
  return revision && detailsOf(revision)
}

/** They do not want to sign: a request that waits is dropped, a signature stands until they take it off. */
export async function decline(turn: PetitionTurn): Promise<void> {
  if (await toldSigned(turn)) return
  const { work, petition, account, incoming } = turn
  const waiting = incoming.authenticated && (await waitingRequest(work.trx, petition.id, account))
  const dropped = waiting && (await dropRequest(work, waiting.id))
  return answer(turn, dropped ? 'requestDropped' : 'declined', about(turn))
}

async function toldSigned(turn: PetitionTurn): Promise<boolean> {
  const { work, petition, to, account } = turn
  const signature = await signatureOfIdentity(work.trx, petition.id, to.mailbox ?? account)
  if (signature !== undefined && isTakenOff(signature)) await answer(turn, 'takenOff', about(turn))
  else if (signature?.state === 'confirmed') await tellSigned(turn, 'howToManage', signature)
  else return false
  return true
}

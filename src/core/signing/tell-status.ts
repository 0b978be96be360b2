/** Answers emails that ask neither to sign nor to be removed. No recorded signature changes. */
import { recentUncapped, wasSent } from '../../db/deliveries.ts'
import { holdPeople } from '../../db/people.ts'
import { newestRevision, waitingRequest } from '../../db/requests.ts'
import { signatureOfIdentity } from '../../db/signatures.ts'
import { howToSign } from '../desk/public-answers.ts'
import type { Details } from '../details.ts'
import { answer } from '../outbound/post-reply.ts'
import { nameFromHeader } from '../reading/details/person-name.ts'
import type { Written } from '../reading/details/signer-fields.ts'
import { about, type PetitionTurn } from '../turn.ts'
import { askToConfirm } from './ask-to-confirm.ts'
import { checkUsable } from './decide-ask.ts'
import { tellSigned } from './receipts.ts'
import { detailsOf, fullerName, isRemoved } from './signature-details.ts'
import { askToConfirmRemoval, dropRequest, removable } from './withdraw-signature.ts'

/** Answers "Did you get my signature?" The answer does not count against the emails that its writer needs to sign. */
export async function tellStatus(asked: PetitionTurn): Promise<void> {
  const turn = (await mayAskFreely(asked)) ? { ...asked, uncapped: true } : asked
  return tellKnown(turn, 'alreadySigned', () => howToSign(turn))
}

const stateAnswers = ['alreadySigned', 'pleaseConfirm', 'howToSign'] as const
const mostFreely = 3

async function mayAskFreely({ work, to }: PetitionTurn): Promise<boolean> {
  if (to.mailbox === null || !to.authenticated) return false
  await holdPeople(work.trx, [to.mailbox])
  return (await recentUncapped(work.trx, stateAnswers, to.mailbox)) < mostFreely
}

export function tellUnclear(turn: PetitionTurn): Promise<void> {
  return tellKnown(turn, 'howToManage', () => howToSign(turn))
}

/** Answers words that take a signature back and say more: the writer is asked before anything happens. */
export async function askAboutRemoval(turn: PetitionTurn): Promise<void> {
  const standing = await removable(turn, 'withdraw')
  await (standing === undefined ? tellUnclear(turn) : askToConfirmRemoval(turn, standing, 'withdraw'))
}

/**
 * Answers an email that is no signature, by saying what this address is for; only once, because a newsletter comes every week. `perhaps`:
 * the details, if the writer may want to sign; the answer then offers it. Somebody who has signed reads what is recorded.
 */
export function tellSomethingElse(turn: PetitionTurn, perhaps: Written | undefined): Promise<void> {
  return tellKnown(turn, perhaps === undefined ? 'howToManage' : 'alreadySigned', async () => {
    const { work, petition, to } = turn
    const open = petition.status === 'open'
    if (open && perhaps !== undefined) return offerToSign(turn, perhaps)
    if (to.mailbox === null || !(await wasSent(work.trx, 'notASignature', to.mailbox, petition.id)))
      await answer(turn, 'notASignature', { ...about(turn), open })
  })
}

/** Offers to sign. Nothing shows that they asked for it, so only a plain yes confirms, and there is no reminder. */
async function offerToSign(turn: PetitionTurn, written: Written): Promise<void> {
  const fromHeader = nameFromHeader(turn.incoming.displayName ?? '')
  const name = fullerName(written.name, fromHeader) ?? fromHeader
  const checked = checkUsable(turn, { listed: true, ...written, ...(name !== undefined && { name }) })
  if (checked.kind !== 'ok') return howToSign(turn)
  return askToConfirm(turn, checked.details, { kind: 'offer', change: false, vouched: false })
}

/** Says what the writer has signed, or asks again for what waits. */
async function tellKnown(
  turn: PetitionTurn,
  signed: 'alreadySigned' | 'howToManage',
  otherwise: () => Promise<void>,
): Promise<void> {
  if (await toldSigned(turn, signed)) return
  const waiting = turn.petition.status === 'open' ? await waitingDetails(turn) : undefined
  return waiting === undefined
    ? otherwise()
    : askToConfirm(turn, waiting, { kind: 'pleaseConfirm', change: false })
}

/** The details with which the writer last asked to sign. A proved writer gets those of their own proved requests only. */
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

/**
 * Answers somebody who does not want to sign. `only`: they say nothing else, so a waiting request is dropped. A signature stays until they
 * withdraw it.
 */
export async function decline(turn: PetitionTurn, only: boolean): Promise<void> {
  if (await toldSigned(turn, 'howToManage')) return
  const { work, petition, account, incoming } = turn
  const waiting = only && incoming.authenticated && (await waitingRequest(work.trx, petition.id, account))
  const dropped = waiting && (await dropRequest(work, waiting.id))
  return answer(turn, dropped ? 'requestDropped' : 'declined', about(turn))
}

async function toldSigned(turn: PetitionTurn, kind: 'alreadySigned' | 'howToManage'): Promise<boolean> {
  const { work, petition, to, account } = turn
  const signature = await signatureOfIdentity(work.trx, petition.id, to.mailbox ?? account)
  if (signature !== undefined && isRemoved(signature)) await answer(turn, 'takenOff', about(turn))
  else if (signature?.state === 'confirmed') await tellSigned(turn, kind, signature)
  else return false
  return true
}

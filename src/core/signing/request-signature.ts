/**
 * Somebody wants to sign, in an email's words or by a chat's form. Nothing is recorded: the answer shows what would be, and how
 * to confirm it.
 */
import { type SignatureRow, signatureOfIdentity } from '../../db/signatures.ts'
import { checkDetails, type Details, fieldLimits, type PartialDetails } from '../details.ts'
import { answer } from '../outbound/post-reply.ts'
import { nameFromHeader } from '../reading/person-name.ts'
import { labelsName, type Request } from '../reading/understand-request.ts'
import { textsOf } from '../texts/texts.ts'
import { about, type PetitionTurn } from '../turn.ts'
import { askMailbox, askToConfirm } from './ask-to-confirm.ts'
import { correctNow, tellSigned } from './receipts.ts'
import { becomesAnother, detailsOf, fullerName, isTakenOff, sameDetails } from './signature-details.ts'
import { waitingDetails } from './tell-state.ts'

type SignRequest = Extract<Request, { kind: 'sign' }>

/** Whether the mailbox has signed before changes only what that mailbox is told. */
export async function requestSignature(
  turn: PetitionTurn,
  { written, several, another }: SignRequest,
): Promise<void> {
  const { act, displayName } = turn.incoming
  const signature = await signatureOf(turn)
  if (signature !== undefined && isTakenOff(signature)) return answer(turn, 'takenOff', about(turn))
  const standing = signature?.state === 'confirmed' ? signature : undefined
  // "Did you get my signature?" keeps what was written before.
  if (standing === undefined && (several || another) && written.name === undefined)
    return answer(turn, 'needName', about(turn))
  if (standing === undefined && Object.keys(written).length === 0) {
    const waiting = await waitingDetails(turn)
    if (waiting !== undefined) return askToConfirm(turn, waiting, { kind: 'pleaseConfirm', change: false })
  }
  // Details that were not written stay as they are; a From header does not rename an older signature.
  const fromHeader = displayName === undefined ? undefined : nameFromHeader(displayName)
  const before = standing === undefined ? { name: fromHeader, listed: true } : detailsOf(standing)
  const outright = 'text' in act && labelsName(act.text)
  // The From header may hold the civil name that a pen name hides.
  const name = outright || another ? written.name : fullerName(written.name, fromHeader)
  const details = await usable(turn, { ...before, ...written, ...(name === undefined ? {} : { name }) })
  if (details !== undefined) await askOrCorrect(turn, details, { standing, outright })
}

export interface FormRequest {
  details: Details
  /** Given in the form: the link goes there, and following it ties the mailbox to the account. */
  mailbox: string | undefined
}

/** The account is the proof, unless a mailbox is to be tied to it. */
export async function requestByForm(turn: PetitionTurn, { details, mailbox }: FormRequest): Promise<void> {
  if (refusesKind(turn, details)) return answer(turn, 'organisationsRefused', about(turn))
  const signature = await signatureOf(turn)
  if (signature !== undefined && isTakenOff(signature)) return answer(turn, 'takenOff', about(turn))
  // A page has nothing but the mailbox. Whether it has signed, only its owner learns.
  if (mailbox === undefined || turn.incoming.place === null) {
    const standing = signature?.state === 'confirmed' ? signature : undefined
    return askOrCorrect(turn, details, { standing, outright: true })
  }
  const place = turn.service.mailPlace?.(mailbox)
  if (place === undefined) {
    const problems = [textsOf(turn.to.language).chat.problems.mailboxWrong]
    return answer(turn, 'formProblem', { problems, form: `sign:${turn.petition.slug}` })
  }
  await askMailbox(turn, details, { mailbox, place })
  await answer(turn, 'checkYourMail', { ...about(turn), mailbox, details })
}

function signatureOf({ work, petition, to, account }: PetitionTurn): Promise<SignatureRow | undefined> {
  return signatureOfIdentity(work.trx, petition.id, to.mailbox ?? account)
}

/** `outright`: the details were given as such (a label, a form) and not guessed from a sentence. */
async function askOrCorrect(
  turn: PetitionTurn,
  details: Details,
  { standing, outright }: { standing: SignatureRow | undefined; outright: boolean },
): Promise<void> {
  const kind = turn.incoming.place === null ? 'confirmFromPage' : 'pleaseConfirm'
  if (standing === undefined) return askToConfirm(turn, details, { kind, change: false })
  // They signed for the number only. Now names are shown, and theirs only if they confirm that.
  const showsMore = standing.promised === 'count' && turn.petition.listing === 'public'
  if (showsMore && (details.listed || details.kind === 'organisation'))
    return askToConfirm(turn, details, { kind, change: true })
  const before = detailsOf(standing)
  if (sameDetails(before, details)) return tellSigned(turn, 'alreadySigned', standing)
  return turn.incoming.authenticated && (outright || !becomesAnother(before, details))
    ? correctNow(turn, standing, details)
    : askToConfirm(turn, details, { kind, change: true })
}

function refusesKind({ petition }: PetitionTurn, details: Details): boolean {
  return details.kind === 'organisation' && petition.organisations === 'refuse'
}

/**
 * The details, checked. Undefined if they cannot be used; the person was told why. `before`: a standing organisation
 * stays one, even if the petition by now refuses new ones.
 */
export async function usable(
  turn: PetitionTurn,
  asked: PartialDetails,
  before?: Details,
): Promise<Details | undefined> {
  const checked = checkDetails(asked)
  if (checked.kind === 'ok') {
    const refused = before?.kind !== 'organisation' && refusesKind(turn, checked.details)
    if (!refused) return checked.details
    await answer(turn, 'organisationsRefused', about(turn))
  } else if (checked.kind === 'missing-name') await answer(turn, 'needName', about(turn))
  else {
    const { field, problem } = checked
    await answer(turn, 'cannotUse', { ...about(turn), field, problem, limit: fieldLimits[field] })
  }
  return undefined
}

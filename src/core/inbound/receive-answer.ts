import { cancelDeliveriesOf } from '../../db/deliveries.ts'
import { pendingCommand, takePendingCommand } from '../../db/pending-commands.ts'
import { openPetitions, petitionById, seenPetitions } from '../../db/petitions.ts'
import { endRequest } from '../../db/requests.ts'
import { isIdentityOf, type SignatureRow, signatureById, signatureOfIdentity } from '../../db/signatures.ts'
import {
  type RevisionInContext,
  revisionInContext,
  spendRemoval,
  type TokenRow,
  tokenByHash,
} from '../../db/tokens.ts'
import { askAgain } from '../desk/pending.ts'
import { howToSign } from '../desk/public-answers.ts'
import type { Details } from '../details.ts'
import { answer, mayAnswer } from '../outbound/post-reply.ts'
import { listedPetition } from '../petitions/public-petition.ts'
import { understandCommand } from '../reading/commands/understand-command.ts'
import { understandAnswer, understandManageReply } from '../reading/understand-answer.ts'
import { labelsName, takesBack } from '../reading/understand-request.ts'
import { confirmSignature, refuseRequest } from '../signing/confirm-signature.ts'
import {
  askToConfirm,
  becomesAnother,
  correctNow,
  sameDetails,
  usable,
} from '../signing/request-signature.ts'
import { detailsOf, isTakenOff, postSigned } from '../signing/signature-words.ts'
import { askToConfirmRemoval, isGone, type Removal, removeAndTell } from '../signing/withdraw-signature.ts'
import { speaks } from '../texts/texts.ts'
import { about, atPetition, type PetitionTurn, proved, type Turn } from '../turn.ts'
import type { Reading } from './read.ts'
import { receiveCommands, runPending } from './receive-command.ts'

/** A reply to an email of ours, and the token it carries. */
interface Reply {
  subject: string
  text: string
  token: TokenRow
  tokenHash: Buffer
  /** How the writer calls themselves: a word of their own that says neither yes nor no. */
  fromName: string | undefined
}

/** A reply to an email of ours: its token says to which. The id of the petition, where there is one. */
export async function receiveAnswer(
  turn: Turn,
  { tokenHash, subject, text }: Extract<Reading, { kind: 'answer' }>,
): Promise<string | undefined> {
  const { service, work, incoming } = turn
  const token = tokenHash === undefined ? undefined : await tokenByHash(work.trx, tokenHash)
  if (tokenHash === undefined || token === undefined) {
    const petitions = (await openPetitions(work.trx)).map(row => listedPetition(service, row))
    await answer(turn, 'linkGone', { petitions })
    return undefined
  }
  const reply: Reply = { subject, text, fromName: incoming.displayName, token, tokenHash }
  if (token.revision_id !== null) {
    const revision = await revisionInContext(work.trx, token.revision_id)
    const petition = revision && (await petitionById(work.trx, revision.petition_id))
    if (revision === undefined || petition === undefined) return undefined
    await answerToRequest(atPetition(turn, petition, speaks(revision.language)), reply, revision)
    return petition.id
  }
  if (token.purpose === 'command' && token.pending_command_id !== null)
    return answerToCommand(turn, reply, token.pending_command_id)
  const signature =
    token.signature_id === null ? undefined : await signatureById(work.trx, token.signature_id)
  const petition = signature && (await petitionById(work.trx, signature.petition_id))
  if (signature === undefined || petition === undefined) return undefined
  const here = atPetition(turn, petition, speaks(signature.language))
  if (token.purpose === 'manage') await answerToReceipt(here, reply, signature)
  else await answerToRemoval(here, reply, signature)
  return petition.id
}

/** A reply to "shall we do this?": a yes, or nothing at all, does it. */
async function answerToCommand(turn: Turn, reply: Reply, id: string): Promise<string | undefined> {
  const { service, work } = turn
  const { expired } = reply.token
  const pending = await pendingCommand(work.trx, id)
  if (pending === undefined || !pending.account.equals(turn.account)) {
    await answer(turn, 'linkGone', {})
    return undefined
  }
  const seen = await seenPetitions(work.trx, turn.account)
  const slugs = new Set(seen.map(({ slug }) => slug))
  const said = understandCommand({ subject: '', text: reply.text, slugs })
  // Another command instead: it is believed as any mail is.
  if (said !== undefined) return receiveCommands(turn, said)
  const wish = understandAnswer({ ...reply, shown: nobody })
  if (wish.kind === 'confirms' && !expired && (await runPending(service, work, id)))
    return pending.petition_id ?? undefined
  // Dropped: a yes that comes later, or the link, does nothing any more.
  if (wish.kind === 'refuses' || wish.kind === 'withdraws')
    await takePendingCommand(work.trx, id, pending.account)
  else if (wish.kind === 'confirms' || expired || !(await askAgain(turn, pending)))
    await answer(turn, 'actIsGone', {})
  return pending.petition_id ?? undefined
}

const nobody: Details = { kind: 'person', name: '', listed: true }

/** A reply to "is this what you sign?". */
async function answerToRequest(
  asked: PetitionTurn,
  reply: Reply,
  revision: RevisionInContext,
): Promise<void> {
  const { work, petition, to } = asked
  const { token } = reply
  // Refused: no more mail for this petition, whatever is written now.
  if (revision.request_state === 'refused') return
  const mailbox = revision.request_mailbox
  if (mailbox === null || token.expired || (!revision.text_is_same && !token.spent))
    return answer(asked, 'linkGone', about(asked))
  if (to.mailbox === null || !mailbox.equals(to.mailbox)) return answer(asked, 'wrongMailbox', about(asked))
  // From here on the token and the mailbox that was asked vouch for the writer.
  const turn = proved(asked)
  const signature = await signatureOfIdentity(work.trx, petition.id, mailbox)
  if (signature !== undefined && isTakenOff(signature)) return answer(turn, 'takenOff', about(turn))
  if (token.spent)
    return signature === undefined
      ? answer(turn, 'linkGone', about(turn))
      : afterSigning(turn, reply, signature)

  const shown = detailsOf(revision)
  const wish = understandAnswer({ ...reply, shown })
  switch (wish.kind) {
    case 'refuses':
      // The request was confirmed by another of its tokens: "not me" takes the signature off.
      if (!(await refuseRequest(work, revision))) await removeStanding(turn, mailbox, 'withdraw')
      return
    case 'withdraws':
    case 'erases':
      if (await endRequest(work.trx, revision.request_id, 'dropped')) {
        await cancelDeliveriesOf(work.trx, revision.request_id)
        await answer(turn, 'requestDropped', about(turn))
      }
      return removeStanding(turn, mailbox, wish.kind === 'erases' ? 'erase' : 'withdraw')
    case 'confirms':
    case 'asks':
    case 'long':
    case 'corrects':
      break
  }
  if (petition.status !== 'open') return howToSign(turn)
  const change = revision.request_state === 'confirmed'
  switch (wish.kind) {
    case 'confirms':
      return confirmByReply(turn, reply.tokenHash, mailbox)
    case 'asks':
    case 'long':
      return askToConfirm(turn, shown, { kind: 'pleaseUsePage', change })
    case 'corrects': {
      const details = await usable(turn, { ...shown, ...wish.written }, shown)
      if (details === undefined) return
      // Writing again what was shown agrees to it; anything else has to be shown first.
      if (sameDetails(shown, details)) return confirmByReply(turn, reply.tokenHash, mailbox)
      return askToConfirm(turn, details, { kind: 'pleaseConfirm', change })
    }
  }
}

async function confirmByReply(turn: PetitionTurn, tokenHash: Buffer, mailbox: Buffer): Promise<void> {
  const { service, work, incoming } = turn
  const { address, place } = turn.to
  const { provedDomain } = incoming
  await confirmSignature(service, work, tokenHash, { mailbox, address, place, provedDomain })
}

async function removeStanding(turn: PetitionTurn, mailbox: Buffer, act: Removal): Promise<void> {
  const signature = await signatureOfIdentity(turn.work.trx, turn.petition.id, mailbox)
  if (signature !== undefined) await removeAndTell(turn, signature, act)
}

/** A second reply to the question, after it was answered. */
async function afterSigning(turn: PetitionTurn, reply: Reply, signature: SignatureRow): Promise<void> {
  const wish = understandAnswer({ ...reply, shown: detailsOf(signature) })
  if (wish.kind === 'confirms') {
    if (await mayAnswer(turn)) await postSigned(turn, 'alreadySigned', signature, { capped: true })
  } else if (wish.kind === 'refuses') await removeAndTell(turn, signature, 'withdraw')
  else await answerToReceipt(turn, reply, signature)
}

/** A reply to a receipt, or to anything that says what is recorded. */
async function answerToReceipt(asked: PetitionTurn, reply: Reply, signature: SignatureRow): Promise<void> {
  const shown = detailsOf(signature)
  const wish = understandManageReply({ ...reply, shown })
  if (isTakenOff(signature) && wish.kind !== 'erase') return answer(asked, 'takenOff', about(asked))
  if (isGone(signature, wish.kind === 'erase' ? 'erase' : 'withdraw'))
    return answer(asked, 'nothingToRemove', about(asked))
  const { mailbox } = asked.to
  if (mailbox === null || !(await isIdentityOf(asked.work.trx, signature.id, mailbox)))
    return answer(asked, 'wrongMailbox', about(asked))
  const turn = proved(asked)
  switch (wish.kind) {
    case 'withdraw':
    case 'erase':
      return removeAndTell(turn, signature, wish.kind)
    case 'corrects': {
      const details = await usable(turn, { ...shown, ...wish.written }, shown)
      if (details === undefined) return
      if (labelsName(reply.text) || !becomesAnother(shown, details))
        return correctNow(turn, signature, details)
      return askToConfirm(turn, details, { kind: 'pleaseConfirm', change: true })
    }
    case 'thanks':
      return
    case 'asks':
      if (await mayAnswer(turn)) await postSigned(turn, 'howToManage', signature, { capped: true })
      return
  }
}

/** A reply to "shall we remove your signature?": a plain one does it. */
async function answerToRemoval(asked: PetitionTurn, reply: Reply, signature: SignatureRow): Promise<void> {
  const { token, tokenHash } = reply
  const { trx } = asked.work
  const { mailbox } = asked.to
  const act = token.purpose === 'erase' ? 'erase' : 'withdraw'
  // First, for erasing forgets which mailbox was asked.
  if (isGone(signature, act)) return answer(asked, 'removed', { ...about(asked), act })
  if (token.mailbox === null || mailbox === null || !token.mailbox.equals(mailbox))
    return answer(asked, 'wrongMailbox', about(asked))
  const turn = proved(asked)
  const wish = understandAnswer({ ...reply, shown: detailsOf(signature) })
  // "Please remove me" refuses a question to sign; to this question it is a yes.
  const asksAgain = takesBack(reply.subject, reply.text)
  const agrees =
    asksAgain !== undefined || wish.kind === 'confirms' || wish.kind === 'withdraws' || wish.kind === 'erases'
  if (agrees) {
    if ((await spendRemoval(trx, tokenHash, mailbox)) === undefined)
      return answer(turn, 'linkGone', about(turn))
    const erase = wish.kind === 'erases' || asksAgain === 'erase'
    return removeAndTell(turn, signature, erase ? 'erase' : act)
  }
  // The signature stays, and this token takes nothing off any more.
  if (wish.kind === 'refuses') await spendRemoval(trx, tokenHash, mailbox)
  else await askToConfirmRemoval(turn, signature, act)
}

import { pendingCommand, takePendingCommand } from '../../db/pending-commands.ts'
import { openPetitions, petitionById, seenPetitions } from '../../db/petitions.ts'
import { signatureById } from '../../db/signatures.ts'
import { revisionInContext, tokenByHash } from '../../db/tokens.ts'
import { askAgain, openPending, questionAsked } from '../desk/pending.ts'
import type { Details } from '../details.ts'
import { answer } from '../outbound/post-reply.ts'
import { listedPetition } from '../petitions/public-petition.ts'
import { understandCommand } from '../reading/commands/understand-command.ts'
import { understandAnswer } from '../reading/understand-answer.ts'
import { speaks } from '../texts/texts.ts'
import { atPetition, type Turn } from '../turn.ts'
import { answerToRequest } from './answer-to-request.ts'
import { answerToReceipt, answerToRemoval } from './answer-to-signed.ts'
import { type EmailReply, measured } from './new-words.ts'
import type { Reading } from './read.ts'
import { receiveCommands, runPending } from './receive-command.ts'

/** Finds what the reply answers by its token. Returns the id of the petition, if there is one. */
export async function receiveAnswer(
  turn: Turn,
  { tokenHash, subject, text, whole }: Extract<Reading, { kind: 'answer' }>,
): Promise<string | undefined> {
  const { service, work, incoming } = turn
  const token = tokenHash === undefined ? undefined : await tokenByHash(work.trx, tokenHash)
  if (tokenHash === undefined || token === undefined) {
    const petitions = (await openPetitions(work.trx)).map(row => listedPetition(service, row))
    await answer(turn, 'linkGone', { petitions })
    return undefined
  }
  const reply: EmailReply = { subject, text, whole, fromName: incoming.displayName, token, tokenHash }
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

/** A reply to "shall we do this?" A yes runs the command, and so does an empty reply. */
async function answerToCommand(turn: Turn, reply: EmailReply, id: string): Promise<string | undefined> {
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
  // A different command: it is believed as in any other email.
  if (said !== undefined) return receiveCommands(turn, said)
  const kept = openPending(service, pending)
  const sent = kept && [await questionAsked({ service, db: work.trx }, pending, kept, '')]
  const wish = understandAnswer({ ...measured(reply, () => sent ?? []), shown: nobody })
  if (wish.kind === 'confirms' && !expired && (await runPending(service, work, id)))
    return pending.petition_id ?? undefined
  // Dropped: a later yes, or the link, does nothing.
  if (wish.kind === 'refuses' || wish.kind === 'withdraws')
    await takePendingCommand(work.trx, id, pending.account)
  else if (wish.kind === 'confirms' || expired || !(await askAgain(turn, pending)))
    await answer(turn, 'actIsGone', {})
  return pending.petition_id ?? undefined
}

const nobody: Details = { kind: 'person', name: '', listed: true }

import { pendingCommand, takePendingCommand } from '../../db/pending-commands.ts'
import { openPetitions, petitionById } from '../../db/petitions.ts'
import { signatureById } from '../../db/signatures.ts'
import { revisionInContext, type TokenRow, tokenByHash } from '../../db/tokens.ts'
import { askAgain } from '../desk/pending.ts'
import { answer } from '../outbound/post-reply.ts'
import { listedPetition } from '../petitions/public-petition.ts'
import { speaks } from '../texts/texts.ts'
import { atPetition, type Turn } from '../turn.ts'
import { answerToRequest } from './answer-to-request.ts'
import { answerToReceipt, answerToRemoval } from './answer-to-signed.ts'
import type { Reading } from './read.ts'
import type { ReadReply } from './read-reply.ts'
import { receiveCommands, runPending } from './receive-command.ts'

/** Takes a reply to an email of ours; its token tells which. Returns the id of the petition, if there is one. */
export async function receiveAnswer(
  turn: Turn,
  { tokenHash, read }: Extract<Reading, { kind: 'answer' }>,
): Promise<string | undefined> {
  const { service, work } = turn
  const token = tokenHash === undefined ? undefined : await tokenByHash(work.trx, tokenHash)
  if (tokenHash === undefined || token === undefined) {
    const petitions = (await openPetitions(work.trx)).map(row => listedPetition(service, row))
    await answer(turn, 'linkGone', { petitions })
    return undefined
  }
  if (token.revision_id !== null && read?.kind === 'request') {
    const revision = await revisionInContext(work.trx, token.revision_id)
    const petition = revision && (await petitionById(work.trx, revision.petition_id))
    if (revision === undefined || petition === undefined) return undefined
    await answerToRequest(atPetition(turn, petition, speaks(revision.language)), token, read, revision)
    return petition.id
  }
  if (token.pending_command_id !== null && read?.kind === 'command')
    return answerToCommand(turn, token, read, token.pending_command_id)
  const signature =
    token.signature_id === null ? undefined : await signatureById(work.trx, token.signature_id)
  const petition = signature && (await petitionById(work.trx, signature.petition_id))
  if (signature === undefined || petition === undefined) return undefined
  const here = atPetition(turn, petition, speaks(signature.language))
  if (read?.kind === 'receipt') await answerToReceipt(here, read.wish, signature)
  if (read?.kind === 'removal') await answerToRemoval(here, { token, tokenHash }, read.wish, signature)
  return petition.id
}

/** Takes a reply to "shall we do this?" A yes or an empty reply runs the command. */
async function answerToCommand(
  turn: Turn,
  { expired }: TokenRow,
  { wish, command }: Extract<ReadReply, { kind: 'command' }>,
  id: string,
): Promise<string | undefined> {
  const { service, work } = turn
  const pending = await pendingCommand(work.trx, id)
  if (pending === undefined || !pending.account.equals(turn.account)) {
    await answer(turn, 'linkGone', {})
    return undefined
  }
  // The reply is a command of its own, and needs the same proof as in any other email.
  if (command !== undefined) return receiveCommands(turn, command)
  if (wish === 'confirms' && !expired && (await runPending(service, work, id)))
    return pending.petition_id ?? undefined
  // The command is dropped; a later yes, or the link, does nothing.
  if (wish === 'refuses' || wish === 'withdraws') await takePendingCommand(work.trx, id, pending.account)
  else if (wish === 'confirms' || expired || !(await askAgain(turn, pending)))
    await answer(turn, 'actIsGone', {})
  return pending.petition_id ?? undefined
}

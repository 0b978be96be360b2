import { everySignature } from '../../db/desk-signatures.ts'
import { isOrganiser } from '../../db/organisers.ts'
import { pendingCommand } from '../../db/pending-commands.ts'
import { type PetitionRow, petitionById } from '../../db/petitions.ts'
import { tokenByHash } from '../../db/tokens.ts'
import { mediaTypes } from '../outbound/export-content.ts'
import { answer } from '../outbound/post-reply.ts'
import type { ExportView } from '../page-contract.ts'
import { zonedTime } from '../time-zone.ts'
import { hashToken } from '../token.ts'
import type { Service } from '../work.ts'
import { type DeskCall, deskPetition } from './call.ts'
import { type Author, authorOf, logAct, logEntry } from './log-entry.ts'
import { keepPending, linkTo, openPending } from './pending.ts'

/** What a message of a chat can carry, but for long names; more goes behind a link. */
const rowsInAFile = 10_000

const rowsUntilAsked = 1_000

/** Everybody who signed, as a file: in a message of its own where it is small, else behind a link that expires. */
export async function tellExport(call: DeskCall, format: 'csv' | 'json'): Promise<void> {
  const { petition, incoming } = call
  const desk = deskPetition(call)
  const rows = petition.last_number
  const link = await keepLink(call, format)
  // A mail lies in mailboxes for years; the link in it is over tomorrow.
  if (!incoming.plainReply && rows <= rowsInAFile) {
    const name = exportName(petition, format)
    await logEntry(call, { kind: 'export', format, by: 'file' })
    await answer(call, 'exportFile', { ...desk, petitionId: petition.id, format, rows, name, ...link })
    return
  }
  await logEntry(call, { kind: 'export', format, by: 'link' })
  await answer(call, 'exportLink', { ...desk, format, rows, ...link })
}

async function keepLink(call: DeskCall, format: 'csv' | 'json'): Promise<{ url: string; expiresAt: string }> {
  const { command } = call
  const kept = { ...call, command: { ...command, words: `export ${format}` } }
  const { id, expiresAt } = await keepPending(kept, { kind: 'sender' })
  const { url } = await linkTo(call, 'export', id)
  return { url, expiresAt: zonedTime(expiresAt, call.petition.time_zone) }
}

/** What an export link stands for, while whoever asked for it still organises the petition. */
export async function exportByToken(service: Service, text: string): Promise<ExportView> {
  const hash = hashToken(text)
  const token = hash && (await tokenByHash(service.db, hash))
  if (token?.purpose !== 'export' || token.pending_command_id === null) return { kind: 'unknown' }
  const pending = await pendingCommand(service.db, token.pending_command_id)
  const petition =
    pending?.petition_id == null ? undefined : await petitionById(service.db, pending.petition_id)
  if (pending === undefined || petition === undefined) return { kind: 'unknown' }
  if (token.expired || !(await isOrganiser(service.db, petition.id, pending.account)))
    return { kind: 'expired' }
  const kept = openPending(service, pending)
  if (kept === undefined) return { kind: 'expired' }
  const format = kept.command.words === 'export json' ? 'json' : 'csv'
  return {
    kind: 'export',
    name: exportName(petition, format),
    mediaType: mediaTypes[format],
    content: fetched(service, petition.id, format, authorOf(pending.account, kept.incoming)),
  }
}

/** Whoever takes the first byte of it has taken the list away: that stands in the log before they have it. */
async function* fetched(service: Service, petitionId: string, format: 'csv' | 'json', by: Author) {
  const act = { kind: 'export', format, by: 'fetched' } as const
  await service.transactDesk(({ trx }) => logAct(trx, service.keys, { petitionId, by, act }))
  const rows = everySignature(service.db, petitionId)
  yield* service.writeExport(format, whileOrganiser(service, petitionId, by.account, rows))
}

/** A million rows take a while: who is no organiser any more gets no further, and a file that is seen to be broken. */
async function* whileOrganiser<Row>(
  service: Service,
  petitionId: string,
  account: Buffer,
  rows: AsyncIterable<Row>,
): AsyncGenerator<Row> {
  let read = 0
  for await (const row of rows) {
    if (++read % rowsUntilAsked === 0 && !(await isOrganiser(service.db, petitionId, account)))
      throw new Error('no organiser any more')
    yield row
  }
}

function exportName(petition: PetitionRow, format: 'csv' | 'json'): string {
  return `${petition.slug}-${new Date().toISOString().slice(0, 10)}.${format}`
}

import { countOfEvidence, everySignature } from '../../../db/desk-signatures.ts'
import { type Evidence, evidences } from '../../../db/evidence.ts'
import { isOrganiser } from '../../../db/organisers.ts'
import { pendingCommand } from '../../../db/pending-commands.ts'
import { type PetitionRow, petitionById } from '../../../db/petitions.ts'
import { tokenByHash } from '../../../db/tokens.ts'
import { type ExportFormat, mediaTypes } from '../../outbound/export-content.ts'
import { answer } from '../../outbound/post-reply.ts'
import type { ExportView } from '../../page-contract.ts'
import { petitionPdf } from '../../petitions/petition-document.ts'
import type { Given } from '../../reading/commands/given.ts'
import { zonedTime } from '../../time-zone.ts'
import { hashToken } from '../../token.ts'
import type { Service } from '../../work.ts'
import { type DeskCall, deskPetition } from '../call.ts'
import { type Author, authorOf, logAct, logEntry } from '../log-entry.ts'
import { keepPending, linkTo, openPending } from '../pending.ts'

/** As many rows as a chat message can carry, unless names are long; longer lists get a link. */
const rowsInAFile = 10_000

const rowsUntilAsked = 1_000

const formats = ['csv', 'json', 'pdf'] as const

type Format = ExportFormat

/** Sends a list of all signatures: as a file in the message if it is small, otherwise as a link that expires. */
export async function exportList(call: DeskCall, given: Given['export']): Promise<void> {
  const { petition, incoming, work } = call
  const { format } = given
  const evidence = 'evidence' in given ? given.evidence : undefined
  const desk = deskPetition(call)
  const rows =
    evidence === undefined ? petition.last_number : await countOfEvidence(work.trx, petition.id, evidence)
  const link = await keepLink(call, evidence === undefined ? format : `${format} evidence:${evidence}`)
  // An email gets a link, which expires tomorrow: a file would stay in mailboxes for years. So does a PDF, which takes a while to set.
  if (format !== 'pdf' && evidence === undefined && !incoming.plainReply && rows <= rowsInAFile) {
    const name = exportName(petition, format)
    await logEntry(call, { kind: 'export', format, by: 'file' })
    await answer(call, 'exportFile', { ...desk, petitionId: petition.id, format, rows, name, ...link })
    return
  }
  await logEntry(call, { kind: 'export', format, by: 'link' })
  await answer(call, 'exportLink', { ...desk, format, rows, ...link })
}

async function keepLink(call: DeskCall, words: string): Promise<{ url: string; expiresAt: string }> {
  const { command } = call
  const kept = { ...call, command: { ...command, words: `export ${words}` } }
  const { id, expiresAt } = await keepPending(kept, { kind: 'sender' })
  const { url } = await linkTo(call, 'export', id)
  return { url, expiresAt: zonedTime(expiresAt, call.petition.time_zone) }
}

/** The file behind an export link, as long as the person who asked for it organises the petition. */
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
  const words = kept.command.words.split(' ')
  const format = formats.find(known => known === words[1]) ?? 'csv'
  const evidence = evidences.find(known => words[2] === `evidence:${known}`)
  if (format === 'pdf' && service.pdfIsBusy()) return { kind: 'busy' }
  return {
    kind: 'export',
    name: exportName(petition, format),
    mediaType: mediaTypes[format],
    content: fetched(service, petition.id, { format, evidence }, authorOf(pending.account, kept.incoming)),
  }
}

/** The export is logged before the first byte is handed out. */
async function* fetched(
  service: Service,
  petitionId: string,
  { format, evidence }: { format: Format; evidence: Evidence | undefined },
  by: Author,
) {
  const act = { kind: 'export', format, by: 'fetched' } as const
  await service.transactDesk(({ trx }) => logAct(trx, service.keys, { petitionId, by, act }))
  if (format === 'pdf') {
    const petition = await petitionById(service.db, petitionId)
    if (petition !== undefined) yield* petitionPdf(service, petition)
    return
  }
  const rows = everySignature(service.reads.db(), petitionId, evidence)
  yield* service.writeExport(format, whileOrganiser(service, petitionId, by.account, rows))
}

/** A million rows take a while. If the organiser is removed in that time, the file breaks off visibly. */
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

function exportName(petition: PetitionRow, format: Format): string {
  return `${petition.slug}-${new Date().toISOString().slice(0, 10)}.${format}`
}

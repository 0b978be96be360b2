import { randomUUID } from 'node:crypto'
import { organisationsWaiting } from '../../db/approvals.ts'
import { type CurationAct, curate, type Numbers, previewCuration } from '../../db/curation.ts'
import { holdDesk } from '../../db/desk-entries.ts'
import type { ShownAct, SignatureLine, WaitingOrganisationLine } from '../texts/desk-words.ts'
import { askFirst, type DeskCall, deskPetition, tell } from './call.ts'
import { lineOf } from './lines.ts'
import { logEntry } from './log-entry.ts'

/** How many are shown of those an act would change. */
const sampleSize = 5
/** How many organisations that wait are shown at once. */
const waitingShown = 8

/** What changes one signature is done at once and can be taken back; more, or what matters more, is shown first. */
export async function curateSignatures(
  call: DeskCall,
  act: CurationAct,
  numbers: Numbers[],
  reason?: string,
): Promise<void> {
  const { service, work, petition } = call
  const desk = deskPetition(service, petition)
  await holdDesk(work.trx, petition.id)
  // A yes is to what was shown: who signs meanwhile is none of those, however far a range goes.
  const there = numbers
    .map(({ from, to }) => ({ from, to: Math.min(to, petition.last_number) }))
    .filter(({ from, to }) => from <= to)
  const { count, sample } = await previewCuration(work.trx, petition.id, act, there, sampleSize)
  if (count === 0) {
    await tell(call, 'nothingToDo', { ...desk, act })
    return
  }
  const named = numbers.reduce((sum, { from, to }) => sum + to - from + 1, 0)
  const shown: ShownAct = {
    kind: act,
    count,
    sample: sample.map(lineOf),
    // Of ranges it is no news that numbers are missing in them.
    without: numbers.every(({ from, to }) => from === to) ? Math.max(0, named - count) : 0,
    ...(reason === undefined ? {} : { reason }),
  }
  if (!call.sure && (count > 1 || act === 'feature' || act === 'remove')) {
    // With its petition first, no number is read as one.
    const words = wordsOf(petition.slug, act, there, reason)
    await askFirst({ ...call, command: { ...call.command, words } }, shown)
    return
  }
  const id = randomUUID()
  const entry = await logEntry(call, shown, { id })
  await curate(work.trx, petition.id, act, there, id)
  await tell(call, 'deskDone', { ...desk, act: shown, entry })
}

/** As `readCommand` reads it. */
function wordsOf(slug: string, act: CurationAct, numbers: Numbers[], reason: string | undefined): string {
  const named = numbers.map(({ from, to }) => (from === to ? String(from) : `${from}-${to}`))
  const command = act === 'unfeature' ? ['feature', slug, 'off'] : [act, slug]
  return [...command, ...named, ...(reason === undefined ? [] : ['reason:', reason])].join(' ')
}

/** Organisations that wait, each with its evidence. */
export async function showWaiting(call: DeskCall): Promise<void> {
  const waiting = await organisationsWaiting(call.work.trx, call.petition.id)
  const lines = waiting.slice(0, waitingShown).map((row): WaitingOrganisationLine => {
    const line: SignatureLine = {
      number: row.number,
      kind: 'organisation',
      name: row.name,
      signedAt: row.confirmed_at.toISOString(),
      channel: row.channel,
      marks: ['waiting'],
      ...(row.occupation === null ? {} : { occupation: row.occupation }),
      ...(row.organisation === null ? {} : { organisation: row.organisation }),
    }
    return row.proved_domain === null ? line : { ...line, provedDomain: row.proved_domain }
  })
  await tell(call, 'waitingOrganisations', {
    ...deskPetition(call.service, call.petition),
    lines,
    more: waiting.length - lines.length,
  })
}

import { randomUUID } from 'node:crypto'
import { organisationsWaiting } from '../../db/approvals.ts'
import {
  type CurationAct,
  countPreviewed,
  curate,
  keepPreviewed,
  type Numbers,
  previewCuration,
  type Which,
} from '../../db/curation.ts'
import type { ShownAct, SignatureLine, WaitingOrganisationLine } from '../texts/desk-words.ts'
import { askFirst, type DeskCall, deskPetition, shownAgain, tell } from './call.ts'
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
  // A yes is to what was shown, and to nothing that was signed, said or changed since.
  const which: Which = call.agreed === undefined ? { numbers } : { previewed: call.agreed }
  const { count, sample } = await previewCuration(work.trx, petition.id, act, which, sampleSize)
  if (count === 0) {
    await tell(call, 'nothingToDo', { ...desk, act })
    return
  }
  // Of ranges it is no news that numbers are missing in them.
  const single = numbers.every(({ from, to }) => from === to)
  const named =
    call.agreed !== undefined
      ? await countPreviewed(work.trx, call.agreed)
      : single
        ? new Set(numbers.map(({ from }) => from)).size
        : 0
  const shown: ShownAct = {
    kind: act,
    count,
    sample: sample.map(lineOf),
    without: Math.max(0, named - count),
    ...(reason === undefined ? {} : { reason }),
  }
  if (!call.sure && (count > 1 || act === 'feature' || act === 'remove')) {
    // With its petition first, no number is read as one.
    const words = wordsOf(petition.slug, act, numbers, reason)
    const asked = await askFirst({ ...call, command: { ...call.command, words } }, shown)
    await keepPreviewed(work.trx, petition.id, act, which, asked)
    return
  }
  const id = randomUUID()
  const done: ShownAct = { ...shown, ...(await curate(work.trx, petition.id, act, which, id)) }
  if (done.count === 0) return tell(call, 'nothingToDo', { ...desk, act })
  const entry = await logEntry(call, done, { id })
  // As they are by now: what was approved waits no longer.
  const now = await shownAgain(work.trx, petition.id, {
    kind: 'act',
    act: done,
    sample: sample.map(({ number }) => number),
  })
  await tell(call, 'deskDone', { ...desk, act: now, entry })
}

/** As `readCommand` reads it. Which they are is kept apart; so one number is enough, and a long list leaves the reason whole. */
function wordsOf(slug: string, act: CurationAct, numbers: Numbers[], reason: string | undefined): string {
  const named = numbers.slice(0, 1).map(({ from, to }) => (from === to ? String(from) : `${from}-${to}`))
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

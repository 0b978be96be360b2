/** The operator's acts at the command line: the same as at the desk, in the same log. Organisers can undo them. */
import { randomUUID } from 'node:crypto'
import { changedBy, curate, type Which } from '../../db/curation.ts'
import { type Db, inTransaction, type Transaction } from '../../db/database.ts'
import { holdDesk } from '../../db/desk-entries.ts'
import { changeNews, newsItem, withdrawNews } from '../../db/news.ts'
import { addOrganiser, dropOrganiser } from '../../db/organisers.ts'
import { holdPeople, peopleOfSignatures } from '../../db/people.ts'
import { setListed } from '../../db/petition-communities.ts'
import { type PetitionRow, petitionById } from '../../db/petitions.ts'
import type { SignatureRow } from '../../db/signatures.ts'
import type { Channel } from '../channel.ts'
import { accountHash } from '../identity.ts'
import type { Keys } from '../keys.ts'
import { correctionsIn } from '../petitions/corrections.ts'
import { beforeChange, type News, publishNews } from '../petitions/news.ts'
import type { PetitionForm } from '../petitions/organise-petition.ts'
import { dropRequest, withdrawOrErase } from '../signing/withdraw-signature.ts'
import type { LoggedAct } from '../texts/desk-args.ts'
import { type Before, logAct } from './log-entry.ts'
import { beforeAdding, beforeRemoving, sealedName } from './organisers.ts'
import { beforeOpenOrClose, changedFields, keptBefore } from './petition-before.ts'

export interface Operator {
  db: Db
  keys: Keys
}

interface Desk {
  trx: Transaction
  /** The petition as it is now. */
  now: PetitionRow
  /** `before`: what undoing brings back. `id`: that of the entry, if signatures name it. */
  log(act: LoggedAct, also?: { before?: Before; id?: string }): Promise<number>
}

/** Holds the petition while `act` runs, because changes at a desk happen one at a time. Uses the caller's transaction, if there is one. */
function atDesk<T>(
  { db, keys }: Operator,
  petition: PetitionRow,
  act: (desk: Desk) => Promise<T>,
): Promise<T> {
  return inTransaction(db, async trx => {
    await holdDesk(trx, petition.id)
    const now = (await petitionById(trx, petition.id)) ?? petition
    return act({ trx, now, log: (act, also) => logAct(trx, keys, { petitionId: petition.id, act, ...also }) })
  })
}

/**
 * Approves organisations, also shows their proved domain (`mark`), or removes signatures for good: their signers cannot put them back.
 * Returns those that it changed; the others were so before, or do not exist.
 */
export function curateNumbers(
  operator: Operator,
  petition: PetitionRow,
  kind: 'approve' | 'mark' | 'remove',
  numbers: number[],
): Promise<SignatureRow[]> {
  return atDesk(operator, petition, async desk => {
    const which = { numbers: numbers.map(number => ({ from: number, to: number })) }
    const { id } = await curateAtDesk(desk, { kind }, which)
    return changedBy(desk.trx, id)
  })
}

interface Curation {
  kind: 'approve' | 'mark' | 'remove' | 'hide'
  reason?: string
}

/** Changes signatures, and logs it if any had to be changed. `id`: that of the entry. */
export function curateAsOperator(operator: Operator, petition: PetitionRow, what: Curation, which: Which) {
  return atDesk(operator, petition, desk => curateAtDesk(desk, what, which))
}

async function curateAtDesk(
  { trx, now, log }: Desk,
  { kind, reason }: Curation,
  which: Which,
): Promise<{ id: string; count: number }> {
  const id = randomUUID()
  const done = await curate(trx, now.id, kind, which, id)
  const act: LoggedAct = { kind, sample: [], without: 0, ...done, ...(reason !== undefined && { reason }) }
  if (done.count > 0) await log(act, { id })
  return { id, count: done.count }
}

/** Lists the petition for everybody, or only for its communities. */
export function listAsOperator(
  operator: Operator,
  petition: PetitionRow,
  listed: boolean,
): Promise<PetitionRow> {
  return atDesk(operator, petition, async ({ trx, now, log }) => {
    if (now.listed === listed) return now
    await setListed(trx, petition.id, listed)
    await log({ kind: listed ? 'list' : 'unlist' })
    return { ...now, listed }
  })
}

/**
 * Erases signatures as their signers do by themselves: ids stay, and no person (design.md, rule 11). Nothing is logged. `request`: one
 * that waits.
 */
export function eraseAsOperator(
  { db }: Operator,
  signatures: readonly string[],
  request: string | undefined,
): Promise<void> {
  return db.transaction().execute(async trx => {
    await holdPeople(trx, await peopleOfSignatures(trx, signatures))
    for (const id of signatures) await withdrawOrErase({ trx }, 'erase', id)
    if (request !== undefined) await dropRequest({ trx }, request)
  })
}

export interface GivenAccount {
  channel: Channel
  account: string
}

/** False if the account organises the petition already. */
export function addOrganiserAsOperator(
  operator: Operator,
  petition: PetitionRow,
  { channel, account: name }: GivenAccount,
): Promise<boolean> {
  const account = accountHash(operator.keys, channel, name)
  return atDesk(operator, petition, async ({ trx, log }) => {
    const sealed_name = sealedName(operator.keys, account, name)
    const added = await addOrganiser(trx, petition.id, { account, channel, sealed_name })
    if (added) await log({ kind: 'organiser-add', name }, { before: beforeAdding(account) })
    return added
  })
}

/** False if the account did not organise the petition. Removes the last organiser too, because the operator can add another. */
export function removeOrganiserAsOperator(
  { db, keys }: Operator,
  petition: PetitionRow,
  { channel, account: name }: GivenAccount,
): Promise<boolean> {
  return atDesk({ db, keys }, petition, async ({ trx, log }) => {
    const row = await dropOrganiser(trx, petition.id, accountHash(keys, channel, name))
    if (row !== undefined)
      await log({ kind: 'organiser-remove', name }, { before: beforeRemoving(keys, row) })
    return row !== undefined
  })
}

/** Returns the number of the news. */
export function publishNewsAsOperator(
  operator: Operator,
  petition: PetitionRow,
  news: News,
): Promise<number> {
  return atDesk(operator, petition, async ({ trx, log }) => {
    const number = await publishNews(trx, petition, news)
    await log({ kind: 'news', ...news }, { before: { kind: 'news', number } })
    return number
  })
}

/** False if there is no such news. */
export function editNewsAsOperator(
  operator: Operator,
  petition: PetitionRow,
  number: number,
  news: News,
): Promise<boolean> {
  return atDesk(operator, petition, async ({ trx, log }) => {
    const row = await newsItem(trx, petition.id, number)
    if (row === undefined) return false
    const made = { title: news.title ?? null, content: news.text }
    await changeNews(trx, petition.id, number, made)
    await log({ kind: 'news-edit', number, ...news }, { before: beforeChange(row, made) })
    return true
  })
}

/** False if there is no such news. */
export function withdrawNewsAsOperator(
  operator: Operator,
  petition: PetitionRow,
  number: number,
): Promise<boolean> {
  return atDesk(operator, petition, async ({ trx, log }) => {
    const row = await newsItem(trx, petition.id, number)
    const made = await withdrawNews(trx, petition.id, number)
    if (row === undefined || made === undefined) return false
    await log({ kind: 'news-withdraw', number }, { before: beforeChange(row, made) })
    return true
  })
}

/** `change` opens or closes the petition, and throws if that is impossible. */
export function openOrCloseAsOperator(
  operator: Operator,
  petition: PetitionRow,
  asked: { kind: 'open' } | { kind: 'close' },
  change: (trx: Transaction) => Promise<PetitionRow>,
): Promise<PetitionRow> {
  return atDesk(operator, petition, async ({ trx, now, log }) => {
    const changed = await change(trx)
    await log(asked, { before: beforeOpenOrClose(now, asked) })
    return changed
  })
}

/** `change` applies `form`; the fields that differ afterwards are logged. */
export function editAsOperator(
  operator: Operator,
  petition: PetitionRow,
  form: PetitionForm,
  change: (trx: Transaction) => Promise<PetitionRow>,
): Promise<PetitionRow> {
  return atDesk(operator, petition, async ({ trx, now, log }) => {
    const fields = changedFields(now, form)
    const corrections = correctionsIn(now, form)
    const changed = await change(trx)
    const act = { kind: 'edit', fields, ...(corrections.length > 0 && { corrections }) } as const
    if (fields.length > 0) await log(act, { before: keptBefore(now, changed, fields) })
    return changed
  })
}

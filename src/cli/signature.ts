import type { Command } from 'commander'
import { curateNumbers, eraseAsOperator } from '../core/desk/as-operator.ts'
import { accountHash, formerHashes, mailboxHash } from '../core/identity.ts'
import type { Keys } from '../core/keys.ts'
import type { Db } from '../db/database.ts'
import { findSignatures, signaturesByNumber } from '../db/desk-signatures.ts'
import type { PetitionRow } from '../db/petitions.ts'
import { waitingRequestId } from '../db/requests.ts'
import { type SignatureRow, signatureOfIdentity, withdrawnOfIdentity } from '../db/signatures.ts'
import { OperatorError, openKeys } from '../service.ts'
import { askYes } from './ask-yes.ts'
import { withDatabase } from './open.ts'
import { asNumber, countOf, forTerminal, print, printJson, shortTime, table, UsageError } from './output.ts'
import { findPetition } from './petition/find.ts'
import { isChatAccount, readAccount } from './read-account.ts'

/** The most that one command prints or changes. */
const MOST = 50

const whoHelp =
  'a name, or a part of one; numbers, such as 12 or 12-15; or the account of a signer: ada@example.org, discord:123456789012345678 or slack:T0123ABC:U0456DEF'

interface Options {
  json?: true
  yes?: true
}

/** The signatures found, and by what: a name may be somebody else's too. */
interface Found {
  by: 'name' | 'numbers' | 'account'
  signatures: SignatureRow[]
  total: number
  /** Somebody asked to sign and has not confirmed; only looked for by account. */
  request?: string | undefined
}

export function addSignatureCommands(program: Command): void {
  const signature = program
    .command('signature')
    .alias('signatures')
    .description('find a signature, remove it, or erase the person, if they ask or the law requires it')
  const command = (name: string) =>
    signature
      .command(name)
      .argument('<slug>', 'the petition')
      .argument('<who...>', whoHelp)
      .option('--json', 'print it as JSON')
  addFind(command('find'))
  addRemove(command('remove'))
  addErase(command('erase'))
}

function addFind(command: Command): void {
  command
    .description('who has signed: by name, number or account')
    .action((slug: string, who: string[], options: Options) =>
      withFound(slug, who, ({ found, petition }) => {
        if (options.json) return printJson(found.signatures.map(asJson))
        if (found.signatures.length > 0) print(tableOf(found.signatures))
        if (found.total > found.signatures.length)
          print(`There are ${asNumber(found.total)}; these are the newest. Give more of the name.`)
        if (found.request !== undefined)
          print(`This account has asked to sign ${petition.slug}, and has not confirmed.`)
        if (found.total === 0 && found.request === undefined) throw notFound(petition, who)
      }),
    )
}

function addRemove(command: Command): void {
  command
    .option('--yes', 'do not ask')
    .description('remove signatures: they no longer count, and their signers cannot put them back')
    .addHelpText('after', '\nIt stands in the log of the petition, and organisers can undo it for a day.')
    .action((slug: string, who: string[], options: Options) =>
      withFound(slug, who, async ({ db, keys, found, petition }) => {
        const numbers = meant(petition, who, found)
          .filter(({ state }) => state === 'confirmed')
          .map(({ number }) => number)
        if (numbers.length === 0)
          throw new OperatorError(`None of these counts for ${petition.slug} any more.`)
        const what = `This removes ${countOf(numbers.length, 'signature')}.`
        await askYes(`${tableOf(found.signatures)}\n${what}`, 'yes', options.yes)
        const removed = await curateNumbers({ db, keys }, petition, 'remove', numbers)
        if (options.json) return printJson(removed.map(asJson))
        print(`${countOf(removed.length, 'signature is', 'signatures are')} removed.`)
      }),
    )
}

function addErase(command: Command): void {
  command
    .option('--yes', 'do not ask')
    .description('erase people: nothing that says who they are is kept; this cannot be undone')
    .addHelpText(
      'after',
      '\nThe same as a signer’s own “erase my data”. If an organiser removed or hid the signature, a keyed hash stays, and the\nsame person cannot sign again.',
    )
    .action((slug: string, who: string[], options: Options) =>
      withFound(slug, who, async ({ db, keys, found, petition }) => {
        const { request } = found
        const signatures = request === undefined || found.total > 0 ? meant(petition, who, found) : []
        const what = [
          ...(signatures.length > 0 ? [tableOf(signatures)] : []),
          ...(request === undefined ? [] : ['A sign request from this account is still waiting.']),
          'This erases the people behind it, for good.',
        ]
        await askYes(what.join('\n'), 'erase', options.yes)
        await eraseAsOperator(
          { db, keys },
          signatures.map(({ id }) => id),
          request,
        )
        if (options.json) return printJson(signatures.map(({ number }) => ({ number })))
        print(
          signatures.length > 0
            ? `${countOf(signatures.length, 'signature is', 'signatures are')} erased.`
            : 'The request is erased.',
        )
      }),
    )
}

interface Finding {
  db: Db
  keys: Keys
  petition: PetitionRow
  found: Found
}

function withFound(
  slug: string,
  who: string[],
  act: (finding: Finding) => Promise<void> | void,
): Promise<void> {
  return withDatabase('current', async ({ db, config }) => {
    const petition = await findPetition(db, slug)
    const keys = await openKeys(config, db)
    await act({ db, keys, petition, found: await find(db, keys, petition, who) })
  })
}

async function find(db: Db, keys: Keys, { id }: PetitionRow, who: string[]): Promise<Found> {
  const numbers = numbersIn(who)
  if (numbers !== undefined) {
    const signatures = await signaturesByNumber(db, id, numbers)
    return { by: 'numbers', signatures, total: signatures.length }
  }
  const words = who.join(' ').trim()
  if (words.includes('@') || isChatAccount(words)) return ofAccount(db, keys, id, words)
  const { signatures, total } = await findSignatures(db, id, { words }, { page: 0, limit: MOST })
  return { by: 'name', signatures, total }
}

/** Reads `12`, `#12`, `12,14` and `12-15`. Undefined if there is anything else. @throws UsageError if they are too many */
function numbersIn(who: string[]): number[] | undefined {
  const numbers: number[] = []
  for (const word of who.flatMap(words => words.split(',')).filter(word => word !== '')) {
    const [, first, last = first] = /^#?(\d{1,9})(?:[-–]#?(\d{1,9}))?$/.exec(word) ?? []
    if (first === undefined) return undefined
    for (let number = Number(first); number <= Number(last); number++) {
      if (numbers.length === MOST) throw new UsageError(`Give at most ${MOST} numbers at once.`)
      numbers.push(number)
    }
  }
  return numbers.length === 0 ? undefined : numbers
}

async function ofAccount(db: Db, keys: Keys, petitionId: string, given: string): Promise<Found> {
  const { channel, account } = readAccount(given)
  const own = accountHash(keys, channel, account)
  const hashes = channel === 'email' ? [mailboxHash(keys, account), ...formerHashes(keys, account)] : [own]
  const found = await Promise.all(
    hashes.map(
      async hash =>
        (await signatureOfIdentity(db, petitionId, hash)) ??
        (await withdrawnOfIdentity(db, petitionId, hash)),
    ),
  )
  const byId = new Map(found.flatMap(row => (row === undefined ? [] : [[row.id, row] as const])))
  const signatures = [...byId.values()]
  const request = await waitingRequestId(db, petitionId, [...hashes, own])
  return { by: 'account', signatures, total: signatures.length, request }
}

/** @throws OperatorError if nothing was found, or a name may mean several people */
function meant(petition: PetitionRow, who: string[], { by, signatures, total }: Found): SignatureRow[] {
  if (total === 0) throw notFound(petition, who)
  if (by === 'name' && total > 1)
    throw new OperatorError(
      `${tableOf(signatures)}\n${asNumber(total)} signatures match. Say which by their numbers.`,
    )
  return signatures
}

function notFound({ slug }: PetitionRow, who: string[]): OperatorError {
  return new OperatorError(`No signature of ${slug} matches ${JSON.stringify(who.join(' '))}.`)
}

function tableOf(signatures: readonly SignatureRow[]): string {
  return table(
    ['number', 'state', 'signed', 'name', 'occupation', 'organisation'],
    signatures.map(row => [
      String(row.number),
      row.erased_at === null ? row.state : 'erased',
      shortTime(row.confirmed_at),
      ...[row.name, row.occupation, row.organisation].map(text => forTerminal(text ?? '')),
    ]),
  )
}

function asJson(row: SignatureRow) {
  const { number, state, kind, name, occupation, organisation, channel } = row
  return { number, state, kind, name, occupation, organisation, channel, confirmedAt: row.confirmed_at }
}

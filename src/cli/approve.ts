import type { Command } from 'commander'
import { curateNumbers } from '../core/desk/as-operator.ts'
import { representativeOf } from '../core/details.ts'
import { detailsOf } from '../core/signing/signature-details.ts'
import { numbersOfDomain, organisationsWaiting } from '../db/curation.ts'
import type { SignatureRow } from '../db/signatures.ts'
import { OperatorError, openKeys } from '../service.ts'
import { withDatabase } from './open.ts'
import { forTerminal, longTime, print, printJson, UsageError } from './output.ts'
import { findPetition } from './petition/find.ts'

export function addApproveCommand(program: Command): void {
  program
    .command('approve')
    .argument('<slug>', 'the petition')
    .argument('[number...]', 'the signatures to approve; without numbers, the waiting ones are listed')
    .description('list the organisations waiting for approval, then approve them by number')
    .option('--domain <domain>', 'show this domain beside their names: you have checked that it is theirs')
    .option('--json', 'print it as JSON')
    .action((slug: string, given: string[], options: { domain?: string; json?: true }) => {
      const numbers = given.map(readNumber)
      return withDatabase('current', async ({ db, config }) => {
        const petition = await findPetition(db, slug)
        if (numbers.length === 0) {
          const waiting = await organisationsWaiting(db, petition.id)
          if (options.json) return printJson(waiting.map(asJson))
          if (waiting.length === 0) return print(`No organisation of ${petition.slug} is waiting.`)
          for (const organisation of waiting) print(describe(organisation, petition.time_zone))
          return print(`Approve with: undersigned approve ${petition.slug} ${waiting[0]?.number ?? ''}`)
        }
        const keys = await openKeys(config, db)
        const domain = options.domain?.toLowerCase()
        const theirs = domain === undefined ? numbers : await numbersOfDomain(db, petition.id, domain)
        const meant = numbers.filter(number => theirs.includes(number))
        const act = domain === undefined ? 'approve' : 'mark'
        const done = await curateNumbers({ db, keys }, petition, act, meant)
        const missing = numbers.filter(number => !done.some(row => row.number === number))
        const approved = done.map(({ number, organisation, name }) => ({
          number,
          organisation: organisation ?? name,
          name,
        }))
        if (options.json) printJson(approved)
        else
          for (const { number, organisation, name } of approved)
            print(`Signature ${number} counts now: ${forTerminal(organisation)}, by ${forTerminal(name)}`)
        if (missing.length > 0)
          throw new OperatorError(
            domain === undefined
              ? `No organisation of ${petition.slug} is waiting under ${missing.join(', ')}.`
              : `Not confirmed from a mailbox at ${domain}, or marked already: ${missing.join(', ')}.`,
          )
      })
    })
}

function readNumber(text: string): number {
  const number = Number(text.replace(/^#/, '').replaceAll(',', ''))
  if (!Number.isSafeInteger(number) || number < 1 || number > 2_147_483_647)
    throw new UsageError(`${JSON.stringify(text)} is not the number of a signature.`)
  return number
}

function describe(o: SignatureRow, timeZone: string): string {
  const representative = representativeOf(detailsOf(o))
  const who = [representative, representative && o.occupation]
    .filter(part => part != null && part !== '')
    .join(', ')
  const by = who === '' ? '' : `, represented by ${forTerminal(who)}`
  const evidence =
    o.proved_domain === null
      ? 'nothing proves where it came from'
      : `confirmed from a mailbox at ${o.proved_domain}`
  return `${String(o.number).padStart(6)}  ${forTerminal(o.organisation ?? '')}${by}\n        ${forTerminal(evidence)}; confirmed ${longTime(o.confirmed_at, timeZone)}`
}

function asJson(o: SignatureRow) {
  return {
    number: o.number,
    organisation: o.organisation,
    name: o.name,
    occupation: o.occupation,
    provedDomain: o.proved_domain,
    confirmedAt: o.confirmed_at,
  }
}

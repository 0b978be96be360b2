import type { Command } from 'commander'
import { limits, type Unusual } from '../core/desk/find-unusual.ts'
import { hostsOf, type NamedOrigin, type Report, readReport } from '../core/desk/unusual-report.ts'
import { readTime } from '../core/reading/commands/read-time.ts'
import { chats, isChat } from '../db/channels.ts'
import { type Evidence, evidences } from '../db/evidence.ts'
import type { Span } from '../db/figures/origins.ts'
import { allPetitions, type PetitionRow } from '../db/petitions.ts'
import { aboutDomain } from '../domains.ts'
import { openKeys } from '../service.ts'
import { withDatabase } from './open.ts'
import { asNumber, countOf, forTerminal, print, printJson, table, UsageError } from './output.ts'
import { findPetition } from './petition/find.ts'

interface Options {
  since?: string
  evidence?: string
  json?: true
}

type Reading = Parameters<typeof readReport>[0]

/** Domains inside a registrable one that are named. */
const mostHosts = 5

export function addAbuseCommand(program: Command): void {
  program
    .command('abuse')
    .argument('[slug]', 'one petition; without it, all of them')
    .option('--since <time>', 'only signatures confirmed after it, such as 2026-11-20 or "2026-11-20 18:00"')
    .option('--evidence <grade>', `only signatures that stand on this: ${evidences.join(', ')}`)
    .option('--json', 'print it as JSON: a list of petitions')
    .description('email domains, communities and hours that brought far more signatures than is usual')
    .addHelpText(
      'after',
      `
Something stands out if it brought at least ${limits.atLeast} signatures, ${limits.times} times what one of its kind usually brings, and that is no
chance (a log-likelihood ratio of ${limits.ratio}; docs/decisions/0060). It may be good news: look before you act, with
undersigned invalidate. No network address is kept with a signature.`,
    )
    .action((slug: string | undefined, options: Options) => {
      const evidence = readEvidence(options.evidence)
      return withDatabase('current', async ({ db, config }) => {
        const reading = { db, keys: await openKeys(config, db), aboutDomain }
        const petitions = slug === undefined ? await allPetitions(db) : [await findPetition(db, slug)]
        const spans = petitions.map(petition => ({
          petition,
          span: spanOf(petition, options.since, evidence),
        }))
        const all: object[] = []
        for (const { petition, span } of spans) {
          const report = await readReport(reading, span)
          if (options.json)
            all.push({ slug: petition.slug, ...report, ...(await asJson(reading, span, report)) })
          else for (const line of await describe(reading, span, petition, report)) print(line)
        }
        if (options.json) printJson(all)
        else if (petitions.length === 0) print('There is no petition yet.')
      })
    })
}

export function readEvidence(given: string | undefined): Evidence | undefined {
  const evidence = evidences.find(known => known === given?.toLowerCase())
  if (given !== undefined && evidence === undefined)
    throw new UsageError(`--evidence must be one of ${evidences.join(', ')}.`)
  return evidence
}

function spanOf(petition: PetitionRow, since: string | undefined, evidence: Evidence | undefined): Span {
  const day = since !== undefined && /^\d{4}-\d\d-\d\d$/.test(since) ? `${since} 00:00` : since
  const from = day === undefined ? new Date(0) : readTime(day, petition.time_zone)
  if (from === undefined)
    throw new UsageError('--since must be a time such as 2026-11-20 or "2026-11-20 18:00".')
  return { petitionId: petition.id, from, to: new Date(Date.now() + 60_000), evidence }
}

async function describe(
  reading: Reading,
  span: Span,
  petition: PetitionRow,
  report: Report,
): Promise<string[]> {
  const { all, unusual, origins, hours, usualHour, evidence } = report
  const lines = [`${petition.slug}: ${countOf(all, 'signature')}`]
  if (all === 0) return lines
  lines.push(`  evidence: ${evidence.map(({ evidence: grade, n }) => `${grade} ${asNumber(n)}`).join(', ')}`)
  if (unusual.length === 0) lines.push('  Nothing stands out.')
  else {
    const rows = await Promise.all(unusual.map(one => rowOf(reading, span, one)))
    lines.push('  Stands out:', ...indented(table(['from', 'signatures', 'usual', 'ratio', 'what'], rows)))
  }
  if (hours.length > 0) {
    const rows = hours.map(({ hour, n, largest }) => [
      `${hour.slice(0, 16).replace('T', ' ')} UTC`,
      asNumber(n),
      `${Math.round(largest * 100)} %`,
    ])
    lines.push(
      `  Busy hours (the median one has ${asNumber(Math.round(usualHour))}):`,
      ...indented(table(['hour', 'signatures', 'from its largest origin'], rows)),
    )
  }
  if (origins.length > 0)
    lines.push(
      '  Usual:',
      ...indented(
        table(
          ['from', 'signatures', 'what'],
          origins.map(o => [nameOf(o), asNumber(o.n), kindOf(o)]),
        ),
      ),
    )
  return lines
}

async function rowOf(reading: Reading, span: Span, { origin, usual, ratio }: Unusual<NamedOrigin>) {
  const hosts =
    origin.of === 'domain' && origin.hosts > 1 ? await hostsOf(reading, span, origin, mostHosts) : []
  const named = hosts.map(({ name, n }) => `${forTerminal(name)} ${asNumber(n)}`).join(', ')
  const inside =
    origin.of === 'domain' && origin.hosts > 1 ? `; ${asNumber(origin.hosts)} domains in it: ${named}` : ''
  return [
    nameOf(origin),
    asNumber(origin.n),
    asNumber(usual),
    asNumber(Math.round(ratio)),
    `${kindOf(origin)}${inside}`,
  ]
}

function indented(text: string): string[] {
  return text.split('\n').map(line => `    ${line}`)
}

function nameOf(origin: NamedOrigin): string {
  return forTerminal(origin.name)
}

function kindOf(origin: NamedOrigin): string {
  if (origin.of === 'room') {
    const chat = isChat(origin.channel) ? chats[origin.channel] : origin.channel
    return `community in ${chat}${origin.hasCard ? ', has a card' : ''}`
  }
  return { provider: 'mailbox provider', disposable: 'disposable addresses', domain: 'domain', room: '' }[
    origin.kind
  ]
}

/** Hashes are of no use outside. */
async function asJson(reading: Reading, span: Span, { unusual, origins }: Report) {
  const plain = ({ hash: _, ...origin }: NamedOrigin & { hash?: Buffer }) => origin
  return {
    unusual: await Promise.all(
      unusual.map(async one => ({
        ...plain(one.origin),
        usual: one.usual,
        ratio: Math.round(one.ratio),
        ...(one.origin.of === 'domain' && { inside: await hostsOf(reading, span, one.origin, 50) }),
      })),
    ),
    origins: origins.map(plain),
  }
}

/** A petition as the commands print it. */
import type { Config } from '../../config.ts'
import { countPetition } from '../../core/petitions/public-petition.ts'
import type { Db } from '../../db/database.ts'
import { appendices, type PetitionRow } from '../../db/petitions.ts'
import { describeCount } from '../count.ts'
import { asNumber, forTerminal, longTime } from '../output.ts'

export function petitionAddress(config: Config, slug: string): string | undefined {
  return config.mail?.address.replace('@', `+${slug}@`)
}

export async function petitionJson(db: Db, config: Config, row: PetitionRow) {
  const { people, organisations, signatures } = await countPetition(db, row)
  const { slug, title, language, status, goal, policy, listing, contact, occupations } = row
  const { addressee, figures, accent } = row
  return {
    ...{ slug, title, text: row.statement },
    appendices: (await appendices(db, row.id)).map(a => ({ text: a.content, addedAt: a.added_at })),
    ...{ language, status, goal, policy, organisations: row.organisations, listing, figures, accent },
    listed: row.listed,
    ...{ organisedBy: row.organised_by, addressee, contact, occupations },
    createdAt: row.created_at,
    openedAt: row.opened_at,
    timeZone: row.time_zone,
    closesAt: row.closes_at,
    closedAt: row.status === 'closed' ? (row.closed_at ?? row.closes_at) : null,
    counts: { signatures, people, organisations },
    url: `${config.publicUrl}/p/${row.slug}`,
    address: petitionAddress(config, row.slug) ?? null,
  }
}

export async function describePetition(db: Db, config: Config, row: PetitionRow): Promise<string> {
  const p = await petitionJson(db, config, row)
  const time = (at: Date) => longTime(at, p.timeZone)
  const facts: [string, string | null | undefined][] = [
    ['status', p.status],
    ['count', describeCount(await countPetition(db, row))],
    ['shown', p.listed ? 'to everybody' : 'to its community, and to people who have its link'],
    ['page', p.url],
    ['email', p.address],
    ['organised', `by ${p.organisedBy}`],
    ['addressed to', p.addressee],
    ['contact', p.contact],
    ['occupations', p.occupations.join(', ')],
    ['goal', p.goal === null ? null : asNumber(p.goal)],
    ['language', p.language],
    ['policy', p.policy === 'account' ? 'a chat account is enough' : 'everybody confirms a mailbox'],
    ['organisations', organisationsWords[row.organisations]],
    ['listing', p.listing === 'public' ? 'names are shown' : 'only the number is shown'],
    [
      'figures',
      p.figures === 'public' ? 'the page shows how signatures came in' : 'the page shows the total',
    ],
    ['colour', p.accent],
    ['time zone', p.timeZone],
    ['made', time(p.createdAt)],
    ['opened', p.openedAt && time(p.openedAt)],
    ['closes', p.status === 'closed' ? null : p.closesAt && time(p.closesAt)],
    ['closed', p.closedAt && time(p.closedAt)],
  ]
  const lines = facts.flatMap(([label, value]) => (value ? [`${label.padEnd(15)}${forTerminal(value)}`] : []))
  const paragraphs = (text: string) => text.split('\n').map(line => `    ${forTerminal(line)}`.trimEnd())
  return [
    `${p.slug}: ${forTerminal(p.title)}`,
    '',
    ...paragraphs(p.text),
    ...p.appendices.flatMap(a => ['', `    Added on ${time(a.addedAt)}:`, ...paragraphs(a.text)]),
    '',
    ...lines,
  ].join('\n')
}

const organisationsWords: Record<PetitionRow['organisations'], string> = {
  approve: 'each waits for approval',
  accept: 'count at once',
  refuse: 'cannot sign',
}

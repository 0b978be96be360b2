import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Keys } from '../../src/core/keys.ts'
import { keptDomain } from '../../src/core/mail-domain.ts'
import type { ChannelName } from '../../src/db/channels.ts'
import type { Db } from '../../src/db/database.ts'
import { petitionBySlug } from '../../src/db/petitions.ts'
import { recordset } from '../../src/db/rows.ts'
import { aboutDomain } from '../../src/domains.ts'

/** People who have signed from one place. */
export interface Group {
  n: number
  domain?: (at: number) => string
  channel?: ChannelName
  community?: string
  name?: (at: number) => string
  by?: 'page' | 'reply'
  provedDomain?: string
  /** When the first confirmed, and how far apart the others. */
  from?: Date
  everyMs?: number
}

/** They are numbered from where the petition is, and each is its own person. */
export async function addCrowd(db: Db, keys: Keys, slug: string, groups: readonly Group[]): Promise<void> {
  const petition = await petitionBySlug(db, slug)
  if (petition === undefined) throw new Error(`no petition ${slug}`)
  let number = petition.last_number
  for (const group of groups) {
    const rows = Array.from({ length: group.n }, (_, at) => {
      const id = randomUUID()
      const domain = group.domain?.(at)
      const confirmed = new Date(
        (group.from?.getTime() ?? Date.now() - 3_600_000) + at * (group.everyMs ?? 1_000),
      )
      number++
      return {
        ...{
          id,
          petition_id: petition.id,
          number,
          kind: 'person' as const,
          occupation: null,
          organisation: null,
        },
        name: group.name?.(at) ?? `Signer ${number}`,
        ...{
          listed: true,
          language: 'en',
          channel: group.channel ?? 'email',
          confirmed_by: group.by ?? ('page' as const),
        },
        ...{ statement_hash: petition.statement_hash, proved_domain: group.provedDomain ?? null },
        ...{ approved_at: confirmed, confirmed_at: confirmed, details_at: confirmed },
        community: group.community ?? null,
        ...(domain !== undefined && keptDomain({ keys, aboutDomain }, id, domain)),
      }
    })
    const columns = sql.join(Object.keys(rows[0] ?? {}).map(name => sql.ref(name)))
    await sql`insert into signature (${columns}) select ${columns} from ${recordset('signature', rows)}`.execute(
      db,
    )
    const identities = rows.map(({ id }) => ({
      ...{ petition_id: petition.id, signature_id: id, hash: keys.hash('test', id) },
    }))
    await sql`insert into identity (petition_id, hash, signature_id)
      select petition_id, hash, signature_id from ${recordset('identity', identities)}`.execute(db)
  }
  await db.updateTable('petition').set({ last_number: number }).where('id', '=', petition.id).execute()
}

/** A hundred and twenty honest people, 600 false mailboxes in three parts of one domain, and 150 accounts of one room. */
export const flood: readonly Group[] = [
  { n: 55, domain: () => 'gmail.com' },
  { n: 20, domain: () => 'outlook.com' },
  { n: 9, domain: () => 'guild.example' },
  { n: 36, domain: at => `family${at}.example` },
  { n: 600, domain: at => ['farm.example', 'a.farm.example', 'b.farm.example'][at % 3] ?? '' },
  { n: 150, channel: 'discord', community: 'g1' },
]

/** Counts a petition's signatures by domain, community, hour and evidence. Leaves out those that do not count. */
import { sql } from 'kysely'
import type { ChannelName } from '../channels.ts'
import { type Db, onlyRow } from '../database.ts'
import { type Evidence, evidenceOf } from '../evidence.ts'

/** `from` is included, `to` is not. */
export interface Span {
  petitionId: string
  from: Date
  to: Date
  /** Only signatures with this evidence. */
  evidence?: Evidence | undefined
}

export interface DomainFigures {
  /** HMAC of the registrable domain. */
  domain: Buffer
  n: number
  before: number
  /** How many domains brought signatures: itself and its subdomains. */
  hosts: number
  disposable: boolean
  /** A signature from there. Its `sealed_mail_host` tells the name of the domain. */
  id: string
  sealed_mail_host: Buffer | null
}

export interface RoomFigures {
  channel: ChannelName
  id: string
  name: string | null
  n: number
  before: number
  /** When the petition's card was first posted there. */
  card_at: Date | null
}

export interface Origins {
  all: number
  before: number
  domains: DomainFigures[]
  rooms: RoomFigures[]
}

function counts({ petitionId, evidence }: Span) {
  const graded = evidence === undefined ? sql`true` : sql`${evidenceOf} = ${evidence}`
  return sql`petition_id = ${petitionId} and state = 'confirmed' and approved_at is not null and ${graded}`
}

function inside(span: Span) {
  return sql`${counts(span)} and confirmed_at >= ${span.from} and confirmed_at < ${span.to}`
}

/** Origins that brought at least `atLeast` signatures in the time, the largest first. `before`: what they had brought earlier. */
export async function originsIn(db: Db, span: Span, atLeast: number): Promise<Origins> {
  const { petitionId, from } = span
  const before = (origin: ReturnType<typeof sql>) =>
    sql`(select count(*) from signature where ${counts(span)} and confirmed_at < ${from} and ${origin})`
  const totals = await onlyRow(
    db,
    sql<{ all: number; before: number }>`select ${before(sql`true`)} as before,
      (select count(*) from signature where ${inside(span)}) as all`,
  )
  const domains = await sql<DomainFigures>`
    select grouped.*, one.id, one.sealed_mail_host, ${before(sql`mail_domain = grouped.domain`)} as before from (
      select mail_domain as domain, count(*) as n, count(distinct coalesce(mail_host, mail_domain)) as hosts,
        bool_or(disposable) as disposable
      from signature where ${inside(span)} and mail_domain is not null group by mail_domain having count(*) >= ${atLeast}
    ) grouped cross join lateral (select id, sealed_mail_host from signature
      where petition_id = ${petitionId} and mail_domain = grouped.domain limit 1) one order by n desc`.execute(
    db,
  )
  const rooms = await sql<RoomFigures>`
    select grouped.*, c.name, ${before(sql`signature.channel = grouped.channel and community = grouped.id`)} as before,
      (select min(created_at) from card k where k.petition_id = ${petitionId}
        and k.channel = grouped.channel and k.community = grouped.id) as card_at
    from (
      select channel, community as id, count(*) as n from signature
      where ${inside(span)} and community is not null group by 1, 2 having count(*) >= ${atLeast}
    ) grouped left join community c on c.channel = grouped.channel and c.tenant = grouped.id order by n desc`.execute(
    db,
  )
  return { ...totals, domains: domains.rows, rooms: rooms.rows }
}

/** Open petitions with at least `atLeast` signatures since then. */
export async function petitionsSignedLately(db: Db, since: Date, atLeast: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select p.id from petition p where p.status = 'open' and (p.closes_at is null or p.closes_at > now())
      and (select sum(n) from signature_count c where c.petition_id = p.id
        and c.hour >= date_trunc('hour', ${since}::timestamptz, 'UTC')) >= ${atLeast} order by 1`.execute(db)
  return rows.map(({ id }) => id)
}

export interface HourFigures {
  hour: Date
  n: number
  /** The most that a single registrable domain, and a single community, brought in this hour. */
  most_of_domain: number
  most_of_room: number
}

/** The hours with the most signatures, if they have at least `atLeast`. `usual`: the median of all hours with signatures. */
export async function busiestHours(
  db: Db,
  span: Span,
  { atLeast, limit }: { atLeast: number; limit: number },
): Promise<{ hours: HourFigures[]; usual: number }> {
  const { rows } = await sql<HourFigures>`
    with inside as (select date_trunc('hour', confirmed_at, 'UTC') as hour, mail_domain, channel || ':' || community as room
      from signature where ${inside(span)}),
    busy as (select hour, count(*) as n from inside group by hour having count(*) >= ${atLeast}
      order by n desc, hour limit ${limit})
    select hour, n,
      coalesce((select count(*) from inside i where i.hour = busy.hour and mail_domain is not null
        group by mail_domain order by 1 desc limit 1), 0) as most_of_domain,
      coalesce((select count(*) from inside i where i.hour = busy.hour and room is not null
        group by room order by 1 desc limit 1), 0) as most_of_room
    from busy order by n desc, hour`.execute(db)
  const { usual } = await onlyRow(
    db,
    sql<{
      usual: number
    }>`select coalesce(percentile_cont(0.5) within group (order by n), 0)::float8 as usual from (
      select count(*) as n from signature where ${inside(span)}
      group by date_trunc('hour', confirmed_at, 'UTC')) hours`,
  )
  return { hours: rows, usual }
}

/** How many signatures have each kind of evidence. Kinds without a signature are left out. */
export async function countByEvidence(db: Db, span: Span): Promise<{ evidence: Evidence; n: number }[]> {
  const { rows } = await sql<{ evidence: Evidence; n: number }>`
    select ${evidenceOf} as evidence, count(*) as n from signature
    where ${inside(span)} group by 1 order by n desc`.execute(db)
  return rows
}

/** A registrable domain and its subdomains, those with the most signatures first. The seal of one signature of each tells its name. */
export async function hostsIn(
  db: Db,
  span: Span,
  domain: Buffer,
  limit: number,
): Promise<{ n: number; id: string; sealed_mail_host: Buffer | null }[]> {
  const { rows } = await sql<{ n: number; id: string; sealed_mail_host: Buffer | null }>`
    select n, one.id, one.sealed_mail_host from (
      select mail_host, count(*) as n, min(number) as first from signature
      where ${inside(span)} and mail_domain = ${domain}
      group by mail_host order by n desc limit ${limit}
    ) grouped join signature one on one.petition_id = ${span.petitionId} and one.number = grouped.first order by n desc`.execute(
    db,
  )
  return rows
}

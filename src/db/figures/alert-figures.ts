/** Finds figures that differ from the days before. Core decides which are worth an alert. All times are by the database's clock. */
import { sql } from 'kysely'
import type { ChannelName } from '../channels.ts'
import { type Db, onlyRow } from '../database.ts'

export type Origin =
  | { kind: 'domain'; domain: string }
  | { kind: 'community'; channel: ChannelName; id: string; name: string | null }

/** One email domain or community that brought many signatures in the last hour, without an alert today. */
export interface BusyOrigin {
  petitionId: string
  origin: Origin
  /** Confirmations in the last hour. Those of a domain include changes of signatures. */
  count: number
  /** The hours before the last one to compare with, since the petition opened: at least one, at most a week. */
  hours: number
  /** The petition opened less than a day ago, so hardly anything is usual yet. */
  firstDay: boolean
}

const isOpen = sql`p.status = 'open' and (p.closes_at is null or p.closes_at > now())`
const lastHour = sql`now() - interval '1 hour'`
const weekAgo = sql`now() - interval '7 days'`
const hoursBefore = sql`greatest(1, extract(epoch from least(now() - p.opened_at, interval '7 days') - interval '1 hour')::float8 / 3600)`
const isFirstDay = sql`p.opened_at > now() - interval '1 day'`
/** The strong start that a card gives to its room is over. */
const isBeyondStart = sql`known.at <= now() - interval '3 hours'`
const hoursKnown = sql`extract(epoch from now() - known.at - interval '1 hour')::float8 / 3600`

function alertedToday(kind: string, subject: ReturnType<typeof sql>) {
  return sql`exists (select from alert a where a.petition_id = p.id and a.kind = ${kind} and a.subject = ${subject}
    and a.raised_at > now() - interval '24 hours')`
}

/** Origins that brought at least `usually` signatures to an open petition, or at least `firstDay` on its first day. */
export async function busyOrigins(
  db: Db,
  atLeast: { usually: number; firstDay: number },
): Promise<BusyOrigin[]> {
  const domains = await sql<Omit<BusyOrigin, 'origin'> & { domain: string }>`
    select p.id as "petitionId", busy.domain, busy.count, ${hoursBefore} as hours, ${isFirstDay} as "firstDay"
    from (
      select petition_id, mail_domain as domain, count(*) as count from sign_request
      where ended_at > ${lastHour} and forgotten_at is null and state = 'confirmed' and mail_domain is not null
      group by petition_id, mail_domain having count(*) >= ${atLeast.usually}
    ) busy join petition p on p.id = busy.petition_id
    where ${isOpen} and (not ${isFirstDay} or busy.count >= ${atLeast.firstDay})
      and not ${alertedToday('burst-domain', sql`busy.domain`)}`.execute(db)
  const communities = await sql<
    Omit<BusyOrigin, 'origin'> & { channel: ChannelName; id: string; name: string | null }
  >`
    select p.id as "petitionId", busy.channel, busy.community as id, c.name, busy.count, ${isFirstDay} as "firstDay",
      case when ${isFirstDay} then ${hoursKnown} else ${hoursBefore} end as hours
    from petition p cross join lateral (
      select s.channel, s.community, count(*) as count from signature s
      where s.petition_id = p.id and s.state = 'confirmed' and s.approved_at is not null and s.confirmed_at > ${lastHour}
        and s.community is not null
      group by s.channel, s.community having count(*) >= ${atLeast.usually}
    ) busy cross join lateral (
      select greatest(p.opened_at, min(k.created_at)) as at from card k
      where k.petition_id = p.id and k.channel = busy.channel and k.community = busy.community
    ) known left join community c on c.channel = busy.channel and c.tenant = busy.community
    where ${isOpen} and (not ${isFirstDay} or (busy.count >= ${atLeast.firstDay} and ${isBeyondStart}))
      and not ${alertedToday('burst-community', sql`busy.channel || ':' || busy.community`)}`.execute(db)
  return [
    ...domains.rows.map(({ domain, ...row }) => ({ ...row, origin: { kind: 'domain' as const, domain } })),
    ...communities.rows.map(({ channel, id, name, ...row }) => ({
      ...row,
      origin: { kind: 'community' as const, channel, id, name },
    })),
  ]
}

/** How many signatures came from an origin in the week before the last hour, counted up to `most`. */
export async function countInWeekBefore(
  db: Db,
  petitionId: string,
  origin: Origin,
  most: number,
): Promise<number> {
  const confirmed =
    origin.kind === 'domain'
      ? sql`select from sign_request where petition_id = ${petitionId} and mail_domain = ${origin.domain}
          and asked_at > ${weekAgo} and asked_at <= ${lastHour} and state = 'confirmed'`
      : sql`select from signature where petition_id = ${petitionId} and channel = ${origin.channel}
          and community = ${origin.id} and state = 'confirmed' and approved_at is not null
          and confirmed_at > ${weekAgo} and confirmed_at <= ${lastHour}`
  const { n } = await onlyRow(
    db,
    sql<{ n: number }>`select count(*) as n from (${confirmed} limit ${most}) came`,
  )
  return n
}

/** All counted signatures of the petition, in the last hour or in the week before that. */
export async function countOfPetition(
  db: Db,
  petitionId: string,
  when: 'last-hour' | 'week-before',
): Promise<number> {
  const then =
    when === 'last-hour'
      ? sql`confirmed_at > ${lastHour}`
      : sql`confirmed_at > ${weekAgo} and confirmed_at <= ${lastHour}`
  const { n } = await onlyRow(
    db,
    sql<{ n: number }>`select count(*) as n from signature
      where petition_id = ${petitionId} and state = 'confirmed' and approved_at is not null and ${then}`,
  )
  return n
}

/** The counted signatures of the last hour whose signers have a mailbox at that domain. */
export async function signaturesFromDomain(db: Db, petitionId: string, domain: string): Promise<number> {
  const { n } = await onlyRow(
    db,
    sql<{ n: number }>`
      select count(distinct s.id) as n from sign_request q
      join identity i on i.petition_id = q.petition_id and i.hash = q.mailbox join signature s on s.id = i.signature_id
      where q.petition_id = ${petitionId} and q.mail_domain = ${domain} and q.state = 'confirmed'
        and q.ended_at > ${lastHour} and q.forgotten_at is null
        and s.state = 'confirmed' and s.approved_at is not null and s.confirmed_at > ${lastHour}`,
  )
  return n
}

/** How many people at one domain confirmed, among those who asked in the last 24 hours but not in the last hour. */
export interface DomainConfirmations {
  petitionId: string
  domain: string
  asked: number
  /** Confirmed within an hour of asking. Everybody who is counted has had that hour. */
  confirmed: number
  /** All other domains together. */
  elsewhere: { asked: number; confirmed: number }
}

const withinAnHour = sql`state = 'confirmed' and ended_at <= asked_at + interval '1 hour'`

/** Domains with at least `atLeast` requests of which less than half were confirmed, without an alert today. */
export async function domainsWithFewConfirmations(db: Db, atLeast: number): Promise<DomainConfirmations[]> {
  const { rows } = await sql<{
    petitionId: string
    domain: string
    asked: number
    confirmed: number
    allAsked: number
    allConfirmed: number
  }>`
    select p.id as "petitionId", per.domain, per.asked, per.confirmed, per."allAsked", per."allConfirmed"
    from petition p, lateral (
      select mail_domain as domain, count(*) as asked, count(*) filter (where ${withinAnHour}) as confirmed,
        (sum(count(*)) over ())::bigint as "allAsked",
        (sum(count(*) filter (where ${withinAnHour})) over ())::bigint as "allConfirmed"
      from sign_request
      where petition_id = p.id and asked_at > now() - interval '24 hours' and asked_at <= ${lastHour}
        and mail_domain is not null and state <> 'dropped'
      group by mail_domain
    ) per
    where ${isOpen} and per.asked >= ${atLeast} and per.confirmed * 2 < per.asked
      and not ${alertedToday('confirmations-fall', sql`per.domain`)}`.execute(db)
  return rows.map(({ allAsked, allConfirmed, ...row }) => ({
    ...row,
    elsewhere: { asked: allAsked - row.asked, confirmed: allConfirmed - row.confirmed },
  }))
}

/** The figures of the domain in the seven days before, from the latest 500 requests: enough to know what is usual. */
export function confirmationsBefore(
  db: Db,
  petitionId: string,
  domain: string,
): Promise<{ asked: number; confirmed: number }> {
  return onlyRow(
    db,
    sql<{ asked: number; confirmed: number }>`
      select count(*) as asked, count(*) filter (where ${withinAnHour}) as confirmed from (
        select state, asked_at, ended_at from sign_request
        where petition_id = ${petitionId} and mail_domain = ${domain} and state <> 'dropped'
          and asked_at > now() - interval '8 days' and asked_at <= now() - interval '24 hours'
        order by asked_at desc limit 500
      ) before`,
  )
}

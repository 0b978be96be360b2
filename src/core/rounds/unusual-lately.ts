import { raisedToday } from '../../db/alerts.ts'
import { petitionsSignedLately } from '../../db/figures/origins.ts'
import { limits, type Unusual } from '../desk/find-unusual.ts'
import type { NamedOrigin } from '../desk/unusual-report.ts'
import { unusualOrigins } from '../desk/unusual-report.ts'
import type { ReplyArgs } from '../texts/texts.ts'
import type { Service } from '../work.ts'

export interface UnusualLately {
  petitionId: string
  kind: 'unusual-domain' | 'unusual-community'
  /** A hash or an id: no table names a domain. */
  subject: string
  /** If a burst from the same origin was reported today, this adds nothing. */
  told: boolean
  what: Extract<ReplyArgs<'alert'>['what'], { kind: 'concentration' }>
}

const dayMs = 86_400_000

/**
 * Domains and communities that brought far more of the last 24 hours' signatures than is usual: a flood that is too slow for a burst,
 * or comes from many domains inside one. A room whose card was posted in this time is expected to bring many.
 */
export async function* unusualLately(service: Service): AsyncGenerator<UnusualLately> {
  const to = new Date()
  const from = new Date(to.getTime() - dayMs)
  for (const petitionId of await petitionsSignedLately(service.db, from, limits.atLeast)) {
    const span = { petitionId, from, to: new Date(to.getTime() + dayMs) }
    const { all, found } = await unusualOrigins(service, span, { announcedAfter: from })
    for (const one of found) yield { petitionId, ...(await alertOf(service, petitionId, one, all)) }
  }
}

async function alertOf(
  { db }: Service,
  petitionId: string,
  { origin, usual }: Unusual<NamedOrigin>,
  all: number,
) {
  const { n: count } = origin
  const what = {
    kind: 'concentration',
    from: fromOf(origin),
    subject: origin.name,
    count,
    all,
    usual,
  } as const
  if (origin.of === 'domain') {
    const told = await raisedToday(db, petitionId, 'burst-domain', origin.name)
    return { kind: 'unusual-domain', subject: origin.hash.toString('hex'), told, what } as const
  }
  const subject = `${origin.channel}:${origin.id}`
  const told = await raisedToday(db, petitionId, 'burst-community', subject)
  return { kind: 'unusual-community', subject, told, what: { ...what, channel: origin.channel } } as const
}

function fromOf({ of }: NamedOrigin): 'domain' | 'community' {
  return of === 'domain' ? 'domain' : 'community'
}

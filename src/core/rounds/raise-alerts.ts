import { type AlertKind, raiseAlert } from '../../db/alerts.ts'
import {
  type BusyOrigin,
  busyOrigins,
  confirmationsBefore,
  countInWeekBefore,
  countOfPetition,
  type DomainConfirmations,
  domainsWithFewConfirmations,
  signaturesFromDomain,
} from '../../db/figures/alert-figures.ts'
import { organisersOf } from '../../db/organisers.ts'
import { petitionById } from '../../db/petitions.ts'
import { isSuppressed } from '../../db/suppressions.ts'
import { deskPetition } from '../desk/call.ts'
import { placeOf } from '../desk/organisers.ts'
import { type ReplyArgs, speaks } from '../texts/texts.ts'
import type { Service, Work } from '../work.ts'
import { postNews } from './post-news.ts'
import { unusualLately } from './unusual-lately.ts'

/**
 * A burst is unusual if one place brought many more signatures than it usually does, while the others did not rise nearly as
 * much: on a day when everything rises, nothing is unusual. It may be good news, such as an association that wrote to its members.
 * On a petition's first day there is little to compare with (docs/decisions/0032).
 */
export const burst = {
  /** Signatures of the last hour. More on the first day, when a good start is normal. */
  atLeast: { usually: 30, firstDay: 100 },
  /** A multiple of what the place usually brings in an hour. */
  timesUsual: 5,
  /** A multiple of how much the others rose. */
  timesOthers: 3,
  /** A part of all signatures of that hour: in a great wave of many associations, only the largest few are reported. */
  part: 0.1,
} as const

/** Confirmations have fallen if they are less than half of what they were, or if nearly nobody confirms while others do. */
export const fall = { atLeast: 20, ofBefore: 0.5, below: 0.1, whileOthers: 0.4 } as const

/** Warns every organiser whose place is known about unusual activity, once a day about the same. Nothing else is done about it. */
export async function raiseAlerts(service: Service, signal: AbortSignal): Promise<void> {
  // In a great wave many places bring thirty: the check that reads no week comes first.
  const lastHours = new Map<string, number>()
  for (const busy of await busyOrigins(service.db, burst.atLeast)) {
    if (signal.aborted) return
    const { origin, petitionId } = busy
    const all = lastHours.get(petitionId) ?? (await countOfPetition(service.db, petitionId, 'last-hour'))
    lastHours.set(petitionId, all)
    const what = await oddBurst(service, busy, all)
    if (what === undefined) continue
    const subject = origin.kind === 'domain' ? origin.domain : `${origin.channel}:${origin.id}`
    await raise(service, petitionId, { kind: `burst-${origin.kind}`, subject, what })
  }
  for (const ailing of await domainsWithFewConfirmations(service.db, fall.atLeast)) {
    if (signal.aborted) return
    const what = await oddFall(service, ailing)
    if (what !== undefined)
      await raise(service, ailing.petitionId, { kind: 'confirmations-fall', subject: ailing.domain, what })
  }
}

/** Tells once which domains and communities brought far more of the last day's signatures than usual. */
export async function raiseUnusual(service: Service, signal: AbortSignal): Promise<void> {
  for await (const { petitionId, told, ...alert } of unusualLately(service)) {
    if (signal.aborted) return
    if (told) await service.transactDesk(({ trx }) => raiseAlert(trx, petitionId, alert.kind, alert.subject))
    else await raise(service, petitionId, alert)
  }
}

type What = ReplyArgs<'alert'>['what']

/** `all`: signatures of the last hour, from everywhere. */
async function oddBurst(service: Service, busy: BusyOrigin, all: number): Promise<What | undefined> {
  const { petitionId, origin, hours } = busy
  const { db } = service
  if (busy.count < burst.part * all) return undefined
  const tooMany = Math.ceil((busy.count * hours) / burst.timesUsual)
  const before = await countInWeekBefore(db, petitionId, origin, tooMany)
  if (before >= tooMany) return undefined
  const count =
    origin.kind === 'domain' ? await signaturesFromDomain(db, petitionId, origin.domain) : busy.count
  const perHour = (n: number) => n / hours
  // A place that rarely brings anything counts as bringing one an hour: any number is a large multiple of almost none.
  const rise = count / Math.max(perHour(before), 1)
  if (
    count < burst.atLeast[busy.firstDay ? 'firstDay' : 'usually'] ||
    count < burst.part * all ||
    rise <= burst.timesUsual
  )
    return undefined
  const allBefore = await countOfPetition(db, petitionId, 'week-before')
  const riseElsewhere = (all - count) / Math.max(perHour(allBefore - before), 1)
  if (rise <= burst.timesOthers * riseElsewhere) return undefined
  return {
    kind: 'burst',
    from: origin.kind,
    ...(origin.kind === 'domain'
      ? { subject: origin.domain }
      : { subject: origin.name ?? origin.id, channel: origin.channel }),
    count,
    ...(busy.firstDay
      ? { elsewhere: all - count }
      : { usually: perHour(before) < 1 ? perHour(before) : Math.round(perHour(before)) }),
  }
}

async function oddFall(service: Service, ailing: DomainConfirmations): Promise<What | undefined> {
  const { petitionId, domain, asked, confirmed, elsewhere } = ailing
  const part = confirmed / asked
  const before = await confirmationsBefore(service.db, petitionId, domain)
  const told = (usually: number): What => ({
    kind: 'confirmations-fall',
    domain,
    asked,
    confirmed,
    usually,
  })
  if (before.asked >= fall.atLeast && part < fall.ofBefore * (before.confirmed / before.asked))
    return told(before.confirmed / before.asked)
  if (
    elsewhere.asked >= fall.atLeast &&
    part < fall.below &&
    elsewhere.confirmed / elsewhere.asked >= fall.whileOthers
  )
    return told(elsewhere.confirmed / elsewhere.asked)
  return undefined
}

async function raise(
  service: Service,
  petitionId: string,
  { kind, subject, what }: { kind: AlertKind; subject: string; what: What },
): Promise<void> {
  const organisers = await service.transactDesk(async work =>
    (await raiseAlert(work.trx, petitionId, kind, subject))
      ? tellOrganisers(service, work, petitionId, what)
      : undefined,
  )
  if (organisers !== undefined)
    service.log.warn(
      { petition: petitionId, kind, organisers },
      'an alert was raised: see `npx undersigned abuse`',
    )
}

async function tellOrganisers(service: Service, work: Work, petitionId: string, what: What): Promise<number> {
  const petition = await petitionById(work.trx, petitionId)
  if (petition === undefined) return 0
  let told = 0
  for (const row of await organisersOf(work.trx, petitionId)) {
    const place = placeOf(service.keys, row)
    if (row.channel === null || place === undefined) continue
    // The hash of an email account is that of its mailbox.
    const address = row.channel === 'email' ? row.account : null
    const bounced =
      address !== null && (await isSuppressed(work.trx, { mailbox: address, address, petitionId: null }))
    if (bounced) continue
    const language = speaks(row.language ?? '') ?? 'en'
    const to = { channel: row.channel, place, language, mailbox: null, address }
    await postNews({ service, work, petition, to }, 'alert', { ...deskPetition({ service, petition }), what })
    told++
  }
  return told
}

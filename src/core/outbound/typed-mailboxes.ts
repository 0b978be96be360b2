/** Counts mailboxes that forms name against the limits. */
import { type Bucket, usedUp, useUp } from '../../db/asking-limits.ts'
import type { Transaction } from '../../db/database.ts'
import { domainOf } from '../identity.ts'
import type { Sender } from '../turn.ts'
import type { Limits } from './limits.ts'

const kinds = ['account', 'network', 'community', 'domain'] as const
type Kind = (typeof kinds)[number]

export interface Charge extends Bucket {
  kind: Kind
}

/** The limits that a named mailbox counts against. `domain`: that of the mailbox in a chat's form; on a page it is the sender's own. */
export function chargesOf({ service, incoming, account }: Sender, domain: string | undefined): Charge[] {
  const { place, channel, tenant, network } = incoming
  const isPage = place === null
  if (!isPage && domain === undefined) return []
  const hashed = (kind: Kind, ...parts: string[]) => ({
    kind,
    subject: service.keys.hash('limit', kind, ...parts),
  })
  const today = new Date().toISOString().slice(0, 10)
  return [
    // On a page the account is the mailbox itself, which has caps of its own.
    ...(isPage ? [] : [{ kind: 'account' as const, subject: account }]),
    ...(network === undefined ? [] : [hashed('network', today, network)]),
    ...(tenant === undefined ? [] : [hashed('community', channel, tenant)]),
    hashed('domain', domain ?? domainOf(incoming.account)),
  ]
}

/** The limit that is used up, and the seconds until there is room again. Undefined if there is room. */
export type Over = { kind: Kind; seconds: number } | undefined

/**
 * Checks the limits of each ask, in their order; earlier ones leave less for later ones. Two replicas at once may let through a few more
 * than the limit says, because they do not wait for each other.
 */
export async function overLimits(
  trx: Transaction,
  limits: Limits,
  asks: readonly (readonly Charge[])[],
): Promise<Over[]> {
  const charges = asks.flat()
  if (charges.length === 0) return asks.map(() => undefined)
  const used = new Map((await usedUp(trx, charges)).map(row => [nameOf(row), row.seconds]))
  return asks.map(ask => {
    const waits = ask.map(charge => {
      const one = secondsOfOne(limits, charge.kind)
      const room = limits[`${charge.kind}.burst`] * one - (used.get(nameOf(charge)) ?? 0)
      return { kind: charge.kind, seconds: one - room }
    })
    const longest = waits.toSorted((a, b) => b.seconds - a.seconds)[0]
    // Rounding must not make a full bucket look used.
    if (longest !== undefined && longest.seconds > 0.001) return longest
    for (const charge of ask)
      used.set(nameOf(charge), (used.get(nameOf(charge)) ?? 0) + secondsOfOne(limits, charge.kind))
    return undefined
  })
}

/** Charges all limits with one statement. */
export async function charge(trx: Transaction, limits: Limits, charges: readonly Charge[]): Promise<void> {
  if (charges.length === 0) return
  const byBucket = Map.groupBy(charges, nameOf)
  await useUp(
    trx,
    [...byBucket.values()].flatMap(same =>
      same.slice(0, 1).map(one => ({ ...one, seconds: same.length * secondsOfOne(limits, one.kind) })),
    ),
  )
}

function secondsOfOne(limits: Limits, kind: Kind): number {
  return 3_600 / limits[`${kind}.hour`]
}

function nameOf({ kind, subject }: Bucket): string {
  return `${kind} ${subject.toString('hex')}`
}

/**
 * Finds domains and communities that bring far more signatures than one of their kind usually does.
 *
 * The measure is the log-likelihood ratio of M. Kulldorff's scan statistic (Communications in Statistics: Theory and Methods 26, 1997).
 * If an origin brought n of N signatures and E were expected, with n > E, it is n ln(n/E) + (N-n) ln((N-n)/(N-E)). The strongest is
 * taken out before the next is looked for, so that a flood of 600 does not hide one of 150.
 */

export type OriginKind = 'provider' | 'domain' | 'disposable' | 'room'

/** Signatures of one registrable domain or one community. */
export interface Origin {
  kind: OriginKind
  /** Signatures in the time that is looked at. */
  n: number
  /** Signatures in the time before it. */
  before: number
  /** A card was posted in the room, so its members have just been asked. */
  expected?: boolean
}

export interface Gathering<O extends Origin> {
  /** All signatures in the time that is looked at, including those of no known origin. */
  all: number
  before: number
  origins: readonly O[]
}

/**
 * The part of a petition's signatures that one origin of this kind may bring without being unusual. A wave of an association's
 * members comes from providers; its own office is a small part of it.
 */
const usualPart: Record<OriginKind, number> = { provider: 0.34, room: 0.1, domain: 0.05, disposable: 0.01 }
/** The same, at least, once `enoughBefore` have signed: then the time before tells what is usual here. */
const leastPart: Record<OriginKind, number> = { provider: 0.05, room: 0.1, domain: 0.05, disposable: 0.01 }
/** An announcement brings a room this part at once. */
const announced = 0.34
const enoughBefore = 200

export const limits = {
  /** Fewer signatures never stand out, because they may come from a small organisation. */
  atLeast: 50,
  /** How many times the expected number an origin must bring. */
  times: 3,
  /** Twice this is a chi-squared value with one degree of freedom, which chance reaches once in a million origins. */
  ratio: 12,
  /** Signatures that must come from elsewhere before a room can be compared with them: many petitions live in one room. */
  elsewhere: 20,
} as const

export interface Unusual<O extends Origin> {
  origin: O
  /** The number that was expected of it, rounded. */
  usual: number
  /** The log-likelihood ratio. */
  ratio: number
}

/** Those that stand out, the most unusual first. */
export function findUnusual<O extends Origin>(gathering: Gathering<O>): Unusual<O>[] {
  const found: Unusual<O>[] = []
  let all = gathering.all
  let rest = [...gathering.origins]
  for (;;) {
    const [strongest] = rest
      .flatMap(origin => measure(origin, all, gathering.before) ?? [])
      .toSorted((a, b) => b.ratio - a.ratio)
    if (strongest === undefined) return found
    found.push(strongest)
    all -= strongest.origin.n
    rest = rest.filter(origin => origin !== strongest.origin)
  }
}

function measure<O extends Origin>(origin: O, all: number, before: number): Unusual<O> | undefined {
  const { n, kind } = origin
  if (n < limits.atLeast || (kind === 'room' && all - n < limits.elsewhere)) return undefined
  const usual = partOf(origin, before) * all
  const ratio = n * Math.log(n / usual) + (n === all ? 0 : (all - n) * Math.log((all - n) / (all - usual)))
  if (n < limits.times * usual || ratio < limits.ratio) return undefined
  return { origin, usual: Math.round(usual), ratio }
}

function partOf({ kind, before: mine, expected }: Origin, before: number): number {
  if (expected === true) return announced
  if (before < enoughBefore) return usualPart[kind]
  return Math.min(0.99, Math.max(leastPart[kind], mine / before))
}

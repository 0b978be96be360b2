/**
 * Handles what many people do at once: they ask to sign, they confirm, and emails to them come back. Everything that waits is taken
 * together, in one transaction. Each step has one statement for each table, no matter how many wishes there are:
 *
 *   read     before the transaction: the words become a wish (inbound/read.ts, inbound/pipeline-wish.ts)
 *   claim    the events; one that comes again stops here
 *   hold     the people concerned: nobody else acts for them until the end
 *   look     what the database knows of each (inbound/look-and-decide.ts)
 *   decide   a wish and its situation become outcomes; pure (signing/decide-ask.ts, signing/decide-confirm.ts)
 *   write    the outcomes of all, with their answers (signing/write.ts)
 *
 * Everything else is a turn of its own. It shares transactions with these (work.ts), and it holds its people too.
 */
import { databaseAnswers } from '../db/database.ts'
import { claimEvents, fileEvents, releaseEvents } from '../db/inbox.ts'
import { holdPeople } from '../db/people.ts'
import { isPetitionHeld } from '../db/petitions.ts'
import { isLockTimeout, isStatementTimeout } from '../db/savepoint.ts'
import { type AskedByToken, requestsOfTokens } from '../db/tokens.ts'
import { fairShare } from './fair-share.ts'
import { type Decide, type Decision, look } from './inbound/look-and-decide.ts'
import type { PipelineWish, Settled } from './inbound/pipeline-wish.ts'
import { identitiesOf } from './signing/decide-confirm.ts'
import type { Outcome } from './signing/outcomes.ts'
import { type Recorded, write } from './signing/write.ts'
import type { Service, Work } from './work.ts'

type Failed = { kind: 'failed'; error: unknown }

/** Most wishes in one transaction. */
const MOST = 128

interface Waiting {
  wish: PipelineWish
  settle(settled: Settled | Failed): void
}

/** Returns a function that takes a wish together with all others that wait in its lane, and resolves after the commit. */
export function openPipeline(
  service: Service,
  laneOf: (wish: PipelineWish) => Promise<string>,
): (wish: PipelineWish) => Promise<Settled> {
  const lanes = new Map<string, Waiting[]>()

  /** Wishes that come while a transaction is in flight go into the next one; nobody waits for a timer. */
  async function run(lane: string, waiting: Waiting[]): Promise<void> {
    while (waiting.length > 0) {
      const { next, later } = fairShare(waiting, MOST, ({ wish }) => sourceOf(wish))
      waiting.splice(0, waiting.length, ...later)
      // Finding out what went wrong may fail, too. The lane goes on, and the senders try again.
      waiting.unshift(...(await takeBatch(lane, next).catch(error => failAll(next, error))))
    }
    lanes.delete(lane)
  }

  /** Returns the wishes that have to wait for another one of the same person. A batch that fails is halved until the failing wish is alone. */
  async function takeBatch(lane: string, batch: Waiting[]): Promise<Waiting[]> {
    const wishes = batch.map(({ wish }) => wish)
    try {
      const settled = await service.transact(work => takeTogether(service, work, wishes), lane)
      return batch.filter(({ wish, settle }) => {
        const result = settled.get(wish)
        if (result !== undefined) settle(result)
        return result === undefined
      })
    } catch (error) {
      if (batch.length === 1 || (await isHopeless(error, lane))) return failAll(batch, error)
      // Each half would take as long.
      if (isLockTimeout(error) || isStatementTimeout(error))
        return (await Promise.all(batch.map(one => takeBatch(lane, [one])))).flat()
      const half = Math.ceil(batch.length / 2)
      return [...(await takeBatch(lane, batch.slice(0, half))), ...(await takeBatch(lane, batch.slice(half)))]
    }
  }

  /** Whether every wish of the lane would fail, because the database is away or somebody holds the petition. */
  async function isHopeless(error: unknown, lane: string): Promise<boolean> {
    if (!(await databaseAnswers(service.db))) return true
    return isLockTimeout(error) && isPetitionHeld(service.db, lane).catch(() => true)
  }

  return async wish => {
    const lane = await laneOf(wish)
    return new Promise((resolve, reject) => {
      const settle = (settled: Settled | Failed) =>
        settled.kind === 'failed' ? reject(settled.error) : resolve(settled)
      const waiting = lanes.get(lane)
      if (waiting !== undefined) return void waiting.push({ wish, settle })
      const first = [{ wish, settle }]
      lanes.set(lane, first)
      void run(lane, first)
    })
  }
}

/** Fails every member; after that none of them waits. */
function failAll(batch: readonly Waiting[], error: unknown): [] {
  for (const { settle } of batch) settle({ kind: 'failed', error })
  return []
}

function sourceOf(wish: PipelineWish): string {
  return wish.kind === 'confirm' ? 'link' : wish.sender.incoming.channel
}

/** Wishes that concern the same person as an earlier one are not in the result: they are taken in the next round. */
async function takeTogether(
  service: Service,
  work: Work,
  wishes: readonly PipelineWish[],
): Promise<Map<PipelineWish, Settled | Failed>> {
  const { trx } = work
  const asked = await requestsOfTokens(trx, wishes.flatMap(tokenOf))
  const round = onceEach(wishes.map(wish => ({ wish, people: peopleOf(wish, asked) })))

  const events = round.flatMap(({ wish }) => (wish.kind === 'confirm' ? [] : eventOf(wish)))
  const claimed = new Set((await claimEvents(trx, events)).map(({ wish }) => wish))
  const fresh = round.filter(({ wish }) => wish.kind === 'confirm' || claimed.has(wish))

  await holdPeople(
    trx,
    fresh.flatMap(({ people }) => people),
  )
  const situations = await look(
    trx,
    service.limits.now(),
    fresh.map(({ wish }) => wish),
    asked,
  )
  const decided = new Map([...situations].map(([wish, decide]) => [wish, decideAlone(decide)]))
  const outcomes = [...decided.values()].flatMap(one => (one.kind === 'outcomes' ? one.outcomes : []))

  const recorded = await write(service, work, outcomes)
  await fileEvents(
    trx,
    events.flatMap(({ wish, key }) => {
      const decision = decided.get(wish)
      return decision?.kind === 'outcomes' && decision.petitionId !== undefined
        ? { key, petition_id: decision.petitionId }
        : []
    }),
  )
  // These events are taken once more: by a turn of their own, or when they come again.
  await releaseEvents(
    trx,
    events
      .filter(({ wish }) => decided.has(wish) && decided.get(wish)?.kind !== 'outcomes')
      .map(({ key }) => key),
  )
  return new Map(round.map(({ wish }) => [wish, settledBy(decided.get(wish), recorded)]))
}

function settledBy(
  decision: Decision | Failed | undefined,
  recorded: Map<Outcome, Recorded>,
): Settled | Failed {
  if (decision?.kind !== 'outcomes') return decision ?? { kind: 'repeat' }
  const confirmed = decision.outcomes.find(outcome => recorded.has(outcome))
  return { kind: 'taken', recorded: confirmed && recorded.get(confirmed) }
}

function tokenOf(wish: PipelineWish): Buffer[] {
  return wish.kind === 'confirm' || wish.kind === 'reply' ? [wish.tokenHash] : []
}

function eventOf(wish: Exclude<PipelineWish, { kind: 'confirm' }>) {
  return { wish, key: wish.key, channel: wish.sender.incoming.channel }
}

/** The person who acts, the owner of a mailbox in a form, and the person to whom a token was given. */
function peopleOf(wish: PipelineWish, asked: readonly AskedByToken[]): Buffer[] {
  const people: Buffer[] = []
  if (wish.kind === 'ask' || wish.kind === 'reply') people.push(wish.sender.to.mailbox ?? wish.sender.account)
  if (wish.kind === 'ask' && wish.wish.by === 'form' && wish.wish.mail) people.push(wish.wish.mail.mailbox)
  const [token] = tokenOf(wish)
  const request = token && asked.find(({ hash }) => hash.equals(token))
  return request === undefined ? people : [...people, ...identitiesOf(request)]
}

/** Takes only the first of several that concern one person. */
function onceEach<T extends { people: Buffer[] }>(all: readonly T[]): T[] {
  const seen = new Set<string>()
  return all.filter(({ people }) => {
    const hashes = people.map(hash => hash.toString('hex'))
    const isFirst = hashes.every(hash => !seen.has(hash))
    // Noted even if this wish has to wait, so that a third wish does not overtake the second.
    for (const hash of hashes) seen.add(hash)
    return isFirst
  })
}

/** A wish that cannot be decided fails alone. */
function decideAlone(decide: Decide): Decision | Failed {
  try {
    return decide()
  } catch (error) {
    return { kind: 'failed', error }
  }
}

import { type DueDigest, endDigest, takeDueDigest } from '../../db/digests.ts'
import { countGained } from '../../db/figures/desk-counts.ts'
import { isOrganiser } from '../../db/organisers.ts'
import { petitionById } from '../../db/petitions.ts'
import { isSuppressed } from '../../db/suppressions.ts'
import { countArgs } from '../desk/commands/count.ts'
import { readStatisticsNow } from '../desk/commands/stats.ts'
import { openIfOurs } from '../keys.ts'
import { digestContext } from '../seal-contexts.ts'
import { speaks } from '../texts/texts.ts'
import type { Service, Work } from '../work.ts'
import { postNews } from './post-news.ts'

/** Sends the digests that are due, each in a transaction of its own: with a million signatures one takes seconds. */
export async function tellDigests(service: Service, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && (await tellNext(service)));
}

/** False if none is due. */
function tellNext(service: Service): Promise<boolean> {
  return service.transactDesk(async work => {
    const due = await takeDueDigest(work.trx)
    if (due === undefined) return false
    if ((await tellDigest(service, work, due)) === 'ended')
      await endDigest(work.trx, due.petition_id, due.account)
    return true
  })
}

/** `ended`: this digest was the last. */
async function tellDigest(service: Service, work: Work, due: DueDigest): Promise<'told' | 'ended'> {
  const { trx } = work
  const petition = await petitionById(trx, due.petition_id)
  // A former organiser learns no more than the public.
  if (petition === undefined || !(await isOrganiser(trx, petition.id, due.account))) return 'ended'
  const place = openIfOurs(service.keys, due.sealed_place, digestContext(due.petition_id, due.account))
  if (place === undefined) {
    service.log.error({ petition: petition.id }, 'a digest ends: where it goes cannot be opened')
    return 'ended'
  }
  const last = petition.status === 'closed'
  if (!(await isDead(work, due))) {
    const count = await countArgs(service, trx, petition, undefined)
    const since = sinceOf(due)
    const { channel, mailbox, address } = due
    const to = { channel, place, language: speaks(due.language) ?? 'en', mailbox, address }
    await postNews({ service, work, petition, to }, 'digest', {
      every: due.every,
      count,
      stats: await readStatisticsNow(service, petition, due.every === 'daily' ? 'day' : 'week'),
      gained: await countGained(trx, petition.id, due.since),
      ...(since && { since }),
      ...(last && { last }),
    })
  }
  return last ? 'ended' : 'told'
}

/** Whether the mailbox bounced: nothing is sent there until it writes again. */
async function isDead(work: Work, { mailbox, address }: DueDigest): Promise<boolean> {
  return mailbox !== null && (await isSuppressed(work.trx, { mailbox, address, petitionId: null }))
}

const hour = 3_600_000

/** The day since which the digest counts, if it covers more than its day or week: the service was down, or the digest was weekly before. */
function sinceOf({ every, since, taken_at }: DueDigest): string | undefined {
  const usual = (every === 'daily' ? 24 : 7 * 24) * hour
  return taken_at.getTime() - since.getTime() - usual > hour ? since.toISOString() : undefined
}

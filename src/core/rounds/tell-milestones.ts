import { roomsWithCard } from '../../db/cards.ts'
import { totalConfirmed } from '../../db/figures/counts.ts'
import { countOfCommunity } from '../../db/figures/desk-counts.ts'
import { type Progress, progressOfPetitions, recordMilestones } from '../../db/figures/milestones.ts'
import { type PetitionRow, petitionById } from '../../db/petitions.ts'
import { deskPetition } from '../desk/call.ts'
import { readStatisticsNow } from '../desk/commands/stats.ts'
import { petitionLanguage } from '../petitions/public-petition.ts'
import type { DeskStatsArgs } from '../texts/desk-args.ts'
import type { Service, Work } from '../work.ts'
import { postNews } from './post-news.ts'

/**
 * Tells rooms that have a card which number was reached. Each number is told once; if several are reached at once, only the
 * one that matters most. A goal is one more number, and is not told again if it is moved to a number that was told.
 */
export async function tellMilestones(service: Service, signal: AbortSignal): Promise<void> {
  for (const progress of await progressOfPetitions(service.db)) {
    if (signal.aborted) return
    if (newNumbers(progress, progress.last_number).length > 0) await tellOf(service, progress)
  }
}

async function tellOf(service: Service, progress: Progress): Promise<void> {
  const reached = newNumbers(progress, await totalConfirmed(service.db, progress.id))
  const petition = await petitionById(service.db, progress.id)
  if (reached.length === 0 || petition === undefined) return
  // Read before anything is locked, and only if there is a room to see the picture.
  const rooms = await roomsWithCard(service.db, progress.id)
  const stats = rooms.length === 0 ? undefined : await readStatisticsNow(service, petition, 'all')
  const told = await service.transactDesk(async work => {
    const mine = await recordMilestones(work.trx, petition.id, reached)
    if (mine.length === 0) return undefined
    const goal = mine.find(number => number === progress.goal)
    const number = goal ?? Math.max(...mine)
    await tellRooms(service, work, petition, { number, goal: goal !== undefined, stats })
    return number
  })
  if (told !== undefined)
    service.log.info({ petition: petition.id, number: told, rooms: rooms.length }, 'a milestone was reached')
}

interface Milestone {
  number: number
  goal: boolean
  stats: DeskStatsArgs | undefined
}

async function tellRooms(
  service: Service,
  work: Work,
  petition: PetitionRow,
  { number, goal, stats }: Milestone,
): Promise<void> {
  const rooms = await roomsWithCard(work.trx, petition.id)
  const shares = new Map<string, number>()
  for (const { channel, room, community } of rooms) {
    const key = `${channel} ${community}`
    if (community !== null && !shares.has(key))
      shares.set(key, await countOfCommunity(work.trx, petition.id, channel, community))
    const here = shares.get(key)
    const to = { channel, place: room, language: petitionLanguage(petition), mailbox: null, address: null }
    await postNews({ service, work, petition, to }, 'milestone', {
      ...deskPetition({ service, petition }),
      number,
      goal,
      // "1,000, 1,200 of them from here" makes no sense, and happens if a goal was set late, far below the count.
      ...(here === undefined || here > number ? {} : { here }),
      ...(stats && { stats }),
    })
  }
}

/** The numbers up to the count that are not recorded yet. */
function newNumbers({ goal, reached }: Progress, count: number): number[] {
  const numbers = new Set(thresholdsUpTo(count))
  if (goal !== null && goal <= count) numbers.add(goal)
  return [...numbers].filter(number => !reached.includes(number))
}

/** 100, 500, 1,000, 5,000; from there 10,000, 25,000, 50,000, and so on with each power of ten. */
export function thresholdsUpTo(count: number): number[] {
  const numbers = [100, 500, 1_000, 5_000]
  for (let power = 10_000; power <= count; power *= 10) numbers.push(power, 2.5 * power, 5 * power)
  return numbers.filter(number => number <= count)
}

import { describe, expect, it } from 'vitest'
import { Lanes } from '../../../src/adapters/email/send/lanes.ts'

/** Takes all that may start. */
function takeAll(lanes: Lanes<string>): string[] {
  const taken: string[] = []
  for (let place = lanes.take(); place !== undefined; place = lanes.take()) taken.push(place.item)
  return taken
}

function filled(slots: number, counts: Record<string, number>): Lanes<string> {
  const lanes = new Lanes<string>(slots)
  let since = 0
  for (const [lane, count] of Object.entries(counts))
    for (let n = 0; n < count; n++) lanes.add({ lane, item: `${lane}${n}`, since: since++ })
  return lanes
}

const perLane = (taken: string[]) => {
  const counts: Record<string, number> = {}
  for (const item of taken) counts[item.charAt(0)] = (counts[item.charAt(0)] ?? 0) + 1
  return counts
}

describe('lanes', () => {
  it.each([
    { slots: 40, waiting: { a: 100 }, started: { a: 27 } },
    { slots: 40, waiting: { a: 100, b: 100 }, started: { a: 16, b: 16 } },
    { slots: 40, waiting: { a: 100, b: 3 }, started: { a: 25, b: 3 } },
    { slots: 5, waiting: { a: 9 }, started: { a: 4 } },
    { slots: 3, waiting: { a: 9 }, started: { a: 2 } },
    { slots: 2, waiting: { a: 9 }, started: { a: 2 } },
    { slots: 1, waiting: { a: 9 }, started: { a: 1 } },
    { slots: 5, waiting: {}, started: {} },
  ])('with $slots slots and $waiting waiting, $started start', ({ slots, waiting, started }) => {
    expect(perLane(takeAll(filled(slots, waiting)))).toEqual(started)
  })

  it('leaves a place for a new lane, however many wait in the others', () => {
    const lanes = filled(40, { a: 100, b: 100, c: 100 })
    takeAll(lanes)
    lanes.add({ lane: 'd', item: 'd', since: 999 })
    expect(lanes.take()?.item).toBe('d')
  })

  it('serves the lane with the fewest running, then who waits longest, and each lane in its order', () => {
    const lanes = filled(2, { a: 3, b: 2 })
    expect(takeAll(lanes)).toEqual(['a0', 'b0'])
    lanes.done('a')
    expect(lanes.take()?.item).toBe('a1')
  })

  it('serves first whoever had a turn already', () => {
    const lanes = filled(5, { a: 2 })
    const first = lanes.take()
    if (first === undefined) throw new Error('nobody')
    lanes.add(first, true)
    lanes.done('a')
    expect(lanes.take()?.item).toBe('a0')
  })

  it('starts none of a full lane until one of it is done', () => {
    const lanes = filled(3, { a: 9 })
    expect(takeAll(lanes)).toHaveLength(2)
    lanes.done('a')
    expect(takeAll(lanes)).toHaveLength(1)
  })

  it.each([
    { waiting: { a: 100 }, now: 9_999, given: {} },
    { waiting: { a: 101 }, now: 9_999, given: { a: 51 } },
    { waiting: { a: 101 }, now: 1_000, given: {} },
    { waiting: { a: 110, b: 5 }, now: 9_999, given: { a: 65 } },
    { waiting: { a: 60, b: 60 }, now: 9_999, given: { a: 35, b: 35 } },
  ])('gives back $given of $waiting at $now ms', ({ waiting, now, given }) => {
    const lanes = filled(5, waiting)
    expect(perLane(lanes.giveBack(now))).toEqual(given)
  })

  it('gives back the last of a lane, never the first', () => {
    const lanes = filled(5, { a: 150 })
    expect(lanes.giveBack(9_999)).not.toContain('a0')
    expect(lanes.waiting).toBe(50)
    expect(lanes.clear()[0]).toBe('a0')
    expect(lanes.waiting).toBe(0)
  })

  it('forgets one that no longer waits', () => {
    const lanes = filled(5, { a: 2 })
    expect([lanes.remove('a0'), lanes.remove('a0')]).toEqual([true, false])
    expect(lanes.take()?.item).toBe('a1')
    expect(lanes.take()).toBeUndefined()
  })
})

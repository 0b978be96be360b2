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

  it('leaves a place for a new lane, even if many wait in the others', () => {
    const lanes = filled(40, { a: 100, b: 100, c: 100 })
    takeAll(lanes)
    lanes.add({ lane: 'd', item: 'd', since: 999 })
    expect(lanes.take()?.item).toBe('d')
  })

  it('serves the lane with the fewest running, then the longest waiting, each lane in its order', () => {
    const lanes = filled(2, { a: 3, b: 2 })
    expect(takeAll(lanes)).toEqual(['a0', 'b0'])
    lanes.done('a', 0)
    expect(lanes.take()?.item).toBe('a1')
  })

  it('serves first a lane that had a turn already', () => {
    const lanes = filled(5, { a: 2 })
    const first = lanes.take()
    if (first === undefined) throw new Error('nobody')
    lanes.add(first, true)
    lanes.done('a', 0)
    expect(lanes.take()?.item).toBe('a0')
  })

  it('starts none of a full lane until one of it is done', () => {
    const lanes = filled(3, { a: 9 })
    expect(takeAll(lanes)).toHaveLength(2)
    lanes.done('a', 0)
    expect(takeAll(lanes)).toHaveLength(1)
  })

  /** So many of the lane were done in the last second. */
  function served(lanes: Lanes<string>, lane: string, count: number, now: number): void {
    for (let n = 0; n < count; n++) {
      lanes.add({ lane, item: 'served', since: 0 }, true)
      lanes.take()
      lanes.done(lane, now - 500)
    }
  }

  it.each([
    { what: 'a few', waiting: { a: 100 }, pace: 0, now: 9_999, given: {} },
    { what: 'a lane that stands', waiting: { a: 101 }, pace: 0, now: 9_999, given: { a: 100 } },
    { what: 'newcomers', waiting: { a: 101 }, pace: 0, now: 1_000, given: { a: 0 } },
    { what: 'a lane that runs', waiting: { a: 150 }, pace: 80, now: 9_999, given: {} },
    { what: 'a lane that walks', waiting: { a: 150 }, pace: 10, now: 9_999, given: { a: 130 } },
    { what: 'two lanes', waiting: { a: 110, b: 5 }, pace: 2, now: 9_999, given: { a: 106, b: 4 } },
  ])('gives back $given of $what', ({ waiting, pace, now, given }) => {
    const lanes = filled(5, waiting)
    served(lanes, 'a', pace, now)
    const items = lanes.giveBack(now).map(({ item }) => item)
    expect(perLane(items)).toEqual(Object.fromEntries(Object.entries(given).filter(([, n]) => n > 0)))
    // The first of a lane stay.
    expect(items).not.toContain('a0')
  })

  it.each([
    { pace: 0, seconds: 30 },
    { pace: 10, seconds: 15 },
    { pace: 70, seconds: 2 },
  ])(
    'says that a lane of 150 which serves $pace a second is through in $seconds seconds',
    ({ pace, seconds }) => {
      const lanes = filled(5, { a: 150 })
      served(lanes, 'a', pace, 9_999)
      const [first] = lanes.giveBack(9_999)
      expect(Math.round(first?.seconds ?? 0)).toBe(seconds)
    },
  )

  it('forgets one that no longer waits', () => {
    const lanes = filled(5, { a: 2 })
    expect([lanes.remove('a0'), lanes.remove('a0')]).toEqual([true, false])
    expect(lanes.take()?.item).toBe('a1')
    expect(lanes.take()).toBeUndefined()
  })
})

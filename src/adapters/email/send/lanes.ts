/**
 * Decides which email is sent next if not all can be. Each domain of recipients has a lane, so that slow ones hold up nobody else. Has no
 * clock and no connections of its own.
 */

/** If more than this wait, those whose turn does not come soon are given back. */
const MANY = 100
/** The time that counts as soon, and how long everybody may wait before being given back. */
const SOON_SECONDS = 2
const PATIENCE_MS = 1_000
const LONGEST_SECONDS = 30

export interface Place<T> {
  lane: string
  item: T
  /** When it began to wait, by `performance.now()`. */
  since: number
}

export class Lanes<T> {
  /** How many may be served at once. */
  slots: number
  readonly #waiting = new Map<string, Place<T>[]>()
  readonly #running = new Map<string, number>()
  /** The times at which items of each lane were done, in the last second. */
  readonly #done = new Map<string, number[]>()
  /** The time at which unused lanes were last forgotten. */
  #lookedAt = Number.NEGATIVE_INFINITY
  #waitingCount = 0
  #runningCount = 0

  constructor(slots: number) {
    this.slots = slots
  }

  get waiting(): number {
    return this.#waitingCount
  }

  get running(): number {
    return this.#runningCount
  }

  /** `first`: before the others of its lane, because it has already had its turn. */
  add(place: Place<T>, first = false): void {
    const others = this.#waiting.get(place.lane)
    if (others === undefined) this.#waiting.set(place.lane, [place])
    else if (first) others.unshift(place)
    else others.push(place)
    this.#waitingCount++
  }

  /**
   * Takes the next item: of the lane with the fewest running, and of those the one that has waited longest. A lane may run twice as many
   * as there are slots free. So a single lane gets two thirds of the slots, two lanes get two fifths each, and a new lane finds some free.
   */
  take(): Place<T> | undefined {
    const free = this.slots - this.#runningCount
    // Most often there is none, and looking at hundreds of lanes takes time.
    if (free <= 0) return undefined
    let best: Place<T>[] | undefined
    let fewest = 2 * free
    for (const [lane, places] of this.#waiting) {
      const running = this.#running.get(lane) ?? 0
      const older = running === fewest && best !== undefined && since(places) < since(best)
      if (running < fewest || older) {
        best = places
        fewest = running
      }
    }
    const place = best?.shift()
    if (place === undefined) return undefined
    if (best?.length === 0) this.#waiting.delete(place.lane)
    this.#waitingCount--
    this.#runningCount++
    this.#running.set(place.lane, fewest + 1)
    return place
  }

  /** Notes that an item of this lane is done. */
  done(lane: string, now: number): void {
    this.#done.set(lane, [...this.#lately(lane, now), now])
    // Lanes that nobody uses any more are forgotten, once a second, because looking at hundreds of lanes takes time.
    if (this.#done.size > MANY && now > this.#lookedAt + 1_000) {
      this.#lookedAt = now
      for (const each of [...this.#done.keys()]) this.#lately(each, now)
    }
    const left = (this.#running.get(lane) ?? 0) - 1
    if (left > 0) this.#running.set(lane, left)
    else this.#running.delete(lane)
    this.#runningCount--
  }

  remove(item: T): boolean {
    for (const [lane, places] of this.#waiting) {
      const at = places.findIndex(place => place.item === item)
      if (at === -1) continue
      places.splice(at, 1)
      if (places.length === 0) this.#waiting.delete(lane)
      this.#waitingCount--
      return true
    }
    return false
  }

  /** Removes and returns everything that waits. */
  clear(): T[] {
    const items = [...this.#waiting.values()].flat().map(({ item }) => item)
    this.#waiting.clear()
    this.#waitingCount = 0
    return items
  }

  /** Whether somebody has waited since before this time. */
  waitsSince(time: number): boolean {
    return [...this.#waiting.values()].some(places => since(places) < time)
  }

  /**
   * Gives back items if too many wait: the last of each lane that would not be served within two seconds at the pace of the last second.
   * `seconds`: when the lane will have served those before them.
   */
  giveBack(now: number): { item: T; seconds: number }[] {
    if (this.#waitingCount <= MANY) return []
    const given: { item: T; seconds: number }[] = []
    for (const [lane, places] of this.#waiting) {
      const pace = this.#lately(lane, now).length
      const keep = Math.max(1, SOON_SECONDS * pace)
      const newcomer = places.findIndex(place => place.since > now - PATIENCE_MS)
      const impatient = newcomer === -1 ? places.length : newcomer
      const seconds = places.length / Math.max(1, pace)
      for (const { item } of places.splice(keep, Math.max(0, impatient - keep)))
        given.push({ item, seconds: Math.min(LONGEST_SECONDS, Math.max(SOON_SECONDS, seconds)) })
    }
    this.#waitingCount -= given.length
    return given
  }

  #lately(lane: string, now: number): number[] {
    const lately = (this.#done.get(lane) ?? []).filter(at => at > now - 1_000)
    if (lately.length === 0) this.#done.delete(lane)
    return lately
  }
}

const since = (places: Place<unknown>[]) => places[0]?.since ?? Number.POSITIVE_INFINITY

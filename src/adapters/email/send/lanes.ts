/**
 * Decides who is served next when not all can be: a lane for each destination, so that slow recipients hold up nobody else. All email
 * goes through one server, so a lane is the domain of the recipient. No clock and no connections of its own.
 */

/** Those that waited for more than this, behind others of their lane, are given back if many wait. */
const PATIENCE_MS = 1_000
const MANY = 100
const FEW = 50

interface Place<T> {
  lane: string
  item: T
  since: number
}

export class Lanes<T> {
  /** How many may be served at once. */
  slots: number
  readonly #waiting = new Map<string, Place<T>[]>()
  readonly #running = new Map<string, number>()
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

  /** `first`: before the others of its lane, because it had its turn already. */
  add(place: Place<T>, first = false): void {
    const others = this.#waiting.get(place.lane)
    if (others === undefined) this.#waiting.set(place.lane, [place])
    else if (first) others.unshift(place)
    else others.push(place)
    this.#waitingCount++
  }

  /**
   * The next to be served: of the lane that has the fewest running, and of these the one that waits longest. A lane may run twice as
   * many as there are slots free: one alone gets two thirds of them, two get two fifths each, and a new one finds some free.
   */
  take(): Place<T> | undefined {
    const free = this.slots - this.#runningCount
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

  /** One of this lane has been served. */
  done(lane: string): void {
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

  /** All that wait. */
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
   * Those that make room for others when too many wait: the last of the longest lanes, if they have waited for a while. The place in
   * memory is for those whose turn comes soon.
   */
  giveBack(now: number): T[] {
    if (this.#waitingCount <= MANY) return []
    const given: T[] = []
    while (this.#waitingCount > FEW) {
      const longest = [...this.#waiting.values()].reduce((a, b) => (b.length > a.length ? b : a))
      const last = longest.at(-1)
      if (longest.length < 2 || last === undefined || last.since > now - PATIENCE_MS) break
      longest.pop()
      this.#waitingCount--
      given.push(last.item)
    }
    return given
  }
}

const since = (places: Place<unknown>[]) => places[0]?.since ?? Number.POSITIVE_INFINITY

import type { Occupation } from '../page-contract.ts'

/** Counting takes at most this share of the time, however many people have signed. */
const partOfTime = 1 / 100
const shortestMs = 2_000
const mostPetitions = 100

/** The occupations of each petition. They are counted only now and then, because with a million signatures that takes a second. */
export class RememberedOccupations {
  readonly #count: (slug: string) => Promise<Occupation[]>
  readonly #known = new Map<string, { list: Promise<Occupation[]>; until: number }>()

  constructor(count: (slug: string) => Promise<Occupation[]>) {
    this.#count = count
  }

  of(slug: string): Promise<Occupation[]> {
    const now = performance.now()
    const known = this.#known.get(slug)
    if (known !== undefined && now < known.until) return known.list
    const entry = { list: this.#count(slug), until: Number.POSITIVE_INFINITY }
    this.#known.delete(slug)
    this.#known.set(slug, entry)
    const [oldest] = this.#known.keys()
    if (this.#known.size > mostPetitions && oldest !== undefined) this.#known.delete(oldest)
    entry.list.then(
      () => {
        const took = performance.now() - now
        entry.until = now + Math.max(shortestMs, took / partOfTime)
      },
      () => this.#known.delete(slug),
    )
    return entry.list
  }
}

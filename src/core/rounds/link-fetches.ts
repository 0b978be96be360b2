import type { Db } from '../../db/database.ts'
import { addTallies } from '../../db/figures/tallies.ts'
import { petitionBySlug } from '../../db/petitions.ts'

/** Counts how often links were opened, by people and by machines. Keeps only the sums, in memory, without anybody's identity. */
export class LinkFetches {
  #sums = new Map<string, number>()

  add(slug: string, by: 'person' | 'scanner'): void {
    const key = `${by} ${slug}`
    this.#sums.set(key, (this.#sums.get(key) ?? 0) + 1)
  }

  /** Adds the sums to those in the database. If it is away, they are kept for the next time. */
  async flush(db: Db): Promise<void> {
    const taken = [...this.#sums]
    this.#sums.clear()
    try {
      const tallies = []
      for (const [key, n] of taken) {
        const [by = '', slug = ''] = key.split(' ')
        const petition = await petitionBySlug(db, slug)
        if (petition !== undefined)
          tallies.push({ petitionId: petition.id, kind: `fetched-${by}`, subject: '', n })
      }
      await addTallies(db, tallies)
    } catch (error) {
      for (const [key, n] of taken) this.#sums.set(key, (this.#sums.get(key) ?? 0) + n)
      throw error
    }
  }
}

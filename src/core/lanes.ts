/**
 * Finds the lane of each event: the id of the petition that it is about. Events of one petition share transactions, so a lock on a
 * petition, or a slow statement, holds up that petition only.
 */
import type { Db } from '../db/database.ts'
import { deliveriesById } from '../db/deliveries.ts'
import { petitionsOfTokens } from '../db/tokens.ts'
import { batchLoader } from './batch-loader.ts'
import { plainWords } from './commands.ts'
import type { PipelineWish } from './inbound/pipeline-wish.ts'
import type { Reading } from './inbound/read.ts'
import { readFormId } from './petitions/forms.ts'
import type { KnownPetition } from './petitions/known-petitions.ts'

/** The lane of events that are about no petition, or about one that memory does not know yet. */
const NONE = ''

export class Lanes {
  readonly #known: () => readonly KnownPetition[]
  readonly #ofToken: (hash: Buffer) => Promise<string>
  readonly #ofDelivery: (id: string) => Promise<string>

  constructor(db: Db, known: () => readonly KnownPetition[]) {
    this.#known = known
    this.#ofToken = batchLoader(async (hashes: readonly Buffer[]) => {
      const found = await petitionsOfTokens(db, hashes)
      return hashes.map(hash => found.get(hash.toString('hex')) ?? NONE)
    })
    this.#ofDelivery = batchLoader(async (ids: readonly string[]) => {
      const found = await deliveriesById(db, ids)
      return ids.map(id => found.get(id)?.petition_id ?? NONE)
    })
  }

  async ofToken(hash: Buffer | undefined): Promise<string> {
    return hash === undefined ? NONE : (this.#only() ?? this.#ofToken(hash))
  }

  async ofWish(wish: PipelineWish): Promise<string> {
    switch (wish.kind) {
      case 'ask':
        return this.#ofSlug(wish.slug)
      case 'reply':
      case 'confirm':
        return this.ofToken(wish.tokenHash)
      case 'undelivered':
        return this.#only() ?? this.#ofDelivery(wish.deliveryId)
    }
  }

  async ofReading(reading: Reading): Promise<string> {
    switch (reading.kind) {
      case 'form': {
        const id = readFormId(reading.form)
        return id === undefined || id.kind === 'create' ? NONE : this.#ofSlug(id.slug)
      }
      case 'command': {
        const { petition, words } = reading.command
        const slugs = petition === undefined ? plainWords(words) : [petition]
        return this.#named(slugs) ?? this.#ofSlug(undefined)
      }
      case 'message':
        return this.#ofSlug(reading.slug)
      case 'answer':
        return this.ofToken(reading.tokenHash)
      case 'answer-to-nothing':
      case 'undelivered':
        return NONE
    }
  }

  /** An email that names no petition means the only open one. */
  #ofSlug(slug: string | undefined): string {
    if (slug !== undefined) return this.#named([slug]) ?? NONE
    const [only, another] = this.#known().filter(({ status, listed }) => status === 'open' && listed)
    return only !== undefined && another === undefined ? only.id : NONE
  }

  #named(words: readonly string[]): string | undefined {
    const folded = words.map(word => word.toLowerCase())
    return this.#known().find(({ slug }) => folded.includes(slug))?.id
  }

  /** If there is only one petition, nothing has to be looked up. */
  #only(): string | undefined {
    const [only, another] = this.#known()
    return another === undefined ? only?.id : undefined
  }
}

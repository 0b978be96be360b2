import { petitionBySlug } from '../../db/petitions.ts'
import { paragraphs, plainWords } from '../../markdown-reader.ts'
import { accentOn } from '../accent.ts'
import type { SharePicture } from '../picture.ts'
import { nearest, textsOf } from '../texts/texts.ts'
import type { Service } from '../work.ts'
import { listFeatured, publicPetition } from './public-petition.ts'

interface Drawn {
  /** The words and the number in it. */
  said: string
  at: number
  png: Promise<Uint8Array>
}

/** A picture is drawn again at most once in this time, however fast the number grows. */
const freshForMs = 60_000
const mostKept = 100
/** In characters. The page sets a statement of this length as a poster. */
const longestStatement = 280

/** The pictures of shared links, kept in memory: crawlers come in crowds when a link is posted. */
export class SharePictures {
  readonly #service: Service
  readonly #drawn = new Map<string, Drawn>()

  constructor(service: Service) {
    this.#service = service
  }

  /** Undefined if the public sees no such petition. */
  async of(slug: string): Promise<Uint8Array | undefined> {
    const kept = this.#drawn.get(slug)
    const isFresh = kept !== undefined && Date.now() - kept.at < freshForMs
    const picture = await this.#saying(slug)
    if (picture === undefined) {
      this.#drawn.delete(slug)
      return undefined
    }
    const said = JSON.stringify(picture)
    if (kept !== undefined && (kept.said === said || isFresh)) return kept.png
    const png = this.#service.draw(picture)
    // The oldest goes first.
    this.#drawn.delete(slug)
    this.#drawn.set(slug, { said, at: Date.now(), png })
    for (const [oldest] of this.#drawn) if (this.#drawn.size > mostKept) this.#drawn.delete(oldest)
    png.catch(() => this.#drawn.delete(slug))
    return png
  }

  async #saying(slug: string): Promise<SharePicture | undefined> {
    const { db, publicUrl } = this.#service
    const row = await petitionBySlug(db, slug)
    const petition = row && (await publicPetition(db, row))
    if (petition === undefined) return undefined
    const { title, text, signatures, goal, organisedBy, accent, status } = petition
    const words = textsOf(nearest(petition.language)).pages
    const featured = (await listFeatured(db, slug)).slice(0, 3)
    return {
      kind: 'share',
      title,
      ...(text.length <= longestStatement && { statement: plainWords(paragraphs(text)) }),
      count: words.share.number(signatures, status === 'open'),
      ...(goal !== undefined && { goal: signatures / goal }),
      names: featured.map(({ name, organisation, kind }) =>
        kind === 'organisation' ? (organisation ?? name ?? '') : (name ?? ''),
      ),
      organiser: organisedBy,
      site: new URL(publicUrl).host,
      ...(accent !== undefined && { accent: accentOn(accent, 'light').accent }),
    }
  }
}

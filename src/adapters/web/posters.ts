/** Answers requests for home and the pages of petitions from memory, before Hono sees them. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { isLanguage, type Language, type PublicPetition } from '../../core/page-contract.ts'
import { hrefIn } from './html.ts'
import { encodingOf, hasAlready, type KeptPage, type MadePage, PageMemory } from './page-memory.ts'
import { homePage } from './petition/home-page.ts'
import { newsOnPoster } from './petition/news.ts'
import { petitionPage, type SignatoryLists } from './petition/petition-page.ts'
import { everyAnswer, securityFields } from './security-headers.ts'
import { isAtThisMachine, signAddress } from './trial/trial-routes.ts'
import { Turns } from './turns.ts'
import type { WebPages } from './web-pages.ts'

/** Keeps the first view below 50 kB. */
const namesOnPoster = 200

/** A CDN may keep a page for some seconds, and show it while it asks for the next one. */
const cacheControl = 'public, max-age=0, s-maxage=5, stale-while-revalidate=60'

/** Enough for every way in which browsers ask for our languages. */
const mostWishes = 1_000

type Headers = Readonly<Record<string, unknown>>

export class Posters {
  readonly #pages: WebPages
  readonly #memory: PageMemory
  readonly #languages = new Map<string, Language>()
  readonly #turns = new Turns()
  readonly #everyAnswer: Record<string, string>

  constructor(pages: WebPages) {
    this.#pages = pages
    this.#everyAnswer = everyAnswer(pages.publicUrl)
    // Nothing has set any header before the memory answers.
    this.#memory = new PageMemory({ make: key => this.#makeWhole(key) })
  }

  changed(slug: string | undefined): void {
    this.#memory.changed(key => slug === undefined || ['', slug].includes(keyFrom(key).slug))
  }

  /** Returns undefined if the request is for another page; false if there is no page or it cannot be made now. */
  answer(request: IncomingMessage, response: ServerResponse): Promise<boolean> | boolean | undefined {
    const { method, headers } = request
    if (method !== 'GET' && method !== 'HEAD') return undefined
    const key = this.#keyOf(request.url ?? '', headers)
    if (key === undefined) return undefined
    const page = this.#memory.get(key)
    if (!(page instanceof Promise)) {
      this.#turns.take(() => write(request, response, page))
      return true
    }
    return page.then(
      made => {
        if (made !== undefined) write(request, response, made)
        return made !== undefined
      },
      () => false,
    )
  }

  /** Makes the page without keeping it. Throws if it cannot be made. */
  async make(url: string, headers: Headers): Promise<MadePage | undefined> {
    const { pathname, search } = new URL(url)
    const key = this.#keyOf(pathname + search, headers)
    return key === undefined ? undefined : this.#make(keyFrom(key))
  }

  #keyOf(url: string, headers: Headers): string | undefined {
    const [, named, query = ''] = /^\/(?:p\/([A-Za-z0-9-]{1,63})\/?)?(?:\?(.*))?$/.exec(url) ?? []
    if (named === undefined && !/^\/(\?|$)/.test(url)) return undefined
    const slug = named ?? this.#home()
    const chosen = query === '' ? undefined : (new URLSearchParams(query).get('lang') ?? undefined)
    const language = isLanguage(chosen) ? chosen : this.#languageOf(String(headers['accept-language'] ?? ''))
    const atDesk = this.#pages.trial !== undefined && isAtThisMachine(headers)
    const flags = [isLanguage(chosen) && 'chosen', atDesk && 'desk'].filter(Boolean)
    return [slug.toLowerCase(), language, ...flags].join(' ')
  }

  /** With exactly one open petition, home is its page. Empty: the list. */
  #home(): string {
    const [only, another] = this.#pages.core.openPetitions()
    return only !== undefined && another === undefined ? only.slug : ''
  }

  #languageOf(accept: string): Language {
    const known = this.#languages.get(accept)
    if (known !== undefined) return known
    if (this.#languages.size >= mostWishes) this.#languages.clear()
    const { language } = this.#pages.core.pageWords(accept)
    this.#languages.set(accept, language)
    return language
  }

  async #makeWhole(key: string): Promise<MadePage | undefined> {
    const page = await this.#make(keyFrom(key))
    return page && { ...page, headers: { ...this.#everyAnswer, ...page.headers } }
  }

  async #make({ slug, language, chosen, atDesk }: Key): Promise<MadePage | undefined> {
    const { core, channels = ['email'], publicUrl, mailAddress } = this.#pages
    const words = { ...core.pageWords(language), ...(chosen && { chosen: language }) }
    if (slug === '') {
      const trialDesk = atDesk ? hrefIn(words, '/trial') : undefined
      const page = homePage({ words, petitions: await core.homePetitions(), channels, publicUrl, trialDesk })
      return made(await page, language, 'strict')
    }
    const petition = await core.petition(slug)
    if (petition === undefined) return undefined
    const page = petitionPage({
      words,
      petition,
      lists: await this.#listsOf(petition),
      news: (await core.news(slug, { limit: newsOnPoster })) ?? { news: [] },
      figures: petition.figures === 'public' ? await core.figures(slug) : undefined,
      channels,
      canonical: `${publicUrl}/p/${slug}`,
      publicUrl,
      trialDesk: atDesk
        ? hrefIn(words, `/trial?to=${encodeURIComponent(signAddress(mailAddress, slug))}`)
        : undefined,
    })
    const { status, closesAt } = petition
    return {
      ...made(await page, language, 'scripted'),
      ...(status === 'open' && closesAt && { until: closesAt }),
    }
  }

  async #listsOf({ slug, listing }: PublicPetition): Promise<SignatoryLists> {
    const nobody = { signatories: [] }
    if (listing === 'count') return { featured: [], person: nobody, organisation: nobody }
    const { core } = this.#pages
    const limit = namesOnPoster
    return {
      featured: await core.featured(slug),
      person: (await core.signatories(slug, { kind: 'person', limit })) ?? nobody,
      organisation: (await core.signatories(slug, { kind: 'organisation', limit })) ?? nobody,
    }
  }
}

interface Key {
  /** Empty: home. */
  slug: string
  language: Language
  /** Whether the reader chose it: links keep it. */
  chosen: boolean
  /** Whether the reader can use the trial desk. */
  atDesk: boolean
}

function made(page: { toString(): string }, language: Language, policy: 'strict' | 'scripted'): MadePage {
  return {
    html: page.toString(),
    headers: {
      ...securityFields(policy),
      'Content-Type': 'text/html; charset=UTF-8',
      'Content-Language': language,
      'Cache-Control': cacheControl,
      Vary: 'Accept-Language, Accept-Encoding',
    },
  }
}

function keyFrom(key: string): Key {
  const [slug = '', language, ...flags] = key.split(' ')
  return {
    slug,
    language: isLanguage(language) ? language : 'en',
    chosen: flags.includes('chosen'),
    atDesk: flags.includes('desk'),
  }
}

function write(request: IncomingMessage, response: ServerResponse, { etag, bodies, heads }: KeptPage): void {
  if (hasAlready(request.headers['if-none-match'], etag)) {
    response.writeHead(304, heads.none).end()
    return
  }
  const encoding = encodingOf(request.headers['accept-encoding']?.toString())
  response.writeHead(200, heads[encoding])
  response.end(request.method === 'HEAD' ? undefined : bodies[encoding])
}

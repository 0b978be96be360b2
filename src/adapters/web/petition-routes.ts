/** The public pages of a petition: the poster, and its names. */
import { type Context, Hono } from 'hono'
import type { PageCore, PublicPetition, SignatoryQuery } from '../../core/page-contract.ts'
import { cursorOf, slugOf, wordsOf } from './address.ts'
import type { Html } from './html.ts'
import { type Look, namesPage } from './names-page.ts'
import { petitionPage, type SignatoryLists } from './petition-page.ts'
import { mayUseTrial, signAddress } from './trial-routes.ts'
import type { WebPages } from './web-pages.ts'

/** So that the first view stays below 50 kB. */
const namesOnPoster = 240
const namesOnAPage = 600

export function petitionRoutes(pages: WebPages): Hono {
  const { core } = pages
  const app = new Hono({ strict: false })

  app.get('/p/:slug', async c => {
    const petition = await petitionOf(c, core)
    if (!petition) return c.notFound()
    const page = await poster(c, pages, petition)
    publicPage(c)
    return c.html(page)
  })

  app.get('/p/:slug/names', async c => {
    const petition = await petitionOf(c, core)
    if (!petition || petition.listing === 'count') return c.notFound()
    const look = lookOf(c)
    const after = 'find' in look ? undefined : cursorOf(c)
    const query: SignatoryQuery = {
      limit: namesOnAPage,
      kind: 'person',
      ...look,
      ...(after !== undefined && { after }),
    }
    // Who represents whom is found too.
    if ('find' in look) delete query.kind
    const asksOccupations = 'by' in look || 'occupation' in look
    publicPage(c)
    return c.html(
      namesPage({
        words: wordsOf(c, core),
        petition,
        look,
        page: 'by' in look ? undefined : await core.signatories(petition.slug, query),
        occupations: asksOccupations ? await core.occupations(petition.slug) : [],
        later: after !== undefined,
      }),
    )
  })
  return app
}

async function petitionOf(c: Context, core: PageCore): Promise<PublicPetition | undefined> {
  const slug = slugOf(c)
  return slug === undefined ? undefined : core.petition(slug)
}

async function poster(c: Context, pages: WebPages, petition: PublicPetition): Promise<Html> {
  const { core, channels = ['email'], publicUrl, mailAddress, trial } = pages
  return petitionPage({
    words: wordsOf(c, core),
    petition,
    lists: await listsOf(core, petition),
    figures: petition.figures === 'public' ? await core.figures(petition.slug) : undefined,
    channels,
    canonical: `${publicUrl}/p/${petition.slug}`,
    trialDesk:
      trial && mayUseTrial(c)
        ? `/trial?to=${encodeURIComponent(signAddress(mailAddress, petition.slug))}`
        : undefined,
  })
}

const nobody = { signatories: [] }

async function listsOf(core: PageCore, { slug, listing }: PublicPetition): Promise<SignatoryLists> {
  if (listing === 'count') return { featured: [], person: nobody, organisation: nobody }
  const limit = namesOnPoster
  return {
    featured: await core.featured(slug),
    person: (await core.signatories(slug, { kind: 'person', limit })) ?? nobody,
    organisation: (await core.signatories(slug, { kind: 'organisation', limit })) ?? nobody,
  }
}

/** What `?order=`, `?by=`, `?occupation=`, `?find=` or `?kind=` asks for. */
function lookOf(c: Context): Look {
  const { find, occupation, by, order, kind } = c.req.query()
  const said = (text: string | undefined) => text?.trim().slice(0, 200) || undefined
  const [sought, trade] = [said(find), said(occupation)]
  if (sought !== undefined) return { find: sought }
  if (trade !== undefined) return { occupation: trade }
  if (by === 'occupation') return { by }
  if (kind === 'organisation') return { kind }
  return { order: order === 'name' ? 'name' : 'newest' }
}

/** Different in each language. */
function publicPage(c: Context): void {
  c.header('Cache-Control', 'no-cache')
  c.header('Vary', 'Accept-Language')
}

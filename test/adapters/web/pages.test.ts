import { describe, expect, it } from 'vitest'
import { Posters } from '../../../src/adapters/web/posters.ts'
import { createRoutes } from '../../../src/adapters/web/routes.ts'
import type { WebPages } from '../../../src/adapters/web/web-pages.ts'
import type { SignatoryQuery } from '../../../src/core/page-contract.ts'
import { press } from '../../support/press.ts'
import { openPages as open } from './open-pages.ts'
import { ada, asked, fairTraining, paintedCore, signed, token } from './painted-core.ts'

const post = { method: 'POST' }

describe('what every page carries', () => {
  it('has a strict policy, also on pages about errors, and no script but ours', async () => {
    const { url } = await open(paintedCore({ tokens: { [token('a')]: asked(ada) } }))
    for (const path of [
      '/',
      '/p/fair-training',
      `/c/${token('a')}`,
      '/c/nothing',
      '/nothing',
      '/api/petitions/x',
    ]) {
      const answer = await fetch(url + path)
      const policy = answer.headers.get('content-security-policy') ?? ''
      for (const part of [
        "default-src 'none'",
        path.startsWith('/p/') ? "script-src 'self'; connect-src 'self'" : "script-src 'none'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
      ]) {
        expect(policy, path).toContain(part)
      }
      expect(answer.headers.get('referrer-policy'), path).toBe('no-referrer')
      expect(answer.headers.get('x-content-type-options'), path).toBe('nosniff')
      expect(await answer.text(), path).not.toMatch(
        /<script(?! src="\/script\/[0-9a-f]{12}\.js" defer><\/script>)|\sstyle=|\son[a-z]+=/i,
      )
    }
  })

  it('keeps token pages out of caches and search engines, and no others', async () => {
    const { url } = await open(paintedCore({ tokens: { [token('a')]: asked(ada) } }))
    for (const path of [`/c/${token('a')}`, '/c/nothing', '/m/nothing']) {
      const { headers } = await fetch(url + path)
      expect([headers.get('cache-control'), headers.get('x-robots-tag')]).toEqual([
        'no-store',
        'noindex, nofollow',
      ])
    }
    expect((await fetch(`${url}/p/fair-training`)).headers.get('x-robots-tag')).toBeNull()
  })

  it('escapes what people typed, everywhere', async () => {
    const nasty = '"><script>alert(1)</script>\'&'
    const person = { ...ada, name: nasty, occupation: nasty, organisation: nasty }
    const petition = {
      ...fairTraining,
      title: nasty,
      text: nasty,
      organisedBy: nasty,
      contact: `javascript:${nasty}`,
      appendices: [{ text: nasty, addedAt: new Date() }],
    }
    const { url } = await open(
      paintedCore({
        petition,
        signatories: [
          { ...person, number: 1, signedAt: new Date() },
          { ...person, kind: 'organisation', number: 2, signedAt: new Date() },
        ],
        tokens: { [token('a')]: asked(person, { petition }) },
        manage: { [token('m')]: signed(person, { petition }) },
      }),
    )
    for (const path of [
      '/',
      '/p/fair-training',
      '/p/fair-training/sign',
      '/p/fair-training/names',
      '/p/fair-training/names?kind=organisation',
      `/p/fair-training/names?find=${encodeURIComponent(nasty)}`,
      `/p/fair-training/names?occupation=${encodeURIComponent(nasty)}`,
      `/c/${token('a')}`,
      `/m/${token('m')}`,
    ]) {
      const page = await (await fetch(url + path)).text()
      expect(page, path).not.toContain('<script>')
      expect(page, path).not.toContain('href="javascript:')
      expect(page, path).toContain('&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&#39;&amp;')
    }
  })

  it('is in the language asked for; the statement keeps its own', async () => {
    const { url } = await open(paintedCore())
    const read = async (path: string, language: string) =>
      (await fetch(url + path, { headers: { 'accept-language': language } })).text()
    expect(await read('/p/fair-training', 'fr-CH,fr;q=0.9')).toContain('<html lang="fr">')
    expect(await read('/p/fair-training?lang=en', 'fr')).toContain('<html lang="en">')
    expect(await read('/p/fair-training', 'fr')).toMatch(
      /<blockquote class="letter[^>]* lang="en" dir="ltr">/,
    )
  })

  it('tells what to do for an unknown path, a draft and an impossible name', async () => {
    const { url } = await open(paintedCore())
    for (const path of ['/nothing', '/p/draft', '/p/%00', '/p/..%2f', '/trial', '/trial/script.js']) {
      const answer = await fetch(url + path)
      expect(answer.status, path).toBe(404)
      expect(await answer.text(), path).toContain('There is nothing here')
    }
  })

  it('asks to come again while the petition is locked', async () => {
    const core = paintedCore()
    core.confirm = () => Promise.reject(Object.assign(new Error('lock timeout'), { code: '55P03' }))
    const { url } = await open(core)
    const answer = await press(`${url}/c/${token('a')}`)
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '60'])
  })

  it('takes a body that breaks off for no fault of ours', async () => {
    const logged: unknown[] = []
    const note = (...entry: unknown[]) => void logged.push(entry)
    const web: WebPages = {
      core: paintedCore({ tokens: { [token('a')]: asked(ada) }, manage: { [token('m')]: signed(ada) } }),
      publicUrl: 'https://undersigned.example',
      mailAddress: 'sign@undersigned.example',
      ready: async () => true,
      log: { debug: note, info: note, warn: note, error: note },
    }
    const routes = createRoutes(web, new Posters(web))
    const gone = Object.assign(new Error('aborted'), { code: 'ECONNRESET' })
    for (const path of [`c/${token('a')}`, `m/${token('m')}`]) {
      const body = new ReadableStream({ pull: controller => controller.error(gone) })
      const request = new Request(`http://localhost/${path}`, { ...post, body, duplex: 'half' })
      expect((await routes.fetch(request)).status).toBe(400)
    }
    expect(logged).toEqual([])
  })

  it('refuses a body beyond the limit, with and without Content-Length, and changes nothing', async () => {
    const painted = paintedCore({ manage: { [token('m')]: signed(ada) } })
    const { url } = await open(painted)
    const long = 'name='.padEnd(70_000, 'x')
    const said = await fetch(`${url}/m/${token('m')}`, { ...post, body: long })
    expect([said.status, (await said.text()).includes('That was too long')]).toEqual([413, true])
    const unsaid = await fetch(`${url}/m/${token('m')}`, {
      ...post,
      body: new Blob([long]).stream(),
      duplex: 'half',
    })
    expect(unsaid.status).toBe(413)
    expect(painted.called).toEqual([])
  })

  it('says only to try again after an error, and logs no token', async () => {
    const core = paintedCore()
    const lost = Object.assign(new Error(`connect ECONNREFUSED for ${token('a')} Ada`), {
      code: 'ECONNREFUSED',
    })
    core.confirm = () => Promise.reject(lost)
    core.petition = () => Promise.reject(new TypeError('secret detail'))
    const { url, logged } = await open(core)
    const answer = await press(`${url}/c/${token('a')}`)
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '60'])
    const page = await answer.text()
    expect(page).toContain('Please try again in a minute')
    expect(page).toContain(`href="/c/${token('a')}"`)
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
    const api = await fetch(`${url}/api/petitions/fair-training`)
    expect([api.status, await api.text()].join(' ')).toMatch(/^500 .*error/)
    expect(logged.map(line => line.fields)).toEqual([
      { route: '/c/:token', method: 'POST', code: 'ECONNREFUSED' },
      { route: '/api/petitions/:slug', method: 'GET', code: 'TypeError' },
    ])
  })
})

describe('the petition page', () => {
  it('lists organisations apart, shows the goal, and leads to the rest of the names', async () => {
    const painted = paintedCore({ next: '42' })
    const { url } = await open(painted)
    const page = await (await fetch(`${url}/p/fair-training`)).text()
    expect(page).toContain('represented by Eve Moss, director')
    expect(page.indexOf('<h2>Organisations<')).toBeLessThan(page.indexOf('more people<'))
    expect(page).toContain('<progress max="5000" value="4213" aria-label="4,213 of 5,000">')
    expect(page).toContain('<p class="beside">Goal: 5,000\u00a0· <span>Open since 1 November 2026</span></p>')
    expect(page).toContain('href="/p/fair-training/names?after=42"')
    expect(page).toContain('href="/p/fair-training/names?kind=organisation"')
    expect(page).toContain('<a class="button sign" href="/p/fair-training/sign">Sign</a>')
    // A later page has more people only.
    const later = await (await fetch(`${url}/p/fair-training/names?after=71`)).text()
    expect(later).not.toContain('<h2>Organisations<')
    expect(painted.called).toEqual([
      'featured fair-training',
      'signatories - 200',
      'signatories - 200',
      'signatories 71 600',
    ])
  })

  it('says below the last name how many people are not named, featured ones aside', async () => {
    const signatories = ['Ada', 'Bo', 'Chika'].map((name, at) => {
      return { kind: 'person' as const, name, number: at + 1, signedAt: new Date() }
    })
    const said = async (people: number, next?: string) => {
      const petition = { ...fairTraining, people }
      const painted = paintedCore({
        petition,
        signatories,
        featured: signatories.slice(0, 1),
        ...(next && { next }),
      })
      const { url } = await open(painted)
      const page = await (await fetch(`${url}/p/fair-training`)).text()
      return /<p class="unnamed">(.*)<\/p>/.exec(page)?.[1]
    }
    expect(await said(5)).toBe('And 2 more people, whose names are not shown.')
    expect(await said(4)).toBe('And 1 more person, whose name is not shown.')
    expect(await said(3)).toBeUndefined()
    expect(await said(5, '42')).toBeUndefined()
  })

  it('looks for a name without the control characters in it, which no database takes', async () => {
    const core = paintedCore()
    const queries: SignatoryQuery[] = []
    const { url } = await open({
      ...core,
      signatories(slug, query) {
        queries.push(query)
        return core.signatories(slug, query)
      },
    })
    for (const query of ['find=Ada%00%01+L', 'occupation=%00poet', 'find=%00'])
      expect((await fetch(`${url}/p/fair-training/names?${query}`)).status, query).toBe(200)
    expect(queries).toMatchObject([{ find: 'Ada L' }, { occupation: 'poet' }, { order: 'newest' }])
  })

  it('names nobody if only the count is public, and does not even ask for names', async () => {
    const painted = paintedCore({ petition: { ...fairTraining, listing: 'count' } })
    const { url } = await open(painted)
    expect(await (await fetch(`${url}/p/fair-training`)).text()).not.toContain('Ada')
    expect((await fetch(`${url}/p/fair-training/names`)).status).toBe(404)
    expect(await (await fetch(`${url}/api/petitions/fair-training/signatories`)).json()).toEqual({
      signatories: [],
      next: null,
    })
    expect(painted.called).toEqual([])
  })

  it('says when it closes in the time zone of the petition', async () => {
    const newYear = new Date('2027-01-01T04:59:59Z')
    const closing = { ...fairTraining, closesAt: newYear, timeZone: 'America/New_York' }
    const { url } = await open(paintedCore({ petition: closing }))
    expect(await (await fetch(`${url}/p/fair-training?lang=en`)).text()).toContain(
      'Open until 31 December 2026 at 23:59 (America/New_York)',
    )
    expect(await (await fetch(`${url}/p/fair-training?lang=fr`)).text()).toContain(
      'Ouvert jusqu’au 31 décembre 2026 à 23\u00a0h\u00a059\u00a0(America/New_York)',
    )
    const closed = { ...closing, status: 'closed', closedAt: newYear } as const
    const over = await open(paintedCore({ petition: closed }))
    expect(await (await fetch(`${over.url}/p/fair-training?lang=en`)).text()).toContain(
      'Closed on 31 December 2026. This is the final number.',
    )
  })

  it('invites the first to sign, and not once it is closed', async () => {
    const nobody = { ...fairTraining, signatures: 0, people: 0, organisations: 0 }
    const read = async (petition: typeof nobody) => {
      const { url } = await open(paintedCore({ petition, signatories: [] }))
      return (await fetch(`${url}/p/fair-training`)).text()
    }
    const invited = await read(nobody)
    expect(invited).toContain(
      '<strong class="n" data-live="/p/fair-training/live" hidden>0</strong> <span class="of" data-one="person has signed" data-more="people have signed">Nobody has signed yet. The first signature could be yours.</span>',
    )
    expect(invited.match(/Nobody has signed yet/g)).toHaveLength(1)
    const closed = await read({ ...nobody, status: 'closed', closedAt: new Date('2026-12-01T00:00:00Z') })
    expect(closed).toContain('<strong class="n">0</strong> <span class="of">people have signed</span>')
    expect(closed).not.toContain('Nobody has signed yet')
  })

  it('says the busiest way to sign first', async () => {
    const petition = { ...fairTraining, figures: 'public' } as const
    const figures = { today: 4, week: 20, byChannel: { discord: 3, email: 7, web: 10 }, curve: [] }
    const { url } = await open(paintedCore({ petition, figures }))
    const page = await (await fetch(`${url}/p/fair-training`)).text()
    const [, list = ''] = /<ul class="figures" role="list">(.*?)<\/ul>/s.exec(page) ?? []
    expect(
      list
        .replaceAll(/<[^>]*>/g, ' ')
        .split(/\s+/)
        .filter(word => /^\d+$/.test(word)),
    ).toEqual(['4', '20', '10', '7', '3'])
  })

  it('leads from the names to the organisations, if any have signed', async () => {
    const { url } = await open(paintedCore())
    const link = '<a href="/p/fair-training/names?kind=organisation"'
    const names = async (query: string) => (await fetch(`${url}/p/fair-training/names${query}`)).text()
    expect(await names('')).toContain(`${link}>Organisations</a>`)
    expect(await names('?kind=organisation')).toContain(`${link} aria-current="true">Organisations</a>`)
    const people = await open(paintedCore({ petition: { ...fairTraining, organisations: 0 } }))
    expect(await (await fetch(`${people.url}/p/fair-training/names`)).text()).not.toContain(link)
  })

  it('has an empty line before the newest names, and sets only those large', async () => {
    const signedAt = new Date('2026-11-23T10:00:00Z')
    const many = Array.from({ length: 60 }, (_, i) => ({
      ...{ kind: 'person' as const, name: `Signer ${60 - i}`, number: 60 - i, signedAt },
    }))
    const { url } = await open(paintedCore({ signatories: many }))
    const page = await (await fetch(`${url}/p/fair-training?lang=fr`)).text()
    const [large = '', small = ''] = page.match(/<ul class="wall.*?<\/ul>/gs) ?? []
    expect(large).toContain(
      '<li><a class="blank" href="/p/fair-training/sign?lang=fr" dir="auto">Votre nom ici</a></li>\n<li><bdi>Signer 60</bdi>',
    )
    expect([large.match(/<bdi>/g)?.length, small.match(/<bdi>/g)?.length]).toEqual([12, 48])
    expect(small).not.toContain('class="blank"')
  })

  it('offers no signing once the petition is closed', async () => {
    const closed = { ...fairTraining, status: 'closed', closedAt: new Date('2026-12-01T00:00:00Z') } as const
    const { url } = await open(paintedCore({ petition: closed }))
    const page = await (await fetch(`${url}/p/fair-training`)).text()
    expect(page).toContain('Closed on 1 December 2026')
    // It missed its goal.
    expect(page).not.toMatch(/<progress|Goal:/)
    expect(page).not.toContain('/sign"')
    const sign = await fetch(`${url}/p/fair-training/sign`, { redirect: 'manual' })
    expect([sign.status, sign.headers.get('location')]).toEqual([303, '/p/fair-training'])
  })
})

import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { press } from '../../support/press.ts'
import { openPages as open } from './open-pages.ts'
import { acts, ada, asked, eve, fairTraining, paintedCore, signed, token } from './painted-core.ts'

const post = { method: 'POST' }

describe('the pages behind a confirm link', () => {
  const core = () => paintedCore({ tokens: { [token('a')]: asked(ada), [token('b')]: asked(eve) } })

  it('show what would be recorded and change nothing, by GET and by HEAD', async () => {
    const painted = core()
    const { url } = await open(painted)
    for (const method of ['GET', 'HEAD']) {
      const answer = await fetch(`${url}/c/${token('a')}`, { method })
      expect(answer.status).toBe(200)
      const page = await answer.text()
      if (method === 'HEAD') expect(page).toBe('')
      else {
        expect(page).toContain('You have not signed yet')
        expect(page).toContain(fairTraining.text)
        expect(page).toContain('Ada Lovelace')
      }
    }
    expect(painted.called).toEqual([`requestByToken ${token('a')}`, `requestByToken ${token('a')}`])
  })

  it.each(['/C/', '//c/', '/c//', '///C//'])('open by a link that a program wrote as %s', async path => {
    const painted = core()
    const { url } = await open(painted)
    expect((await fetch(`${url}${path}${token('a')}`)).status).toBe(200)
    expect((await fetch(`${url}/C${path}${token('a')}`)).status).toBe(404)
    expect((await fetch(`${url}/P/fair-training`)).status).toBe(404)
    expect(painted.called).toEqual([`requestByToken ${token('a')}`])
  })

  it('can be read in another language, and stay in it', async () => {
    const { url } = await open(core())
    const page = await (await fetch(`${url}/c/${token('a')}`)).text()
    expect(page).toContain(`<a href="/c/${token('a')}?lang=fr" hreflang="fr" lang="fr">Français</a>`)
    const french = await (await fetch(`${url}/c/${token('a')}?lang=fr`)).text()
    expect(french).toContain('<html lang="fr">')
    expect(french).toContain(`action="/c/${token('a')}?lang=fr"`)
    const done = await (await press(`${url}/c/${token('a')}?lang=fr`)).text()
    expect(done).toContain('<html lang="fr">')
  })

  it('confirm by POST with any body, and accept a token in capitals', async () => {
    const painted = core()
    const { url } = await open(painted)
    for (const fields of [{}, { 'List-Unsubscribe': 'One-Click' }]) {
      const answer = await press(`${url}/c/${token('a').toUpperCase()}`, fields)
      expect(answer.status).toBe(200)
      expect(await answer.text()).toContain('Your signature is number 4,214')
    }
    expect(acts(painted)).toEqual(Array(2).fill(`confirm ${token('a')}`))
  })

  it('pass on what the fields say, and nothing if the page showed the details as text', async () => {
    const painted = core()
    const { url } = await open(painted)
    const fields = { kind: 'organisation', name: 'Eve', occupation: '', organisation: 'A & B', listed: 'yes' }
    expect((await press(`${url}/c/${token('a')}`, fields)).status).toBe(200)
    await press(`${url}/c/${token('a')}`)
    await press(`${url}/c/${token('a')}`, { kind: 'robot', name: 'Eve' })
    expect(acts(painted)).toEqual([
      `confirm ${token('a')} organisation|Eve||A & B|true`,
      `confirm ${token('a')}`,
      `confirm ${token('a')} |Eve|||false`,
    ])
  })

  it('keep what was typed if it cannot be used, and mark the field', async () => {
    const { url } = await open(core())
    const answer = await press(`${url}/c/${token('a')}`, {
      kind: 'organisation',
      name: '',
      occupation: 'poet "laureate"',
    })
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([422, 'no-store'])
    const page = await answer.text()
    expect(page).toContain('You have not signed yet')
    expect(page).toContain('Nothing has been saved yet')
    expect(page).toContain('<details class="change" open>')
    expect(page).toContain('value="poet &quot;laureate&quot;"')
    expect(page).toContain('value="organisation" checked')
    expect(page).not.toContain('name="listed" value="yes" checked')
    expect(page).toMatch(
      /name="name" value=""[^>]* required aria-invalid="true" aria-describedby="name-problem" autofocus>/,
    )
    expect(page).toContain('role="alert" id="name-problem">Please fill this in.')
    expect(page.match(/aria-invalid/g)).toHaveLength(1)
  })

  it('show all that is recorded, and say if the public sees less of it', async () => {
    const count = { ...fairTraining, listing: 'count' } as const
    const { url } = await open(
      paintedCore({
        tokens: {
          [token('a')]: asked(ada),
          [token('b')]: asked({ ...ada, listed: false }, { language: 'fr' }),
          [token('c')]: asked(ada, { petition: count }),
          [token('d')]: asked({ ...eve, listed: false }),
        },
      }),
    )
    const page = async (letter: string) => (await fetch(`${url}/c/${token(letter)}`)).text()
    expect(await page('a')).toContain('<h2>What will be published</h2>')
    const hidden = await page('b')
    expect(hidden).toContain('<h2>Ce qui sera enregistré</h2>')
    expect(hidden).toContain('Ada Lovelace')
    expect(hidden).toContain('Comptée, sans que le nom soit affiché.')
    // If no names are shown, there is nothing to choose, and the choice so far is kept.
    const counted = await page('c')
    expect(counted).toContain('Counted, without showing the name.')
    expect(counted).toContain('<input type="hidden" name="listed" value="yes">')
    expect(counted).not.toContain('type="checkbox"')
    expect(await page('d')).toContain('The organisation is listed, and your name is not shown.')
  })

  it('ask for whom somebody signs only if organisations can sign, or one does', async () => {
    const petition = { ...fairTraining, takesOrganisations: false }
    const { url } = await open(
      paintedCore({
        petition,
        tokens: { [token('a')]: asked(ada, { petition }), [token('b')]: asked(eve, { petition }) },
      }),
    )
    const page = async (path: string) => (await fetch(url + path)).text()
    expect(await page(`/c/${token('a')}`)).not.toContain('type="radio"')
    expect(await page(`/c/${token('b')}`)).toContain('type="radio"')
    expect(await page('/p/fair-training/sign')).not.toContain('on behalf of')
  })

  it('say that something was typed too late', async () => {
    const core = paintedCore({ tokens: { [token('a')]: asked(ada) } })
    core.confirm = async () => ({
      ...{ kind: 'signed', petition: fairTraining, details: ada, number: 7, first: false },
      ...{ waitsForApproval: false, language: 'fr', unsaved: true },
    })
    const { url } = await open(core)
    const page = await (await press(`${url}/c/${token('a')}`, { name: 'Ada King' })).text()
    expect(page).toContain('Ce que vous avez écrit n’est pas enregistré')
  })

  it('drop the request after “it wasn’t me”', async () => {
    const painted = core()
    const { url } = await open(painted)
    const answer = await press(`${url}/c/${token('a')}/not-me`)
    expect(await answer.text()).toContain('the request has been deleted')
    expect(acts(painted)).toEqual([`refuse ${token('a')}`])
  })

  it('lead the address of a POST back to the page, and do nothing', async () => {
    const painted = core()
    const { url } = await open(painted)
    const answer = await fetch(`${url}/c/${token('a')}/not-me`, { redirect: 'manual' })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `/c/${token('a')}`])
    expect(painted.called).toEqual([])
  })

  it('ask core nothing about text that cannot be a token', async () => {
    const painted = core()
    const { url } = await open(painted)
    for (const wrong of ['abc', `${token('a')}a`, token('1'), `${token('a').slice(1)}%00`, '%ff']) {
      for (const method of ['GET', 'POST']) {
        const answer = await fetch(`${url}/c/${wrong}`, { method })
        expect(answer.status, wrong).toBe(404)
        expect(await answer.text()).toContain('We do not know this link')
      }
    }
    expect(painted.called).toEqual([])
    await fetch(`${url}/c/${token('z')}`)
    expect(painted.called, 'a proper one is asked about').toHaveLength(1)
  })

  it('tell by their status that a link is gone, or that it is too late to refuse', async () => {
    const done = {
      kind: 'signed',
      petition: fairTraining,
      details: ada,
      number: 7,
      first: false,
      waitsForApproval: false,
      language: 'en',
    } as const
    const { url } = await open(
      paintedCore({
        tokens: {
          [token('e')]: { kind: 'expired', petition: fairTraining, language: 'fr' },
          [token('f')]: { kind: 'closed', petition: fairTraining, language: 'en' },
          [token('g')]: done,
        },
      }),
    )
    const expired = await press(`${url}/c/${token('e')}`)
    expect([expired.status, (await expired.text()).includes('<html lang="fr">')]).toEqual([410, true])
    expect((await fetch(`${url}/c/${token('f')}`)).status).toBe(410)
    expect((await press(`${url}/c/${token('g')}`)).status).toBe(200)
    expect((await press(`${url}/c/${token('g')}/not-me`)).status).toBe(409)
  })
})

describe('the pages behind a manage link', () => {
  const core = () => paintedCore({ manage: { [token('m')]: signed(ada) } })

  it('pass on exactly what the form says', async () => {
    const painted = core()
    const { url } = await open(painted)
    const answer = await press(`${url}/m/${token('m')}`, {
      name: 'Ada King',
      occupation: 'countess',
      organisation: '',
      listed: 'yes',
    })
    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain('Saved.')
    await press(`${url}/m/${token('m')}`, { name: 'Ada', occupation: '', organisation: 'A & B' })
    expect(painted.called).toEqual(['correct |Ada King|countess||true', 'correct |Ada||A & B|false'])
  })

  it('keep what was typed if it cannot be saved, and mark the field', async () => {
    const { url } = await open(core())
    const answer = await press(`${url}/m/${token('m')}`, { name: '', occupation: 'poet' })
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain('value="poet"')
    expect(page).toMatch(/name="name" value=""[^>]*aria-invalid="true" aria-describedby="name-problem"/)
    expect(page.match(/aria-invalid/g)).toHaveLength(1)
  })

  it('withdraw the signature by POST only', async () => {
    const painted = core()
    const { url } = await open(painted)
    for (const act of ['withdraw', 'erase']) {
      expect((await fetch(`${url}/m/${token('m')}/${act}`, { redirect: 'manual' })).status).toBe(303)
    }
    expect(painted.called).toEqual([])
    const answer = await press(`${url}/m/${token('m')}/withdraw`)
    expect(await answer.text()).toContain('Your signature has been removed')
    expect(painted.called).toEqual(['withdraw'])
  })

  it('give the proof as a file, and none to a stranger', async () => {
    const { url } = await open(core())
    const answer = await fetch(`${url}/m/${token('m')}/proof`)
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain/)
    expect(answer.headers.get('content-disposition')).toBe(
      'attachment; filename="undersigned-fair-training-4213.txt"',
    )
    const text = await answer.text()
    for (const part of [
      fairTraining.text,
      'ab'.repeat(32),
      '4213',
      'Ada Lovelace, composer',
      '2026-11-23T10:00',
    ]) {
      expect(text).toContain(part)
    }
    expect((await fetch(`${url}/m/${token('n')}/proof`)).status).toBe(404)
  })
})

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

  it('says no more about an error than to try again, and logs no token', async () => {
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
    expect(page.indexOf('>Organisations<')).toBeLessThan(page.indexOf('more people<'))
    expect(page).toContain('<progress max="5000" value="4213" aria-label="4,213 of 5,000">')
    expect(page).toContain('href="/p/fair-training/names?after=42"')
    expect(page).toContain('href="/p/fair-training/names?kind=organisation&amp;after=42"')
    expect(page).toContain('<a class="button sign" href="/p/fair-training/sign">Sign</a>')
    // A later page has more people only.
    const later = await (await fetch(`${url}/p/fair-training/names?after=71`)).text()
    expect(later).not.toContain('>Organisations<')
    expect(painted.called).toEqual([
      'featured fair-training',
      'signatories - 200',
      'signatories - 200',
      'signatories 71 600',
    ])
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

  it('offers no signing once the petition is closed', async () => {
    const closed = { ...fairTraining, status: 'closed', closedAt: new Date('2026-12-01T00:00:00Z') } as const
    const { url } = await open(paintedCore({ petition: closed }))
    const page = await (await fetch(`${url}/p/fair-training`)).text()
    expect(page).toContain('Closed on 1 December 2026')
    expect(page).not.toContain('/sign"')
    const sign = await fetch(`${url}/p/fair-training/sign`, { redirect: 'manual' })
    expect([sign.status, sign.headers.get('location')]).toEqual([303, '/p/fair-training'])
  })
})

describe('the API', () => {
  it('has exactly the promised keys, with null for missing values', async () => {
    const { url } = await open(paintedCore({ next: 'n1' }))
    const answer = await fetch(`${url}/api/petitions/fair-training`)
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(answer.headers.get('cache-control')).toBe('public, max-age=10')
    expect(await answer.json()).toEqual({
      slug: 'fair-training',
      title: 'Fair training',
      text: fairTraining.text,
      status: 'open',
      signatures: 4213,
      people: 4190,
      organisations: 23,
      openedAt: '2026-11-01T09:00:00.000Z',
      closedAt: null,
      closesAt: null,
      goal: 5000,
      today: null,
      language: 'en',
      organisedBy: 'The Guild of Makers',
      url: 'https://undersigned.example/p/fair-training',
    })
    const list: unknown = await (await fetch(`${url}/api/petitions/fair-training/signatories`)).json()
    expect(list).toMatchObject({ next: 'n1' })
    expect(list).toHaveProperty('signatories.4', {
      name: 'Chika',
      kind: 'person',
      occupation: null,
      organisation: null,
      checkedDomain: null,
      number: 4209,
      signedAt: '2026-11-23T10:00:00.000Z',
    })
  })

  it('says what is wrong with a limit or a cursor, and accepts good ones', async () => {
    const painted = paintedCore()
    const { url } = await open(painted)
    const list = `${url}/api/petitions/fair-training/signatories`
    for (const query of [
      'limit=0',
      'limit=1001',
      'limit=ten',
      'limit=1.5',
      'limit=-1',
      'after=%00',
      'after=a%20b',
    ]) {
      const answer = await fetch(`${list}?${query}`)
      expect(answer.status, query).toBe(400)
      expect(await answer.json(), query).toHaveProperty('error')
      expect(answer.headers.get('cache-control'), query).toBe('no-store')
    }
    expect(painted.called).toEqual([])
    await fetch(`${list}?limit=1000&after=12`)
    await fetch(`${list}?after=&limit=`)
    expect(painted.called).toEqual(['signatories 12 1000', 'signatories - 100'])
    expect((await fetch(`${url}/api/petitions/draft`)).status).toBe(404)
    expect((await fetch(`${url}/api/petitions/draft/signatories`)).status).toBe(404)
  })
})

describe('the server', () => {
  it('rejects with EADDRINUSE if the port is in use', async () => {
    const { url } = await open(paintedCore())
    await expect(open(paintedCore(), { port: Number(new URL(url).port) })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    })
  })

  it('lets mounted code see requests first', async () => {
    const { url } = await open(paintedCore(), {
      mount: (request, response) => {
        if (request.url !== '/slack/events') return false
        response.end('mounted')
        return true
      },
    })
    expect(await (await fetch(`${url}/slack/events`, post)).text()).toBe('mounted')
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
  })

  it('answers 500 if mounted code throws, and goes on', async () => {
    const { url, logged } = await open(paintedCore(), {
      mount: (request, response) => {
        if (request.url === '/begun') response.write('half')
        if (request.url !== '/healthz') throw new RangeError('quotes Ada')
        return false
      },
    })
    const answer = await fetch(`${url}/slack/events`, post)
    expect([answer.status, await answer.text()]).toEqual([500, ''])
    await expect(fetch(`${url}/begun`, post).then(begun => begun.text())).rejects.toThrow()
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
    expect(logged.map(line => line.fields)).toEqual([{ code: 'RangeError' }, { code: 'RangeError' }])
  })

  it('waits for mounted code before it closes', async () => {
    const asked = Promise.withResolvers<() => void>()
    const { url, web } = await open(paintedCore(), {
      mount: (_request, response) => {
        asked.resolve(() => response.end('taken'))
        return true
      },
    })
    const answer = fetch(`${url}/slack/events`, post)
    const reply = await asked.promise
    const closing = web.close()
    const first = await Promise.race([closing.then(() => 'closed'), sleep(50, 'waiting')])
    expect(first).toBe('waiting')
    reply()
    expect(await (await answer).text()).toBe('taken')
    await closing
  })

  it('answers requests in flight before it closes, and none after', async () => {
    const core = paintedCore()
    const petition = Promise.withResolvers<typeof fairTraining>()
    const asking = Promise.withResolvers<void>()
    core.petition = () => {
      asking.resolve()
      return petition.promise
    }
    const { url, web } = await open(core)
    const answer = fetch(`${url}/p/fair-training`)
    await asking.promise
    const closing = web.close()
    await expect(fetch(`${url}/healthz`)).rejects.toThrow()
    petition.resolve(fairTraining)
    expect((await answer).status).toBe(200)
    const before = Date.now()
    await closing
    // A connection that is kept open ends by itself after five seconds.
    expect(Date.now() - before).toBeLessThan(4_500)
  })

  it('says whether it is ready, and no more', async () => {
    let ready = true
    const { url } = await open(paintedCore(), { ready: () => Promise.resolve(ready) })
    const ask = async (path: string) => {
      const answer = await fetch(`${url}${path}`)
      return [answer.status, await answer.text()]
    }
    expect(await ask('/readyz')).toEqual([200, 'ok'])
    ready = false
    expect(await ask('/readyz')).toEqual([503, 'not ready'])
    expect(await ask('/healthz')).toEqual([200, 'ok'])
    expect((await ask('/metrics'))[0]).toBe(404)
    expect(await (await fetch(`${url}/robots.txt`)).text()).toContain('Disallow: /c/')
  })
})

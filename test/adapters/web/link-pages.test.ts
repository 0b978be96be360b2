import { get } from 'node:http'
import { describe, expect, it } from 'vitest'
import { pathOf } from '../../../src/adapters/web/signing/link-token.ts'
import { press } from '../../support/press.ts'
import { processorMs } from '../../support/processor-ms.ts'
import { openPages as open } from './open-pages.ts'
import { acts, ada, asked, eve, fairTraining, paintedCore, signed, token } from './painted-core.ts'

/** The status of a GET whose path is sent as it stands. */
function rawStatus(url: string, path: string): Promise<number | undefined> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve, reject) => {
    get({ hostname, port, path }, answer => {
      answer.resume()
      resolve(answer.statusCode)
    }).on('error', reject)
  })
}

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

  const abc = 'abcdefghijklmnopqrstuvwxyz234567'
  const half = [abc.slice(0, 20), abc.slice(20)] as const

  it.each([
    ...[
      '.',
      ')',
      '>',
      ';',
      '"',
      "'",
      ']',
      '*',
      '!',
      '?',
      '/',
      '//',
      '</a>',
      '%3C/a%3E',
      '%',
      '\\',
      '&c=1',
      '=3D',
      '=',
    ],
    ...['%20%0A', '%C2%A0', '%E2%80%9D', '%EF%BB%BF', '%E3%80%82', '%3Futm_source=x', '?utm_source=mail'],
  ])('open by a link with %s behind the token', async mark => {
    await opensAs(`${abc}${mark}`)
  })

  it.each([
    ...[`=${abc}`, `3D${abc}`, `=3D${abc}`, `%20${abc}`, `%3C${abc}%3E`, `${half[0]}=%0D%0A${half[1]}`],
    ...[half.join('%20'), half.join('='), half.join('%E2%80%8B'), `${half.join('%20')}.`],
    // This token begins as "3D" does.
    `3d${abc.slice(2)}`,
  ])('open by a link whose token is written %s', async written => {
    const link = written.startsWith('3d') ? written : abc
    await opensAs(written, link)
  })

  /** Each page behind a link opens, although a program changed the link; a browser would mend some of them before it asks. */
  async function opensAs(written: string, token = abc) {
    const painted = paintedCore({ tokens: { [token]: asked(ada) }, manage: { [token]: signed(ada) } })
    const { url } = await open(painted)
    const statuses: (number | undefined)[] = []
    for (const page of ['c', 'm', 'x']) statuses.push(await rawStatus(url, `/${page}/${written}`))
    // No file is behind the third.
    expect(statuses).toEqual([200, 200, 404])
    expect(painted.called).toEqual([`requestByToken ${token}`, `exportByToken ${token}`])
  }

  it.each([
    ...[abc.slice(1), `${abc}a`, `${abc}1`, `x${abc}`, `${abc}${abc}`, half[0], `${half[0]}%20`, 'x/', ''],
  ])('say that a link may have been cut off: %s', async written => {
    const painted = core()
    const { url } = await open(painted)
    for (const page of ['c', 'm', 'x']) {
      const answer = await fetch(`${url}/${page}/${written}`)
      expect(answer.status).toBe(404)
      expect(await answer.text()).toContain('It may have been cut off on its way.')
    }
    expect(painted.called).toEqual([])
  })

  it('do no act that the address does not name', async () => {
    const painted = core()
    const { url } = await open(painted)
    expect((await press(`${url}/c/${token('a')}/not-you`)).status).toBe(404)
    expect(acts(painted)).toEqual([])
    for (const written of [`${token('a')}./not-me`, `${token('a')}//not-me.`])
      await press(`${url}/c/${written}`)
    expect(acts(painted)).toEqual([`refuse ${token('a')}`, `refuse ${token('a')}`])
  })

  it.each(['1', '-', '/', '%20', '</'])('are found however often %j stands behind the token', mark => {
    const request = new Request(`http://localhost/c/${abc}/a${mark.repeat(100_000)}b`)
    expect(processorMs(() => pathOf(request))).toBeLessThan(1_000)
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

  it('have the colour of the petition', async () => {
    const petition = { ...fairTraining, accent: '#123456' }
    const inColour = { ...asked(ada), petition }
    const { url } = await open(paintedCore({ tokens: { [token('a')]: inColour } }))
    expect(await (await fetch(`${url}/c/${token('a')}`)).text()).toMatch(/href="\/style\/\w+-123456\.css"/)
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

  it('set the statement above the name right after signing, unless it is a long letter', async () => {
    for (const [text, shown] of [
      [fairTraining.text, true],
      ['Libraries close. '.repeat(60), false],
    ] as const) {
      const view = asked(ada, { petition: { ...fairTraining, text } })
      const core = paintedCore({ petition: { ...fairTraining, text }, tokens: { [token('a')]: view } })
      const { url } = await open(core)
      const page = await (await press(`${url}/c/${token('a')}`)).text()
      const [, card = ''] = /<div class="card signed">(.*?Ada Lovelace)/s.exec(page) ?? []
      expect(card.includes(text.trim())).toBe(shown)
      expect(page).toContain(`href="/c/${token('a')}?lang=fr"`)
    }
  })

  it('lead from an expired link to the form, in the language of the reader', async () => {
    const tokens = { [token('e')]: { kind: 'expired', petition: fairTraining, language: 'en' } as const }
    const { url } = await open(paintedCore({ tokens }))
    const page = await (await fetch(`${url}/c/${token('e')}?lang=fr`)).text()
    expect(page).toContain('<a class="button" href="/p/fair-training/sign?lang=fr">Signer</a>')
    expect(page).toContain('<a href="/p/fair-training?lang=fr">')
  })

  it('lead a person to their own name among the newest, if it is shown', async () => {
    const { url } = await open(
      paintedCore({ tokens: { [token('a')]: asked(ada), [token('b')]: asked({ ...ada, listed: false }) } }),
    )
    expect(await (await press(`${url}/c/${token('a')}`)).text()).toContain(
      '<a href="/p/fair-training#newest">',
    )
    expect(await (await press(`${url}/c/${token('b')}`)).text()).toContain('<a href="/p/fair-training">')
    expect(await (await fetch(`${url}/p/fair-training`)).text()).toContain('<h2 id="newest">')
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

import { request } from 'node:http'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { press } from '../../support/press.ts'
import { openPages } from './open-pages.ts'
import { acts, ada, asked, fairTraining, hidingBo, paintedCore, signed, token } from './painted-core.ts'

const chrome =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36'
const browser = {
  accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
  'accept-language': 'fr-FR,fr;q=0.9',
  'user-agent': chrome,
}
const navigating = { ...browser, 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }

/** Sends exactly the given headers; `fetch` would add some. Resolves with the page. */
function look(url: string, headers: Record<string, string>, method = 'GET', body = ''): Promise<string> {
  return new Promise((resolve, reject) => {
    request(url, { method, headers }, answer => void text(answer).then(resolve, reject))
      .once('error', reject)
      .end(body)
  })
}

const agents = (names: string[]) => names.map(name => ({ ...browser, 'user-agent': name }))

describe('a GET of a confirm link', () => {
  const people = [
    browser,
    navigating,
    ...agents([
      'Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1',
      'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
      'Mozilla/5.0 (Linux; Android 10; CUBOT NOTE 20) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36',
      'Mozilla/5.0 (Linux; Android 14; SM-S911B; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/142.0.0.0 Mobile Safari/537.36',
      `${chrome} Edg/142.0.0.0`,
      `${chrome} OPR/120.0.0.0`,
    ]),
  ]
  const { 'accept-language': _, ...speechless } = browser
  const scanners = [
    {},
    speechless,
    { ...browser, accept: '*/*' },
    { ...browser, 'user-agent': '' },
    { ...navigating, 'sec-fetch-mode': 'no-cors' },
    { ...navigating, 'sec-fetch-dest': 'iframe' },
    { ...navigating, 'sec-purpose': 'prefetch;prerender' },
    { ...browser, purpose: 'prefetch' },
    { ...browser, 'x-purpose': 'preview' },
    { ...browser, 'x-moz': 'prefetch' },
    ...agents([
      'curl/8.14.1',
      'python-requests/2.32.5',
      'Go-http-client/2.0',
      'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)',
      'Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)',
      'Twitterbot/1.0',
      'TelegramBot (like TwitterBot)',
      'WhatsApp/2.23.20.0 A',
      'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)',
      'Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5 skype-url-preview@microsoft.com',
      'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
      `${chrome} BingPreview/1.0b`,
      'Barracuda Sentinel (EE)',
      'Mozilla/5.0 (compatible; Proofpoint URL Defense)',
      'Mozilla/5.0 (Windows NT 10.0; Mimecast) AppleWebKit/537.36',
      'Mozilla/5.0 (Windows NT 10.0) SafeLinks',
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/142.0.0.0 Safari/537.36',
    ]),
  ]

  it('counts as a person’s if a browser opened the page, otherwise as a scanner’s', async () => {
    const painted = paintedCore({ tokens: { [token('a')]: asked(ada) } })
    const { url } = await openPages(painted)
    const seen = async (headers: Record<string, string>, method = 'GET') => {
      await look(`${url}/c/${token('a')}`, headers, method)
      return painted.fetched.splice(0).join()
    }
    for (const headers of people)
      expect(await seen(headers), JSON.stringify(headers)).toBe('fair-training person')
    for (const headers of scanners)
      expect(await seen(headers), JSON.stringify(headers)).toBe('fair-training scanner')
    expect(await seen(navigating, 'HEAD')).toBe('fair-training scanner')
  })

  it('counts for known links only, and a press does not count', async () => {
    const painted = paintedCore({
      tokens: {
        [token('a')]: asked(ada),
        [token('b')]: { kind: 'asked-command', preview: hidingBo, language: 'en' },
        [token('e')]: { kind: 'expired', petition: fairTraining, language: 'en' },
      },
    })
    const { url } = await openPages(painted)
    await look(`${url}/c/${token('b')}`, browser)
    await look(`${url}/c/${token('z')}`, browser)
    await look(`${url}/c/nothing`, browser)
    await look(`${url}/c/${token('a')}`, browser, 'POST')
    await look(`${url}/c/${token('a')}/not-me`, browser, 'POST')
    expect(painted.fetched).toEqual([])
    await look(`${url}/c/${token('e')}`, browser)
    expect(painted.fetched).toEqual(['fair-training person'])
  })
})

describe('a press of a button', () => {
  const pressing = { ...navigating, 'sec-fetch-site': 'same-origin', origin: 'null' }
  const link = (url: string) => `${url}/c/${token('a')}`
  const open = async () => {
    const painted = paintedCore({
      tokens: { [token('a')]: asked(ada) },
      manage: { [token('m')]: signed(ada) },
    })
    const { url } = await openPages(painted)
    return { painted, url }
  }

  it('of a person acts at once', async () => {
    for (const headers of [
      pressing,
      // Without TLS browsers do not say where they come from.
      { ...browser, origin: 'null' },
      { ...pressing, origin: 'https://undersigned.example' },
    ]) {
      const { painted, url } = await open()
      await look(link(url), headers, 'POST')
      expect(acts(painted), JSON.stringify(headers)).toEqual([`confirm ${token('a')}`])
    }
  })

  it.each<[string, Record<string, string>]>([
    ['Barracuda', { ...pressing, 'user-agent': 'Barracuda Sentinel (EE)' }],
    ['a browser without a person', { ...pressing, 'user-agent': chrome.replace('Chrome', 'HeadlessChrome') }],
    ['a prefetch', { ...pressing, 'sec-purpose': 'prefetch' }],
    ['another site', { ...pressing, 'sec-fetch-site': 'cross-site' }],
    ['another origin', { ...browser, origin: 'https://evil.example' }],
    ['a script of a page', { ...pressing, 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' }],
    ['a program that only names a browser', browser],
    ['curl', { 'user-agent': 'curl/8.14.1', accept: '*/*' }],
    ['a program without headers', {}],
  ])('of %s shows another button, and acts only by that', async (_, headers) => {
    const { painted, url } = await open()
    const body = 'name=Ada+%22King%22&occupation=countess&organisation=&listed=yes'
    const page = await look(link(url), headers, 'POST', body)
    expect(page).toContain('Nothing has happened yet')
    expect(page).toContain('Confirm my signature')
    expect(page).toContain('<bdi>Ada &quot;King&quot;</bdi>')
    // Pressing the first button again does no more.
    await look(link(url), headers, 'POST', body)
    expect(acts(painted)).toEqual([])
    // Anything that reads the second form can send it.
    const fields = [...page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)]
    const second = new URLSearchParams(
      fields.map(([, name = '', value = '']): [string, string] => [name, value.replaceAll('&quot;', '"')]),
    )
    await look(link(url), headers, 'POST', second.toString())
    expect(acts(painted)).toEqual([`confirm ${token('a')} |Ada "King"|countess||true`])
  })

  it('of a machine refuses nothing, removes nothing and changes nothing', async () => {
    const { painted, url } = await open()
    const onManagePage = ['', '/list', '/withdraw', '/erase'].map(act => `/m/${token('m')}${act}`)
    for (const path of [`/c/${token('a')}/not-me`, ...onManagePage])
      expect(await look(`${url}${path}`, {}, 'POST')).toContain('Nothing has happened yet')
    expect(acts(painted)).toEqual([])
  })

  it('of one link is no second step of another', async () => {
    const { painted, url } = await open()
    const [, value] = /name="second-step" value="([^"]+)"/.exec(await look(link(url), {}, 'POST')) ?? []
    await look(`${url}/m/${token('m')}/erase`, {}, 'POST', `second-step=${value}`)
    expect(acts(painted)).toEqual([])
  })
})

describe('the page of a refused request', () => {
  it('offers to sign after all, which leads to the form', async () => {
    const painted = paintedCore({
      tokens: {
        [token('r')]: { kind: 'refused', petition: fairTraining, language: 'en', canSignAfterAll: true },
      },
    })
    const { url } = await openPages(painted)
    const page = await look(`${url}/c/${token('r')}`, navigating)
    expect(page).toContain(`action="/c/${token('r')}/after-all"`)
    expect(page).toContain('I want to sign after all')
    const answer = await press(`${url}/c/${token('r')}/after-all`)
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/p/fair-training/sign'])
    expect(acts(painted)).toEqual([`sign after all ${token('r')}`])
  })
})

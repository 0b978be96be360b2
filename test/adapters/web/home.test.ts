import { expect, it } from 'vitest'
import { textsOf } from '../../../src/core/texts/texts.ts'
import { openPages } from './open-pages.ts'
import { fairTraining, paintedCore } from './painted-core.ts'

const read = async (url: string) => (await fetch(url, { headers: { 'accept-language': 'en' } })).text()

it('lists the open petitions with first line, organiser and number', async () => {
  const { url } = await openPages(paintedCore())
  const page = await read(url)
  expect(page).toContain('<a href="/p/fair-training">Fair training</a>')
  expect(page).toContain('Every town needs a library.')
  expect(page).toContain('<strong>4,213 signatures</strong>\u00a0· Put forward by The Guild of Makers</p>')
})

it('tells other sites how to show its link, without a picture of one petition', async () => {
  const { url } = await openPages(paintedCore(), { channels: ['email'] })
  const page = await read(url)
  const tags = [...page.matchAll(/<meta (?:property|name)="((?:og|twitter):[^"]*)" content="([^"]*)">/g)]
  expect(Object.fromEntries(tags.map(([, name, content]) => [name, content]))).toEqual({
    'og:type': 'website',
    'og:site_name': 'Undersigned',
    'og:title': 'Open for signatures',
    'og:description':
      'Statements you can sign by email. Every signature is confirmed by the person who signs.',
    'og:url': 'https://undersigned.example/',
    'twitter:card': 'summary',
  })
  expect(page).toContain('<link rel="canonical" href="https://undersigned.example/">')
})

it('gives a long letter its title as the headline, and tells no number before there is one', async () => {
  const text = `Dear Minister,\n\n${'Libraries close one by one. '.repeat(40)}`
  const { url } = await openPages(paintedCore({ petition: { ...fairTraining, text, signatures: 0 } }))
  const page = await read(url)
  expect(page).toContain('<li class="of-long">\n<h2 lang="en" dir="ltr">')
  expect(page).toContain('>Libraries close one by one.')
  expect(page).toContain('<p class="small">Put forward by The Guild of Makers</p>')
})

it('sets a petition in Arabic on the right, with the organiser below it', async () => {
  const text = 'لا يجوز استخدام الأعمال الإبداعية إلا بموافقة من أبدعوها.'
  const { url } = await openPages(paintedCore({ petition: { ...fairTraining, text } }))
  expect(await read(url)).toContain('<li class="turned">')
})

it('is the page of the only petition, if there is one', async () => {
  const core = paintedCore({ only: true })
  const { url } = await openPages(core)
  const page = await read(url)
  expect(page).toContain('<h1 lang="en" dir="ltr">Fair training</h1>')
  expect(page).toContain('<link rel="canonical" href="https://undersigned.example/p/fair-training">')
  const closed = await openPages(paintedCore({ only: true, petition: { ...fairTraining, status: 'closed' } }))
  expect(await read(closed.url)).toContain('No statement is open for signatures at the moment.')
})

it('keeps search engines away from a petition that is in no list, and from no other', async () => {
  const noIndex = '<meta name="robots" content="noindex">'
  const listed = await openPages(paintedCore())
  expect(await read(`${listed.url}/p/fair-training`)).not.toContain(noIndex)
  const unlisted = await openPages(paintedCore({ petition: { ...fairTraining, unlisted: true } }))
  expect(await read(`${unlisted.url}/p/fair-training`)).toContain(noIndex)
})

it('keeps the language that somebody chose from page to page', async () => {
  const { url } = await openPages(paintedCore({ next: '9' }), { channels: ['email', 'web'] })
  for (const path of ['/', '/p/fair-training', '/p/fair-training/names', '/p/fair-training/sign']) {
    const page = await read(`${url}${path}?lang=fr`)
    expect(page, path).toContain('<html lang="fr">')
    const links = [...page.matchAll(/(?:href|action)="(\/[^"]*)"/g)].map(([, link]) => link ?? '')
    const others = links.filter(link => !/^\/(style|script|favicon)|lang=|\.atom$/.test(link))
    // The search has the language in a field.
    expect(
      others.filter(link => link !== '/p/fair-training/names'),
      path,
    ).toEqual([])
  }
  expect(await read(`${url}/p/fair-training`)).not.toContain('href="/p/fair-training/sign?')
})

it('says at the foot of every page who runs the service, and on a page what it keeps', async () => {
  const core = paintedCore()
  const site = {
    name: 'Signatures',
    operator: 'Verein "Kunst & Recht"',
    contact: 'hello@example.org',
    imprintUrl: 'https://example.org/imprint',
  }
  core.pageWords = () => ({ ...textsOf('en').pages, site })
  const { url } = await openPages(core)
  for (const path of ['/', '/p/fair-training', '/nothing']) {
    const page = await read(url + path)
    expect(page, path).toContain('Run by Verein &quot;Kunst &amp; Recht&quot;. No cookies, no tracking.')
    expect(page, path).toContain('<a href="https://example.org/imprint">Imprint</a>')
    expect(page, path).toContain('<a href="mailto:hello@example.org">')
    expect(page, path).toContain(' · Signatures</title>')
  }
  const privacy = await read(`${url}/privacy`)
  expect(privacy).toContain('runs this service. This page says what it keeps')
  expect(privacy).toContain('keyed hash of your network until midnight')
})

it('has the colour of the petition', async () => {
  const { url } = await openPages(paintedCore({ petition: { ...fairTraining, accent: '#123456' } }))
  const href = /<link rel="stylesheet" href="([^"]*)">/.exec(await read(`${url}/p/fair-training`))?.[1]
  expect(href).toMatch(/^\/style\/[0-9a-f]{12}-123456\.css$/)
  const answer = await fetch(url + href)
  expect(answer.headers.get('cache-control')).toContain('immutable')
  expect(await answer.text()).toContain(':root{--accent:#123456;')
  expect((await fetch(`${url}/style/old-zzzzzz.css`)).status).toBe(200)
})

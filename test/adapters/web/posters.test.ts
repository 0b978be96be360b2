import { expect, it } from 'vitest'
import { openPages } from './open-pages.ts'
import { fairTraining, paintedCore } from './painted-core.ts'

it('answers from memory, compressed, and not at all to those who have the page', async () => {
  const core = paintedCore()
  const { url } = await openPages(core)
  const read = (headers: Record<string, string> = {}) => fetch(`${url}/p/fair-training`, { headers })
  const first = await read({ 'accept-encoding': 'br' })
  expect(first.headers.get('content-encoding')).toBe('br')
  expect(first.headers.get('vary')).toBe('Accept-Language, Accept-Encoding')
  expect(first.headers.get('cache-control')).toBe('public, max-age=0, s-maxage=5, stale-while-revalidate=60')
  expect(await first.text()).toContain(fairTraining.text)
  const etag = first.headers.get('etag') ?? ''
  const again = await read({ 'if-none-match': etag, 'accept-encoding': 'gzip' })
  expect([again.status, again.headers.get('etag'), await again.text()]).toEqual([304, etag, ''])
  const head = await fetch(`${url}/p/fair-training`, { method: 'HEAD' })
  expect([head.status, await head.text()]).toEqual([200, ''])
  // One reading for all of that; French is another page.
  expect(core.called).toHaveLength(3)
  const french = await read({ 'accept-language': 'fr' })
  expect(french.headers.get('content-language')).toBe('fr')
  expect(french.headers.get('etag')).not.toBe(etag)
  expect((await read({ 'if-none-match': etag, 'accept-language': 'fr' })).status).toBe(200)
})

it('says to whom the statement is addressed and who put it forward, whatever their direction', async () => {
  const petition = {
    ...fairTraining,
    title: 'تدريب عادل',
    text: 'لا يجوز استخدام الأعمال الإبداعية إلا بموافقة من أبدعوها.',
    addressee: 'البرلمانات <b>',
    accent: '#8c1d18',
  }
  const { url } = await openPages(paintedCore({ petition }))
  const page = await (await fetch(`${url}/p/fair-training`)).text()
  expect(page).toContain('<p class="kicker joined">To \u2068البرلمانات &lt;b&gt;\u2069</p>')
  expect(page).toContain('<h1 lang="ar" dir="rtl">تدريب عادل</h1>')
  expect(page).toMatch(/<blockquote class="letter poster-size quoted" lang="ar" dir="rtl">/)
  expect(page).toContain('<p class="by">Put forward by The Guild of Makers</p>')
  expect(page).toContain('<html lang="en">')
})

it('shows how the signatures came in only where the petition shows it', async () => {
  const figures = {
    today: 412,
    week: 3120,
    byChannel: { email: 4000, web: 213 },
    curve: [1, 2, 3].map(day => ({ start: new Date(Date.UTC(2026, 10, day)), total: day * 100 })),
  }
  const shown = await openPages(paintedCore({ petition: { ...fairTraining, figures: 'public' }, figures }))
  const page = await (await fetch(`${shown.url}/p/fair-training`)).text()
  expect(page).toContain('people and organisations have signed · 412 today')
  expect(page).toContain('<li><span class="n">213</span>on our page</li>')
  expect(page).toContain(
    'aria-label="A rising line: 300 signatures from 1 November 2026 to 3 November 2026."',
  )
  const hidden = await openPages(paintedCore({ figures }))
  expect(await (await fetch(`${hidden.url}/p/fair-training`)).text()).not.toContain('412')
})

it('stays below 50 kB with its style and script, in the first view', async () => {
  const signedAt = new Date()
  const person = { kind: 'person', name: 'Oluwaseun Featherstonehaugh', occupation: 'screenwriter' } as const
  const signatories = Array.from({ length: 200 }, (_, i) => ({ ...person, number: i + 1, signedAt }))
  const { url } = await openPages(paintedCore({ signatories }))
  const page = await (await fetch(`${url}/p/fair-training`)).text()
  const files = [...page.matchAll(/(?:href|src)="(\/(?:style|script)\/[^"]+)"/g)].map(([, path]) => path)
  expect(files).toHaveLength(2)
  const sizes = await Promise.all(
    files.map(async path => (await (await fetch(`${url}${path}`)).arrayBuffer()).byteLength),
  )
  expect(Buffer.byteLength(page) + sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(50_000)
  expect(sizes[1]).toBeLessThan(10_000)
})

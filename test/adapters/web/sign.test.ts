import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { hostile } from './hostile.ts'
import { openPages } from './open-pages.ts'
import { fairTraining, paintedCore } from './painted-core.ts'

const channels = ['discord', 'email', 'web'] as const
const filled = {
  kind: 'person',
  name: 'Ada Lovelace',
  occupation: 'composer',
  organisation: '',
  listed: 'yes',
  mailbox: 'Ada@Example.ORG',
}
const send = (url: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(`${url}/p/fair-training/sign`, { method: 'POST', body: new URLSearchParams(fields), headers })

describe('signing on the page', () => {
  it('offers the form and the other ways, and records nothing by a GET', async () => {
    const core = paintedCore()
    const { url } = await openPages(core, {
      channels,
      invitations: { discord: 'https://discord.example/invite' },
    })
    const answer = await fetch(`${url}/p/fair-training/sign`)
    expect([answer.headers.get('cache-control'), answer.headers.get('x-robots-tag')]).toEqual([
      'no-store',
      'noindex, nofollow',
    ])
    const page = await answer.text()
    for (const part of [
      fairTraining.text,
      'id="web" method="post" action="/p/fair-training/sign"',
      'type="text" id="mailbox"',
      'inputmode="email"',
      'collects these signatures to show who supports this text',
      'sign+fair-training@undersigned.example',
      'https://mail.google.com/mail/?view=cm&amp;fs=1&amp;to=sign%2Bfair-training%40undersigned.example',
      'https://outlook.live.com/mail/0/deeplink/compose?to=sign%2Bfair-training%40undersigned.example',
      'href="https://discord.example/invite"',
    ])
      expect(page).toContain(part)
    expect(core.received).toEqual([])
  })

  it('passes the form on as every channel does, for a mailbox that nothing proves', async () => {
    // An act belongs to its ten minutes, which must not end between two presses.
    vi.useFakeTimers({ toFake: ['Date'] })
    onTestFinished(() => void vi.useRealTimers())
    const core = paintedCore()
    const { url } = await openPages(core, { channels })
    const answer = await send(url, filled, { 'accept-language': 'fr' })
    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain('Nous avons écrit à Ada@example.org')
    expect(core.received).toMatchObject([
      {
        channel: 'web',
        account: 'Ada@example.org',
        authenticated: false,
        place: null,
        languageHint: 'fr',
        act: {
          kind: 'form',
          form: 'sign:fair-training',
          values: { name: 'Ada Lovelace', occupation: 'composer', way: 'myself', mailbox: 'Ada@Example.ORG' },
        },
      },
    ])
    // Pressed twice, it is one act; another name is another.
    await send(url, filled)
    await send(url, { ...filled, name: 'Ada King', listed: '' })
    const keys = core.received.map(({ key }) => key)
    expect([keys[0] === keys[1], keys[0] === keys[2]]).toEqual([true, false])
  })

  it('keeps what was typed, and says beside each field what is wrong', async () => {
    const core = paintedCore()
    const { url } = await openPages(core, { channels })
    const answer = await send(url, { ...filled, name: '', mailbox: 'ada at example', kind: 'organisation' })
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain('Nothing has been sent yet.')
    expect(page).toContain('value="composer"')
    expect(page).toContain('value="organisation" checked')
    expect(page).toMatch(/id="name"[^>]* aria-invalid="true" aria-describedby="name-problem" autofocus/)
    expect(page).toMatch(
      /id="mailbox"[^>]*value="ada at example"[^>]* aria-describedby="mailbox-note mailbox-problem">/,
    )
    expect(page.match(/ autofocus/g)).toHaveLength(1)
    expect((await send(url, { ...filled, mailbox: '' })).status).toBe(422)
    expect(core.received).toEqual([])
  })

  it('says that nothing was recorded if the petition was closed meanwhile', async () => {
    const core = paintedCore({ petition: { ...fairTraining, status: 'closed' } })
    const { url } = await openPages(core, { channels })
    const answer = await send(url, filled)
    expect(answer.status).toBe(410)
    expect(await answer.text()).toContain('It takes no more signatures, so nothing was recorded for you.')
    expect(core.received).toEqual([])
  })

  it.each(['/p/fair-training/sign', '/mine'])(
    'takes no mailbox that cannot be written to: %s',
    async path => {
      const core = paintedCore()
      const { url } = await openPages(core, { channels })
      const statuses: number[] = []
      for (const mailbox of [
        `${'a'.repeat(65)}@example.org`,
        ...['ada@example', 'ada@example..org', 'ada@[127.0.0.1]', 'ada@example.org, bo@example.org'],
        ...['ada…@example.org', 'ada%bo@example.org'],
      ]) {
        const body = new URLSearchParams({ ...filled, mailbox })
        statuses.push((await fetch(`${url}${path}`, { method: 'POST', body })).status)
      }
      expect(statuses).toEqual(Array(7).fill(422))
      expect(core.received).toEqual([])
    },
  )

  it.each(['/p/fair-training/sign', '/mine'])('reads a mailbox as people paste it: %s', async path => {
    const core = paintedCore()
    const { url } = await openPages(core, { channels })
    for (const mailbox of ['Ada Lovelace <ada@example.org>', 'ada@example.org\u200b', 'ada@example.org…']) {
      const body = new URLSearchParams({ ...filled, mailbox })
      const answer = await fetch(`${url}${path}`, { method: 'POST', body })
      expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('ada@example.org')])
    }
    expect(core.received.map(({ account }) => account)).toEqual(Array(3).fill('ada@example.org'))
  })

  it('answers a program that fills in the hidden field like anybody, and passes nothing on', async () => {
    const core = paintedCore()
    const { url } = await openPages(core, { channels })
    const person = await send(url, filled)
    const program = await send(url, { ...filled, website: 'https://spam.example' })
    expect([program.status, await program.text()]).toEqual([person.status, await person.text()])
    expect(core.received).toHaveLength(1)
  })

  it('shows whatever was typed as text', async () => {
    const { url } = await openPages(paintedCore(), { channels })
    for (const text of hostile) {
      const page = await (await send(url, { ...filled, name: text, mailbox: '' })).text()
      expect(page.match(/<(script|h1|svg|form|img)\b/g), text).toEqual(['<script', '<svg', '<h1', '<form'])
    }
  })

  it('passes on the network it came from, and says so if too much has come', async () => {
    const core = paintedCore()
    const { url } = await openPages(core, { channels })
    const from = (address: string) => send(url, filled, { 'x-forwarded-for': `203.0.113.9, ${address}` })
    for (const address of ['198.51.100.7', '::ffff:198.51.100.8', '2001:DB8:1:2::3', '2001:db8::1'])
      expect((await from(address)).status).toBe(200)
    expect(core.received.map(({ network }) => network)).toEqual([
      ...['198.51.100', '198.51.100', '2001:db8:1', '2001:db8:0'],
    ])
    core.receive = () => Promise.resolve({ kind: 'over-limit' })
    const late = await from('198.51.100.7')
    expect(late.status).toBe(429)
    const page = await late.text()
    expect(page).toContain('Very many people have sent this form just now')
    expect(page).toContain('value="Ada Lovelace"')
  })

  it('is not there if email is off', async () => {
    const { url } = await openPages(paintedCore(), { channels: ['discord'], mailAddress: '' })
    expect(await (await fetch(`${url}/p/fair-training/sign`)).text()).not.toContain('<form')
    expect((await send(url, filled)).status).toBe(404)
  })
})

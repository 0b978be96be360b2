import { mkdtemp, rm } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { toPlace } from '../../../src/adapters/email/place.ts'
import { openOutgoing } from '../../../src/adapters/email/send/outgoing.ts'
import { openTrialDesk } from '../../../src/adapters/email/trial/trial-desk.ts'
import { openWeb, type Web } from '../../../src/adapters/web/server.ts'
import type { TrialDesk, TrialMail } from '../../../src/adapters/web/trial/trial-mail.ts'
import { pngOf } from '../../../src/pictures/png-of.ts'
import { svgOf } from '../../../src/pictures/svg-of.ts'
import { oneWeek } from '../../pictures/sample-pictures.ts'
import { chromiumPath, openBrowser } from '../../support/browser.ts'
import { needs } from '../../support/needs.ts'
import { ada, asked, type PaintedCore, paintedCore, token } from './painted-core.ts'

const nothing = () => undefined
const silent = { debug: nothing, info: nothing, warn: nothing, error: nothing }

const opened: Web[] = []
const folders: string[] = []
afterEach(async () => {
  for (const web of opened.splice(0)) await web.close()
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true })
})

async function serve(core: PaintedCore, trial: TrialDesk): Promise<string> {
  const web = await openWeb({
    core,
    trial,
    host: '127.0.0.1',
    port: 0,
    publicUrl: 'http://localhost',
    mailAddress: 'sign@localhost',
    ready: () => Promise.resolve(true),
    log: silent,
  })
  opened.push(web)
  return web.url
}

type Sent = Parameters<TrialDesk['send']>[0]

/** A desk that answers every email with the same confirm email. */
async function open() {
  const core = paintedCore({ tokens: { [token('a')]: asked(ada) } })
  const sent: Sent[] = []
  const mails: TrialMail[] = []
  const answer = (to: string) => {
    mails.unshift({
      id: `mail-${mails.length + 1}`,
      from: 'Undersigned <sign@localhost>',
      to,
      subject: `Please <confirm> ${mails.length + 1}`,
      date: new Date(),
      replyTo: `sign+confirm-${token('a')}@localhost`,
      messageId: '<one@localhost>',
      text: `Press: ${url}/c/${token('a')}\n<b>`,
      html: `<!doctype html><html><head><title>m</title></head><body><script>document.title = 'ran'</script>
        <a href="${url}/c/${token('a')}">Look and confirm</a></body></html>`,
      raw: Buffer.from('Subject: raw\r\n\r\n'),
    })
  }
  const trial: TrialDesk = {
    list: () => Promise.resolve(mails),
    read: id => Promise.resolve(mails.find(mail => mail.id === id)),
    send: mail => {
      if (!mail.from.includes('@')) return Promise.resolve({ kind: 'refused', why: '553 <no> mailbox' })
      sent.push(mail)
      answer(mail.from)
      return Promise.resolve({ kind: 'sent' })
    },
  }
  const url = await serve(core, trial)
  return { url, core, sent, answer }
}

/** A desk at which the service has sent the numbers to an organiser, with their picture. */
async function openWithPicture(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'trial-'))
  folders.push(directory)
  const outgoing = openOutgoing({
    address: 'sign@localhost',
    outgoing: { kind: 'trial', directory },
    log: silent,
  })
  await outgoing.send({
    id: '0190a0b0-0000-7000-8000-000000000001',
    place: toPlace({ to: { address: 'dana@localhost', name: '' }, references: [], subject: '' }),
    reply: {
      language: 'en',
      subject: 'The numbers',
      blocks: [{ kind: 'image', name: 'fair.png', alt: '843 signatures.', png: await pngOf(svgOf(oneWeek)) }],
    },
    answerTo: { kind: 'service' },
    createdAt: new Date(),
    unasked: false,
  })
  return serve(paintedCore(), openTrialDesk({ directory, listener: { host: '127.0.0.1', port: 1 } }))
}

const mail = {
  from: 'Bo <bo@example.org>',
  to: 'sign+fair-training@localhost',
  subject: 'hello',
  text: 'Bo\nillustrator',
}
const post = (headers: Record<string, string> = {}, fields: Record<string, string> = mail): RequestInit => ({
  method: 'POST',
  body: new URLSearchParams(fields),
  headers,
  redirect: 'manual',
})

/** `fetch` may not choose its Host. */
function statusFor(url: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url, { headers }, answer => {
      answer.resume()
      resolve(answer.statusCode)
    })
      .once('error', reject)
      .end()
  })
}

describe('the trial desk', () => {
  it('is there for people at this machine only', async () => {
    const { url } = await open()
    const port = new URL(url).port
    for (const host of [`localhost:${port}`, 'LOCALHOST', '127.0.0.1:80', `[::1]:${port}`]) {
      expect(await statusFor(`${url}/trial`, { host }), host).toBe(200)
    }
    for (const host of [
      'evil.example',
      `localhost.evil.example:${port}`,
      '127.0.0.1.nip.io',
      '10.0.0.1',
      'localhost:x',
    ]) {
      expect(await statusFor(`${url}/trial`, { host }), host).not.toBe(200)
    }
    for (const name of ['forwarded', 'x-forwarded-for', 'X-Forwarded-Proto']) {
      for (const path of ['/trial', '/trial/mails', '/trial/script.js']) {
        expect(await statusFor(url + path, { host: 'localhost', [name]: 'x' }), name + path).toBe(404)
      }
    }
  })

  it('sends what was written; if it is refused, shows it again with the reason', async () => {
    const { url, sent } = await open()
    const answer = await fetch(`${url}/trial/send`, post())
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/trial?sent=1#mails'])
    expect(sent).toEqual([mail])
    const refused = await fetch(`${url}/trial/send`, post({}, { ...mail, from: 'nobody "x"' }))
    expect(refused.status).toBe(422)
    const page = await refused.text()
    expect(page).toContain('553 &lt;no&gt; mailbox')
    expect(page).toContain('value="nobody &quot;x&quot;"')
  })

  it('refuses posts from other sites', async () => {
    const { url, sent } = await open()
    const foreign: Record<string, string>[] = [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
    ]
    for (const headers of foreign) {
      expect((await fetch(`${url}/trial/send`, post(headers))).status, JSON.stringify(headers)).toBe(403)
    }
    expect(sent).toEqual([])
    expect((await fetch(`${url}/trial/send`, post({ origin: url }))).status).toBe(303)
    expect((await fetch(`${url}/trial/send`, post({ 'sec-fetch-site': 'same-origin' }))).status).toBe(303)
    expect(sent).toHaveLength(2)
  })

  it('never lets a field become a second header line', async () => {
    const { url, sent } = await open()
    await fetch(`${url}/trial/send`, post({}, { ...mail, subject: 'a\r\nBcc: all@example.org' }))
    expect(sent[0]?.subject).toBe('a Bcc: all@example.org')
  })

  it('shows an email in a frame sandboxed by its own policy, and its source', async () => {
    const { url, answer } = await open()
    answer('ada@example.org')
    const page = await (await fetch(`${url}/trial/mails/mail-1`)).text()
    expect(page).toContain('<h1 dir="auto">Please &lt;confirm&gt; 1</h1>')
    expect(page).toContain(`name="to" value="sign+confirm-${token('a')}@localhost"`)
    expect(page).toContain('name="inReplyTo" value="&lt;one@localhost&gt;"')
    expect(page).toContain('value="Re: Please &lt;confirm&gt; 1"')
    const frame = await fetch(`${url}/trial/mails/mail-1/html`)
    expect(frame.headers.get('content-security-policy')).toMatch(/^sandbox allow-popups (?!.*allow-scripts)/)
    expect(await frame.text()).toContain('<head><base target="_blank">')
    expect(await (await fetch(`${url}/trial/mails/mail-1/raw`)).text()).toBe('Subject: raw\r\n\r\n')
    expect((await fetch(`${url}/trial/mails/mail-9`)).status).toBe(404)
  })
})

describe.skipIf(!needs('Chromium', chromiumPath !== undefined))('in a real browser (needs Chromium)', () => {
  let browser: Browser

  beforeAll(async () => {
    browser = (await openBrowser()) as Browser
  })
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close()
  })
  afterAll(() => browser.close())

  it('lets a newcomer write, see the answer appear, open it, press its link and confirm; no script runs in the email', async () => {
    const { url, core, answer } = await open()
    const context = await browser.newContext({ locale: 'en-GB' })
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('pageerror', error => complaints.push(error.message))
    await page.goto(url)
    await page.getByRole('link', { name: 'Open the trial desk' }).click()
    await page.getByRole('button', { name: 'Send' }).click()
    await page.getByText('Please <confirm> 1').waitFor()

    // A later one appears without reloading, and does not move the keyboard's focus.
    await page.getByRole('link', { name: /Please <confirm> 1/ }).focus()
    answer('bo@example.org')
    await page.getByText('Please <confirm> 2').waitFor()
    expect(await page.evaluate('document.activeElement.textContent')).toContain('<confirm> 1')
    expect(await page.locator('#mail-count').textContent()).toBe('2 emails')

    await page.keyboard.press('Enter')
    await page.waitForURL('**/trial/mails/mail-1')
    const frame = page.frameLocator('iframe.mail-html')
    const [tab] = await Promise.all([
      context.waitForEvent('page'),
      frame.getByRole('link', { name: 'Look and confirm' }).click(),
    ])
    expect(await frame.locator('title').textContent()).toBe('m')
    await tab.getByRole('heading', { name: 'You have not signed yet' }).waitFor()
    expect(core.called.filter(call => call.startsWith('confirm'))).toEqual([])

    // By keyboard alone: the first thing after the frame of the page is the button.
    await tab.getByRole('button', { name: 'Confirm my signature' }).focus()
    await tab.keyboard.press('Enter')
    await tab.getByRole('heading', { name: 'Your signature is number 4,214' }).waitFor()
    await tab.reload()
    expect(core.called.filter(call => call.startsWith('confirm'))).toHaveLength(2)
    expect(complaints).toEqual([])
  })

  it('shows the picture in an email, and loads nothing else', async () => {
    const url = await openWithPicture()
    const page = await (await browser.newContext({ viewport: { width: 900, height: 1200 } })).newPage()
    const complaints: string[] = []
    page.on('console', message => complaints.push(message.text()))
    const asked: string[] = []
    page.on('request', request => asked.push(request.url()))
    await page.goto(`${url}/trial`)
    await page.getByRole('link', { name: /The numbers/ }).click()
    await page.frameLocator('iframe.mail-html').getByRole('img', { name: '843 signatures.' }).waitFor()
    const frame = page.frames().at(-1)
    await expect.poll(() => frame?.evaluate('document.images[0].naturalWidth')).toBe(1080)
    expect(complaints).toEqual([])
    expect(asked.filter(one => !one.startsWith(url) && !one.startsWith('data:'))).toEqual([])
  })

  it('works without scripts, and replies as the person who got the email', async () => {
    const { url, sent, answer } = await open()
    answer('Ada Lovelace <ada@example.org>')
    const context = await browser.newContext({ javaScriptEnabled: false, locale: 'fr-FR' })
    const page = await context.newPage()
    await page.goto(`${url}/trial`)
    await page.getByRole('link', { name: /Please <confirm> 1/ }).click()
    await page.getByRole('button', { name: 'Envoyer la réponse' }).click()
    await page.getByText('Please <confirm> 2').waitFor()
    expect(sent).toEqual([
      {
        from: 'Ada Lovelace <ada@example.org>',
        to: `sign+confirm-${token('a')}@localhost`,
        subject: 'Re: Please <confirm> 1',
        text: '',
        inReplyTo: '<one@localhost>',
      },
    ])
  })

  it('fits a narrow phone without scrolling sideways', async () => {
    const { url, answer } = await open()
    answer(`${'long'.repeat(30)}@example.org`)
    const page = await (await browser.newContext({ viewport: { width: 360, height: 740 } })).newPage()
    const sideways = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'
    for (const path of [
      '/',
      '/p/fair-training',
      `/c/${token('a')}`,
      '/trial',
      '/trial/mails/mail-1',
      '/nothing',
    ]) {
      await page.goto(url + path)
      expect(await page.evaluate(sideways), path).toBe(0)
    }
    await page.evaluate("document.querySelector('main').style.width = '500px'")
    expect(await page.evaluate(sideways), 'the measure itself works').toBeGreaterThan(0)
  })
})

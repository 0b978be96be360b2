import { describe, expect, it, onTestFinished } from 'vitest'
import { type SlackAdapter, slackAdapter } from '../../../src/adapters/slack/adapter.ts'
import { installInBrowser } from '../../support/slack/browser-install.ts'
import { startSlack } from '../../support/slack/stand-in.ts'
import { RecordingLog } from '../chat-core.ts'
import { RecordingCore } from '../slack/recording-core.ts'
import { openPages } from './open-pages.ts'
import { paintedCore } from './painted-core.ts'

/** OWASP Secure Headers Project, by name; undefined: no answer has it. */
const everywhere = {
  'content-security-policy': /^default-src 'none'; (?!.*unsafe)/,
  'cross-origin-opener-policy': /^same-origin$/,
  'cross-origin-resource-policy': /^same-origin$/,
  'permissions-policy': /\bcamera=\(\), .*\bgeolocation=\(\), .*\bclipboard-write=\(self\)$/,
  'referrer-policy': /^no-referrer$/,
  'x-content-type-options': /^nosniff$/,
}

function expectAll(headers: Headers, path: string, except: Partial<Record<string, RegExp>> = {}): void {
  for (const [name, value] of Object.entries({ ...everywhere, ...except }))
    expect(headers.get(name), `${path} ${name}`).toMatch(value)
  expect(headers.get('x-powered-by')).toBeNull()
}

describe('the headers of every answer', () => {
  it.each([
    '/',
    '/p/fair-training',
    '/p/fair-training/sign',
    '/p/nothing',
    '/c/nothing',
    '/privacy',
    '/healthz',
    '/readyz',
    '/api/petitions/fair-training',
    '/robots.txt',
    '/live/nothing',
  ])('%s', async path => {
    const { url } = await openPages(paintedCore())
    const { headers } = await fetch(url + path)
    expectAll(headers, path)
    expect(headers.get('strict-transport-security')).toBe('max-age=31536000')
  })

  it('are also on the answer to a malformed request, and on an answer from memory', async () => {
    const { url } = await openPages(paintedCore())
    expectAll((await fetch(`${url}/`, { method: 'POST' })).headers, 'POST')
    const first = await fetch(url)
    const again = await fetch(url, { headers: { 'if-none-match': first.headers.get('etag') ?? '' } })
    expect(again.status).toBe(304)
    expectAll(again.headers, 'not modified')
  })

  it('let other sites show only what is made for them', async () => {
    const { url } = await openPages(paintedCore())
    for (const path of ['/p/fair-training/badge.svg', '/p/fair-training/widget', '/widget.js'])
      expectAll((await fetch(url + path)).headers, path, { 'cross-origin-resource-policy': /^cross-origin$/ })
  })

  it('ask for TLS only where the pages have it', async () => {
    const { url } = await openPages(paintedCore(), { publicUrl: 'http://localhost:3000' })
    expect((await fetch(url)).headers.get('strict-transport-security')).toBeNull()
  })

  it("are on Bolt's pages: installing, installed, and what went wrong", async () => {
    const slack = await startSlack({})
    onTestFinished(() => slack.close())
    let adapter: SlackAdapter | undefined
    const { url } = await openPages(paintedCore(), {
      mount: (request, response) => adapter?.mount?.(request, response) ?? false,
    })
    const { apiUrl, signingSecret, clientId, clientSecret } = slack
    const secrets = { signingSecret, clientId, clientSecret, stateSecret: 'a state secret' }
    adapter = slackAdapter({ mode: 'oauth', apiUrl, publicUrl: url, ...secrets }, new RecordingLog())
    await adapter.start(new RecordingCore())
    onTestFinished(() => adapter?.stop())
    slack.http.baseUrl = url

    const install = await fetch(`${url}/slack/install`, { redirect: 'manual' })
    expect(install.status).toBe(302)
    expectAll(install.headers, 'install')
    const wrong = await fetch(`${url}/slack/oauth_redirect?state=forged`)
    expect(wrong.status).toBeGreaterThanOrEqual(400)
    expectAll(wrong.headers, 'wrong')
    const workspace = slack.workspace({ installed: false })
    const installed = await installInBrowser(`${url}/slack/install`, page =>
      slack.allows(workspace, workspace.user(), page),
    )
    expect(installed.status).toBe(200)
    expectAll(installed.headers, 'installed')
    // Answered by us, before Bolt.
    expectAll((await fetch(`${url}/slack/events`)).headers, 'refused')
  })
})

/** Many workspaces: installing, renewing and removing the app; and people who ask in a workspace without it. */
import { createServer } from 'node:http'
import { describe, expect, it } from 'vitest'
import { slackAdapter } from '../../../src/adapters/slack/adapter.ts'
import { freePort } from '../../support/free-port.ts'
import { installInBrowser } from '../../support/slack/browser-install.ts'
import { startEmulate } from '../../support/slack/emulated-oauth.ts'
import type { Slack } from '../../support/slack/stand-in.ts'
import type { Workspace } from '../../support/slack/world.ts'
import { RecordingLog, reply } from '../chat-core.ts'
import { soon } from '../soon.ts'
import { delivery, RecordingCore } from './recording-core.ts'
import { aMoment, last, recorded, replica, setting } from './setting.ts'

async function install(slack: Slack, workspace: Workspace, url: string) {
  const olga = workspace.user({ name: 'olga' })
  return installInBrowser(`${url}/slack/install`, page => slack.allows(workspace, olga, page))
}

describe('installing', () => {
  it('brings the workspace’s token, sealed by core, and the app speaks there, even if it is installed twice', async () => {
    const { slack, core, url, answering, adapter } = await setting({ mode: 'oauth' })
    answering()
    const workspace = slack.workspace({ name: 'Guild', installed: false })
    const installed = await install(slack, workspace, url)
    expect(installed.status).toBe(200)
    expect(core.installations.get(workspace.id)).toMatchObject({ bot: { token: workspace.token.value } })
    expect(JSON.stringify(core.installations.get(workspace.id))).not.toContain('olga')
    expect(core.named).toEqual([[workspace.id, 'Guild']])
    const bo = slack.member(workspace.channel())
    await (await bo.slash('sign')).modal()
    await bo.slash('mysignatures')
    await bo.ephemeral(m => m.plain.includes('number 1'))
    await install(slack, workspace, url)
    expect(core.installations.size).toBe(1)
    await adapter.send(delivery({ teamId: workspace.id, channelId: bo.channel.id }, reply('5,000')))
    expect(bo.channel.messages).toHaveLength(1)
    const again = await fetch(installed.callbackUrl, { headers: { cookie: installed.cookie } })
    expect(again.status).not.toBe(200)
  })

  it('refuses another’s state, a cancelled one and wrong methods', async () => {
    const { slack, core, url, workspace } = await setting({ mode: 'oauth' })
    const olga = workspace.user()
    const { location } = {
      location: (await fetch(`${url}/slack/install`, { redirect: 'manual' })).headers.get('location'),
    }
    const callback = slack.allows(workspace, olga, location ?? '')
    expect((await fetch(callback)).status).not.toBe(200)
    expect((await fetch(callback.replace(/state=[^&]+/, 'state=forged'))).status).not.toBe(200)
    const cancelled = await installInBrowser(`${url}/slack/install`, page => slack.cancels(page))
    expect(cancelled.status).not.toBe(200)
    for (const path of ['/slack/install', '/slack/oauth_redirect'])
      expect((await fetch(`${url}${path}`, { method: 'POST' })).status).toBe(405)
    expect(core.installations.size).toBe(0)
  })
})

it('works from beginning to end against a Slack that others wrote', async () => {
  const port = await freePort()
  const url = `http://localhost:${port}`
  const emulated = await startEmulate([`${url}/slack/oauth_redirect`])
  const core = new RecordingCore()
  const log = new RecordingLog()
  const { apiUrl, clientId, clientSecret } = emulated
  const secrets = { signingSecret: 'secret', clientId, clientSecret, stateSecret: 'state' }
  const adapter = slackAdapter({ mode: 'oauth', apiUrl, publicUrl: url, ...secrets }, log)
  await adapter.start(core)
  const server = createServer((request, response) => {
    if (adapter.mount?.(request, response) !== true) response.writeHead(404).end()
  })
  await new Promise<void>(resolve => server.listen(port, 'localhost', resolve))
  try {
    const installed = await installInBrowser(`${url}/slack/install`, page => emulated.allows(page))
    expect(installed.status).toBe(200)
    const [kept] = core.installations.values()
    expect(kept).toMatchObject({ bot: { token: expect.stringMatching(/^xoxb/) }, isEnterpriseInstall: false })
    expect(core.named.map(([, name]) => name)).toEqual(['Emulated'])
    await soon(() => expect(core.reports.at(-1)).toBe('slack up'))
  } finally {
    await adapter.stop()
    server.closeAllConnections()
    await new Promise(resolve => server.close(resolve))
    await emulated.close()
  }
})

describe('a workspace without the app', () => {
  it('is told how to install it', async () => {
    const { slack, room, core, url } = await setting({ mode: 'oauth' })
    const bo = slack.member(room)
    expect((await bo.slash('sign')).kind).toBe('acknowledged')
    const answer = await bo.ephemeral()
    expect(answer.plain).toBe(core.chatWords('en').notInstalled(`${url}/slack/install`))
    expect(core.received).toEqual([])
  })

  it('is acknowledged at once even if the database takes its time', async () => {
    const core = new RecordingCore()
    const found = Promise.withResolvers<void>()
    core.installationWaits = found.promise
    const { slack, room } = await setting({ ...aMoment, mode: 'oauth', core })
    const bo = slack.member(room)
    expect((await bo.slash('mysignatures')).kind).toBe('acknowledged')
    const moment = await bo.ephemeral()
    expect(moment.plain).toBe(core.chatWords('en').oneMoment)
    found.resolve()

    await moment.until(m => m.plain.includes('/slack/install'))
  })
})

describe('taking the app out', () => {
  it('forgets the token and gives up waiting answers; installed again, it works', async () => {
    const { slack, core, url, adapter, workspace } = await setting({ mode: 'oauth', responseUrlUses: 0 })
    await install(slack, workspace, url)
    const bo = slack.member(workspace.channel())
    await bo.slash('mysignatures')
    await soon(() => expect(core.received).toHaveLength(1))
    const other = await replica(slack, { mode: 'oauth', core: new RecordingCore(core.installations) })
    await other.adapter.send(delivery(last(core).place, recorded))
    await slack.uninstall(workspace)
    await soon(() => expect(core.installations.size).toBe(0))
    const dead = { placeIsDead: true }
    await expect(adapter.send(delivery(last(core).place, recorded))).rejects.toMatchObject(dead)
    // It still remembers the token for a while.
    await expect(other.adapter.send(delivery(last(core).place, recorded))).rejects.toMatchObject(dead)
    await install(slack, workspace, url)
    await other.adapter.send(delivery(last(core).place, reply('Back')))
    await bo.user.dm(m => m.plain.includes('Back'))
  })

  it('does not undo a new installation if the event of the removal comes late', async () => {
    const { slack, core, url, workspace } = await setting({ mode: 'oauth' })
    await install(slack, workspace, url)
    const [kept] = core.installations.values()
    core.installations.set(workspace.id, { ...(kept as object), installedAt: Date.now() + 60_000 })
    await slack.event(workspace, { type: 'app_uninstalled' })
    await new Promise(resolve => setTimeout(resolve, 200))
    expect(core.installations.size).toBe(1)
  })
})

describe('tokens that end', () => {
  it('are renewed before that, once for all who ask, by whichever process is first', async () => {
    const { slack, core, url } = await setting({ mode: 'oauth' })
    const workspace = slack.workspace({ installed: false, tokenLivesMs: 43_200_000 })
    await install(slack, workspace, url)
    const kept = core.installations.get(workspace.id) as { bot: { expiresAt: number } }
    kept.bot.expiresAt = Math.floor(Date.now() / 1000) + 3600
    const before = workspace.token.value
    const others = await Promise.all(
      [1, 2].map(() => replica(slack, { mode: 'oauth', core: new RecordingCore(core.installations) })),
    )
    const members = [1, 2, 3].map(() => slack.member(workspace.channel()))
    await Promise.all(members.map(async one => (await one.slash('sign')).modal()))
    const place = { teamId: workspace.id, channelId: members[0]?.channel.id ?? '' }
    await Promise.all(others.map(({ adapter }) => adapter.send(delivery(place, recorded))))
    expect(workspace.token.value).not.toBe(before)
    expect(JSON.stringify(core.installations.get(workspace.id))).toContain(workspace.token.value)
    const renewals = slack
      .callsTo('oauth.v2.access')
      .filter(({ args }) => args.grant_type === 'refresh_token')
    expect(renewals.filter(({ error }) => error === undefined)).toHaveLength(1)
  })
})

it('oauth mode without a signing secret does not start', () => {
  const config = {
    mode: 'oauth',
    signingSecret: '',
    clientId: '1',
    clientSecret: '2',
    stateSecret: '3',
    publicUrl: 'https://u.example',
  } as const
  expect(() => slackAdapter(config, { debug() {}, info() {}, warn() {}, error() {} })).toThrow()
})

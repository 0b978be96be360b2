/** The two ways in: requests that are not Slack's are refused, and broken connections come back. */
import { describe, expect, it } from 'vitest'
import { slackAdapter } from '../../../src/adapters/slack/adapter.ts'
import { RecordingLog } from '../chat-core.ts'
import { soon } from '../soon.ts'
import { RecordingCore } from './recording-core.ts'
import { replica, setting } from './setting.ts'

const later = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))

describe('signed HTTP', () => {
  it('answers Slack’s question for the address', async () => {
    const { slack } = await setting({ mode: 'http' })
    const { challenge, answer } = await slack.http.verifiesUrl()
    expect(answer.body).toContain(challenge)
  })

  it('refuses requests that are not Slack’s, and keeps running', async () => {
    const { slack, room, core, url } = await setting({ mode: 'http' })
    const now = Math.floor(Date.now() / 1000)
    const body = new URLSearchParams({
      command: '/mysignatures',
      team_id: room.workspace.id,
      user_id: 'U1',
      trigger_id: '1.2.3',
    }).toString()
    const command = { body, contentType: 'application/x-www-form-urlencoded' }
    const statuses = async (requests: Parameters<typeof slack.http.send>[0][]) =>
      Promise.all(requests.map(async one => (await slack.http.send(one)).status))
    expect(
      await statuses([
        { ...command, secret: 'another' },
        { ...command, secret: '' },
        { ...command, signature: null },
        { ...command, signature: 'v0=' },
        { ...command, timestamp: now - 400 },
        { ...command, timestamp: now + 400 },
        { ...command, timestamp: 'soon' },
      ]),
    ).toEqual(Array(7).fill(401))
    for (const method of ['GET', 'PUT', 'DELETE', 'OPTIONS', 'HEAD']) {
      const answer = await slack.http.send({ ...command, body: '', method })
      expect([answer.status, answer.headers.allow]).toEqual([405, 'POST'])
    }
    // The client may see the connection closed while it still sends.
    const large = await slack.http.send({ body: Buffer.alloc(10_000_000, 'a') }).catch(() => undefined)
    expect(large === undefined || large.status === 413).toBe(true)
    const chunked = await fetch(`${url}/slack/events`, {
      method: 'POST',
      body: new Blob([Buffer.alloc(3_000_000, 'a')]).stream(),
      duplex: 'half',
    } as RequestInit).catch(() => undefined)
    expect(chunked === undefined || chunked.status === 413).toBe(true)
    expect(
      await statuses([
        { ...command, path: '/slack/event' },
        { ...command, path: '/slack/install' },
      ]),
    ).toEqual([404, 404])
    const broken = ['{', 'null', '[]', '{"event":null}', '{"type":"block_actions","actions":[]}']
    expect(await statuses([...broken, 'payload=null'].map(body => ({ body })))).toEqual([
      400, 400, 400, 500, 500, 400,
    ])
    expect(core.received).toEqual([])
    await slack.member(room).slash('mysignatures')
    await soon(() => expect(core.received).toHaveLength(1))
    const sent = slack.http.sent.findLast(({ body: one }) => String(one).includes('mysignatures'))
    if (sent === undefined) throw new Error('nothing sent')
    await slack.http.replay(sent)
    await soon(() => expect(core.received).toHaveLength(2))
    expect(core.received[1]?.key).toBe(core.received[0]?.key)
  })

  it('does not start with an empty signing secret', () => {
    const config = { mode: 'http', botToken: 'xoxb-1', signingSecret: '' } as const
    expect(() => slackAdapter(config, new RecordingLog())).toThrow('empty')
  })

  it('takes an event again without harm, even if the first try died', async () => {
    const { slack, room, workspace } = await setting({ mode: 'http', eventRetryMs: [10, 10, 10] })
    const bo = slack.member(room)
    const base = slack.http.baseUrl
    slack.http.baseUrl = 'http://127.0.0.1:9'
    setTimeout(() => {
      slack.http.baseUrl = base
    }, 5)
    await slack.event(
      workspace,
      { type: 'app_home_opened', user: bo.id, channel: bo.user.channel.id, tab: 'home' },
      2,
    )
    await bo.homeView()
  })

  it('reports the true state: Slack away at the start, back, the token refused, and good again', async () => {
    const { slack, core, workspace, log } = await setting({ mode: 'http', down: true })
    await soon(() => expect(core.reports.at(-1)).toBe('slack down unreachable'))
    await slack.up()
    await soon(() => expect(core.reports.at(-1)).toBe('slack up'))
    workspace.token.refusedWith = 'invalid_auth'
    await soon(() => expect(core.reports.at(-1)).toBe('slack down invalid_auth'))
    workspace.token.refusedWith = undefined
    await soon(() => expect(core.reports.at(-1)).toBe('slack up'))
    expect(log.lines.join('\n')).not.toContain(workspace.token.value)
  })
})

describe('Socket Mode', () => {
  it('comes back at once after a planned disconnect, and after a broken line', async () => {
    const { slack, room, core } = await setting()
    await later(600)
    slack.socket.disconnect('refresh_requested')
    await slack.socket.connected(2)
    slack.socket.kill()
    await slack.socket.connected(3)
    await soon(() => expect(core.reports.at(-1)).toBe('slack up'))
    await slack.member(room).slash('mysignatures')
    await soon(() => expect(core.received).toHaveLength(1))
    expect(core.reports).toContain('slack down refresh_requested')
  })

  it('waits for a Slack that is away, or refuses, or has Socket Mode switched off', async () => {
    const { slack, core } = await setting({ down: true })
    await soon(() => expect(core.reports.at(-1)).toBe('slack down unreachable'))
    slack.faults.next('apps.connections.open', { kind: 'error', error: 'internal_error' })
    slack.faults.next('apps.connections.open', { kind: 'rate-limit', retryAfter: 1 })
    await slack.up()
    await slack.socket.connected()
    await soon(() => expect(core.reports.at(-1)).toBe('slack up'))
    slack.switchOffSocketMode()
    await soon(() => expect(core.reports.at(-1)).toBe('slack down link_disabled'))
    await later(400)
    expect(slack.socket.connections).toBe(0)
  })

  it('does what was asked even if the line breaks before the acknowledgement', async () => {
    const { slack, room, core, answering } = await setting()
    answering()
    core.onReceive = (received => async incoming => {
      slack.socket.kill()
      return received(incoming)
    })(core.onReceive)
    const bo = slack.member(room)
    await bo.slash('mysignatures')
    await bo.ephemeral(m => m.plain.includes('number 1'))
    await slack.socket.connected(2)
  })

  it('one replica listens; it ends its line when it loses the hold, and stops', async () => {
    const { slack, core, adapter } = await setting()
    core.lose()
    await soon(() => expect(slack.socket.connections).toBe(0))
    expect(core.reports.at(-1)).toBe('slack standby')
    await adapter.stop()
  })

  it('finishes what was taken before it stops, and tells members who wait', async () => {
    const { slack, room, core, adapter } = await setting()
    core.onReceive = async () => {
      await later(500)
      return { kind: 'taken' }
    }
    const bo = slack.member(room)
    await bo.slash('mysignatures')
    await soon(() => expect(core.received).toHaveLength(1))
    await adapter.stop()
    expect((await bo.ephemeral()).plain).toBe(core.chatWords('en').oneMoment)
  })

  it('survives nonsense on the line', async () => {
    const { slack, room, core } = await setting()
    for (const text of [
      '{',
      'null',
      '{"type":"hello?"}',
      '{"type":"slash_commands","envelope_id":"1","payload":{}}',
    ])
      slack.socket.sendRaw(text)
    await slack.member(room).slash('mysignatures')
    await soon(() => expect(core.received).toHaveLength(1))
  })
})

it('no log line holds what somebody wrote, their address, or a token', async () => {
  const { slack, room, log, workspace, core } = await setting({ mode: 'http' })
  core.onReceive = async () => {
    throw new Error('Ada Lovelace')
  }
  const ada = slack.member(room, { realName: 'Ada Lovelace', email: 'ada@example.org' })
  slack.faults.next('views.open', {
    kind: 'status',
    status: 200,
    body: {
      ok: false,
      error: 'invalid_arguments',
      response_metadata: { messages: ['[ERROR] Ada Lovelace'] },
    },
  })
  await ada.slash('sign')
  await ada.slash('mysignatures', 'Ada Lovelace')
  await soon(() => expect(ada.sees().ephemerals.length).toBeGreaterThan(1))
  const other = await replica(slack, { mode: 'http', core: new RecordingCore(), botToken: 'xoxb-wrong' })
  await soon(() => expect(other.core.reports.at(-1)).toBe('slack down invalid_auth'))
  const logged = [...log.lines, ...other.log.lines].join('\n')
  for (const word of ['Lovelace', 'ada@', workspace.token.value, 'xoxb', 'http:', slack.signingSecret])
    expect(logged).not.toContain(word)
})

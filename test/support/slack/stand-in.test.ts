/** Tests that the stand-in of Slack refuses what Slack refuses, and finds the faults of an app. */
import { describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { textAt } from '../chat/json.ts'
import { ask, form, ground, long, opens, post } from './careless-app.ts'

describe('the stand-in', () => {
  it('refuses calls as Slack does', async () => {
    const { slack, workspace, ada, call } = await ground()
    const to = (channel: string) => call('chat.postMessage', post({ channel }))
    const closed = workspace.user()
    closed.directMessages = 'messages_tab_disabled'
    const file = { id: 'F1' }
    const refused: [Promise<{ error: string | undefined }>, string][] = [
      [to('C1'), 'channel_not_found'],
      [to(workspace.channel({ hasBot: false }).id), 'not_in_channel'],
      [to(workspace.channel({ isPrivate: true, hasBot: false }).id), 'channel_not_found'],
      [to(workspace.channel({ isArchived: true }).id), 'is_archived'],
      [to(slack.workspace().channel().id), 'channel_not_found'],
      [to(closed.channel.id), 'messages_tab_disabled'],
      [call('users.info', { user: 'U1' }), 'user_not_found'],
      [call('conversations.open', { users: 'U1' }), 'user_not_found'],
      [
        call('conversations.join', { channel: workspace.channel({ isPrivate: true }).id }),
        'method_not_supported',
      ],
      [call('chat.update', { ...post({ channel: ada.user.channel.id, ts: '1.1' }) }), 'message_not_found'],
      [call('views.open', opens(form({}))), 'invalid_trigger_id'],
      [call('views.update', { view_id: 'V1', view: form({}) }), 'not_found'],
      [call('files.completeUploadExternal', { files: [file], channel_id: 'C1' }), 'file_not_found'],
      [call('auth.test', {}, 'xoxb-unknown'), 'invalid_auth'],
      [call('auth.test', {}, ''), 'not_authed'],
      [call('apps.connections.open', {}), 'not_allowed_token_type'],
      [call('oauth.v2.access', { client_id: slack.clientId, client_secret: 'x' }), 'bad_client_secret'],
    ]
    for (const [answer, error] of refused) expect((await answer).error).toContain(error)
    expect(slack.violations).toEqual([])
    workspace.token.scopes = ['users:read']
    expect((await to(ada.user.channel.id)).answer).toMatchObject({
      error: 'missing_scope',
      needed: 'chat:write',
    })
    expect(slack.violations.splice(0)).toEqual(['chat.postMessage: missing_scope (chat:write)'])
    const { answer } = await call('users.info', { user: ada.id })
    expect(JSON.stringify(answer)).not.toContain('ada@example.org')
    workspace.token.refusedWith = 'token_revoked'
    expect((await call('auth.test', {})).error).toBe('token_revoked')
  })

  it('takes as many bytes of a file as were announced, and shows it in its room', async () => {
    const { slack, room, call } = await ground()
    const { answer } = await call('files.getUploadURLExternal', {
      filename: 'a.csv',
      length: 3,
      alt_txt: 'x',
    })
    const headers = { 'content-type': 'application/octet-stream' }
    await fetch(textAt(answer, 'upload_url') ?? '', { method: 'POST', headers, body: 'a,b\n' })
    expect(slack.violations.splice(0)).toEqual(['upload: as many bytes as announced'])
    const files = [{ id: textAt(answer, 'file_id') }]
    await call('files.completeUploadExternal', { files, channel_id: room.id, initial_comment: 'Here' })
    expect(room.messages.map(({ text, files: shown }) => [text, shown.map(({ name }) => name)])).toEqual([
      ['Here', ['a.csv']],
    ])
    expect(slack.violations).toEqual([])
  })

  it('opens a form once and in time, and takes answers while their address lives', async () => {
    const { slack, ada, app, call } = await ground({ responseUrlUses: 2 })
    const seen = await ada.slash('sign', '@ada & <b>')
    const sent = new URLSearchParams(app.got[0])
    expect(sent.get('text')).toBe(`<@${ada.id}|ada> &amp; &lt;b&gt;`)
    const open = (one: typeof seen) =>
      call('views.open', { trigger_id: one.interaction.triggerId, view: form({}) })
    expect((await open(seen)).error).toBeUndefined()
    expect((await open(seen)).error).toBe('exchanged_trigger_id')
    slack.times.triggerMs = -1
    expect((await open(await ada.slash('sign'))).error).toBe('expired_trigger_id')
    const modal = await seen.modal()
    expect(() => ada.submits(modal, {})).toThrow('"Name" is required')
    expect(() => ada.submits(modal, { Nmae: 'Ada' })).toThrow('The form has no "Nmae"')
    expect(() => ada.submits(modal, { Name: long(3001) })).toThrow('is too long')
    app.body = JSON.stringify({ response_action: 'errors', errors: { name: 'Who?' } })
    expect((await ada.submits(modal, { Name: 'x' })).errors).toEqual({ name: 'Who?' })
    app.body = JSON.stringify({ response_action: 'errors', errors: { nmae: 'Who?' } })
    expect((await ada.submits(modal, { Name: 'x' })).kind).toBe('unanswered')
    expect(slack.violations.splice(0)).toHaveLength(1)
    app.body = ''
    await ada.submits(modal, { Name: 'x' })
    expect(ada.user.modals).toEqual([])

    const url = sent.get('response_url') ?? ''
    const answer = async (over: object) =>
      (await ask(url, { text: 'x', response_type: 'ephemeral', ...over })).error
    expect(await answer({})).toBeUndefined()
    expect(await answer({ text: 'y', replace_original: true })).toBeUndefined()
    expect(await answer({})).toBe('used_url')
    slack.times.responseUrlMs = -1
    expect(await answer({})).toBe('expired_url')
    expect(ada.sees().ephemerals.map(({ history }) => history)).toEqual([['x', 'y']])
    expect(ada.channel.messages).toEqual([])
    const grace = slack.member(ada.channel)
    expect(() => grace.press(seen.answers[0] ?? modal, 'Sign')).toThrow('No button')
    expect(() => grace.pressForged(seen.answers[0] ?? modal, { actionId: 'a' })).toThrow('does not see')
    expect(slack.violations).toEqual([])
  })

  it('brings an event again until the app takes it, and nothing else', async () => {
    const { slack, ada, app } = await ground({ eventRetryMs: [0, 10] })
    app.status = 500
    const attempts = await ada.opensHome()
    expect(attempts.map(({ kind }) => kind)).toEqual(['refused', 'refused', 'refused'])
    expect(app.got.slice(1)).toEqual(['1 http_error', '2 http_error'])
    expect((await ada.slash('sign')).kind).toBe('unanswered')
    expect(app.got).toHaveLength(4)
    slack.http.baseUrl = 'http://127.0.0.1:9'
    expect((await ada.opensHome()).map(({ kind }) => kind)).toEqual(Array(3).fill('unreachable'))
    expect(slack.violations).toEqual([])
  })

  it('finds an acknowledgement that is late', async () => {
    const { slack, ada, app } = await ground({ acknowledgementMs: 20 })
    app.afterMs = 200
    expect((await ada.slash('sign')).kind).toBe('unanswered')
    await slack.until(() => slack.violations.length > 0)
    expect(slack.violations).toEqual(['slash: acknowledged within 20 ms'])
  })

  it('finds an app that takes a request with a wrong signature or time, or answers no challenge', async () => {
    const { slack, app } = await ground()
    const now = Math.floor(Date.now() / 1000)
    const forged = [{ secret: 'x' }, { signature: null }, { timestamp: now - 600 }, { timestamp: now + 600 }]
    for (const over of forged) {
      await slack.http.send({ body: '{}', ...over })
      expect(slack.violations.splice(0)).toEqual([
        'http: a request with a wrong signature or time is refused',
      ])
    }
    await slack.http.verifiesUrl()
    expect(slack.violations.splice(0)).toEqual(['http: url_verification is answered with its challenge'])
    app.status = 401
    await slack.http.send({ body: '{}', secret: 'x' })
    expect(slack.violations).toEqual([])
  })

  it('finds what is wrong on a socket, and lets nobody in without a ticket', async () => {
    const { slack, ada, call } = await ground()
    slack.http.baseUrl = undefined
    const { answer } = await call('apps.connections.open', {}, slack.appToken)
    const url = textAt(answer, 'url') ?? ''
    const client = new WebSocket(url)
    let copies = 1
    let body: object | undefined
    client.on('message', data => {
      const id = textAt(JSON.parse(String(data)), 'envelope_id')
      if (id === undefined || body === undefined) return
      for (let n = 0; n < copies; n += 1) client.send(JSON.stringify({ envelope_id: id, ...body }))
    })
    await slack.socket.connected()
    const again = new WebSocket(url)
    await new Promise(resolve => again.on('error', resolve))
    expect(slack.socket.connections).toBe(1)
    client.send('x')
    client.send('{"envelope_id":"x"}')
    await slack.until(() => slack.violations.length === 2)
    body = { payload: { x: 1 } }
    await ada.opensHome()
    body = {}
    copies = 2
    expect((await ada.slash('sign')).kind).toBe('acknowledged')
    await slack.until(() => slack.violations.length === 4)
    expect(slack.violations).toEqual([
      'socket: what the app sends is JSON',
      'socket: an acknowledgement names an envelope that was sent',
      'socket: an event is acknowledged without a payload',
      'socket: an envelope is acknowledged once',
    ])
    client.terminate()
  })

  it('gives a token for a code once, a new one for each refresh token, and none that was removed', async () => {
    const { slack, call } = await ground()
    const guild = slack.workspace({ installed: false, tokenLivesMs: 1000 })
    expect((await call('auth.test', {}, guild.token.value)).error).toBe('account_inactive')
    const redirect_uri = 'https://u.example/back'
    const page = new URLSearchParams({
      client_id: slack.clientId,
      redirect_uri,
      state: 's',
      scope: 'commands',
    })
    const back = new URL(slack.allows(guild, guild.user(), `https://slack.com/x?${page}`))
    const secrets = { client_id: slack.clientId, client_secret: slack.clientSecret }
    const exchange = () =>
      call('oauth.v2.access', { ...secrets, code: back.searchParams.get('code'), redirect_uri })
    expect((await exchange()).answer).toMatchObject({ access_token: guild.token.value, scope: 'commands' })
    expect((await exchange()).error).toBe('code_already_used')
    const { refreshToken: refresh_token } = guild.token
    const renew = () => call('oauth.v2.access', { ...secrets, grant_type: 'refresh_token', refresh_token })
    expect((await renew()).answer).toMatchObject({ access_token: guild.token.value })
    expect((await renew()).error).toBe('invalid_refresh_token')
    await slack.uninstall(guild)
    expect((await call('auth.test', {}, guild.token.value)).error).toBe('account_inactive')
    expect(slack.violations).toEqual([])
  })
})

import { describe, expect, it } from 'vitest'
import { PermanentFailure } from '../../../src/core/channel.ts'
import { reply } from '../chat-core.ts'
import { soon } from '../soon.ts'
import { delivery } from './recording-core.ts'
import { aMoment, last, recorded, replica, setting } from './setting.ts'

const later = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))

describe('acknowledging', () => {
  it('is at once, and a quick commit brings one answer', async () => {
    const { slack, room, answering } = await setting()
    answering()
    const bo = slack.member(room)
    expect((await bo.slash('mysignatures')).kind).toBe('acknowledged')
    const answer = await bo.ephemeral()
    expect(answer.plain).toContain('Your signature is number 1')
    expect(answer.history).toHaveLength(1)
    expect(room.messages).toEqual([])
  })

  it.each(['socket', 'http'] as const)(
    'says in %s mode that it is not saved yet, and replaces that',
    async mode => {
      const { slack, room, answering } = await setting({ ...aMoment, mode })
      const bo = slack.member(room, { locale: 'fr-FR' })
      // A first command asks Slack for their language.
      answering()
      await bo.slash('mysignatures')
      await bo.ephemeral(m => m.plain.includes('number 1'))
      await slack.until(() => slack.callsTo('users.info')[0]?.status === 200)
      const commit = Promise.withResolvers<void>()
      answering(recorded, commit.promise)
      expect((await bo.slash('mysignatures')).kind).toBe('acknowledged')
      const answer = await bo.ephemeral(m => !m.plain.includes('number 1'))
      expect(answer.plain).toContain('rien n’est encore enregistré')
      commit.resolve()

      await answer.until(m => m.plain.includes('number 1'))
      expect(bo.sees().ephemerals).toHaveLength(2)
    },
  )

  it.each(['at once', 'after a moment'])(
    'tells that nothing was saved when receiving throws %s',
    async when => {
      const { slack, room, core } = await setting(when === 'at once' ? {} : aMoment)
      const away = Promise.withResolvers<void>()
      core.onReceive = async () => {
        await away.promise
        throw new Error('the database is away')
      }
      if (when === 'at once') away.resolve()
      const bo = slack.member(room)
      await bo.slash('mysignatures')
      if (when === 'after a moment') await bo.ephemeral()
      away.resolve()
      const answer = await bo.ephemeral(m => m.plain.includes('nothing was saved'))
      expect(answer.history).toHaveLength(when === 'at once' ? 1 : 2)
    },
  )

  it('a form from Home that could not be saved says so in a direct message', async () => {
    const { slack, room, core } = await setting()
    core.onReceive = async () => {
      throw new Error('the database is away')
    }
    const bo = slack.member(room)
    const modal = await (await bo.shortcut('sign')).modal()
    await bo.submits(modal)
    expect((await bo.user.dm()).plain).toContain('nothing was saved')
  })
})

describe('answers', () => {
  it('the receipt takes the place of the question, and a late retry of the question changes nothing', async () => {
    const { slack, room, core, adapter, answering } = await setting()
    answering(reply('One step left'))
    const bo = slack.member(room)
    await bo.slash('mysignatures')
    const question = await bo.ephemeral(m => m.plain.includes('One step left'))
    const receipt = delivery(last(core).place, recorded)
    const stale = {
      ...receipt,
      createdAt: new Date(receipt.createdAt.getTime() - 1),
      reply: reply('One step left'),
    }
    await adapter.send(receipt)
    await adapter.send(stale)
    expect(question.history).toEqual(['One step left', expect.stringContaining('number 1')])
  })

  it('Slack goes away for a while: the answer still takes the place of “one moment”', async () => {
    const { slack, room, answering, settled, failures } = await setting({
      ...aMoment,
      mode: 'http',
    })
    const commit = Promise.withResolvers<void>()
    answering(recorded, commit.promise)
    const bo = slack.member(room)
    await bo.slash('mysignatures')
    const moment = await bo.ephemeral()
    slack.down()
    commit.resolve()
    await later(300)
    slack.up()
    await moment.until(m => m.plain.includes('number 1'))
    await settled()
    expect([bo.sees().ephemerals.length, bo.user.dms.length, failures.length]).toEqual([1, 0, 0])
  })

  it('another process answers in the same place', async () => {
    const { slack, room, core } = await setting({ mode: 'http' })
    const other = await replica(slack, { mode: 'http' })
    const bo = slack.member(room)
    await bo.slash('mysignatures')
    await soon(() => expect(core.received).toHaveLength(1))
    const { place } = last(core)
    await other.adapter.send(delivery(place, reply('One step left')))
    await other.adapter.send(delivery(place, recorded))
    const [answer, ...more] = bo.sees().ephemerals
    expect(answer?.plain).toContain('number 1')
    expect(more).toEqual([])
  })

  it.each([
    ['its five uses', { responseUrlUses: 1 }],
    ['its time', { responseUrlMs: 1 }],
  ])('the address has had %s: a direct message', async (_, times) => {
    const { slack, room, core, adapter, answering } = await setting()

    answering(reply('One step left'))
    const bo = slack.member(room)
    await bo.slash('mysignatures')
    await bo.ephemeral()
    Object.assign(slack.times, times)
    await adapter.send(delivery(last(core).place, recorded))
    expect((await bo.user.dm()).plain).toContain('number 1')
    await adapter.send(delivery(last(core).place, reply('Withdrawn')))
    expect(bo.user.dms.map(m => m.plain)).toEqual([expect.stringContaining('Withdrawn')])
  })

  it.each(['messages_tab_disabled', 'cannot_dm_bot', 'user_disabled'])(
    'gives up somebody who takes no direct messages (%s)',
    async refusal => {
      const { slack, room, core, failures, answering } = await setting({ responseUrlUses: 0 })
      answering()
      const bo = slack.member(room)
      bo.user.directMessages = refusal
      await bo.slash('mysignatures')
      await soon(() => expect(failures).toHaveLength(1))
      expect(failures[0]).toBeInstanceOf(PermanentFailure)
      expect(failures[0]).toMatchObject({ code: 'dm-closed', placeIsDead: false })
      expect(core.received).toHaveLength(1)
    },
  )

  it.each([
    ['a 5xx', { kind: 'status', status: 502 }],
    ['a 5xx that was executed', { kind: 'status', status: 503, executed: true }],
    ['a broken connection', { kind: 'drop' }],
    ['a lost answer', { kind: 'answer-lost' }],
    ['a rate limit', { kind: 'rate-limit', retryAfter: 1 }],
  ] as const)('%s on the answer: they are told, once', async (_, fault) => {
    const { slack, room, answering, settled, failures } = await setting()
    slack.faults.next('response_url', fault)
    answering()
    const bo = slack.member(room)
    await bo.slash('mysignatures')
    await bo.ephemeral(m => m.plain.includes('number 1'))
    await settled()
    expect(bo.sees().ephemerals).toHaveLength(1)
    expect(failures).toEqual([])
    expect(slack.faults.pending).toBe(0)
  })

  it.each([
    ['a 5xx', { kind: 'status', status: 502 }],
    ['a 5xx that was executed', { kind: 'status', status: 503, executed: true }],
    ['a lost answer', { kind: 'answer-lost' }],
    ['a lost answer by reset', { kind: 'answer-lost', by: 'reset' }],
    ['an error inside Slack', { kind: 'error', error: 'internal_error' }],
    ['a token refused for a moment', { kind: 'error', error: 'invalid_auth' }],
  ] as const)('%s on a direct message: one arrives', async (_, fault) => {
    const { slack, room, answering, settled, failures } = await setting({ responseUrlUses: 0 })
    slack.faults.next('chat.postMessage', fault)
    answering()
    const bo = slack.member(room)
    await bo.slash('mysignatures')
    await bo.user.dm(m => m.plain.includes('number 1'))
    await settled()
    expect(slack.faults.pending).toBe(0)
    expect(bo.user.dms).toHaveLength(1)
    expect(failures).toEqual([])
  })

  it('a call that hangs, done or not, is given up and made again: they are told, once', async () => {
    const cases = (['response_url', 'chat.postMessage'] as const).flatMap(method =>
      [false, true].map(executed => ({ method, executed })),
    )
    // Side by side: each waits ten seconds for Slack.
    await Promise.all(
      cases.map(async ({ method, executed }) => {
        const { slack, room, answering, settled, failures } = await setting(
          method === 'response_url' ? {} : { responseUrlUses: 0 },
        )
        slack.faults.next(method, { kind: 'hang', executed })
        answering()
        const bo = slack.member(room)
        await bo.slash('mysignatures')
        const told = () => (method === 'response_url' ? bo.sees().ephemerals : bo.user.dms)
        await expect.poll(() => told().some(({ plain }) => plain.includes('number 1'))).toBe(true)
        await settled()
        expect(slack.faults.pending).toBe(0)
        expect(slack.callsTo(method).map(({ fault }) => fault)).toContain('hang')
        expect(told()).toHaveLength(1)
        expect(failures).toEqual([])
      }),
    )
  })

  it('sends news that nobody asked for as a message of its own', async () => {
    const { slack, room, core, adapter } = await setting()
    const bo = slack.member(room)
    const seen = await bo.slash('mysignatures')
    await soon(() => expect(core.received).toHaveLength(1))
    const { place } = last(core)
    await adapter.send(delivery(place, recorded))
    await adapter.send({ ...delivery(place, recorded), unasked: true })
    expect(bo.user.dms).toHaveLength(1)
    expect(seen.answers.at(-1)?.history).toHaveLength(1)
  })

  it('a delivery whose process died after sending is not sent twice by the next', async () => {
    const { slack, room, core, adapter } = await setting({ mode: 'http', responseUrlUses: 0 })
    const bo = slack.member(room)
    await bo.slash('mysignatures')
    await soon(() => expect(core.received).toHaveLength(1))
    const one = { ...delivery(last(core).place, recorded), createdAt: new Date(Date.now() - 60_000) }
    await adapter.send(one)
    const next = await replica(slack, { mode: 'http' })
    await next.adapter.send(one)
    expect(bo.user.dms).toHaveLength(1)
  })

  it('leaves a rate-limited workspace alone, and holds up no other', async () => {
    const { slack, room, core, adapter } = await setting()
    const bo = slack.member(room)
    await bo.slash('mysignatures')
    await soon(() => expect(core.received).toHaveLength(1))
    const { place } = last(core)
    const direct = { ...(place as Record<string, string>), response: null }
    slack.faults.next('conversations.open', { kind: 'rate-limit', retryAfter: 30 })
    await expect(adapter.send(delivery(direct, recorded))).rejects.toMatchObject({ code: 'slack-429' })
    const calls = slack.callsTo('conversations.open').length
    await expect(adapter.send(delivery(direct, recorded))).rejects.toMatchObject({ code: 'slack-429' })
    expect(slack.callsTo('conversations.open')).toHaveLength(calls)
    await adapter.send(delivery({ teamId: room.workspace.id, channelId: room.id }, reply('5,000')))
    expect(room.messages).toHaveLength(1)
  })
})

describe('rooms and cards', () => {
  const card = reply('Fair training', [{ kind: 'form-button', label: 'Sign', form: 'sign:fair' }])

  it.each([
    ['a 5xx that was executed', { kind: 'status', status: 503, executed: true }],
    ['a lost answer', { kind: 'answer-lost' }],
  ] as const)('%s: one card', async (_, fault) => {
    const { slack, room, adapter } = await setting()
    const place = { teamId: room.workspace.id, channelId: room.id }
    slack.faults.next('chat.postMessage', fault)
    await expect(adapter.postCard(place, card, 'n1')).rejects.toThrow()
    const posted = await adapter.postCard(place, card, 'n1')
    await adapter.postCard(place, card, 'n1')
    expect(room.messages).toHaveLength(1)
    await adapter.editCard(posted, reply('Fair training', [{ kind: 'paragraph', text: '2 signatures' }]))
    expect(room.messages[0]?.plain).toContain('2 signatures')
  })

  it('joins a public channel, and gives up private and archived ones and deleted cards', async () => {
    const { workspace, adapter } = await setting()
    const at = (channelId: string) => ({ teamId: workspace.id, channelId })
    const open = workspace.channel({ hasBot: false })
    const posted = await adapter.postCard(at(open.id), card, 'n1')
    expect(open.messages).toHaveLength(1)
    const dead = { placeIsDead: true }
    const den = workspace.channel({ isPrivate: true, hasBot: false })
    await expect(adapter.postCard(at(den.id), card, 'n2')).rejects.toMatchObject(dead)
    const old = workspace.channel({ isArchived: true })
    await expect(adapter.postCard(at(old.id), card, 'n3')).rejects.toMatchObject(dead)
    open.messages[0]?.delete()
    await expect(adapter.editCard(posted, card)).rejects.toMatchObject(dead)
    await expect(adapter.editCard({ nothing: 1 }, card)).rejects.toMatchObject(dead)
  })
})

describe('pictures and files', () => {
  const png = new Uint8Array([137, 80, 78, 71])
  const stats = reply('This week', [
    { kind: 'paragraph', text: '1,231 this week.' },
    { kind: 'image', name: 'week.png', alt: 'Stacked days: 1,231 this week.', png },
    { kind: 'file', name: 'export.csv', mediaType: 'text/csv', content: new TextEncoder().encode('a,b') },
  ])

  // If the uploads take longer than a moment, the answer says so first, and is edited.
  const isAnswer = ({ plain }: { plain: string }) => !plain.startsWith('One moment')

  it('go to their direct messages, once, and the answer says so', async () => {
    const { slack, room, core, answering, failures } = await setting()
    slack.faults.next('files.completeUploadExternal', { kind: 'answer-lost' })
    answering(stats)
    const dana = slack.member(room)
    await dana.slash('petition', 'stats week')
    const answer = await dana.ephemeral(isAnswer)
    expect(answer.plain).toContain('Stacked days: 1,231 this week.')
    expect(answer.plain).toContain(core.chatWords('en').seeDirectMessages)
    expect(dana.user.dms).toHaveLength(1)
    expect(dana.user.dms[0]?.files.map(({ name, altText }) => [name, altText])).toEqual([
      ['week.png', 'Stacked days: 1,231 this week.'],
      ['export.csv', undefined],
    ])
    expect(failures).toEqual([])
  })

  it('are told in words if direct messages are closed', async () => {
    const { slack, room, core, answering } = await setting()
    answering(stats)
    const dana = slack.member(room)
    dana.user.directMessages = 'messages_tab_disabled'
    await dana.slash('petition', 'stats week')
    const answer = await dana.ephemeral(isAnswer)
    expect(answer.plain).toContain('Stacked days')
    expect(answer.plain).not.toContain(core.chatWords('en').seeDirectMessages)
  })

  const instead = { text: 'It could not be sent.', label: 'Fetch the file', url: 'https://sign.example/x/1' }
  const exported = reply('Your export', [
    { kind: 'file', name: 'a.csv', mediaType: 'text/csv', content: new Uint8Array([1]), instead },
  ])

  it.each(['messages_tab_disabled', 'file_uploads_disabled', 'missing_scope'])(
    'that cannot be sent (%s) are a link, for them alone',
    async refused => {
      const { slack, room, answering, failures } = await setting()
      answering(exported)
      const dana = slack.member(room)
      if (refused === 'messages_tab_disabled') dana.user.directMessages = refused
      else slack.faults.next('files.getUploadURLExternal', { kind: 'error', error: refused })
      await dana.slash('petition', 'export')
      const answer = await dana.ephemeral(isAnswer)
      expect(answer.links).toContain(instead.url)
      expect(answer.plain).toContain(instead.text)
      expect(failures).toEqual([])
      expect(room.messages).toEqual([])
    },
  )

  it('that cannot follow a direct message are a link in it', async () => {
    const { slack, room, answering } = await setting({ responseUrlUses: 0 })
    answering(exported)
    const dana = slack.member(room)
    slack.faults.next('files.getUploadURLExternal', { kind: 'error', error: 'file_uploads_disabled' })
    await dana.slash('petition', 'export')
    await dana.user.dm(one => one.links.includes(instead.url))
    expect(dana.user.dms).toHaveLength(1)
  })

  it('follow in a room what is said there', async () => {
    const { room, adapter } = await setting()
    const one = delivery({ teamId: room.workspace.id, channelId: room.id }, stats)
    await adapter.send(one)
    expect(room.messages.map(({ files }) => files.length)).toEqual([0, 2])
  })
})

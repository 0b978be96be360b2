import { describe, expect, it } from 'vitest'
import { reply } from '../chat-core.ts'
import { soon } from '../soon.ts'
import { delivery } from './recording-core.ts'
import { last, recorded, setting } from './setting.ts'

describe.each(['socket', 'http'] as const)('asking in %s mode', mode => {
  it('/sign shows the form with name and mailbox filled in, and tells core what was sent', async () => {
    const { slack, room, core, workspace, answering } = await setting({ mode })
    answering(reply('One step left', [{ kind: 'button', label: 'Confirm', url: 'https://u.example/c/1' }]))
    const chika = slack.member(room, { realName: 'Chika Ono', displayName: 'chika', locale: 'fr-FR' })
    const seen = await chika.slash('sign')
    const modal = await seen.modal()
    expect(modal.fields.map(({ name, value }) => [name, value])).toEqual([
      ['name', 'chika'],
      ['way', 'myself'],
      ['mailbox', `${chika.user.name}@example.org`],
    ])
    expect(modal.submit).toBe('Envoyer')
    const sent = await chika.submits(modal, { Nom: 'Chika Ono' })
    expect(sent.kind).toBe('acknowledged')
    const answer = await chika.ephemeral(m => m.plain.includes('One step left'))
    expect(answer.links).toEqual(['https://u.example/c/1'])
    expect(last(core)).toMatchObject({
      key: expect.stringMatching(/^view:/),
      channel: 'slack',
      account: `${workspace.id}:${chika.id}`,
      authenticated: true,
      plainReply: false,
      displayName: 'chika',
      languageHint: 'fr-FR',
      tenant: workspace.id,
      act: { kind: 'form', form: 'sign:fair', values: { name: 'Chika Ono', way: 'myself' } },
    })
    expect(core.named).toEqual([[workspace.id, 'artists']])
  })

  it('says beside the field what is wrong with it, and leaves the form open', async () => {
    const { slack, room, core } = await setting({ mode })
    const bo = slack.member(room)
    const modal = await (await bo.slash('sign')).modal()
    const sent = await bo.submits(modal, { Name: 'nobody' })
    expect(sent.errors).toEqual({ name: 'A name, please.' })
    expect(core.received).toEqual([])
  })

  it('opens again with what was typed if the database was away, for that member alone', async () => {
    const { slack, room, core } = await setting({ mode })
    core.onReceive = async () => {
      throw new Error('the database is away')
    }
    const [bo, eve] = [slack.member(room), slack.member(room)]
    await bo.submits(await (await bo.slash('sign')).modal(), { Name: 'Bo Diddley' })
    await bo.ephemeral(m => m.plain.includes('nothing was saved'))
    const nameOf = async (member: typeof bo) => (await (await member.slash('sign')).modal()).fields[0]?.value
    expect(await nameOf(bo)).toBe('Bo Diddley')
    expect(await nameOf(eve)).toBe(eve.user.name)
    core.onReceive = async () => ({ kind: 'taken' })
    await bo.submits(await (await bo.slash('sign')).modal())
    expect(await nameOf(bo)).toBe(bo.user.name)
  })
})

describe('a typed command', () => {
  it('keeps the words as typed, with the person mentioned apart', async () => {
    const { slack, room, core, workspace } = await setting()
    const eve = workspace.user({ name: 'eve' })
    const dana = slack.member(room)
    await dana.slash('petition', 'organiser add @eve a <b> & c')
    await soon(() => expect(core.received).toHaveLength(1))
    expect(last(core).act).toEqual({
      kind: 'command',
      command: {
        words: 'organiser add a <b> & c',
        mentioned: { account: `${workspace.id}:${eve.id}`, name: 'eve' },
        room: { tenant: workspace.id, teamId: workspace.id, channelId: room.id },
      },
    })
    expect(last(core).manages).toBeUndefined()
  })

  it('finds the workspace of the person mentioned, and ignores a bot', async () => {
    const { slack, room, core, workspace } = await setting()
    const other = slack.workspace()
    const eve = other.user({ name: 'eve', displayName: 'Eve Moss' })
    workspace.strangers.push(eve)
    workspace.user({ name: 'helper', isBot: true })
    const dana = slack.member(room)
    for (const name of ['eve', 'helper']) await dana.slash('petition', `organiser add @${name}`)
    await soon(() => expect(core.received).toHaveLength(2))
    const mentioned = core.received.map(({ act }) => act.kind === 'command' && act.command.mentioned)
    expect(mentioned).toEqual([{ account: `${other.id}:${eve.id}`, name: 'Eve Moss' }, undefined])
  })

  it('one person of an organisation has one account, typing and pressing', async () => {
    const { slack, room, core, answering } = await setting({ enterprise: { id: 'E01', name: 'Makers' } })
    answering(reply('Recent', [{ kind: 'command-button', label: 'Next page', command: 'recent 2' }]))
    const bo = slack.member(room)
    await bo.slash('petition', 'recent')
    await bo.press(await bo.ephemeral(), 'Next page')
    await soon(() => expect(core.received).toHaveLength(2))
    expect(core.received.map(({ account }) => account)).toEqual(Array(2).fill(`E01:${bo.user.id}`))
  })

  it.each([
    ['another workspace', {}],
    ['another organisation', { enterprise: { id: 'E02', name: 'Others' } }],
  ])(
    'somebody of %s signs by the card in a channel that is shared, as who they are there',
    async (_, theirs) => {
      const { slack, room, core, adapter, workspace, answering, settled } = await setting()
      answering(reply('One step left', []))
      const eve = slack.workspace(theirs).user({ name: 'eve', isAdmin: true })
      workspace.strangers.push(eve)
      const card = reply('Fair training', [{ kind: 'form-button', label: 'Sign', form: 'sign:fair' }])
      await adapter.postCard({ teamId: workspace.id, channelId: room.id }, card, 'n')
      const guest = slack.member(room, eve)
      const modal = await (await guest.press(await room.newest(), 'Sign')).modal()
      const sent = await guest.submits(modal, { name: 'Eve Moss' })
      expect(sent.errors).toEqual({})
      await soon(() => expect(core.received).toHaveLength(1))
      expect(last(core)).toMatchObject({ account: `${eve.workspace.id}:${eve.id}`, tenant: workspace.id })
      expect(core.named.filter(([tenant]) => tenant === workspace.id)).toEqual([])
      await settled()
      expect((await guest.ephemeral()).plain).toContain('One step left')
    },
  )

  it('/petition alone asks for help, /unsign and /mysignatures are commands, and a direct message is no room', async () => {
    const { slack, room, core } = await setting()
    const bo = slack.member(room)
    const alone = slack.inDirectMessage(bo.user)
    for (const [at, [command, text]] of (
      [
        ['petition', ''],
        ['unsign', 'fair'],
        ['mysignatures', ''],
      ] as const
    ).entries()) {
      await alone.slash(command, text)
      await soon(() => expect(core.received).toHaveLength(at + 1))
    }
    expect(core.received.map(({ act }) => act)).toEqual([
      { kind: 'command', command: { words: 'help' } },
      { kind: 'command', command: { words: 'unsign fair' } },
      { kind: 'command', command: { words: 'mysignatures' } },
    ])
  })

  it('knows before it shows the form who may start a petition, and shows it to everybody if Slack is slow', async () => {
    const { slack, room, core } = await setting()
    const [admin, bo] = [slack.member(room, { isAdmin: true }), slack.member(room)]
    for (const who of [admin, bo]) await (await who.slash('petition', 'create')).modal()
    slack.faults.next('users.info', { kind: 'hang' })
    await (await slack.member(room).slash('petition', 'create')).modal()
    expect(core.asked.map(({ manages }) => manages)).toEqual([true, false, undefined])
  })

  it('asks only for announcements who manages the workspace', async () => {
    const { slack, room, core } = await setting()
    const dana = slack.member(room, { isAdmin: true })
    const bo = slack.member(room)
    await dana.slash('petition', 'announce')
    await bo.slash('petition', 'announce fair')
    await dana.slash('petition', 'count')
    await soon(() => expect(core.received).toHaveLength(3))
    const by = (words: string) =>
      core.received.find(({ act }) => act.kind === 'command' && act.command.words === words)?.manages
    expect([by('announce'), by('announce fair'), by('count')]).toEqual([true, false, undefined])
  })

  it('promises no card in a private channel without the app', async () => {
    const { slack, workspace, core } = await setting()
    const den = workspace.channel({ isPrivate: true, hasBot: false })
    const dana = slack.member(den, { isAdmin: true })
    await dana.slash('petition', 'announce')
    const answer = await dana.ephemeral()
    expect(answer.plain).toBe(core.chatWords('en').notInChannel)
    expect(core.received).toEqual([])
  })

  it('shows a form in time even if Slack says nothing about the member', async () => {
    const { slack, room } = await setting()
    slack.faults.next('users.info', { kind: 'hang' })
    const seen = await slack.member(room, { locale: 'fr-FR' }).slash('sign')
    expect((await seen.modal()).submit).toBe('Send')
  })

  it('a form that Slack failed to show is shown at the second try, once', async () => {
    const { slack, room } = await setting()
    const bo = slack.member(room)
    slack.faults.next('views.open', { kind: 'status', status: 503, executed: true })
    expect((await (await bo.slash('sign')).modal()).closed).toBe(false)
    await soon(() => expect(slack.callsTo('views.open')[1]?.error).toBe('exchanged_trigger_id'))
    slack.faults.next('views.open', { kind: 'hang' })
    expect((await (await bo.slash('sign')).modal()).closed).toBe(false)
    await soon(() => expect(slack.callsTo('views.open')).toHaveLength(4))
    expect(bo.sees().ephemerals).toEqual([])
  })

  it('an envelope that comes twice opens one form and is one command', async () => {
    const { slack, room, core, answering } = await setting()
    answering()
    const bo = slack.member(room)
    await bo.slash('sign', '', { deliveries: 2 })
    const seen = await bo.slash('mysignatures', '', { deliveries: 2 })
    await seen.deliverAgain()
    await soon(() => expect(core.received).toHaveLength(3))
    await bo.ephemeral(m => m.plain.includes('number 1'))
    expect(bo.user.modals).toHaveLength(1)
    expect(new Set(core.received.map(({ key }) => key)).size).toBe(1)
    expect(bo.sees().ephemerals).toHaveLength(1)
  })
})

describe('buttons', () => {
  const card = reply('Fair training', [
    { kind: 'form-button', label: 'Sign', form: 'sign:fair' },
    { kind: 'link', label: 'Read more', url: 'https://u.example/p/fair' },
  ])

  it('the card’s button opens the form; the answer comes beside the card, and the receipt takes its place', async () => {
    const { slack, room, core, adapter, answering } = await setting()
    answering(reply('One step left', [{ kind: 'button', label: 'Confirm', url: 'https://u.example/c/1' }]))
    await adapter.postCard({ teamId: room.workspace.id, channelId: room.id }, card, 'n1')
    const [posted] = room.messages
    const bo = slack.member(room)
    if (posted === undefined) throw new Error('no card')
    const modal = await (await bo.press(posted, 'Sign')).modal()
    await bo.submits(modal)
    const question = await bo.ephemeral(m => m.plain.includes('One step left'))
    await bo.press(question, 'Confirm')
    await soon(() => expect(slack.callsTo('chat.update')).toEqual([]))
    await adapter.send(delivery(last(core).place, recorded))
    await question.until(m => m.plain.includes('Your signature is number 1'))
    expect(posted.history).toHaveLength(1)
    expect(bo.sees().ephemerals).toHaveLength(1)
  })

  it('a command pressed in an answer is answered in its place', async () => {
    const { slack, room, core, answering } = await setting()
    answering(
      reply('Yours', [{ kind: 'command-button', label: 'Withdraw', command: 'unsign fair', danger: true }]),
    )
    const bo = slack.member(room)
    await bo.slash('mysignatures')
    const list = await bo.ephemeral(m => m.buttons.length === 1)
    answering(reply('Withdrawn'))
    await bo.press(list, 'Withdraw')
    await list.until(m => m.plain.includes('Withdrawn'))
    expect(last(core).act).toMatchObject({ kind: 'command', command: { words: 'unsign fair' } })
    expect(bo.sees().ephemerals).toHaveLength(1)
  })

  it('the shortcut opens the form, or a window to choose in; the answer is a direct message', async () => {
    const { slack, room, core, answering } = await setting()
    answering()
    const bo = slack.member(room)
    const only = await (await bo.shortcut('sign')).modal()
    expect(only.callbackId).toBe('sign:fair')
    await bo.closes(only)
    core.open = [
      ...core.open,
      { slug: 'quiet', title: 'Quiet streets', policy: 'email', organisations: false },
    ]
    const choice = await (await bo.shortcut('sign')).modal()
    await bo.press(choice, 'Quiet streets')
    await choice.until(view => view.callbackId === 'sign:quiet')
    await bo.submits(choice)
    expect((await bo.user.dm()).plain).toContain('Your signature is number 1')
  })

  it('a forged button opens nothing and says so', async () => {
    const { slack, room, core, answering } = await setting()
    answering()
    const bo = slack.member(room)
    await bo.slash('mysignatures')
    const message = await bo.ephemeral()
    await bo.pressForged(message, { actionId: 'form:0', value: 'sign:nothing' })
    await message.until(m => m.plain === core.chatWords('en').noSuchPetition)
  })
})

describe('Home', () => {
  it('is there at once, then with what was signed, and again after something changed', async () => {
    const { slack, room, core, answering } = await setting()
    answering(reply('Withdrawn'))
    core.signed = 'Fair training'
    const bo = slack.member(room)
    await bo.opensHome()
    const view = await bo.homeView(home => home.words.includes('Fair training'))
    expect(slack.callsTo('views.publish')).toHaveLength(2)
    core.signed = 'nothing any more'
    await bo.press(view, 'Withdraw')
    await bo.homeView(home => home.words.includes('nothing any more'))
    expect((await bo.user.dm()).plain).toContain('Withdrawn')
    const modal = await (await bo.press(view, 'Sign Fair training')).modal()
    expect(modal.callbackId).toBe('sign:fair')
  })
})

describe('form metadata', () => {
  it('another workspace’s identifiers in a form are refused, and nothing is recorded', async () => {
    const { slack, room, core, log } = await setting()
    const [bo, eve] = [slack.member(room), slack.member(room)]
    const modal = await (await bo.slash('sign')).modal()
    const theirs = await (await eve.slash('sign')).modal()
    const forged = [
      { ...JSON.parse(modal.privateMetadata), teamId: 'T0OTHER', tenant: 'T0OTHER' },
      {
        ...JSON.parse(modal.privateMetadata),
        response: { url: 'https://evil.example/x', expiresAt: Date.now() + 1e6, replaces: true },
      },
      JSON.parse(theirs.privateMetadata),
      'nonsense',
    ]
    for (const metadata of forged) {
      const sent = await bo.submitsForged(
        modal,
        { name: { input: { type: 'plain_text_input', value: 'Bo' } } },
        {
          private_metadata: typeof metadata === 'string' ? metadata : JSON.stringify(metadata),
        },
      )
      expect(sent.errors).toEqual({ name: core.chatWords('en').notSaved })
    }
    expect(core.received).toEqual([])
    expect(log.lines.filter(line => line.includes('foreign-metadata'))).toHaveLength(4)
  })
})

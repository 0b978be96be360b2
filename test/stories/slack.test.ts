import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { closePetition } from '../../src/core/petitions/organise-petition.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { type Discord, startDiscord } from '../support/discord/stand-in.ts'
import type { Channel as DiscordChannel } from '../support/discord/world.ts'
import { makePetition } from '../support/petition.ts'
import { press } from '../support/press.ts'
import { confirmPath, type RunningService, startService } from '../support/service.ts'
import { installInBrowser } from '../support/slack/browser-install.ts'
import type { Member } from '../support/slack/member.ts'
import type { Message } from '../support/slack/message.ts'
import { type Slack, startSlack } from '../support/slack/stand-in.ts'
import type { Channel, UserOptions, Workspace } from '../support/slack/world.ts'

const name = 'Name as it should appear'
const occupation = 'Occupation'
const mailbox = 'Your email address'
const loud = '<!channel> & *Gus* <@U12345678>'

function linkIn(message: Message): string {
  const path = message.links.map(url => /\/c\/[a-z2-7]{32}/.exec(url)?.[0]).find(found => found !== undefined)
  if (path === undefined) throw new Error(`no confirm link in: ${message.words}`)
  return path
}

function firstOf<T>(things: readonly T[]): T {
  const [first] = things
  if (first === undefined) throw new Error('there is none')
  return first
}

describe('a workspace signs in Slack', () => {
  let database: TestDatabase
  let slack: Slack
  let discord: Discord
  let workspace: Workspace
  let room: Channel
  let discordRoom: DiscordChannel
  let service: RunningService
  let brief: Message
  let people = 0
  /** Without a mailbox to fill in, the link comes in Slack. */
  const somebody = (who: UserOptions = {}, where = room): Member => {
    people += 1
    return slack.member(where, { name: `somebody${people}`, email: null, ...who })
  }
  const admin = (where = room) => somebody({ isAdmin: true }, where)
  const count = (slug = 'fair') => service.count(slug)
  const confirm = async (message: Message) => {
    const page = await press(`${service.url}${linkIn(message)}`)
    expect(page.status).toBe(200)
  }
  /** Types /sign, fills in the form, and reads the answer. */
  const asks = async (member: Member, values: Record<string, string>, slug = 'fair') => {
    const seen = await member.slash('/sign', slug)
    await member.submits(await seen.modal(), values)
    return { seen, answer: await seen.answer() }
  }
  const cards = async (slug: string) =>
    (
      await database.pool.query(
        'select 1 from card c join petition p on p.id = c.petition_id where p.slug = $1',
        [slug],
      )
    ).rowCount
  const announces = async (slug: string, where = room) => {
    await (await admin(where).slash('/petition', `announce ${slug}`)).answer()
    // Cards are posted every four seconds.
    return where.newest(({ links }) => links.some(url => url.endsWith(`/p/${slug}`)))
  }

  beforeAll(async () => {
    database = await testDatabase()
    await makePetition(database.db, 'fair', { title: 'Fair training', goal: 5_000 })
    await makePetition(database.db, 'brief', { title: 'Brief' })
    await makePetition(database.db, 'gone', { title: 'Gone' })
    await makePetition(database.db, 'loud', { title: loud, text: loud, organisedBy: loud, goal: 1 })
    slack = await startSlack()
    discord = await startDiscord()
    workspace = firstOf(slack.workspaces)
    room = workspace.channel({ name: 'announcements' })
    discordRoom = discord.guild().channel()
    service = await startService({
      databaseUrl: database.url,
      env: {
        DISCORD_TOKEN: discord.token,
        DISCORD_API_URL: discord.apiUrl,
        SLACK_BOT_TOKEN: workspace.token.value,
        SLACK_SIGNING_SECRET: slack.signingSecret,
        SLACK_API_URL: slack.apiUrl,
      },
    })
    slack.http.baseUrl = service.url
    await discord.commandRegistered('sign')
  })
  afterEach(() => {
    expect(slack.violations).toEqual([])
    expect(discord.violations).toEqual([])
  })
  afterAll(async () => {
    expect(await service.stop()).toBe(0)
    await slack.close()
    await discord.close()
    await database.close()
  })

  it('a card: the statement, the count, Sign; the answer beside it becomes the receipt; the count follows', async () => {
    const card = await announces('fair')
    expect(card.plain).toContain('Fair training')
    expect(card.plain).toContain('Creative works may be used only')
    expect(card.plain).toContain('0 signatures')
    expect(card.buttons.filter(({ url }) => url === undefined).map(({ label }) => label)).toEqual(['Sign'])
    expect(card.links.some(url => url.endsWith('/p/fair'))).toBe(true)

    const bo = somebody({ realName: 'Bo Diddley' })
    const pressed = await bo.press(card, 'Sign')
    const form = await pressed.modal()
    expect(form.fields[0]).toMatchObject({ label: name, value: 'Bo Diddley' })
    await bo.submits(form, { [occupation]: 'illustrator' })
    const answer = await pressed.answer()
    expect(answer.ephemeral).toBe(true)
    expect(answer.plain).toContain('Bo Diddley, illustrator')
    expect(await count()).toBe(0)
    // The link is a button: Slack opens it, and tells the app.
    const link = firstOf(answer.buttons)
    expect(link.label).toBe('Confirm my signature')
    await bo.press(answer, link)
    await confirm(answer)
    await answer.until(message => message.plain.includes('Your signature is number 1'))
    expect(pressed.answers.filter(message => !message.deleted)).toHaveLength(1)
    await card.until(message => message.plain.includes('1 signature'))
    expect(bo.dms).toEqual([])
  })

  it('causes what its rooms are told later, and meanwhile shows a hostile name as typed', async () => {
    const archived = workspace.channel({ name: 'old' })
    const briefly = announces('brief')
    const [deleted, card] = await Promise.all([
      announces('gone'),
      announces('loud'),
      announces('gone', archived),
    ])
    brief = await briefly
    deleted.delete()
    archived.isArchived = true
    await database.pool.query("update petition set goal = 77 where slug = 'gone'")
    await closePetition(database.db, 'brief')

    // Names that try to call everybody: the card, the question, the receipt; the milestone comes.
    expect(card.plain).toContain(loud)
    const gus = somebody({ realName: loud })
    const { seen, answer } = await asks(gus, { [name]: loud }, 'loud')
    expect(answer.plain).toContain(loud)
    await confirm(answer)
    const receipt = await seen.answer(message => message.plain.includes('Your signature is number 1'))
    expect(receipt.plain).toContain(loud)
  })

  it('an administrator starts a petition by a form; others are told who may', async () => {
    const values = {
      Title: 'Clean rivers',
      Statement: 'Rivers are to be clean.',
      Organiser: 'The Eel',
    }
    const dana = admin()
    const created = await dana.slash('/petition', 'create')
    const wrong = await dana.submits(await created.modal(), {
      ...values,
      'Goal (number of signatures)': 'many',
    })
    expect(Object.values(wrong.errors)).toEqual(['The goal must be a whole number, 1 or more.'])
    await dana.submits(await created.modal(), { ...values, 'Goal (number of signatures)': '50' })
    expect((await created.answer()).plain).toContain('Your petition is open')
    expect(await count('clean-rivers')).toBe(0)

    const eve = somebody()
    // Before anything is filled in.
    const refused = await eve.slash('/petition', 'create')
    expect((await refused.answer()).plain).toContain('manages a server or workspace')
    const before = room.messages.length
    const card = await eve.slash('/petition', 'announce fair')
    expect((await card.answer()).plain).toContain('manage this server or workspace')
    expect(room.messages).toHaveLength(before)
    const own = await dana.slash('/petition', 'count clean-rivers')
    expect((await own.answer()).plain).toContain('0 signatures')
    const public_ = await eve.slash('/petition', 'count fair')
    expect((await public_.answer()).plain).toMatch(/\d signature/)
  })

  it('tells the organiser how to invite the app if it is not in the channel', async () => {
    const closed = workspace.channel({ name: 'closed', isPrivate: true, hasBot: false })
    const seen = await admin(closed).slash('/petition', 'announce fair')
    expect((await seen.answer()).plain).toContain('/invite')
    expect(closed.messages).toEqual([])
  })

  it('the form says what is wrong; then /sign, the question and the receipt in one place', async () => {
    const una = somebody()
    const seen = await una.slash('/sign', 'fair')
    const form = await seen.modal()
    const wrong = await una.submits(form, { [name]: 'https://evil.example' })
    expect(Object.values(wrong.errors)).toEqual([expect.stringContaining('leave out links')])
    expect(una.user.modals).toEqual([form])
    await una.submits(form, { [name]: 'Una Merkel' })
    const answer = await seen.answer()
    expect(una.user.modals).toEqual([])
    await confirm(answer)
    const receipt = await seen.answer(message => message.plain.includes('Your signature is number'))
    expect(receipt.plain).toContain('Una Merkel')
    expect(una.sees().ephemerals).toEqual([receipt])
  })

  it('the shortcut asks which petition, and opens its form in the same window', async () => {
    const sam = somebody()
    const window = await (await sam.shortcut('sign')).modal()
    expect(window.title).toBe('Open petitions')
    await sam.press(window, 'Fair training')
    const form = await window.until(view => view.fields.length > 0)
    await sam.submits(form, { [name]: 'Sam Cooke' })
    const question = await sam.user.dm()
    await confirm(question)
    await expect.poll(() => sam.dms.map(({ plain }) => plain).join()).toContain('Your signature is number')
    expect(sam.dms).toHaveLength(1)
  })

  it('Home shows the open petitions and my signatures, and follows when I sign or take back there', async () => {
    const hal = somebody()
    await hal.opensHome()
    const home = await hal.homeView(view => view.words.includes('Nothing yet.'))
    expect(home.words).toContain('Fair training')
    expect(home.words).toContain(loud)
    const seen = await hal.press(home, firstOf(home.buttons.filter(({ value }) => value === 'sign:fair')))
    await hal.submits(await seen.modal(), { [name]: loud })
    const question = await hal.user.dm()
    const before = await count()
    await confirm(question)
    const signed = await hal.homeView(view => view.buttons.some(({ label }) => label === 'Withdraw'))
    expect(signed.words).toContain(loud)
    expect(signed.buttons.some(({ value }) => value === 'sign:fair')).toBe(false)
    expect(await count()).toBe(before + 1)
    await hal.press(signed, 'Withdraw')
    await hal.homeView(view => view.words.includes('Nothing yet.'))
    expect(await count()).toBe(before)
  })

  it('scene 3: Chika had signed by email, and signs with the address her workspace fills in', async () => {
    await service.write({
      from: 'Chika Umino <chika@example.org>',
      to: 'sign+fair@localhost',
      text: 'Chika Umino, mangaka',
    })
    await service.reply(await service.mail('chika@example.org'), 'chika@example.org')
    await service.mail('chika@example.org', 2)
    const before = await count()
    const chika = somebody({ name: 'chika', realName: 'Chika Umino', email: 'chika@example.org' })
    const seen = await chika.slash('/sign', 'fair')
    const form = await seen.modal()
    expect(form.fields.find(({ label }) => label === mailbox)?.value).toBe('chika@example.org')
    await chika.submits(form, { [occupation]: 'animator' })
    const answer = await seen.answer()
    expect(answer.plain).toContain('chika@example.org')
    expect(answer.links).toEqual([])
    const question = await service.mail('chika@example.org', 3)
    expect(question.text).toContain('on Slack')
    await press(`${service.url}${confirmPath(question)}`)
    const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date())
    const told = await seen.answer(message => message.plain.includes('counted twice'))
    expect(told.plain).toContain(
      `You signed this on ${day} by email, so nothing is counted twice. Your occupation is now “animator”.`,
    )
    expect(await count()).toBe(before)
  })

  it('keeps one signature for a person in Discord, in Slack and by email', async () => {
    const before = await count()
    const rin = discord.member(discordRoom, { username: 'rin' })
    await rin.command('sign', { petition: 'fair' })
    await rin.submitModal({ [name]: 'Rin Itoshi', [mailbox]: 'rin@example.org' })
    await press(`${service.url}${confirmPath(await service.mail('rin@example.org'))}`)
    // A mailbox that is typed in a form gets one email a day.
    await database.pool.query("update delivery set created_at = created_at - interval '25 hours'")
    const { seen } = await asks(somebody({ email: 'rin@example.org' }), { [name]: 'Rin Itoshi' })
    await press(`${service.url}${confirmPath(await service.mail('rin@example.org', 2))}`)
    await seen.answer(message => message.plain.includes('on Discord, so nothing is counted twice'))
    await service.write({ from: 'rin@example.org', to: 'sign+fair@localhost', text: 'Rin Itoshi' })
    // The joint receipt, and the answer to this.
    await service.mail('rin@example.org', 4)
    await service.settle()
    expect(await count()).toBe(before + 1)
  })

  it('sends the receipt by direct message after half an hour; if those are closed, nothing is lost', async () => {
    const [open, shut] = [somebody(), somebody()]
    shut.user.directMessages = 'messages_tab_disabled'
    const { answer: one } = await asks(open, { [name]: 'Max Ophüls' })
    const { answer: two } = await asks(shut, { [name]: 'Max Frisch' })
    slack.times.responseUrlMs = 0
    try {
      const before = await count()
      await confirm(one)
      await confirm(two)
      expect((await open.user.dm()).plain).toContain('Your signature is number')
      await service.settle()
      expect(shut.dms).toEqual([])
      expect(await count()).toBe(before + 2)
    } finally {
      slack.times.responseUrlMs = 1_800_000
    }
  })

  it('lists by /mysignatures, withdraws by /unsign, and says how to sign again', async () => {
    const lea = somebody()
    const { seen, answer } = await asks(lea, { [name]: 'Lea Massari' })
    await confirm(answer)
    await seen.answer(message => message.plain.includes('Your signature is number'))
    expect((await (await lea.slash('/mysignatures')).answer()).plain).toContain('Lea Massari')
    const before = await count()
    const off = await (await lea.slash('/unsign', 'fair')).answer()
    expect(off.plain).toContain('has been removed')
    expect(off.plain).toContain('/sign')
    expect(await count()).toBe(before - 1)
    expect((await (await lea.slash('/mysignatures')).answer()).plain).toContain('not signed anything yet')
  })

  it('answers French speakers in French', async () => {
    const line = somebody({ locale: 'fr-FR' })
    const seen = await line.slash('/sign', 'fair')
    const form = await seen.modal()
    expect(form.submit).toBe('Continuer')
    const wrong = await line.submits(form, { 'Nom tel qu’il doit apparaître': 'https://evil.example' })
    expect(Object.values(wrong.errors)).toEqual([expect.stringContaining('les liens')])
    await line.submits(form, { 'Nom tel qu’il doit apparaître': 'Line Renaud' })
    await confirm(await seen.answer(message => message.plain.includes('merci de confirmer')))
    const receipt = await seen.answer(message => message.plain.includes('Votre signature porte le n'))
    // Typography: no colon without its space.
    expect(receipt.plain).toContain('Signataire\u00a0:')
    expect((await (await line.slash('/petition', 'announce fair')).answer()).plain).toContain(
      'espace de travail',
    )
    await line.opensHome()
    await line.homeView(view => view.words.includes('Pétitions ouvertes'))
  })

  it('cards close with their petition; those deleted, or in an archived channel, are forgotten', async () => {
    await brief.until(({ buttons }) => buttons.every(({ label }) => label !== 'Sign'))
    expect(brief.plain).toMatch(/closed/i)
    await expect.poll(() => cards('gone')).toBe(0)
    expect(await cards('brief')).toBe(1)
    expect((await fetch(`${service.url}/healthz`)).status).toBe(200)
  })

  it('a milestone is told in the room, and no name in it calls anybody', async () => {
    const milestone = await room.newest(message => message.plain.includes('reached its goal'))
    expect(milestone.plain).toContain(loud)
    // The judge finds whatever would call somebody.
    expect(slack.violations).toEqual([])
  })

  it('says nothing of its members in the log', () => {
    expect(service.output()).not.toMatch(/Diddley|Ophüls|chika@|rin@|Merkel|xoxb|unhandled/i)
    expect(service.output()).not.toContain(slack.signingSecret)
  })
})

describe('many workspaces install the app', () => {
  it('keeps the token of each sealed; one removes the app and installs it again', async () => {
    const database = await testDatabase()
    await makePetition(database.db, 'fair', { title: 'Fair training' })
    const slack = await startSlack({ eventRetryMs: [50, 50, 50] })
    const service = await startService({
      databaseUrl: database.url,
      env: {
        SLACK_CLIENT_ID: slack.clientId,
        SLACK_CLIENT_SECRET: slack.clientSecret,
        SLACK_SIGNING_SECRET: slack.signingSecret,
        SLACK_API_URL: slack.apiUrl,
      },
    })
    slack.http.baseUrl = service.url
    const install = (workspace: Workspace) =>
      installInBrowser(`${service.url}/slack/install`, page =>
        slack.allows(workspace, workspace.user({ isAdmin: true }), page),
      )
    const announce = async (where: Channel) => {
      await (await slack.member(where, { isAdmin: true }).slash('/petition', 'announce fair')).answer()
      return where.newest(() => true)
    }
    try {
      // Slack still offers the command after the service has lost its token.
      const stranger = firstOf(slack.workspaces)
      const told = await (await slack.member(stranger.channel()).slash('/sign')).answer()
      expect(told.plain).toContain('not installed')
      expect(told.links.some(url => url.endsWith('/slack/install'))).toBe(true)

      const workspaces = ['Guild', 'Union'].map(title => slack.workspace({ name: title, installed: false }))
      const rooms = workspaces.map(workspace => workspace.channel({ name: 'general' }))
      for (const workspace of workspaces) expect((await install(workspace)).status).toBe(200)
      await Promise.all(rooms.map(announce))
      for (const room of rooms) {
        const seen = await slack.member(room, { email: null }).slash('/sign', 'fair')
        await slack.member(room, seen.interaction.user).submits(await seen.modal(), { [name]: 'Ada Nield' })
        await press(`${service.url}${linkIn(await seen.answer())}`)
        await seen.answer(message => message.plain.includes('Your signature is number'))
      }
      expect(await service.count('fair')).toBe(2)

      const { rows: tables } = await database.pool.query(
        "select quote_ident(table_schema) || '.' || quote_ident(table_name) as name from information_schema.tables where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')",
      )
      const contents: string[] = []
      for (const table of tables) {
        const { rows } = await database.pool.query(`select t::text as row from ${table.name} t`)
        contents.push(...rows.map(({ row }) => String(row)))
      }
      const kept = contents.join('\n')
      expect(kept).toContain('Ada Nield')
      for (const { token } of workspaces) {
        expect(kept).not.toContain(token.value)
        expect(kept).not.toContain(Buffer.from(token.value).toString('hex'))
      }
      expect((await database.pool.query('select 1 from installation')).rowCount).toBe(2)

      const [guild, union] = workspaces
      const [guildRoom, unionRoom] = rooms
      if (guild === undefined || union === undefined || guildRoom === undefined || unionRoom === undefined)
        throw new Error('one is missing')
      const cards = async () =>
        (await database.pool.query('select room from card')).rows.map(({ room }) => JSON.stringify(room))
      await slack.uninstall(guild)
      // A card that cannot be edited is forgotten; the last edit may have been before.
      await database.pool.query("update petition set goal = 77 where slug = 'fair'")
      await expect.poll(cards).toEqual([expect.stringContaining(union.id)])
      expect((await database.pool.query('select 1 from installation')).rowCount).toBe(1)

      // The library takes a second for the age of a token.
      expect((await install(guild)).status).toBe(200)
      await announce(guildRoom)
      await expect.poll(async () => (await cards()).length).toBe(2)
      expect((await unionRoom.newest()).plain).toContain('2 signatures')
      expect(service.output()).not.toMatch(/xoxb|unhandled/i)
      expect(slack.violations).toEqual([])
    } finally {
      expect(await service.stop()).toBe(0)
      await slack.close()
      await database.close()
    }
  })
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { type Discord, startDiscord } from '../support/discord/stand-in.ts'
import type { Channel } from '../support/discord/world.ts'
import { makePetition } from '../support/petition.ts'
import { press } from '../support/press.ts'
import { type RunningService, startService } from '../support/service.ts'
import { type Slack, startSlack } from '../support/slack/stand-in.ts'
import type { Channel as SlackChannel } from '../support/slack/world.ts'

/** Everybody can do this in every channel, in different words. */
interface Signer {
  /** Asks to sign, and reads the question. */
  ask(details: {
    name: string
    occupation?: string
    organisation?: string
    countedOnly?: boolean
  }): Promise<string>
  /** Presses the button on the page of the newest question. */
  confirm(): Promise<void>
  /** The newest answer, once it says this. */
  told(words: RegExp): Promise<string>
  /** Takes the signature back, in the way the channel offers. */
  takeBack(): Promise<void>
}

interface World {
  /** Of the petition that is signed in this channel only. */
  slug: string
  service: RunningService
  database: TestDatabase
  discord: Discord
  room: Channel
  slack: Slack
  slackRoom: SlackChannel
}

/** Fits both `http://…` in mails and link buttons. */
const link = /\/c\/[a-z2-7]{32}/

const channels: [string, (world: World, who: string, locale: 'en' | 'fr') => Signer][] = [
  ['by mail', mailSigner],
  ['in Discord', discordSigner],
  ['in Slack', slackSigner],
]

function mailSigner({ slug, service, database }: World, who: string, locale: 'en' | 'fr'): Signer {
  const mailbox = `${who}@example.org`
  let asked = 0
  return {
    async ask({ name, occupation, organisation, countedOnly }) {
      // Days pass, so that the caps on email do not matter here.
      await database.pool.query("update delivery set created_at = created_at - interval '25 hours'")
      const before = (await service.mails(mailbox)).length
      asked += 1
      const labels =
        locale === 'fr' ? ['Nom', 'Profession', 'Organisation'] : ['Name', 'Occupation', 'Organisation']
      const lines = [name, occupation, organisation].map((value, i) =>
        value ? `${labels[i]}: ${value}` : '',
      )
      const text = [
        ...lines,
        countedOnly ? 'Please do not publish my name.' : '',
        locale === 'fr' ? 'Je signe.' : 'I sign.',
      ]
      await service.write({
        from: mailbox,
        to: `sign+${slug}@localhost`,
        subject: `${asked}`,
        text: text.filter(Boolean).join('\n'),
      })
      return (await service.mail(mailbox, before + 1)).text
    },
    async confirm() {
      const question = (await service.mails(mailbox)).findLast(mail => link.test(mail.text))
      await press(`${service.url}${link.exec(question?.text ?? '')?.[0]}`)
    },
    async told(words) {
      const newest = async () => (await service.mails(mailbox)).at(-1)
      await expect.poll(async () => `${(await newest())?.subject}\n${(await newest())?.text}`).toMatch(words)
      return (await newest())?.text ?? ''
    },
    async takeBack() {
      const mails = await service.mails(mailbox)
      const receipt = mails.findLast(mail => mail.replyTo.includes('manage-'))
      if (receipt === undefined) throw new Error('no receipt')
      await service.reply(receipt, mailbox, 'withdraw')
      await service.mail(mailbox, mails.length + 1)
    },
  }
}

const formLabels = {
  en: [
    'Name as it should appear',
    'Occupation',
    'Organisation',
    'Signing as',
    'Myself, counted only, without my name',
  ],
  fr: [
    'Nom tel qu’il doit apparaître',
    'Activité',
    'Organisation',
    'Signer',
    'En mon nom, sans qu’il soit affiché',
  ],
}

function discordSigner({ slug, service, discord, room }: World, who: string, locale: 'en' | 'fr'): Signer {
  const member = discord.member(room, { username: who, locale: locale === 'fr' ? 'fr' : 'en-US' })
  const labels = formLabels[locale]
  let newest: Awaited<ReturnType<typeof member.command>>['message'] | undefined
  return {
    async ask({ name, occupation, organisation, countedOnly }) {
      await member.command('sign', { petition: slug })
      const [nameLabel = '', occupationLabel = '', organisationLabel = '', wayLabel = '', countLabel = ''] =
        labels
      const seen = await member.submitModal({
        [nameLabel]: name,
        ...(occupation ? { [occupationLabel]: occupation } : {}),
        ...(organisation ? { [organisationLabel]: organisation } : {}),
        ...(countedOnly ? { [wayLabel]: countLabel } : {}),
      })
      newest = await seen.message.said()
      return newest.plain
    },
    async confirm() {
      const url = newest?.links.find(candidate => link.test(candidate))
      await press(`${service.url}${link.exec(url ?? '')?.[0]}`)
    },
    async told(words) {
      await expect.poll(() => newest?.plain).toMatch(words)
      return newest?.plain ?? ''
    },
    async takeBack() {
      newest = await (await member.command('unsign', { petition: slug })).message.said()
    },
  }
}

function slackSigner({ slug, service, slack, slackRoom }: World, who: string, locale: 'en' | 'fr'): Signer {
  // Without a mailbox to fill in, the link comes in Slack.
  const locales = { en: 'en-US', fr: 'fr-FR' }
  const member = slack.member(slackRoom, { name: who, locale: locales[locale], email: null })
  const labels = formLabels[locale]
  let newest: Awaited<ReturnType<typeof member.slash>> | undefined
  let question = ''
  return {
    async ask({ name, occupation, organisation, countedOnly }) {
      const opened = await member.slash('/sign', slug)
      newest = opened
      const [nameLabel = '', occupationLabel = '', organisationLabel = '', wayLabel = '', countLabel = ''] =
        labels
      await member.submits(await opened.modal(), {
        [nameLabel]: name,
        ...(occupation ? { [occupationLabel]: occupation } : {}),
        ...(organisation ? { [organisationLabel]: organisation } : {}),
        ...(countedOnly ? { [wayLabel]: countLabel } : {}),
      })
      const answer = await opened.answer()
      question = answer.links.find(candidate => link.test(candidate)) ?? question
      return answer.plain
    },
    async confirm() {
      await press(`${service.url}${link.exec(question)?.[0]}`)
    },
    async told(words) {
      const answer = () => newest?.answers.findLast(message => !message.deleted)?.plain
      await expect.poll(answer).toMatch(words)
      return answer() ?? ''
    },
    async takeBack() {
      newest = await member.slash('/unsign', slug)
      await newest.answer()
    },
  }
}

const shared = {} as Omit<World, 'slug'>
const slugOf = (channel: string) => channel.replace(' ', '-').toLowerCase()

beforeAll(async () => {
  shared.database = await testDatabase()
  for (const [channel] of channels)
    await makePetition(shared.database.db, slugOf(channel), { title: 'Fair training' })
  shared.discord = await startDiscord()
  shared.room = shared.discord.guild().channel()
  shared.slack = await startSlack()
  const [workspace] = shared.slack.workspaces
  if (workspace === undefined) throw new Error('a Slack without a workspace')
  shared.slackRoom = workspace.channel({ name: 'announcements' })
  shared.service = await startService({
    databaseUrl: shared.database.url,
    env: {
      DISCORD_TOKEN: shared.discord.token,
      DISCORD_API_URL: shared.discord.apiUrl,
      SLACK_BOT_TOKEN: workspace.token.value,
      SLACK_SIGNING_SECRET: shared.slack.signingSecret,
      SLACK_API_URL: shared.slack.apiUrl,
    },
  })
  shared.slack.http.baseUrl = shared.service.url
  await shared.discord.commandRegistered('sign')
})
afterAll(async () => {
  expect(shared.discord.violations).toEqual([])
  expect(shared.slack.violations).toEqual([])
  await shared.service.stop()
  await shared.discord.close()
  await shared.slack.close()
  await shared.database.close()
})

describe.each(channels)('%s', (channel, signerIn) => {
  const slug = slugOf(channel)
  let people = 0
  const somebody = (locale: 'en' | 'fr' = 'en') => signerIn({ slug, ...shared }, `person${people++}`, locale)
  const count = () => shared.service.count(slug)
  const page = async () => (await fetch(`${shared.service.url}/p/${slug}`)).text()

  it('shows what will be recorded, records it by the button, and tells the number', async () => {
    const bo = somebody()
    const before = await count()
    const question = await bo.ask({ name: 'Bo Diddley', occupation: 'illustrator' })
    expect(question).toContain('Bo Diddley, illustrator')
    expect(await count()).toBe(before)
    await bo.confirm()
    expect(await bo.told(/Your signature is number/)).toContain('Bo Diddley, illustrator')
    expect(await count()).toBe(before + 1)
    await expect.poll(page).toContain('illustrator')
  })

  it('keeps one signature when the button is pressed twice', async () => {
    const cleo = somebody()
    const before = await count()
    await cleo.ask({ name: 'Cleo Patra' })
    await Promise.all([cleo.confirm(), cleo.confirm(), cleo.confirm()])
    await cleo.told(/Your signature is number/)
    expect(await count()).toBe(before + 1)
  })

  it('counts nobody twice who asks again after signing, and takes a new occupation', async () => {
    const dan = somebody()
    await dan.ask({ name: 'Dan Dare', occupation: 'pilot' })
    await dan.confirm()
    await dan.told(/Your signature is number/)
    const before = await count()
    await dan.ask({ name: 'Dan Dare', occupation: 'pilot' })
    await dan.told(/already signed this/)
    await dan.ask({ name: 'Dan Dare', occupation: 'gardener' })
    await dan.told(/Your signature has been changed/)
    expect(await count()).toBe(before)
    await expect.poll(page).toContain('gardener')
  })

  it('does not count somebody who withdraws; they can sign again under a new number', async () => {
    const eve = somebody()
    const before = await count()
    await eve.ask({ name: 'Eve Moss' })
    await eve.confirm()
    const first = /signature (\d+)/i.exec(await eve.told(/Your signature is number/))?.[1]
    await eve.takeBack()
    await expect.poll(count).toBe(before)
    await eve.ask({ name: 'Eve Moss' })
    await eve.confirm()
    const second = await eve.told(/Your signature is number/)
    expect(second).not.toContain(`signature ${first}\n`)
    expect(await count()).toBe(before + 1)
  })

  it('does not name somebody who wants to be counted only', async () => {
    const fay = somebody()
    const before = await count()
    await fay.ask({ name: 'Fay Wray', countedOnly: true })
    await fay.confirm()
    await fay.told(/Your signature is number/)
    expect(await count()).toBe(before + 1)
    await expect.poll(page).not.toContain('Fay Wray')
  })

  it('answers French speakers in French', async () => {
    const line = somebody('fr')
    expect(await line.ask({ name: 'Line Renaud', occupation: 'chanteuse' })).toMatch(/confirmer|Confirmer/)
    await line.confirm()
    await line.told(/Votre signature porte le n/)
  })

  it.each([
    '@everyone <@1> **Gus** `x`',
    '<!channel> & <b>Gus</b>',
    'Gus \u202eevil\u202c Grissom',
    `${'🎨'.repeat(40)} Gus`,
  ])(
    'shows a name such as %j as it was typed, without notifying anybody or formatting anything',
    async name => {
      const gus = somebody()
      const question = await gus.ask({ name })
      // In a mail a word joiner keeps what looks like an address from becoming a link.
      expect(question.replaceAll('\u2060', '')).toContain(name.replace(/[\u202e\u202c]/g, '').slice(0, 20))
    },
  )

  it('signs nobody once it is closed, and says so', async () => {
    const hal = somebody()
    const ida = somebody()
    await ida.ask({ name: 'Ida Lupino' })
    const before = await count()
    await shared.database.pool.query(
      "update petition set status = 'closed', closed_at = now() where slug = $1",
      [slug],
    )
    try {
      await ida.confirm()
      expect(await count()).toBe(before)
      if (channel === 'by mail') expect(await hal.ask({ name: 'Hal Ashby' })).toMatch(/closed/i)
    } finally {
      await shared.database.pool.query(
        "update petition set status = 'open', closed_at = null where slug = $1",
        [slug],
      )
    }
  })
})

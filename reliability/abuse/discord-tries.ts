/** Tries what must not be possible from Discord. */
import { setTimeout as sleep } from 'node:timers/promises'
import { openDatabase } from '../../src/db/database.ts'
import type { Member } from '../../test/support/discord/member.ts'
import { type Discord, startDiscord } from '../../test/support/discord/stand-in.ts'
import { makePetition } from '../../test/support/petition.ts'
import type { Setting, Try } from './setting.ts'

/** A service that speaks Discord, instead of the other two: they would take its answers, and could not give them. */
async function withDiscord<T>(s: Setting, act: (discord: Discord) => Promise<T>): Promise<T> {
  const discord = await startDiscord()
  const { DISCORD_TOKEN, DISCORD_API_URL } = { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl }
  for (const at of [0, 1]) await s.world.stop(at)
  await s.world.start(2, { DISCORD_TOKEN, DISCORD_API_URL })
  try {
    await discord.commandRegistered('petition')
    return await act(discord)
  } finally {
    await s.world.stop(2)
    for (const at of [0, 1]) await s.world.start(at)
    await discord.close()
  }
}

/** Makes a petition, as far as the service allows it. */
async function create(member: Member, title: string): Promise<string> {
  const seen = await member.command('petition create')
  if (seen.kind !== 'modal') return (await seen.message.said()).plain
  const answer = await member.submitModal({ title, text: 'A sentence.', organisedBy: 'A server' })
  await sleep(500)
  return answer.message.plain
}

export const discordTries: Try[] = [
  {
    point: '3',
    holds:
      'one chat account makes us write to five strangers at most, with none of its words but the name; another account still can',
    async act(s) {
      const { db, close } = await openDatabase({ url: s.databaseUrl }, { poolSize: 1 })
      await makePetition(db, 'proved', { policy: 'email' })
      await close()
      return withDiscord(s, async discord => {
        const room = discord.guild().channel()
        const strangers = Array.from({ length: 12 }, () => s.newcomer('strangers.chat.example').mailbox)
        const fillIn = async (member: Member, mailbox: string) => {
          await member.command('sign', { petition: 'proved' })
          const answer = await member.submitModal({
            name: 'Ann Example',
            occupation: 'Buy at our shop',
            mailbox,
          })
          return (await answer.message.said()).plain
        }
        const cannon = discord.member(room, { username: 'otto' })
        let said = ''
        for (const mailbox of strangers) said = await fillIn(cannon, mailbox)
        const { mailbox } = s.newcomer('honest.chat.example')
        await fillIn(discord.member(room, { username: 'ann' }), mailbox)
        await s.email(mailbox)
        const reached = strangers.flatMap(stranger => s.emails(stranger))
        if (reached.length === 0) return 'nobody was written to: nothing was tried'
        if (reached.length > 5) return `${reached.length} were written to`
        if (reached.some(({ raw }) => raw.includes('our shop'))) return 'the occupation is in it'
        return said.includes('Please try again') ? undefined : `over the limit it was told: ${said}`
      })
    },
  },
  {
    point: '7',
    holds: 'nobody makes a petition in a server where the bot is no member',
    act: s =>
      withDiscord(s, async discord => {
        const stranger = discord.withOwnApp(discord.person({ username: 'otto' }), 'guild')
        const answer = await create(stranger, 'Planted from elsewhere').catch(error => String(error))
        const made = await s.query(`select id from petition where title = 'Planted from elsewhere'`)
        return made.length === 0 ? undefined : answer
      }),
  },
  {
    point: '7',
    holds: 'twelve petitions of one server do not stand on the home page of the site',
    act: s =>
      withDiscord(s, async discord => {
        const member = discord.member(discord.guild().channel(), { manages: true })
        let answer = ''
        for (let n = 0; n < 12; n++) answer = await create(member, `Planted number ${n}`)
        const made = await s.query(
          `update petition set status = 'open', opened_at = now() where title like 'Planted number%' returning id`,
        )
        if (made.length === 0) return `none could be made: ${answer}`
        await sleep(1_000)
        const home = await (await fetch(s.world.service(2).url)).text()
        const planted = (home.match(/Planted number/g) ?? []).length
        return planted === 0 ? undefined : `${made.length} were made, and ${planted} stand there`
      }),
  },
]

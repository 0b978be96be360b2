/** Tries what must not be possible from Discord. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Member } from '../../test/support/discord/member.ts'
import { type Discord, startDiscord } from '../../test/support/discord/stand-in.ts'
import type { Setting, Try } from './setting.ts'

/** A service that speaks Discord, beside the other two. */
async function withDiscord<T>(s: Setting, act: (discord: Discord) => Promise<T>): Promise<T> {
  const discord = await startDiscord()
  const { DISCORD_TOKEN, DISCORD_API_URL } = { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl }
  await s.world.start(2, { DISCORD_TOKEN, DISCORD_API_URL })
  try {
    await discord.commandRegistered('petition', 20_000)
    return await act(discord)
  } finally {
    await s.world.stop(2)
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
        const home = await (await fetch(s.url)).text()
        const planted = (home.match(/Planted number/g) ?? []).length
        return planted === 0 ? undefined : `${made.length} were made, and ${planted} stand there`
      }),
  },
]

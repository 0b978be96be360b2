import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { type Discord, startDiscord } from '../support/discord/stand-in.ts'
import { makePetition } from '../support/petition.ts'
import { press } from '../support/press.ts'
import { type RunningService, startService } from '../support/service.ts'

/** `bench/discord.ts` sends a thousand and says how soon each is answered; here nobody may be forgotten. */
const people = 200
const sample = 50
/** 0, 1, 2 … as A, B, C …: a name has no digits. */
function letters(n: number): string {
  const letter = String.fromCharCode(65 + (n % 26))
  return n < 26 ? letter : letters(Math.floor(n / 26) - 1) + letter
}

describe('hundreds of people send their form in the same moment', () => {
  let database: TestDatabase
  let discord: Discord
  let service: RunningService
  beforeAll(async () => {
    database = await testDatabase()
    await makePetition(database.db, 'fair', { title: 'Fair training' })
    discord = await startDiscord()
    service = await startService({
      databaseUrl: database.url,
      env: { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl, LOG_LEVEL: 'warn' },
    })
    await discord.commandRegistered('sign')
  })
  afterAll(async () => {
    await service.stop()
    await discord.close()
    await database.close()
  })

  it('acknowledges and asks every one of them, and counts each once', async () => {
    const room = discord.guild().channel()
    const members = Array.from({ length: people }, () => discord.member(room))
    const seen = await Promise.all(
      members.map((member, n) =>
        member.submitForged('sign:fair', { name: `Signer ${letters(n)}`, way: 'myself' }),
      ),
    )
    const acknowledged = seen.filter(({ kind }) => kind === 'message')
    expect(acknowledged).toHaveLength(people)
    await Promise.all(
      seen.map((one, n) => one.message.until(({ plain }) => plain.includes(`Signer ${letters(n)}`))),
    )
    const { rows } = await database.pool.query('select count(*)::int as n from revision')
    expect(rows).toEqual([{ n: people }])

    // Each presses twice, as people do.
    const chosen = seen.filter((_, n) => n % (people / sample) === 0)
    const pressOne = async (urls: string[]) => {
      const path = urls.map(url => /\/c\/[a-z2-7]{32}/.exec(url)?.[0]).find(found => found !== undefined)
      return (await press(`${service.url}${path}`)).status
    }
    const statuses = await Promise.all(
      chosen.flatMap(({ message }) => [pressOne(message.links), pressOne(message.links)]),
    )
    expect(new Set(statuses)).toEqual(new Set([200]))
    expect(await service.count('fair')).toBe(sample)
    await Promise.all(
      chosen.map(({ message }) => message.until(({ text }) => text.includes('Your signature is number'))),
    )
    expect(members.flatMap(member => member.dms)).toEqual([])
    expect(seen.flatMap(one => one.followUps)).toEqual([])
    expect(discord.violations).toEqual([])
    expect((await fetch(`${service.url}/healthz`)).status).toBe(200)
  })
})

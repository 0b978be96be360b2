import { expect, it } from 'vitest'
import { testDatabase } from '../support/database.ts'
import { startDiscord } from '../support/discord/stand-in.ts'
import { makePetition } from '../support/petition.ts'
import { press } from '../support/press.ts'
import { startService } from '../support/service.ts'

it('a Discord that takes calls and never answers holds up no email', async () => {
  const database = await testDatabase()
  await makePetition(database.db, 'fair')
  const discord = await startDiscord()
  const service = await startService({
    databaseUrl: database.url,
    env: { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl },
  })
  try {
    await discord.commandRegistered('sign')
    const room = discord.guild().channel()
    const seen = await Promise.all(
      Array.from({ length: 40 }, () =>
        discord.member(room).submitForged('sign:fair', { name: 'Nobody Waits', way: 'myself' }),
      ),
    )
    await Promise.all(seen.map(({ message }) => message.until(({ plain }) => plain.includes('Nobody Waits'))))
    await service.settle()
    discord.faults.next({ method: 'PATCH', path: '/messages/@original', times: 1_000 }, { kind: 'hang' })
    const pressOne = (links: string[]) => {
      const path = links.map(url => /\/c\/[a-z2-7]{32}/.exec(url)?.[0]).find(found => found !== undefined)
      return press(`${service.url}${path}`)
    }
    await Promise.all(seen.map(({ message }) => pressOne(message.links)))
    // Two are enough to hold both workers of a queue, which take batches.
    await discord.until(() => discord.requestsTo('PATCH', '@original').length >= 6)
    const at = Date.now()
    await service.write({ from: 'ada@example.org', to: 'sign+fair@localhost', text: 'Ada Lovelace' })
    await service.mail('ada@example.org')
    // A delivery to a Discord that hangs takes ten seconds, twice.
    expect(Date.now() - at).toBeLessThan(18_000)
    expect(await service.count('fair')).toBe(40)
    expect(discord.violations).toEqual([])
  } finally {
    await service.stop()
    await discord.close()
    await database.close()
  }
})

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
      Array.from({ length: 20 }, () =>
        discord.member(room).submitForged('sign:fair', { name: 'Nobody Waits', way: 'myself' }),
      ),
    )
    await Promise.all(seen.map(({ message }) => message.until(({ plain }) => plain.includes('Nobody Waits'))))
    await service.settle()
    // Ada's answer waits for the test, so that it only has to leave.
    await database.pool.query(`create function later() returns trigger language plpgsql as $$ begin
      new.due_at = now() + interval '1 hour'; return new; end $$;
      create trigger waits before insert on delivery for each row when (new.channel = 'email') execute function later()`)
    await service.write({ from: 'ada@example.org', to: 'sign+fair@localhost', text: 'Ada Lovelace' })
    const edits = () => discord.requestsTo('PATCH', '@original').length
    const before = edits()
    discord.faults.next({ method: 'PATCH', path: '/messages/@original', times: 1_000 }, { kind: 'hang' })
    const pressOne = (links: string[]) => {
      const path = links.map(url => /\/c\/[a-z2-7]{32}/.exec(url)?.[0]).find(found => found !== undefined)
      return press(`${service.url}${path}`)
    }
    await Promise.all(seen.map(({ message }) => pressOne(message.links)))
    // Two are enough to hold both workers of a queue, which take batches.
    await discord.until(() => edits() >= before + 6)
    await database.pool.query("update delivery set due_at = now() where channel = 'email'")
    await service.mail('ada@example.org')
    // A delivery to a Discord that hangs takes ten seconds, twice.
    const ended = "select from delivery where channel = 'discord' and error is not null"
    expect((await database.pool.query(ended)).rowCount).toBe(0)
    expect(await service.count('fair')).toBe(20)
    expect(discord.violations).toEqual([])
  } finally {
    await service.stop()
    await discord.close()
    await database.close()
  }
})

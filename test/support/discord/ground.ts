import { expect } from 'vitest'
import { command, list } from './bodies.ts'
import { type Discord, type DiscordOptions, startDiscord } from './stand-in.ts'

const open: Discord[] = []

/** Each file that uses a ground calls it after each test. */
export async function closeGrounds(): Promise<void> {
  for (const discord of open.splice(0)) await discord.close()
}

/** A command that nobody has answered yet, with time enough to answer it. */
export async function ground(options: DiscordOptions = {}) {
  const discord = await startDiscord({ ...options, acknowledgementMs: 10 })
  open.push(discord)
  await ask(discord, 'PUT', list, command({ integration_types: [0, 1], contexts: [0, 1, 2] }))
  const room = discord.guild().channel()
  const ada = discord.member(room, { username: 'ada' })
  const seen = await ada.command('sign')
  expect(seen.kind).toBe('unanswered')
  expect(() => seen.message).toThrow('The application did not respond')
  discord.times.acknowledgementMs = 60_000
  const { id, token } = seen.interaction
  const asks = (method: string, path: string, body?: unknown) =>
    ask(discord, method, path.replace('ROOM', room.id).replace('ID', id).replace('TOKEN', token), body)
  return { discord, room, ada, seen, asks }
}

/** As a careless bot would ask. */
export async function ask(discord: Discord, method: string, path: string, body?: unknown) {
  const response = await fetch(`${discord.apiUrl}/v10${path.replace('APP', discord.applicationId)}`, {
    method,
    headers: headersOf(discord),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  const answer: unknown = text === '' ? {} : JSON.parse(text)
  return { status: response.status, code: Reflect.get(Object(answer), 'code'), answer }
}

export function headersOf({ token }: Discord) {
  const agent = 'DiscordBot (https://example.org, 1)'
  return { 'content-type': 'application/json', 'user-agent': agent, authorization: `Bot ${token}` }
}

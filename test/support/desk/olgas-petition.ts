/** Petitions that Olga organises, from Discord and by email. */
import type { AtOnce } from '../../../src/core/channel.ts'
import { organises } from '../desk-people.ts'
import { chatter, type TestCore, writer } from '../people.ts'

export const olga = chatter('discord', 'Olga', { tenant: 'guild', manages: true })
export const olgaMail = writer('olga@example.org', { displayName: 'Olga', proved: true })
export const olgaAsks = { channel: 'discord', account: 'Olga', language: 'en' } as const

let made = 0

/** Makes a new one each time, and returns its slug. */
export async function olgasPetition(t: TestCore, form: object = {}): Promise<string> {
  const slug = `shape-${++made}`
  await t.petition({ slug, title: `Shape ${made}`, goal: 100, ...form })
  await organises(t, slug, 'discord', 'Olga')
  await organises(t, slug, 'email', 'olga@example.org')
  return slug
}

export async function petitionNow(t: TestCore, slug: string) {
  const petition = await t.core.petition(slug)
  if (petition === undefined) throw new Error('no petition')
  return petition
}

export const formOf = (answer: AtOnce | undefined) => (answer?.kind === 'form' ? answer.form : undefined)

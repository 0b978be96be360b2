/** A petition whose organisers and rooms are told news: the test writes events into the rows, and runs a round. */
import { CompiledQuery } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import type { Incoming, Json, Reply } from '../../src/core/channel.ts'
import { accountHash } from '../../src/core/identity.ts'
import { tellNews } from '../../src/core/rounds/tell-news.ts'
import { batchTransactions, type Service } from '../../src/core/work.ts'
import { addOrganiser } from '../../src/db/organisers.ts'
import { chatter, type TestCore, testCore, wordsOf, writer } from './people.ts'

export const { signal } = new AbortController()
export const now = "now() - interval '1 minute'"

/** Belongs to the file that runs: one worker runs several files, and loads this module once. */
export let test: TestCore
const logged: unknown[] = []
export const rows = async (query: string, values: unknown[] = []) => {
  return (await test.service.db.executeQuery(CompiledQuery.raw(query, values))).rows as Record<
    string,
    unknown
  >[]
}
export const one = async (query: string, values: unknown[] = []) => {
  const [row] = await rows(query, values)
  if (row === undefined) throw new Error('no row')
  return row
}

/** Another process on the same database: it shares nothing with the first; its queue is the test's. */
export function replica(): Service {
  const { db, queue } = test.service
  return { ...test.service, transactDesk: batchTransactions(db, queue, { most: 1 }) }
}

/** Runs a round in a process that has just started; gives what was sent. */
export async function round(service = replica()) {
  const before = test.sent.length
  await tellNews(service, signal)
  await test.flush()
  return test.sent.slice(before)
}

export interface Signing {
  at?: string
  channel?: 'discord' | 'slack' | 'email'
  community?: string
  /** They asked by a mailbox there, at the same time. */
  domain?: string
}

export async function sign(n: number, { at = now, channel = 'discord', community, domain }: Signing = {}) {
  await rows(
    `with p as (update petition set last_number = last_number + $1 where slug = 'fair' returning id, last_number),
    signed as (
      insert into signature (id, petition_id, number, kind, name, listed, language, channel, confirmed_by, statement_hash,
        approved_at, confirmed_at, details_at, community)
      select gen_random_uuid(), p.id, p.last_number - k, 'person', 'Grace Hopper', true, 'en', $2, 'page', '', ${at}, ${at}, ${at}, $3
      from p, generate_series(0, $1 - 1) k returning id, petition_id, number
    ), held as (
      insert into identity (petition_id, hash, signature_id) select petition_id, uuid_send(id), id from signed
    )
    insert into sign_request (id, petition_id, channel, mailbox, language, state, authenticated, plain_reply, asked_at,
      expires_at, ended_at, mail_domain)
    select gen_random_uuid(), petition_id, $2, uuid_send(id), 'en', 'confirmed', true, true, ${at}, ${at} + interval '7 days',
      ${at}, $4 from signed where $4::text is not null`,
    [n, channel, community ?? null, domain ?? null],
  )
}

/** Somebody who asked by email and did not confirm. */
export async function ask(n: number, domain: string, at: string) {
  await rows(
    `insert into sign_request (id, petition_id, channel, language, authenticated, plain_reply, asked_at, expires_at, mail_domain)
     select gen_random_uuid(), id, 'email', 'en', true, true, ${at}, ${at} + interval '7 days', $2
     from petition, generate_series(1, $1) where slug = 'fair'`,
    [n, domain],
  )
}

export async function withdraw(n: number, from = 'true') {
  await rows(
    `update signature set state = 'withdrawn', ended_at = now()
     where id in (select id from signature where state = 'confirmed' and ${from} limit ${n})`,
  )
}

export async function card(channel: 'discord' | 'slack', room: Json, community?: string, posted = true) {
  await rows(
    `insert into card (id, petition_id, channel, room, message, community)
     select gen_random_uuid(), id, $1, $2::jsonb, $3::jsonb, $4 from petition where slug = 'fair'`,
    [channel, JSON.stringify(room), posted ? '{"id":"card"}' : null, community ?? null],
  )
}

export async function organises(incoming: Incoming) {
  const { id } = await one("select id from petition where slug = 'fair'")
  const account = accountHash(test.service.keys, incoming.channel, incoming.account)
  await addOrganiser(test.service.db, String(id), { account })
}

export const command = (words: string): Incoming['act'] => ({ kind: 'command', command: { words } })
export const ada = chatter('discord', 'ada', { languageHint: 'fr', place: { of: 'ada' } })
export const dana = writer('dana@guild.example', { proved: true, place: { of: 'dana' } })
export const daysPass = (days: number) =>
  rows(
    `update digest set next_at = next_at - interval '${days} days', since = since - interval '${days} days'`,
  )

/** Called at the head of each file of tests. */
export function newsOfFile(): void {
  beforeAll(async () => {
    test = await testCore()
    logged.length = 0
    const keep = (fields: object, message: string) => void logged.push({ ...fields, message })
    test.service.log = { debug: keep, info: keep, warn: keep, error: keep }
  })
  afterAll(() => test.close())
  beforeEach(async () => {
    await test.petition({ slug: 'fair', goal: 300 })
    await rows("update petition set opened_at = now() - interval '30 days'")
  })
  afterEach(async () => {
    await rows('truncate petition, suppression, community cascade')
  })
}

export function pictures(reply: Reply | undefined): number {
  return reply?.blocks.filter(({ kind }) => kind === 'image').length ?? 0
}

export function words(told: { delivery: { reply: Reply } }[]): string {
  // Other tests look at spaces that break no line.
  return told.map(({ delivery }) => wordsOf(delivery.reply).replace(/[\u00a0\u202f]/g, ' ')).join('\n\n')
}

/** Only ids and kinds, no domains, places or names. Call it last: it looks at everything that the file's tests logged. */
export function expectLogKnowsNobody(message: string): void {
  const words = JSON.stringify(logged).replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'an id')
  expect(words).toContain(message)
  expect(words).not.toMatch(/\.example|guild-room|"of"|Grace|ada|dana|Fair training|g1|Harbour/)
}

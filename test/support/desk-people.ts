import { randomUUID } from 'node:crypto'
import { CompiledQuery } from 'kysely'
import type { Channel, Command, Incoming, Reply } from '../../src/core/channel.ts'
import { accountHash, mailboxHash } from '../../src/core/identity.ts'
import { addOrganiser } from '../../src/db/organisers.ts'
import { petitionBySlug } from '../../src/db/petitions.ts'
import { claimIdentities, recordSignatures } from '../../src/db/signatures.ts'
import type { TestCore } from './people.ts'

/** Somebody who signs in these tests, and what is unusual about them. */
export interface Signer {
  channel?: Channel
  account?: string
  kind?: 'person' | 'organisation'
  occupation?: string
  organisation?: string
  listed?: boolean
  provedDomain?: string
  community?: string
}

/** Signs without the questions before it; gives the number. */
export async function signs(t: TestCore, slug: string, name: string, signer: Signer = {}): Promise<number> {
  const { db, keys } = t.service
  const petition = await petitionBySlug(db, slug)
  if (petition === undefined) throw new Error(`no petition ${slug}`)
  const channel = signer.channel ?? 'discord'
  const account = signer.account ?? name
  const identity = channel === 'email' ? mailboxHash(keys, account) : accountHash(keys, channel, account)
  return db.transaction().execute(async trx => {
    const id = randomUUID()
    const signature = {
      id,
      petition_id: petition.id,
      kind: signer.kind ?? 'person',
      name,
      occupation: signer.occupation ?? null,
      organisation: signer.organisation ?? null,
      listed: signer.listed ?? true,
      language: 'en',
      channel,
      confirmed_by: 'page' as const,
      statement_hash: petition.statement_hash,
      promised: petition.listing,
      wording: petition.corrections,
      proved_domain: signer.provedDomain ?? null,
      community: signer.community ?? null,
      details_at: new Date(),
      hidden_at: null,
    }
    const recorded = (await recordSignatures(trx, [signature])).get(id)
    if (recorded === undefined) throw new Error('not recorded')
    await claimIdentities(trx, [{ petition_id: petition.id, hash: identity, signature_id: id }])
    return recorded.number
  })
}

/** Does it as the operator's command line does. */
export async function organises(t: TestCore, slug: string, channel: Channel, account: string): Promise<void> {
  const petition = await petitionBySlug(t.service.db, slug)
  if (petition === undefined) throw new Error(`no petition ${slug}`)
  await addOrganiser(t.service.db, petition.id, { account: accountHash(t.service.keys, channel, account) })
  await t.core.refresh()
}

type Act = Incoming['act']

export function command(words: string, given: Partial<Command> = {}): Act {
  return { kind: 'command', command: { words, ...given } }
}

/** A mail to the service, or to a petition. */
export function mail(text: string, slug?: string): Act {
  return {
    kind: 'message',
    subject: '',
    text,
    answersDeliveries: [],
    ...(slug === undefined ? {} : { slug }),
  }
}

/** The command of the button with this label; the first if there are several. */
export function pressed(reply: Reply | undefined, label: RegExp): Act {
  for (const block of reply?.blocks ?? [])
    if (block.kind === 'command-button' && label.test(block.label)) return command(block.command)
  throw new Error(`no button ${label} in ${JSON.stringify(reply?.blocks.map(block => block.kind))}`)
}

/** Words, consents and counts at the desk of one petition; `organiser` says them if nobody else is named. */
export function atDesk(t: TestCore, slug: () => string, organiser: (act: Act) => Incoming) {
  /** Puts the petition behind the first word; gives the first reply. */
  const say = async (words: string, as = organiser, given: Partial<Command> = {}) => {
    const [name = '', ...rest] = words.split(' ')
    const [reply] = await t.take(as(command([name, slug(), ...rest].join(' '), given)))
    return reply
  }
  return {
    say,
    /** Says it, and says yes to the question that follows. */
    yes: async (words: string) => {
      const [reply] = await t.take(organiser(pressed(await say(words), /.*/)))
      return reply
    },
    count: async () => (await t.core.petition(slug()))?.signatures,
  }
}

export async function rows<Row>(t: TestCore, query: string, values: unknown[] = []): Promise<Row[]> {
  return (await t.service.db.executeQuery<Row>(CompiledQuery.raw(query, values))).rows
}

/** Lets hours pass for what the desk remembers. */
export async function hoursPass(t: TestCore, hours: number): Promise<void> {
  const past = `- interval '${hours} hours'`
  await rows(t, `update desk_entry set at = at ${past}`)
  await rows(t, `update pending_command set created_at = created_at ${past}, expires_at = expires_at ${past}`)
  await rows(t, `update token set expires_at = expires_at ${past} where expires_at is not null`)
}

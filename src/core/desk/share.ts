import {
  addOrganiser,
  dropOrganiser,
  type NewOrganiser,
  type OrganiserRow,
  organisersOf,
} from '../../db/organisers.ts'
import type { Channel } from '../channel.ts'
import { accountHash } from '../identity.ts'
import { type Keys, openIfOurs } from '../keys.ts'
import { answer } from '../outbound/post-reply.ts'
import { isMailbox } from '../petitions/read-forms.ts'
import { isSelf } from '../reading/commands/read-command.ts'
import { organiserContext } from '../seal-contexts.ts'
import type { ShownAct } from '../texts/desk-words.ts'
import { type Call, type DeskCall, deskPetition } from './call.ts'
import { logEntry } from './log-entry.ts'

/** An organiser as an entry of the log keeps them. */
export interface OrganiserBefore {
  kind: 'organiser'
  account: string
  /** Absent: they were none. */
  was?: { channel: Channel | null; name: string | null; language: string | null }
}

export function beforeAdding(account: Buffer): OrganiserBefore {
  return { kind: 'organiser', account: account.toString('hex') }
}

export function beforeRemoving(keys: Keys, row: OrganiserRow): OrganiserBefore {
  const { account, channel, language } = row
  return { ...beforeAdding(account), was: { channel, name: nameOf(keys, row) ?? null, language } }
}

/** Who calls, as an organiser: how they are called and reached. */
export function organiserOf(call: Call): NewOrganiser {
  const { sealedName, sealedPlace } = organiserPlace(call)
  return {
    account: call.account,
    channel: call.incoming.channel,
    language: call.to.language,
    sealedPlace,
    ...(sealedName === null ? {} : { sealedName }),
  }
}

/** How whoever calls is called and reached, sealed. */
export function organiserPlace({ service, account, incoming, to }: Call) {
  const name = incoming.displayName ?? incoming.mailbox
  return {
    sealedPlace: service.keys.sealForGood(to.place, organiserContext(account, 'place')),
    sealedName: name === undefined ? null : service.keys.sealForGood(name, organiserContext(account, 'name')),
  }
}

export function placeOf(keys: Keys, row: OrganiserRow) {
  return openIfOurs(keys, row.sealed_place, organiserContext(row.account, 'place'))
}

export function nameOf(keys: Keys, row: OrganiserRow): string | undefined {
  const name = openIfOurs(keys, row.sealed_name, organiserContext(row.account, 'name'))
  return typeof name === 'string' ? name : undefined
}

export async function listOrganisers(call: DeskCall): Promise<void> {
  const rows = await organisersOf(call.work.trx, call.petition.id)
  await answer(call, 'organisers', {
    ...deskPetition(call),
    organisers: rows.map(row => {
      const name = nameOf(call.service.keys, row)
      return {
        addedAt: row.added_at.toISOString(),
        you: row.account.equals(call.account),
        ...(name === undefined ? {} : { name }),
        ...(row.channel === null ? {} : { channel: row.channel }),
      }
    }),
  })
}

export async function changeOrganisers(
  call: DeskCall,
  act: 'add' | 'remove',
  mailbox: string | undefined,
): Promise<void> {
  const { service, work, incoming, petition, command } = call
  const desk = deskPetition(call)
  const written = mailbox === undefined ? undefined : mailboxIn(mailbox)
  const person =
    command.mentioned !== undefined
      ? { channel: incoming.channel, ...command.mentioned }
      : mailbox !== undefined && isSelf.test(mailbox)
        ? {
            channel: incoming.channel,
            account: incoming.account,
            name: incoming.displayName ?? incoming.account,
          }
        : written === undefined
          ? undefined
          : { channel: 'email' as const, account: written, name: written }
  if (person === undefined) {
    await answer(call, 'commandProblem', {
      name: 'organiser',
      problem: 'person',
      slug: petition.slug,
      slash: !incoming.plainReply,
    })
    return
  }
  const account = accountHash(service.keys, person.channel, person.account)
  const shown: ShownAct = { kind: `organiser-${act}`, name: person.name }
  if (act === 'add') {
    const added = await addOrganiser(work.trx, petition.id, {
      account,
      channel: person.channel,
      language: call.to.language,
      sealedName: service.keys.sealForGood(person.name, organiserContext(account, 'name')),
    })
    if (!added) return answer(call, 'nothingToDo', { ...desk, act: shown.kind })
    const entry = await logEntry(call, shown, { before: beforeAdding(account) })
    return answer(call, 'deskDone', { ...desk, act: shown, entry })
  }
  const all = await organisersOf(work.trx, petition.id)
  const row = all.find(organiser => organiser.account.equals(account))
  if (row === undefined) return answer(call, 'nothingToDo', { ...desk, act: shown.kind })
  if (all.length === 1) return answer(call, 'lastOrganiser', desk)
  const before = beforeRemoving(service.keys, row)
  await dropOrganiser(work.trx, petition.id, account)
  const entry = await logEntry(call, shown, { before })
  return answer(call, 'deskDone', { ...desk, act: shown, entry })
}

/** `<mailto:dana@example.org|dana@example.org>` as chats write it, and `dana@example.org.` at the end of a sentence. */
function mailboxIn(word: string): string | undefined {
  const bare = word
    .replace(/^<?(?:mailto:)?/i, '')
    .replace(/\|.*$/, '')
    .replace(/[>.,;:)]+$/, '')
  return isMailbox(bare) ? bare.toLowerCase() : undefined
}

/** Whether putting back would leave nobody. */
export async function isLastOrganiser(
  { work, petition }: DeskCall,
  before: OrganiserBefore,
): Promise<boolean> {
  const [only, another] = before.was === undefined ? await organisersOf(work.trx, petition.id) : []
  return another === undefined && only?.account.toString('hex') === before.account
}

/** Puts an organiser back as an entry kept them. False where that is so already. */
export async function restoreOrganiser(call: DeskCall, before: OrganiserBefore): Promise<boolean> {
  const { service, work, petition } = call
  const account = Buffer.from(before.account, 'hex')
  if (before.was === undefined) return (await dropOrganiser(work.trx, petition.id, account)) !== undefined
  const { channel, name, language } = before.was
  return addOrganiser(work.trx, petition.id, {
    account,
    ...(channel === null ? {} : { channel }),
    ...(language === null ? {} : { language }),
    ...(name === null
      ? {}
      : { sealedName: service.keys.sealForGood(name, organiserContext(account, 'name')) }),
  })
}

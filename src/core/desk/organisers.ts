import {
  addOrganiser,
  dropOrganiser,
  type NewOrganiser,
  type OrganiserRow,
  organisersOf,
} from '../../db/organisers.ts'
import type { Channel } from '../channel.ts'
import { type Keys, openIfOurs } from '../keys.ts'
import { organiserContext } from '../seal-contexts.ts'
import type { Call, DeskCall } from './call.ts'

/** An organiser as the log keeps them, so that undoing can restore them. */
export interface OrganiserBefore {
  kind: 'organiser'
  account: string
  /** Absent: they were no organiser. */
  was?: { channel: Channel | null; name: string | null; language: string | null }
}

export function beforeAdding(account: Buffer): OrganiserBefore {
  return { kind: 'organiser', account: account.toString('hex') }
}

export function beforeRemoving(keys: Keys, row: OrganiserRow): OrganiserBefore {
  const { account, channel, language } = row
  return { ...beforeAdding(account), was: { channel, name: nameOf(keys, row) ?? null, language } }
}

/** The author of the command as an organiser, with their name and where they are reached. */
export function organiserOf(call: Call): NewOrganiser {
  const { account, incoming, to } = call
  return { account, channel: incoming.channel, language: to.language, ...organiserPlace(call) }
}

/** Sealed: the name of the command's author, and where they are reached. */
export function organiserPlace({ service, account, incoming, to }: Call) {
  const name = incoming.displayName ?? incoming.mailbox
  return {
    sealed_place: service.keys.sealForGood(to.place, organiserContext(account, 'place')),
    sealed_name: sealedName(service.keys, account, name ?? null),
  }
}

export function sealedName(keys: Keys, account: Buffer, name: string | null): Buffer | null {
  return name === null ? null : keys.sealForGood(name, organiserContext(account, 'name'))
}

export function placeOf(keys: Keys, row: OrganiserRow) {
  return openIfOurs(keys, row.sealed_place, organiserContext(row.account, 'place'))
}

export function nameOf(keys: Keys, row: OrganiserRow): string | undefined {
  const name = openIfOurs(keys, row.sealed_name, organiserContext(row.account, 'name'))
  return typeof name === 'string' ? name : undefined
}

export async function isLastOrganiser(
  { work, petition }: DeskCall,
  before: OrganiserBefore,
): Promise<boolean> {
  const [only, another] = before.was === undefined ? await organisersOf(work.trx, petition.id) : []
  return another === undefined && only?.account.toString('hex') === before.account
}

export async function restoreOrganiser(call: DeskCall, before: OrganiserBefore): Promise<boolean> {
  const { service, work, petition } = call
  const account = Buffer.from(before.account, 'hex')
  if (before.was === undefined) return (await dropOrganiser(work.trx, petition.id, account)) !== undefined
  const { channel, name, language } = before.was
  const sealed_name = sealedName(service.keys, account, name)
  return addOrganiser(work.trx, petition.id, { account, channel, language, sealed_name })
}

import { addOrganiser, dropOrganiser, organisersOf } from '../../../db/organisers.ts'
import type { Channel } from '../../channel.ts'
import { accountHash } from '../../identity.ts'
import { answer } from '../../outbound/post-reply.ts'
import type { Given } from '../../reading/commands/given.ts'
import { isSelf } from '../../reading/commands/read-arguments.ts'
import { readTypedMailbox } from '../../typed-mailbox.ts'
import { withoutUndefined } from '../../without-undefined.ts'
import { type DeskCall, deskPetition } from '../call.ts'
import { done } from '../log-entry.ts'
import { beforeAdding, beforeRemoving, nameOf, sealedName } from '../organisers.ts'

export async function organiser(call: DeskCall, said: Given['organiser']): Promise<void> {
  if (said.act === 'list') return list(call)
  const person = personIn(call, said.mailbox)
  if (person !== undefined) return said.act === 'add' ? add(call, person) : remove(call, person)
  const { petition, incoming } = call
  const problem = { name: 'organiser', problem: 'person', slug: petition.slug } as const
  return answer(call, 'commandProblem', { ...problem, slash: !incoming.plainReply })
}

async function list(call: DeskCall): Promise<void> {
  const rows = await organisersOf(call.work.trx, call.petition.id)
  await answer(call, 'organisers', {
    ...deskPetition(call),
    organisers: rows.map(row =>
      withoutUndefined({
        addedAt: row.added_at.toISOString(),
        you: row.account.equals(call.account),
        name: nameOf(call.service.keys, row),
        channel: row.channel ?? undefined,
      }),
    ),
  })
}

interface Person {
  channel: Channel
  account: string
  name: string
}

/** The person that a command names: by a mention, by "me", or by a mailbox. */
function personIn({ incoming, command }: DeskCall, mailbox: string | undefined): Person | undefined {
  const { channel, account, displayName } = incoming
  if (command.mentioned !== undefined) return { channel, ...command.mentioned }
  if (mailbox === undefined) return undefined
  if (isSelf.test(mailbox)) return { channel, account, name: displayName ?? account }
  const address = readTypedMailbox(mailbox)?.toLowerCase()
  return address === undefined ? undefined : { channel: 'email', account: address, name: address }
}

async function add(call: DeskCall, { channel, account, name }: Person): Promise<void> {
  const { service, work, petition, to } = call
  const hash = accountHash(service.keys, channel, account)
  const added = await addOrganiser(work.trx, petition.id, {
    account: hash,
    channel,
    language: to.language,
    sealed_name: sealedName(service.keys, hash, name),
  })
  if (!added) return answer(call, 'nothingToDo', { ...deskPetition(call), act: 'organiser-add' })
  return done(call, { kind: 'organiser-add', name }, { before: beforeAdding(hash) })
}

async function remove(call: DeskCall, { channel, account, name }: Person): Promise<void> {
  const { service, work, petition } = call
  const hash = accountHash(service.keys, channel, account)
  const all = await organisersOf(work.trx, petition.id)
  const row = all.find(organiser => organiser.account.equals(hash))
  if (row === undefined)
    return answer(call, 'nothingToDo', { ...deskPetition(call), act: 'organiser-remove' })
  if (all.length === 1) return answer(call, 'lastOrganiser', deskPetition(call))
  await dropOrganiser(work.trx, petition.id, hash)
  return done(call, { kind: 'organiser-remove', name }, { before: beforeRemoving(service.keys, row) })
}

/** The commands of a petition's organisers. Who calls organises it; whether it is them who call is asked here. */
import { meetOrganiser } from '../../db/organisers.ts'
import { commandRow } from '../commands.ts'
import type { DeskCommand } from '../reading/commands/read-command.ts'
import { atHeldDesk, type DeskCall } from './call.ts'
import { curateSignatures, showWaiting } from './curate.ts'
import { showLog, undo } from './desk-log.ts'
import { setOrEndDigest } from './digest.ts'
import { tellCount, tellFound, tellRecent, tellStats } from './look.ts'
import { askSender } from './pending.ts'
import { tellPublicCount } from './public-answers.ts'
import { editByForm, editByMail, openOrClose } from './shape.ts'
import { changeOrganisers, listOrganisers, organiserPlace } from './share.ts'
import { tellExport } from './take-away.ts'

export type CommandAtDesk = Exclude<
  DeskCommand,
  { kind: 'sign' | 'unsign' | 'mysignatures' | 'create' | 'announce' | 'help' | 'do' }
>

export async function doAtDesk(call: DeskCall, command: CommandAtDesk): Promise<void> {
  if (!call.proved) return askSender(call)
  // Not met before it is held: whoever takes their right away meanwhile would wait for us, and we for them.
  const here = commandRow(command.kind).looks === true ? call : await atHeldDesk(call)
  if (here === undefined) return tellPublicCount(call)
  await meet(here)
  return run(here, command)
}

/** Not `async`: so the compiler finds a command that nobody runs. */
function run(call: DeskCall, command: CommandAtDesk): Promise<void> {
  switch (command.kind) {
    case 'count':
      return tellCount(call)
    case 'stats':
      return tellStats(call, command.period)
    case 'recent':
      return tellRecent(call, command.page)
    case 'find':
      return tellFound(call, command.name, command.page)
    case 'export':
      return tellExport(call, command.format)
    case 'edit':
      return call.fields === undefined
        ? editByMail(call, command.part)
        : editByForm(call, command.part, call.fields)
    case 'open':
      return openOrClose(call, { kind: 'open' })
    case 'close':
      return openOrClose(call, command)
    case 'feature':
      return curateSignatures(call, command.off ? 'unfeature' : 'feature', command.numbers)
    case 'hide':
    case 'show':
      return curateSignatures(call, command.kind, command.numbers)
    case 'remove':
      return curateSignatures(call, 'remove', command.numbers, command.reason)
    case 'approve':
      return command.numbers.length === 0
        ? showWaiting(call)
        : curateSignatures(call, 'approve', command.numbers)
    case 'organiser':
      return command.act === 'list'
        ? listOrganisers(call)
        : changeOrganisers(call, command.act, command.mailbox)
    case 'log':
      return showLog(call, command.page)
    case 'undo':
      return undo(call, command.entry)
    case 'digest':
      return setOrEndDigest(call, command.every)
  }
}

/** Alerts reach an organiser where they were seen last. */
async function meet(call: DeskCall): Promise<void> {
  const { work, petition, account, incoming, to } = call
  await meetOrganiser(work.trx, petition.id, account, {
    channel: incoming.channel,
    language: to.language,
    ...organiserPlace(call),
  })
}

import { noteOrganiserPlace } from '../../db/organisers.ts'
import { type CommandName, commandRow } from '../commands.ts'
import type { CommandNamed } from '../reading/commands/given.ts'
import { atHeldDesk, type Call, callAt, type DeskCall, organises } from './call.ts'
import { announce } from './commands/announce.ts'
import { approve } from './commands/approve.ts'
import { close } from './commands/close.ts'
import { count } from './commands/count.ts'
import { create } from './commands/create.ts'
import { digest } from './commands/digest.ts'
import { edit } from './commands/edit.ts'
import { exportList } from './commands/export.ts'
import { feature } from './commands/feature.ts'
import { find } from './commands/find.ts'
import { help } from './commands/help.ts'
import { hide } from './commands/hide.ts'
import { invalidate } from './commands/invalidate.ts'
import { log } from './commands/log.ts'
import { mysignatures } from './commands/mysignatures.ts'
import { news } from './commands/news.ts'
import { open } from './commands/open.ts'
import { organiser } from './commands/organiser.ts'
import { recent } from './commands/recent.ts'
import { remove } from './commands/remove.ts'
import { show } from './commands/show.ts'
import { stats } from './commands/stats.ts'
import { undo } from './commands/undo.ts'
import { unsign } from './commands/unsign.ts'
import { unusual } from './commands/unusual.ts'
import { organiserPlace } from './organisers.ts'
import { askSender } from './pending.ts'
import { howToSign, tellPublicCount } from './public-answers.ts'
import { choosePetition } from './which-petition.ts'

/** Runs a command. Returns the id of the petition that it was about, if it was about one. */
type Act<K extends CommandName> = (call: Call, command: CommandNamed<K>) => Promise<string | undefined>

const acts: { [K in CommandName]: Act<K> } = {
  sign: async call => atPetition(call, await choosePetition(call, true), howToSign),
  unsign,
  mysignatures: aboutNone(mysignatures),
  count: forOrganisers(count),
  stats: forOrganisers(stats),
  recent: forOrganisers(recent),
  find: forOrganisers(find),
  unusual: forOrganisers(unusual),
  export: forOrganisers(exportList),
  create,
  edit: forOrganisers(edit),
  open: forOrganisers(open),
  close: forOrganisers(close),
  news: forOrganisers(news),
  announce: async call => atPetition(call, await choosePetition(call), announce),
  feature: forOrganisers(feature),
  hide: forOrganisers(hide),
  show: forOrganisers(show),
  remove: forOrganisers(remove),
  invalidate: forOrganisers(invalidate),
  approve: forOrganisers(approve),
  organiser: forOrganisers(organiser),
  log: forOrganisers(log),
  undo: forOrganisers(undo),
  digest: forOrganisers(digest),
  help: aboutNone(help),
}

export function act<K extends CommandName>(
  call: Call,
  name: K,
  command: CommandNamed<K>,
): Promise<string | undefined> {
  return acts[name](call, command)
}

/** Everybody else gets the public count and nothing more. One code path for all commands. */
function forOrganisers<G>(act: (call: DeskCall, given: G) => Promise<void>) {
  return async (call: Call, command: G & { kind: CommandName }) =>
    atPetition(call, await choosePetition(call), async there => {
      if (!organises(there)) return tellPublicCount(there)
      if (!there.proved) return askSender(there)
      // Noted only once the desk is held, because otherwise this could deadlock with a command that removes this organiser.
      const here = commandRow(command.kind).looks === true ? there : await atHeldDesk(there)
      if (here === undefined) return tellPublicCount(there)
      await noteWhereSeen(here)
      return act(here, command)
    })
}

function aboutNone<G>(act: (call: Call, given: G) => Promise<void>) {
  return async (call: Call, given: G) => {
    await act(call, given)
    return undefined
  }
}

async function atPetition(
  call: Call,
  petition: DeskCall['petition'] | undefined,
  act: (call: DeskCall) => Promise<void>,
): Promise<string | undefined> {
  if (petition !== undefined) await act(callAt(call, petition))
  return petition?.id
}

/** Notes where the organiser wrote from, because alerts go there. */
async function noteWhereSeen(call: DeskCall): Promise<void> {
  const { work, petition, account, incoming, to } = call
  await noteOrganiserPlace(work.trx, petition.id, account, {
    channel: incoming.channel,
    language: to.language,
    ...organiserPlace(call),
  })
}

import { type CommandName, commandNames, commandRow } from '../commands.ts'
import { answer } from '../outbound/post-reply.ts'
import { type Call, mayCreate } from './call.ts'
import type { NamedPetition } from './which-petition.ts'

/** The commands this account may give here. `lost`: what they wrote could not be read. */
export async function tellHelp(
  call: Call,
  visible: NamedPetition[],
  mine: ReadonlySet<string>,
  lost = false,
): Promise<void> {
  const organises = call.proved ? visible.filter(({ id }) => mine.has(id)) : []
  const { plainReply, manages } = call.incoming
  const may = (name: CommandName) => {
    switch (commandRow(name).of) {
      case 'organisers':
        return organises.length > 0
      case 'managers':
        if (name === 'create') return mayCreate(call, call.proved ? mine : new Set())
        // A card needs a room.
        return !plainReply && (organises.length > 0 || manages === true)
      case 'everybody':
        // In a mail one signs and unsigns in one's own words.
        return !plainReply || name === 'count' || name === 'help'
    }
  }
  await answer(call, 'deskHelp', {
    commands: commandNames.filter(may),
    organises: organises.map(({ title, slug }) => ({ title, slug })),
    slash: !plainReply,
    ...(lost ? { lost } : {}),
  })
}

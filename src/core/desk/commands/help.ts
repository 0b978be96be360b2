import { type CommandName, commandNames, commandRow } from '../../commands.ts'
import { answer } from '../../outbound/post-reply.ts'
import { type Call, mayCreate } from '../call.ts'

/** Lists the commands that this account may give here, or explains one. `lost`: the email could not be understood. */
export async function help(call: Call, { topic, lost }: { topic?: CommandName; lost?: true }): Promise<void> {
  const { plainReply, manages } = call.incoming
  const organises = call.proved ? call.seen.filter(({ mine }) => mine) : []
  const may = (name: CommandName) => {
    switch (commandRow(name).of) {
      case 'organisers':
        return organises.length > 0
      case 'managers':
        if (name === 'create') return mayCreate({ ...call, seen: organises })
        // A card needs a room.
        return !plainReply && (organises.length > 0 || manages === true)
      case 'everybody':
        // In an email people sign in their own words.
        return !plainReply || commandRow(name).alone !== true
    }
  }
  const theirs = commandNames.filter(may)
  await answer(call, 'deskHelp', {
    commands: topic !== undefined && theirs.includes(topic) ? [topic] : theirs,
    organises: organises.map(({ title, slug }) => ({ title, slug })),
    slash: !plainReply,
    ...(lost ? { lost } : {}),
  })
}

/** Turns a slash command into the words that core reads. */
import {
  type APIApplicationCommandInteractionDataOption,
  type APIChatInputApplicationCommandInteraction,
  ApplicationCommandOptionType,
  type InteractionType,
} from 'discord.js'
import { type Argument, type Command, commandRow, isCommand, type OpenPetition } from '../../core/channel.ts'

export type Options = APIApplicationCommandInteractionDataOption<
  InteractionType.ApplicationCommand | InteractionType.ApplicationCommandAutocomplete
>[]

/** `open` helps members who type a title instead of choosing one. Undefined if there is no such command. */
export function readCommand(
  { data }: APIChatInputApplicationCommandInteraction,
  open: OpenPetition[],
): Command | undefined {
  const sub = data.options?.find(option => option.type === ApplicationCommandOptionType.Subcommand)
  const name = sub?.name ?? data.name
  if (!isCommand(name)) return undefined
  const given: Options = sub?.options ?? data.options ?? []
  // Discord sends the options in the order in which they were filled in.
  const said = commandRow(name).takes.map(argument => wordOf(argument, given))
  const petition = petitionNamed(String(optionNamed(given, 'petition') ?? ''), open)
  const mentioned = mentionedIn(given, data.resolved)
  return {
    words: [name, ...said].join(' ').replace(/\s+/g, ' ').trim(),
    ...(petition === undefined ? {} : { petition }),
    ...(mentioned === undefined ? {} : { mentioned }),
  }
}

/** The word for an argument. Empty for the petition and the person, which core gets separately. */
function wordOf({ name, kind }: Argument, given: Options): string {
  return kind === 'petition' || kind === 'person' ? '' : String(optionNamed(given, name) ?? '')
}

type Resolved = APIChatInputApplicationCommandInteraction['data']['resolved']

/** The member who was chosen, by the name the room knows. */
function mentionedIn(given: Options, resolved: Resolved): Command['mentioned'] {
  const option = given.find(candidate => candidate.type === ApplicationCommandOptionType.User)
  if (option === undefined) return undefined
  const account = option.value
  const user = resolved?.users?.[account]
  // A bot gives no commands.
  if (user?.bot === true) return undefined
  const nick = resolved?.members?.[account]?.nick
  return { account, name: nick ?? user?.global_name ?? user?.username ?? account }
}

function optionNamed(options: Options, name: string): string | number | boolean | undefined {
  const option = options.find(candidate => candidate.name === name)
  return option !== undefined && 'value' in option ? option.value : undefined
}

/** The slug of the open petition whose slug or title was typed; otherwise the text as typed, for drafts and closed petitions. */
function petitionNamed(typed: string, open: OpenPetition[]): string | undefined {
  const asTyped = typed.trim()
  if (asTyped === '') return undefined
  const folded = asTyped.toLowerCase()
  return open.find(({ slug, title }) => slug === folded || title.toLowerCase() === folded)?.slug ?? asTyped
}

/** The text so far of the option that is being typed. */
export function focused(options: Options): string | undefined {
  for (const option of options) {
    if (option.type === ApplicationCommandOptionType.Subcommand) return focused(option.options ?? [])
    if (option.type === ApplicationCommandOptionType.String && option.focused === true) return option.value
  }
  return undefined
}

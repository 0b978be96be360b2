/** What somebody did in Discord, read from an interaction; everything that came from a client is unchecked text. */
import {
  type APIApplicationCommandInteractionDataOption,
  type APIInteraction,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  InteractionType,
  PermissionFlagsBits,
} from 'discord.js'
import type { Act, Incoming, OpenPetition } from '../../core/channel.ts'
import { readSignButton, valuesOf } from './form.ts'
import { placeOf, userOf } from './place.ts'

export type Asked =
  /** For core, whose answer is a delivery. */
  | { kind: 'act'; act: Act }
  /** These are answered at once, from memory. */
  | { kind: 'sign-form'; petition: string | undefined }
  | { kind: 'create-form' }
  | { kind: 'help' }
  /** A card was wanted where the bot may not write. */
  | { kind: 'cannot-post' }
  | { kind: 'complete'; typed: string }
  /** A button or command that is none of ours, or no longer. */
  | { kind: 'unknown' }

/** `open` helps whoever types a title instead of choosing one. */
export function readInteraction(interaction: APIInteraction, open: OpenPetition[]): Asked {
  switch (interaction.type) {
    case InteractionType.ApplicationCommand:
      if (interaction.data.type !== ApplicationCommandType.ChatInput) return { kind: 'unknown' }
      return readCommand(interaction, interaction.data.name, interaction.data.options ?? [], open)
    case InteractionType.ApplicationCommandAutocomplete:
      return { kind: 'complete', typed: focused(interaction.data.options) ?? '' }
    case InteractionType.MessageComponent: {
      const petition = readSignButton(interaction.data.custom_id)
      return petition === undefined ? { kind: 'unknown' } : { kind: 'sign-form', petition }
    }
    case InteractionType.ModalSubmit: {
      const form = interaction.data.custom_id
      return { kind: 'act', act: { kind: 'form', form, values: valuesOf(interaction) } }
    }
    case InteractionType.Ping:
      return { kind: 'unknown' }
  }
}

function readCommand(
  interaction: APIInteraction,
  name: string,
  options: Options,
  open: OpenPetition[],
): Asked {
  const sub = options.find(option => option.type === ApplicationCommandOptionType.Subcommand)
  const petition = petitionNamed(textOption(sub?.options ?? options, 'petition'), open)
  const slug = petition === undefined ? {} : { slug: petition }
  switch (sub === undefined ? name : `${name} ${sub.name}`) {
    case 'sign':
      return { kind: 'sign-form', petition }
    case 'unsign':
      return { kind: 'act', act: { kind: 'unsign', ...slug } }
    case 'mysignatures':
      return { kind: 'act', act: { kind: 'list' } }
    case 'petition count':
      return { kind: 'act', act: { kind: 'count', ...slug } }
    case 'petition announce': {
      const channelId = interaction.channel?.id
      if (channelId === undefined) return { kind: 'unknown' }
      if (!mayPost(interaction)) return { kind: 'cannot-post' }
      return { kind: 'act', act: { kind: 'announce', ...slug, room: { channelId } } }
    }
    case 'petition create':
      return { kind: 'create-form' }
    case 'petition help':
      return { kind: 'help' }
    default:
      return { kind: 'unknown' }
  }
}

/** What the bot itself may do in the channel; nothing where only the member brought it along. */
function mayPost({ app_permissions }: APIInteraction): boolean {
  const needed = PermissionFlagsBits.ViewChannel | PermissionFlagsBits.SendMessages
  return (BigInt(app_permissions ?? 0) & needed) === needed
}

export function toIncoming(interaction: APIInteraction, act: Act): Incoming {
  const { member } = interaction
  const user = userOf(interaction)
  return {
    key: `interaction:${interaction.id}`,
    channel: 'discord',
    account: user.id,
    authenticated: true,
    place: placeOf(interaction),
    plainReply: false,
    displayName: displayName(interaction),
    ...('locale' in interaction ? { languageHint: interaction.locale } : {}),
    ...(interaction.guild_id === undefined ? {} : { tenant: interaction.guild_id }),
    ...(member === undefined ? {} : { manages: manages(member.permissions) }),
    act,
  }
}

/** As the room sees them. */
export function displayName(interaction: APIInteraction): string {
  const user = userOf(interaction)
  return interaction.member?.nick ?? user.global_name ?? user.username
}

function manages(permissions: string): boolean {
  const wanted = PermissionFlagsBits.ManageGuild | PermissionFlagsBits.Administrator
  return (BigInt(permissions) & wanted) !== 0n
}

type Options = APIApplicationCommandInteractionDataOption<
  InteractionType.ApplicationCommand | InteractionType.ApplicationCommandAutocomplete
>[]

function textOption(options: Options, name: string): string | undefined {
  const option = options.find(candidate => candidate.name === name)
  return option?.type === ApplicationCommandOptionType.String ? option.value : undefined
}

function focused(options: Options): string | undefined {
  for (const option of options) {
    if (option.type === ApplicationCommandOptionType.Subcommand) return focused(option.options ?? [])
    if (option.type === ApplicationCommandOptionType.String && option.focused === true) return option.value
  }
  return undefined
}

/** What was typed is a slug, or the title of an open petition. Undefined where nothing was. */
function petitionNamed(typed: string | undefined, open: OpenPetition[]): string | undefined {
  const words = typed?.trim().toLowerCase() ?? ''
  if (words === '') return undefined
  return open.find(({ slug, title }) => slug === words || title.toLowerCase() === words)?.slug ?? words
}

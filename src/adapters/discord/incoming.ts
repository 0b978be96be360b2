/** Reads what members do in Discord from interactions. Everything that comes from a client is unchecked text. */
import {
  type APIInteraction,
  ApplicationCommandType,
  ChannelType,
  InteractionType,
  PermissionFlagsBits,
} from 'discord.js'
import type { Act, Asker, Command, Incoming, Language, OpenPetition } from '../../core/channel.ts'
import { readButton } from './buttons.ts'
import { valuesOf } from './form.ts'
import { placeOf, userOf } from './place.ts'
import { focused, readCommand } from './read-command.ts'

export type Asked =
  | { kind: 'command'; command: Command }
  /** A form that was filled in. */
  | { kind: 'filled'; form: string; values: Record<string, string> }
  /** A form that a button opens. */
  | { kind: 'form'; form: string; again?: true }
  /** Somebody wants a card in a room in which the bot may not write. */
  | { kind: 'cannot-post' }
  /** `toSign`: only open petitions are of use. */
  | { kind: 'complete'; typed: string; toSign: boolean }
  /** A command that is not ours, or no longer ours. */
  | { kind: 'unknown' }

/** `open` helps members who type a title instead of choosing one. */
export function readInteraction(interaction: APIInteraction, open: OpenPetition[]): Asked {
  switch (interaction.type) {
    case InteractionType.ApplicationCommand: {
      if (interaction.data.type !== ApplicationCommandType.ChatInput) return { kind: 'unknown' }
      // The library's types do not narrow by a nested field.
      const command = readCommand({ ...interaction, data: interaction.data }, open)
      return command === undefined ? { kind: 'unknown' } : said(command, interaction)
    }
    case InteractionType.ApplicationCommandAutocomplete:
      return {
        kind: 'complete',
        typed: focused(interaction.data.options) ?? '',
        toSign: interaction.data.name === 'sign',
      }
    case InteractionType.MessageComponent: {
      const pressed = readButton(interaction.data.custom_id)
      if (pressed.kind === 'form') return pressed
      return said({ words: pressed.command }, interaction)
    }
    case InteractionType.ModalSubmit:
      return { kind: 'filled', form: interaction.data.custom_id, values: valuesOf(interaction) }
    case InteractionType.Ping:
      return { kind: 'unknown' }
  }
}

/** Adds the room, if a card can be posted there. */
function said(command: Command, interaction: APIInteraction): Asked {
  const channelId = interaction.guild_id === undefined ? undefined : interaction.channel?.id
  if (channelId === undefined) return { kind: 'command', command }
  if (mayPost(interaction)) return { kind: 'command', command: { ...command, room: { channelId } } }
  return /^announce\b/.test(command.words) ? { kind: 'cannot-post' } : { kind: 'command', command }
}

const threads: (ChannelType | undefined)[] = [
  ChannelType.AnnouncementThread,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
]

/**
 * Whether the bot may write in the channel. It may not if only the member has installed the app. Threads have a permission of their own.
 */
function mayPost({ app_permissions, channel }: APIInteraction): boolean {
  const { ViewChannel, SendMessages, SendMessagesInThreads } = PermissionFlagsBits
  const needed = ViewChannel | (threads.includes(channel?.type) ? SendMessagesInThreads : SendMessages)
  return (BigInt(app_permissions ?? 0) & needed) === needed
}

/** The server it came from, if the bot is a member there. */
export function guildOf(interaction: APIInteraction): string | undefined {
  const { guild_id } = interaction
  return guild_id !== undefined && interaction.authorizing_integration_owners['0'] === guild_id
    ? guild_id
    : undefined
}

export function localeOf(interaction: APIInteraction): string | undefined {
  return 'locale' in interaction ? interaction.locale : undefined
}

export function askerOf(interaction: APIInteraction, language: Language): Asker {
  return {
    channel: 'discord',
    account: userOf(interaction).id,
    language,
    name: displayName(interaction),
    ...(interaction.guild_id === undefined ? {} : { tenant: interaction.guild_id }),
    manages: manages(interaction),
  }
}

export function toIncoming(interaction: APIInteraction, act: Act): Incoming {
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
    manages: manages(interaction),
    act,
  }
}

/** The name the room sees. */
function displayName(interaction: APIInteraction): string {
  const user = userOf(interaction)
  return interaction.member?.nick ?? user.global_name ?? user.username
}

/**
 * Whether the member manages the server; Discord sends permissions with each interaction. A member can use the app in any server (a user
 * install), but only a server that has added the bot has agreed to it. In a direct message there is nothing to manage.
 */
function manages(interaction: APIInteraction): boolean {
  const wanted = PermissionFlagsBits.ManageGuild | PermissionFlagsBits.Administrator
  return guildOf(interaction) !== undefined && (BigInt(interaction.member?.permissions ?? 0) & wanted) !== 0n
}

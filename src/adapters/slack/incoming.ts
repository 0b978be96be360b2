/** Reads what members do in Slack from payloads. Everything that comes from a client is unchecked text. */
import { createHash } from 'node:crypto'
import type { Act, Asker, Command, Core, Incoming } from '../../core/channel.ts'
import { at, isObject, listAt, textAt } from '../chat/json.ts'
import { valuesOf } from './form.ts'
import { type Place, type Room, responseMs } from './place.ts'
import { readTyped } from './typed-text.ts'

/** The person who acted, and where. */
export interface Source {
  teamId: string
  /** The workspace, or the whole organisation if that installed the app. */
  tenant: string
  teamName?: string | undefined
  userId: string
  account: string
  /** Whether the member belongs to this workspace, not to another that shares the channel. */
  ownTeam: boolean
  /** The member's name, if the payload has it. */
  userName?: string | undefined
}

/** Slack's facts about a member. */
export interface Person {
  name: string | undefined
  mailbox: string | undefined
  /** A tag such as `fr-FR`. */
  language: string | undefined
}

export type Asked =
  | { kind: 'command'; command: Command }
  | { kind: 'form'; form: string }
  /** A link was pressed: nothing to answer. */
  | { kind: 'link'; place: string | undefined }
  /** A button or shortcut that is not ours, or no longer ours. */
  | { kind: 'unknown' }

interface Event {
  /** The inbox key (design.md, Inbox keys): the same when the same event comes again. */
  key: string
  source: Source
  /** The place of an answer; for a press in a form, before its metadata was read. */
  place: Place
}

export interface Action extends Event {
  /** The thing that was pressed or typed. */
  from: 'command' | 'own-message' | 'room' | 'modal' | 'home' | 'shortcut'
  /** Opens one form within three seconds. */
  trigger: string | undefined
  asked: Asked
  /** The form in which something was pressed. */
  view: { id: string; metadata: string | undefined } | undefined
}

export interface Submit extends Event {
  form: string
  values: Record<string, string>
  fields: string[]
  metadata: string | undefined
}

/** A slash command (docs, Implementing slash commands). Undefined if it is not one. */
export function readCommand(body: unknown): Action | undefined {
  const [name, trigger] = [textAt(body, 'command'), textAt(body, 'trigger_id')]
  const source = sourceOf(body)
  if (name === undefined || source === undefined) return undefined
  const key = `trigger:${trigger ?? digest(JSON.stringify(body))}`
  const place = placeOf(source, key, textAt(body, 'response_url'), true)
  const command = commandOf(name, textAt(body, 'text') ?? '', source)
  const room = roomOf(source, textAt(body, 'channel_id'))
  return {
    key,
    from: 'command',
    source,
    place,
    trigger,
    asked: { kind: 'command', command: { ...command, ...(room === undefined ? {} : { room }) } },
    view: undefined,
  }
}

/** A press, or a shortcut from the menu. */
export function readPress(body: unknown): Action | undefined {
  const source = sourceOf(body)
  const trigger = textAt(body, 'trigger_id')
  if (source === undefined) return undefined
  const action = at(body, 'actions', 0)
  const from = fromOf(body)
  const named = trigger ?? `${textAt(body, 'view', 'id')}:${textAt(action, 'action_ts')}`
  const key = `trigger:${named}`
  const place = placeOf(source, key, textAt(body, 'response_url'), from === 'own-message')
  const channelId = textAt(body, 'channel', 'id') ?? textAt(body, 'container', 'channel_id')
  const viewId = textAt(body, 'view', 'id')
  return {
    key,
    from,
    source,
    place,
    trigger,
    asked: from === 'shortcut' ? shortcut(body) : pressed(action, roomOf(source, channelId)),
    view:
      from === 'modal' && viewId !== undefined
        ? { id: viewId, metadata: textAt(body, 'view', 'private_metadata') }
        : undefined,
  }
}

/** A form of ours that was sent. */
export function readSubmit(body: unknown): Submit | undefined {
  const source = sourceOf(body)
  const view = at(body, 'view')
  const [id, form] = [textAt(view, 'id'), textAt(view, 'callback_id')]
  if (source === undefined || id === undefined || form === undefined) return undefined
  const key = `view:${id}:${textAt(view, 'hash') ?? ''}`
  return {
    key,
    source,
    place: placeOf(source, key, undefined, false),
    form,
    values: valuesOf(view),
    fields: listAt(view, 'blocks').flatMap(block =>
      textAt(block, 'type') === 'input' ? (textAt(block, 'block_id') ?? []) : [],
    ),
    metadata: textAt(view, 'private_metadata'),
  }
}

/** A member who opened the app's Home. */
export function readHomeOpened(body: unknown): Source | undefined {
  const userId = textAt(body, 'event', 'user')
  const teamId = textAt(body, 'team_id') ?? textAt(body, 'authorizations', 0, 'team_id')
  if (userId === undefined || teamId === undefined || at(body, 'event', 'tab') === 'messages')
    return undefined
  const enterpriseId = textAt(body, 'enterprise_id') ?? textAt(body, 'authorizations', 0, 'enterprise_id')
  const whole = at(body, 'authorizations', 0, 'is_enterprise_install') === true
  return source({ teamId, enterpriseId, whole, userId })
}

export function askerOf(core: Core, source: Source, person: Person, manages?: boolean): Asker {
  const name = person.name ?? source.userName
  return {
    channel: 'slack',
    account: source.account,
    language: core.languageOf(person.language),
    tenant: source.tenant,
    ...(name === undefined ? {} : { name }),
    ...(person.mailbox === undefined ? {} : { mailbox: person.mailbox }),
    ...(manages === undefined ? {} : { manages }),
  }
}

export function toIncoming(
  { key, source }: Event,
  { place, act, person, manages }: { place: Place; act: Act; person: Person; manages: boolean | undefined },
): Incoming {
  const name = person.name ?? source.userName
  return {
    key,
    channel: 'slack',
    account: source.account,
    authenticated: true,
    place,
    plainReply: false,
    ...(name === undefined ? {} : { displayName: name }),
    ...(person.language === undefined ? {} : { languageHint: person.language }),
    tenant: source.tenant,
    ...(manages === undefined ? {} : { manages }),
    act,
  }
}

function sourceOf(body: unknown): Source | undefined {
  const userId = textAt(body, 'user', 'id') ?? textAt(body, 'user_id')
  const userTeamId = textAt(body, 'user', 'team_id')
  const actedIn = textAt(body, 'team', 'id') ?? textAt(body, 'team_id') ?? userTeamId
  // In a shared channel (Slack Connect) the `team` of a form is the member's, and the app may be installed only in the other
  // workspace (bolt-js, issue 1614). The id of an organisation is no workspace.
  const installedIn = textAt(body, 'view', 'app_installed_team_id')
  const teamId = installedIn?.startsWith('T') ? installedIn : actedIn
  if (userId === undefined || teamId === undefined) return undefined
  const whole = at(body, 'is_enterprise_install')
  const enterpriseId =
    textAt(body, 'enterprise', 'id') ?? textAt(body, 'team', 'enterprise_id') ?? textAt(body, 'enterprise_id')
  const ids = { teamId, enterpriseId, whole: whole === true || whole === 'true', userId }
  const name = textAt(body, 'team', 'domain') ?? textAt(body, 'team_domain')
  return {
    ...source(ids, actedIn === teamId ? userTeamId : (userTeamId ?? actedIn)),
    teamName: actedIn === teamId ? name : undefined,
    userName: textAt(body, 'user', 'name') ?? textAt(body, 'user', 'username') ?? textAt(body, 'user_name'),
  }
}

function source(
  ids: { teamId: string; enterpriseId: string | undefined; whole: boolean; userId: string },
  userTeamId = ids.teamId,
): Source {
  const { teamId, enterpriseId, whole, userId } = ids
  const ownTeam = userTeamId === teamId || userTeamId === enterpriseId
  return {
    teamId,
    tenant: whole && enterpriseId !== undefined ? enterpriseId : teamId,
    userId,
    // An organisation gives a person one id in all its workspaces, so nobody signs once in each.
    account: `${ownTeam ? (enterpriseId ?? teamId) : userTeamId}:${userId}`,
    ownTeam,
  }
}

function placeOf(
  { tenant, teamId, userId }: Source,
  key: string,
  url: string | undefined,
  replaces: boolean,
): Place {
  const place = { id: digest(key), tenant, teamId, userId }
  if (url === undefined) return place
  return { ...place, response: { url, expiresAt: Date.now() + responseMs, replaces } }
}

/** A card can be posted in channels, public (C) and private (C, formerly G); not in a direct message (D). */
function roomOf({ tenant, teamId }: Source, channelId: string | undefined): Room | undefined {
  return channelId !== undefined && /^[CG]/.test(channelId) ? { tenant, teamId, channelId } : undefined
}

function commandOf(name: string, text: string, { account, userId }: Source): Command {
  const { words, mentioned } = readTyped(text)
  const command = name.replace(/^\//, '')
  const said = command === 'petition' ? words || 'help' : `${command} ${words}`.trim()
  if (mentioned === undefined) return { words: said }
  const team = account.slice(0, -userId.length - 1)
  return { words: said, mentioned: { account: `${team}:${mentioned.userId}`, name: mentioned.name } }
}

/** A button comes back from outside and grants nothing: core decides again. */
function pressed(action: unknown, room: Room | undefined): Asked {
  const [kind] = textAt(action, 'action_id')?.split(':') ?? []
  const value = textAt(action, 'value')
  if (kind === 'link') return { kind, place: value }
  if (value === undefined) return { kind: 'unknown' }
  if (kind === 'form') return { kind, form: value }
  if (kind === 'command') return { kind, command: { words: value, ...(room === undefined ? {} : { room }) } }
  return { kind: 'unknown' }
}

function shortcut(body: unknown): Asked {
  return textAt(body, 'callback_id') === 'sign'
    ? { kind: 'command', command: { words: 'sign' } }
    : { kind: 'unknown' }
}

function fromOf(body: unknown): Action['from'] {
  if (at(body, 'type') === 'shortcut') return 'shortcut'
  const view = at(body, 'view')
  if (isObject(view)) return view.type === 'home' ? 'home' : 'modal'
  const ephemeral = at(body, 'container', 'is_ephemeral') === true
  const channelId = textAt(body, 'channel', 'id') ?? textAt(body, 'container', 'channel_id')
  return ephemeral || channelId?.startsWith('D') === true ? 'own-message' : 'room'
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22)
}

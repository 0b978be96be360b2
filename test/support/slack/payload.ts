/** The payloads by which Slack tells the app what a person did (docs, Interaction payloads, Slash commands). */
import type { JsonObject } from '../chat/json.ts'
import { newTs } from './ids.ts'
import type { Interaction } from './interaction.ts'
import type { Channel, Workspace } from './world.ts'

function organisation({ enterprise }: Workspace): JsonObject {
  return enterprise === undefined ? {} : { enterprise_id: enterprise.id, enterprise_name: enterprise.name }
}

export function slashPayload(
  { user, workspace, channel, triggerId }: Interaction,
  command: string,
  text: string,
  responseUrl: string,
): JsonObject {
  return {
    team_id: workspace.id,
    team_domain: workspace.domain,
    ...organisation(workspace),
    channel_id: channel?.id,
    channel_name: channel === undefined ? undefined : channelName(channel),
    user_id: user.id,
    user_name: user.name,
    command,
    text: commandText(text, workspace),
    api_app_id: workspace.appId,
    is_enterprise_install: 'false',
    response_url: responseUrl,
    trigger_id: triggerId,
  }
}

/** Text as Slack sends it: `&`, `<`, `>` as entities; `@handle` by id, since the commands have `should_escape`. */
function commandText(text: string, workspace: Workspace): string {
  const escaped = text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
  return escaped.replace(/@([\p{L}\p{N}._-]+)/gu, (as, name: string) => {
    const user = workspace.people.find(one => one.name === name)
    return user === undefined ? as : `<@${user.id}|${name}>`
  })
}

/** Common to everything but slash commands. */
export function interactivePayload(interaction: Interaction, more: JsonObject): JsonObject {
  const { user, kind, triggerId, workspace: app } = interaction
  // A form names the workspace of the person who filled it in; its view names that of the app (bolt-js, issue 1614).
  const workspace = kind === 'view_submission' ? user.workspace : app
  const { id, name } = user
  return {
    user: { id, username: name, name, team_id: user.workspace.id },
    api_app_id: workspace.appId,
    trigger_id: triggerId,
    team: { id: workspace.id, domain: workspace.domain, ...organisation(workspace) },
    enterprise: workspace.enterprise ?? null,
    is_enterprise_install: false,
    ...more,
  }
}

/**
 * A button was pressed. An ephemeral message is not sent along, only its `ts` in the container: the app has to know by itself what
 * it said.
 */
export function blockActionsPayload(
  interaction: Interaction,
  action: JsonObject,
  responseUrl: string,
): JsonObject {
  const { source, view, channel } = interaction
  const pressed = { type: 'block_actions', actions: [{ type: 'button', ...action, action_ts: newTs() }] }
  if (view !== undefined) {
    const container = { type: 'view', view_id: view.id }
    return interactivePayload(interaction, { ...pressed, container, view: view.toApi() })
  }
  const isEphemeral = source?.ephemeral === true
  return interactivePayload(interaction, {
    ...pressed,
    container: {
      type: 'message',
      message_ts: source?.ts,
      channel_id: channel?.id,
      is_ephemeral: isEphemeral,
    },
    channel: channel === undefined ? undefined : { id: channel.id, name: channelName(channel) },
    ...(isEphemeral ? {} : { message: source?.toApi() }),
    response_url: responseUrl,
  })
}

function channelName(channel: Channel): string {
  if (channel.recipient !== undefined) return 'directmessage'
  return channel.isPrivate ? 'privategroup' : channel.name
}

export function eventPayload(workspace: Workspace, event: JsonObject, eventId: string): JsonObject {
  const ids = { enterprise_id: workspace.enterprise?.id ?? null, team_id: workspace.id }
  return {
    team_id: workspace.id,
    context_team_id: workspace.id,
    context_enterprise_id: ids.enterprise_id,
    api_app_id: workspace.appId,
    event: { event_ts: newTs(), ...event },
    type: 'event_callback',
    event_id: eventId,
    event_time: Math.floor(Date.now() / 1000),
    authorizations: [{ ...ids, user_id: workspace.botUserId, is_bot: true, is_enterprise_install: false }],
  }
}

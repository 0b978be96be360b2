/** What Slack tells the app of each thing a person does (docs, Interaction payloads, Slash commands). */
import type { JsonObject } from '../chat/json.ts'
import { newTs } from './ids.ts'
import type { Interaction } from './interaction.ts'
import type { Channel, User, Workspace } from './world.ts'

const verificationToken = 'stand-in-verification-token'

export function slashPayload(
  interaction: Interaction,
  command: string,
  text: string,
  responseUrl: string,
): JsonObject {
  const { user, workspace, channel } = interaction
  const { enterprise } = workspace
  return {
    token: verificationToken,
    team_id: workspace.id,
    team_domain: workspace.domain,
    ...(enterprise === undefined ? {} : { enterprise_id: enterprise.id, enterprise_name: enterprise.name }),
    channel_id: channel?.id,
    channel_name: channel === undefined ? undefined : channelName(channel),
    user_id: user.id,
    user_name: user.name,
    command,
    text,
    api_app_id: workspace.appId,
    is_enterprise_install: 'false',
    response_url: responseUrl,
    trigger_id: interaction.triggerId,
  }
}

/** Text as Slack sends it: `&`, `<`, `>` as entities; `@handle` and `#channel` by id where `should_escape` is set. */
export function escapeCommandText(text: string, workspace: Workspace, shouldEscape: boolean): string {
  const escaped = text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
  if (!shouldEscape) return escaped
  return escaped.replace(/([@#])([\p{L}\p{N}._-]+)/gu, (as, sign: string, name: string) => {
    if (sign === '@') {
      const user = [...workspace.users, ...workspace.strangers].find(one => one.name === name)
      return user === undefined ? as : `<@${user.id}|${user.name}>`
    }
    const channel = workspace.channels.find(one => one.name === name && one.recipient === undefined)
    return channel === undefined ? as : `<#${channel.id}|${channel.name}>`
  })
}

/** Common to everything but slash commands. */
export function interactivePayload(interaction: Interaction, more: JsonObject): JsonObject {
  const { user, kind, workspace: app } = interaction
  // Of a form the workspace is that of who filled it in; where the app is stands in the view (bolt-js, issue 1614).
  const workspace = kind === 'view_submission' || kind === 'view_closed' ? user.workspace : app
  const { enterprise } = workspace
  return {
    user: userReference(user),
    api_app_id: workspace.appId,
    token: verificationToken,
    trigger_id: interaction.triggerId,
    team: {
      id: workspace.id,
      domain: workspace.domain,
      ...(enterprise === undefined ? {} : { enterprise_id: enterprise.id, enterprise_name: enterprise.name }),
    },
    enterprise: enterprise ?? null,
    is_enterprise_install: false,
    ...more,
  }
}

function userReference(user: User): JsonObject {
  return { id: user.id, username: user.name, name: user.name, team_id: user.workspace.id }
}

/**
 * A press or a choice. An ephemeral message is not sent along, only its `ts` in the container: the app has to know by
 * itself what it said.
 */
export function blockActionsPayload(
  interaction: Interaction,
  action: JsonObject,
  state: JsonObject,
  responseUrl: string,
): JsonObject {
  const { source, view, channel } = interaction
  const actions = [{ ...action, action_ts: newTs() }]
  if (view !== undefined)
    return interactivePayload(interaction, {
      type: 'block_actions',
      container: { type: 'view', view_id: view.id },
      view: view.toApi(state),
      actions,
    })
  return interactivePayload(interaction, {
    type: 'block_actions',
    container: {
      type: 'message',
      message_ts: source?.ts,
      channel_id: channel?.id,
      is_ephemeral: source?.ephemeral === true,
    },
    channel: channelReference(channel),
    ...(source === undefined || source.ephemeral ? {} : { message: source.toApi() }),
    state: { values: state },
    response_url: responseUrl,
    actions,
  })
}

export function channelReference(channel: Channel | undefined): JsonObject | undefined {
  return channel === undefined ? undefined : { id: channel.id, name: channelName(channel) }
}

function channelName(channel: Channel): string {
  if (channel.recipient !== undefined) return 'directmessage'
  return channel.isPrivate ? 'privategroup' : channel.name
}

export function eventPayload(workspace: Workspace, event: JsonObject, eventId: string): JsonObject {
  const at = Date.now()
  return {
    token: verificationToken,
    team_id: workspace.id,
    context_team_id: workspace.id,
    context_enterprise_id: workspace.enterprise?.id ?? null,
    api_app_id: workspace.appId,
    event: { event_ts: newTs(), ...event },
    type: 'event_callback',
    event_id: eventId,
    event_time: Math.floor(at / 1000),
    authorizations: [
      {
        enterprise_id: workspace.enterprise?.id ?? null,
        team_id: workspace.id,
        user_id: workspace.botUserId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
    event_context: `4-${eventId}`,
  }
}

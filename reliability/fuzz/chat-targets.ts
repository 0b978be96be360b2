/** The bodies that Discord and Slack hand over, with a stranger's words in them. */
import { ApplicationCommandOptionType, InteractionType } from 'discord.js'
import { readButton } from '../../src/adapters/discord/buttons.ts'
import { readInteraction } from '../../src/adapters/discord/incoming.ts'
import { readCommand, readHomeOpened, readPress, readSubmit } from '../../src/adapters/slack/incoming.ts'
import { readMetadata } from '../../src/adapters/slack/place.ts'
import { readTyped } from '../../src/adapters/slack/typed-text.ts'
import type { FuzzTarget } from './targets.ts'

const readers = [readCommand, readPress, readSubmit, readHomeOpened]

/** A body of Slack's with the text in the places of words, or in that of its parts. */
function slackBodies(text: string): unknown[] {
  const source = { team: { id: 'T1' }, user: { id: 'U1', name: text }, team_id: 'T1', user_id: 'U1' }
  const state = { values: { [text]: { [text]: { type: 'plain_text_input', value: text } } } }
  const view = { id: 'V1', callback_id: text, hash: text, private_metadata: text, state, blocks: [text] }
  return [
    { ...source, command: '/sign', text, trigger_id: '1', response_url: text, channel_id: text },
    { ...source, type: 'block_actions', actions: [{ action_id: text, value: text }], view, container: text },
    { ...source, type: 'view_submission', view },
    { team_id: 'T1', event: { user: text, tab: text }, authorizations: [{ enterprise_id: text }] },
    asJson(text),
  ]
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return [text, null, { view: null, user: [text], actions: text, event: 7 }]
  }
}

/** Discord's own bodies have the form it documents; only the words in them are a stranger's. */
function discordInteraction(text: string): Parameters<typeof readInteraction>[0] {
  const option = (name: string) => ({ name, type: ApplicationCommandOptionType.String, value: text })
  const options = ['petition', 'until', 'words', text].map(option)
  const user = { id: '1', username: text, global_name: text }
  return JSON.parse(
    JSON.stringify({
      ...{ id: '1', application_id: '1', type: InteractionType.ApplicationCommand, token: 't', version: 1 },
      ...{ user, locale: text, data: { id: '1', type: 1, name: 'sign', options } },
    }),
  )
}

const here = { id: '1', tenant: 'T1', teamId: 'T1', userId: 'U1', key: 'k' }

export const chatTargets: FuzzTarget[] = [
  {
    name: 'chat: a body of Slack',
    kind: 'chat',
    act: text => slackBodies(text).map(body => readers.map(read => read(body))),
  },
  { name: 'chat: words typed in Slack', kind: 'chat', act: text => readTyped(text) },
  { name: 'chat: metadata of Slack', kind: 'chat', act: text => readMetadata(text, here, () => false) },
  {
    name: 'chat: an interaction of Discord',
    kind: 'chat',
    act: text =>
      readInteraction(discordInteraction(text), [
        { slug: 'demo', title: text, policy: 'email', organisations: true },
      ]),
  },
  { name: 'chat: a button of Discord', kind: 'chat', act: text => readButton(text) },
]

/** Slack's own markup (docs, Formatting message text): what in it calls people, and what is not well formed. */
import { isObject, type JsonObject, listAt, objectAt, objectsAt, textAt } from '../chat/json.ts'

/** Texts in which Slack reads markup: of the message, its blocks and attachments. Not plain_text, which it shows as it is. */
export function mrkdwnTexts(message: JsonObject): string[] {
  const own = message.mrkdwn === false ? [] : [textAt(message, 'text')]
  const found: (string | undefined)[] = [...own, ...inside(message.blocks)]
  for (const attachment of objectsAt(message, 'attachments')) {
    for (const key of ['text', 'pretext', 'fallback']) found.push(textAt(attachment, key))
    for (const field of objectsAt(attachment, 'fields')) found.push(textAt(field, 'value'))
    found.push(...inside(attachment.blocks))
  }
  return found.filter(text => text !== undefined)
}

function inside(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(inside)
  if (!isObject(value)) return []
  const text = textAt(value, 'text')
  if (value.type === 'mrkdwn' || value.type === 'markdown') return text === undefined ? [] : [text]
  return Object.values(value).flatMap(inside)
}

/** Who would be called: `channel`, `here`, `everyone`, user ids, user group ids. */
export function calls(message: JsonObject): string[] {
  const texts = mrkdwnTexts(message)
  const marked = texts.flatMap(text =>
    [
      ...text.matchAll(
        /<!(channel|here|everyone)(?:\|[^>]*)?>|<@([UW][A-Z0-9]+)(?:\|[^>]*)?>|<!subteam\^([A-Z0-9]+)(?:\|[^>]*)?>/g,
      ),
    ].map(match => match[1] ?? match[2] ?? match[3] ?? ''),
  )
  // Only told so does Slack read bare names as mentions.
  const parses =
    message.parse === 'full' || String(message.link_names) === 'true' || message.link_names === '1'
  const bare = parses
    ? texts.flatMap(text => [...text.matchAll(/@(channel|here|everyone)\b/g)].map(match => match[1] ?? ''))
    : []
  return [...new Set([...marked, ...bare, ...richCalls(message.blocks)])]
}

function richCalls(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(richCalls)
  if (!isObject(value)) return []
  switch (value.type) {
    case 'broadcast':
      return [String(value.range)]
    case 'user':
      return [String(value.user_id)]
    case 'usergroup':
      return [String(value.usergroup_id)]
  }
  return [...listAt(value, 'elements'), ...listAt(value, 'child_blocks'), objectAt(value, 'text')].flatMap(
    richCalls,
  )
}

const allowed =
  /<(?:https?:\/\/[^\s<>|]+|mailto:[^\s<>|]+|[@#][A-Z][A-Z0-9]+|![a-z]+[^<>|]*)(?:\|[^<>\n]*)?>/g

/** `&`, `<` and `>` that are neither escaped nor part of a link, a mention or a date; `>` may begin a quotation. */
export function malformed(text: string): string[] {
  const rest = text
    .replace(allowed, ' ')
    .replace(/```[\s\S]*?```/g, code => code.replace(/^>/gm, ' '))
    .replace(/^>+/gm, ' ')
  return [...rest.matchAll(/[<>]|&(?!amp;|lt;|gt;)/g)].map(match => match[0])
}

/** As somebody reads it: links by their label, entities as characters. The markup of bold and the like stays. */
export function readMrkdwn(text: string): string {
  return text
    .replace(/<(?:https?:\/\/|mailto:)[^\s<>|]+\|([^<>]*)>/g, '$1')
    .replace(/<((?:https?:\/\/|mailto:)[^\s<>|]+)>/g, '$1')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
}

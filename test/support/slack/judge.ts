/** Judges what the bot sends: by the types Slack publishes, and by what it documents elsewhere (`limits.ts`, `methods.ts`). */
import { isObject, type JsonObject, objectAt, textAt } from '../chat/json.ts'
import type { BlockKit } from './block-kit-schema.ts'
import { type Finding, messageFindings, viewFindings } from './limits.ts'
import { methodRule } from './methods.ts'
import type { View } from './view.ts'

/** A call of the Web API. */
export function judgeCall(kit: BlockKit, method: string, args: JsonObject): Finding[] {
  const known = methodRule(method)
  if (known === undefined)
    return [{ rule: 'method: one of Slack that the stand-in knows', detail: '', error: 'unknown_method' }]
  const findings: Finding[] = []
  for (const name of known.required)
    if (args[name] === undefined || args[name] === '')
      findings.push({ rule: `arguments: ${name} is required`, detail: '', error: 'invalid_arguments' })
  // Bolt adds the team's id to every call of the client it hands out.
  for (const name of Object.keys(args))
    if (
      !['token', 'team_id'].includes(name) &&
      !known.required.includes(name) &&
      !known.optional.includes(name)
    )
      findings.push({ rule: 'arguments: one of the method', detail: name })
  switch (method) {
    case 'chat.postMessage':
      return [...findings, ...judgeMessage(kit, args, 'post')]
    case 'chat.postEphemeral':
      return [...findings, ...judgeMessage(kit, args, 'ephemeral')]
    case 'chat.update':
      return [...findings, ...judgeMessage(kit, args, 'update')]
    case 'views.open':
    case 'views.push':
    case 'views.update':
    case 'views.publish':
      return [...findings, ...judgeView(kit, args.view, method === 'views.publish' ? 'home' : 'modal')]
    case 'files.completeUploadExternal':
      return [...findings, ...judgeMessage(kit, { text: args.initial_comment, blocks: args.blocks }, 'post')]
  }
  return findings
}

function judgeMessage(
  kit: BlockKit,
  message: JsonObject,
  act: Parameters<typeof messageFindings>[1],
): Finding[] {
  const schema = message.blocks === undefined ? [] : kit.blockFaults(message.blocks)
  const metadata = message.metadata === undefined ? [] : kit.metadataFaults(message.metadata)
  return [
    ...schema.map(detail => ({ rule: 'blocks: as @slack/types has them', detail, error: 'invalid_blocks' })),
    ...metadata.map(detail => ({
      rule: 'metadata: as @slack/types has it',
      detail,
      error: 'invalid_metadata_format',
    })),
    ...messageFindings(message, act),
  ]
}

function judgeView(kit: BlockKit, view: unknown, type: 'home' | 'modal' | undefined): Finding[] {
  if (!isObject(view)) return [{ rule: 'view: an object', detail: '', error: 'invalid_arguments' }]
  const wrongType = type !== undefined && (view.type === 'home') !== (type === 'home')
  return [
    ...(wrongType
      ? [{ rule: `view: a ${type} here`, detail: String(view.type), error: 'invalid_arguments' }]
      : []),
    ...kit
      .viewFaults(view)
      .map(detail => ({ rule: 'view: as @slack/types has it', detail, error: 'invalid_arguments' })),
    ...viewFindings(view),
  ]
}

const answerFields = [
  'text',
  'blocks',
  'attachments',
  'response_type',
  'replace_original',
  'delete_original',
  'thread_ts',
  'mrkdwn',
  'parse',
  'link_names',
  'unfurl_links',
  'unfurl_media',
  'metadata',
]

/** What is posted to a response_url, and what a slash command is acknowledged with. */
export function judgeAnswer(kit: BlockKit, body: unknown): Finding[] {
  if (!isObject(body)) return [{ rule: 'answer: a JSON object', detail: '', error: 'invalid_payload' }]
  const unknown = Object.keys(body).filter(key => !answerFields.includes(key))
  const type = textAt(body, 'response_type')
  const empty = body.text === undefined && body.blocks === undefined && body.attachments === undefined
  return [
    ...unknown.map(detail => ({ rule: 'answer: a field of a message', detail })),
    ...(type === undefined || type === 'ephemeral' || type === 'in_channel'
      ? []
      : [{ rule: 'answer: response_type ephemeral or in_channel', detail: type, error: 'invalid_payload' }]),
    ...(empty && body.delete_original !== true
      ? [{ rule: 'answer: a text or blocks', detail: '', error: 'no_text' }]
      : []),
    ...judgeMessage(kit, body, 'answer'),
  ]
}

export type Acknowledged = 'slash' | 'block_actions' | 'view_submission' | 'other'

/** The body of an acknowledgement; undefined: none. */
export function judgeAcknowledgement(
  kit: BlockKit,
  kind: Acknowledged,
  body: unknown,
  view?: View,
): Finding[] {
  if (body === undefined) return []
  switch (kind) {
    case 'slash':
      return typeof body === 'string' ? judgeAnswer(kit, { text: body }) : judgeAnswer(kit, body)
    case 'view_submission':
      return responseActionFindings(kit, body, view)
    case 'block_actions':
    case 'other':
      return [
        {
          rule: 'acknowledgement: nothing in it',
          detail: Object.keys(isObject(body) ? body : {}).join(', '),
        },
      ]
  }
}

function responseActionFindings(kit: BlockKit, body: unknown, view: View | undefined): Finding[] {
  const rule = 'response_action'
  const action = textAt(body, 'response_action')
  const allowed: Record<string, string[]> = {
    errors: ['errors'],
    update: ['view'],
    push: ['view'],
    clear: [],
  }
  const fields = allowed[action ?? '']
  if (fields === undefined || !isObject(body))
    return [{ rule: `${rule}: errors, update, push or clear`, detail: action ?? '', error: 'invalid' }]
  const findings: Finding[] = Object.keys(body)
    .filter(key => key !== 'response_action' && !fields.includes(key))
    .map(detail => ({ rule: `${rule}: no other field`, detail, error: 'invalid' }))
  if (fields.includes('view')) findings.push(...judgeView(kit, body.view, 'modal'))
  if (action === 'errors') {
    const errors = objectAt(body, 'errors') ?? {}
    const inputs = (view?.blocks ?? []).filter(block => block.type === 'input').map(block => block.block_id)
    if (Object.keys(errors).length === 0)
      findings.push({ rule: `${rule}: at least one error`, detail: '', error: 'invalid' })
    for (const [id, text] of Object.entries(errors)) {
      if (!inputs.includes(id))
        findings.push({
          rule: `${rule}: errors by block_id of an input of the view`,
          detail: id,
          error: 'invalid',
        })
      if (typeof text !== 'string' || text === '')
        findings.push({ rule: `${rule}: an error is a text`, detail: id, error: 'invalid' })
    }
  }
  return findings
}

/** As a line of `violations`. No text of the request is in it but names and lengths. */
export function violationLine(where: string, finding: Finding): string {
  return `${where}: ${finding.rule}${finding.detail === '' ? '' : ` (${finding.detail})`}`
}

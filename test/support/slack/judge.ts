/**
 * Judges what the app sends: by the types Slack publishes (`block-kit-schema.ts`), which say nothing of lengths; by what Slack
 * documents (docs.slack.dev/reference/block-kit, /reference/methods); and by rules of the house. Slack would let those pass: they
 * keep people safe, or keep the stand-in honest about what it does not know.
 */
import { isObject, type JsonObject, listAt, numberAt, objectAt, objectsAt, textAt } from '../chat/json.ts'
import { type BlockKit, elementsOf } from './block-kit-schema.ts'
import { methodRule } from './methods.ts'
import type { View } from './view.ts'

/** Slack lets pass what only the house forbids. */
export function isRefused(finding: string): boolean {
  return !finding.startsWith('house: ')
}

type Must = (holds: boolean, rule: string) => void

/** Collects the rules that do not hold. */
function gather(hold: (must: Must) => void): string[] {
  const findings: string[] = []
  hold((holds, rule) => {
    if (!holds) findings.push(rule)
  })
  return findings
}

/** A call of the Web API: each finding a line; empty when nothing is wrong. No text of the call is in it. */
export function judgeCall(kit: BlockKit, method: string, args: JsonObject): string[] {
  const known = methodRule(method)
  if (known === undefined) return ['method: one that the app uses']
  const names = ['token', 'team_id', ...known.required, ...known.optional]
  const argumentFindings = gather(must => {
    for (const name of known.required)
      must(args[name] !== undefined && args[name] !== '', `arguments: ${name} is required`)
    for (const name of Object.keys(args))
      must(names.includes(name), `arguments: ${name} is one of the method`)
  })
  switch (method) {
    case 'chat.postMessage':
      return [...argumentFindings, ...messageFindings(kit, args, 40_000), ...quietFindings(args, true)]
    case 'chat.update':
      // The page of chat.update says 4,000, that of chat.postMessage 40,000.
      return [...argumentFindings, ...messageFindings(kit, args, 4000), ...quietFindings(args, false)]
    case 'views.open':
    case 'views.update':
      return [...argumentFindings, ...viewFindings(kit, args.view, 'modal')]
    case 'views.publish':
      return [...argumentFindings, ...viewFindings(kit, args.view, 'home')]
    case 'files.completeUploadExternal':
      return [...argumentFindings, ...markupFindings(textAt(args, 'initial_comment') ?? '')]
  }
  return argumentFindings
}

/** A message posted to a response_url. */
export function judgeAnswer(kit: BlockKit, body: JsonObject): string[] {
  const known = ['text', 'blocks', 'response_type', 'replace_original']
  return gather(must => {
    for (const name of Object.keys(body))
      must(known.includes(name), `answer: ${name} is a field of a message`)
    must(body.response_type === 'ephemeral', 'house: an answer is for one person')
  }).concat(messageFindings(kit, body, 40_000))
}

/** The body of an acknowledgement: only a form that was sent may get one, with what is wrong in it. */
export function judgeAcknowledgement(body: unknown, view: View | undefined): string[] {
  if (body === undefined) return []
  return gather(must => {
    if (view === undefined) must(false, 'acknowledgement: nothing in it')
    const errors = Object.entries(objectAt(body, 'errors') ?? {})
    const inputs = view?.fields.map(({ name }) => name) ?? []
    must(
      textAt(body, 'response_action') === 'errors' &&
        Object.keys(Object(body)).length === 2 &&
        errors.length > 0,
      'acknowledgement: response_action and errors, nothing else',
    )
    must(
      errors.every(([name, text]) => inputs.includes(name) && typeof text === 'string' && text !== ''),
      'acknowledgement: each error is a text, by the block_id of an input',
    )
  })
}

function messageFindings(kit: BlockKit, message: JsonObject, most: number): string[] {
  const text = textAt(message, 'text') ?? ''
  const { blocks = [], metadata } = message
  return gather(must => {
    must(text.length <= most, `message: text at most ${most}`)
    // For notifications and screen readers.
    must(text.trim() !== '', 'house: every message has a text')
    for (const fault of kit.blockFaults(blocks)) must(false, `blocks: ${fault}`)
    if (metadata !== undefined)
      for (const fault of kit.metadataFaults(metadata)) must(false, `metadata: ${fault}`)
    blockRules(objectsAt(message, 'blocks'), 50, must)
  }).concat(markupFindings(text))
}

/** Somebody's words may hold `<!channel>`; escaped, they call nobody and link nowhere (docs, Formatting message text). */
function markupFindings(text: string): string[] {
  return /[<>]|&(?!amp;|lt;|gt;)/.test(text) ? ['house: & < > are escaped'] : []
}

/** Only told so does Slack read bare names as mentions, and addresses as previews. */
function quietFindings(args: JsonObject, unfurls: boolean): string[] {
  const off = ['link_names', ...(unfurls ? ['unfurl_links', 'unfurl_media'] : [])]
  const isQuiet = args.parse === 'none' && off.every(name => String(args[name]) === 'false')
  return isQuiet ? [] : ['house: nobody is called and nothing unfolds, and each message says so']
}

function viewFindings(kit: BlockKit, view: unknown, place: 'home' | 'modal'): string[] {
  if (!isObject(view)) return ['view: an object']
  return gather(must => {
    for (const fault of kit.viewFaults(view, place)) must(false, `view: ${fault}`)
    const blocks = objectsAt(view, 'blocks')
    blockRules(blocks, 100, must)
    shapeRules(view, must)
    if (place === 'modal')
      must(
        view.submit !== undefined || !blocks.some(block => block.type === 'input'),
        'modal: a submit where there are inputs',
      )
    must(Buffer.byteLength(JSON.stringify(view)) <= 250_000, 'view: at most 250 kB')
  })
}

const unlimited = Number.POSITIVE_INFINITY

/**
 * Everything that the stand-in shows: by type its fields, and how long their text may be. In UTF-16 units, since nobody measured
 * what Slack counts: the stricter. Any other type or field is a finding.
 */
const shapes: Record<string, Record<string, number>> = {
  modal: { callback_id: 255, private_metadata: 3000, title: 24, submit: 24, blocks: unlimited },
  home: { blocks: unlimited },
  header: { block_id: 255, text: 150 },
  rich_text: { block_id: 255, elements: unlimited },
  context: { block_id: 255, elements: unlimited },
  actions: { block_id: 255, elements: unlimited },
  input: { block_id: 255, label: 2000, hint: 2000, optional: unlimited, element: unlimited },
  plain_text: { text: 3000, emoji: unlimited },
  rich_text_section: { elements: unlimited },
  rich_text_quote: { elements: unlimited },
  text: { text: unlimited, style: unlimited },
  link: { text: unlimited, url: unlimited },
  button: { action_id: 255, text: 75, value: 2000, url: 3000, style: unlimited },
  plain_text_input: { action_id: 255, multiline: unlimited, max_length: unlimited, initial_value: 3000 },
  static_select: { action_id: 255, options: unlimited, initial_option: unlimited },
}

function shapeRules(part: JsonObject, must: Must): void {
  const type = String(part.type)
  const shape = shapes[type]
  must(shape !== undefined, 'house: only blocks that the stand-in shows')
  for (const field of Object.keys(part).filter(key => key !== 'type')) {
    const most = shape?.[field]
    must(most !== undefined, `house: ${type} only with fields that the stand-in knows`)
    const text = textAt(part, field) ?? textAt(objectAt(part, field), 'text') ?? ''
    must(text.length <= (most ?? unlimited), `${type}: ${field} at most ${most}`)
  }
}

function everyObject(value: unknown): JsonObject[] {
  if (Array.isArray(value)) return value.flatMap(everyObject)
  return isObject(value) ? [value, ...Object.values(value).flatMap(everyObject)] : []
}

function blockRules(blocks: JsonObject[], most: number, must: Must): void {
  must(blocks.length <= most, `blocks: at most ${most}`)
  must(isUnique(blocks, 'block_id'), 'blocks: block_id unique')
  for (const part of everyObject(blocks).filter(({ type }) => typeof type === 'string')) {
    shapeRules(part, must)
    if (part.type === 'plain_text') must(textAt(part, 'text') !== '', 'plain_text: at least 1')
  }
  for (const block of blocks) {
    const inside = elementsOf([block]).map(({ element }) => element)
    const elements = listAt(block, 'elements').length
    // docs: unique among those of the containing block. Two blocks may well hold the same.
    must(isUnique(inside, 'action_id'), 'blocks: action_id unique within one')
    if (block.type === 'context') must(elements >= 1 && elements <= 10, 'context: 1 to 10 elements')
    if (block.type === 'actions') must(elements >= 1 && elements <= 25, 'actions: 1 to 25 elements')
    for (const element of inside) elementRules(element, must)
  }
}

function isUnique(parts: JsonObject[], key: string): boolean {
  const ids = parts.map(part => part[key]).filter(id => id !== undefined)
  return new Set(ids).size === ids.length
}

function elementRules(element: JsonObject, must: Must): void {
  switch (element.type) {
    case 'button':
      must(/^https?:\/\//.test(textAt(element, 'url') ?? 'https://'), 'button: url is http')
      return
    case 'plain_text_input': {
      const most = numberAt(element, 'max_length') ?? 3000
      must(most >= 1 && most <= 3000, 'plain_text_input: max_length 1 to 3000')
      must((textAt(element, 'initial_value') ?? '').length <= most, 'plain_text_input: initial_value fits')
      return
    }
    case 'static_select': {
      const options = objectsAt(element, 'options')
      must(options.length >= 1 && options.length <= 100, 'static_select: 1 to 100 options')
      must(isUnique(options, 'value'), 'static_select: values unique')
      for (const option of options) {
        must(
          Object.keys(option).every(key => key === 'text' || key === 'value'),
          'house: options only with a text and a value',
        )
        must((textAt(objectAt(option, 'text'), 'text') ?? '').length <= 75, 'static_select: text at most 75')
        // 75 in the comment of @slack/types 3.2, 150 in the documentation since 2024.
        must((textAt(option, 'value') ?? '').length <= 150, 'static_select: value at most 150')
      }
      const initial = objectAt(element, 'initial_option')
      must(
        initial === undefined || options.some(option => canonical(option) === canonical(initial)),
        'static_select: the initial option is one of the options',
      )
    }
  }
}

/** With sorted keys: Slack compares what is in an option, not how it was written. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    isObject(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part,
  )
}

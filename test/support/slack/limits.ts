/**
 * What Slack documents and its types do not say (docs.slack.dev/reference/block-kit, /reference/methods), and the rules of
 * the house: nobody is called, what is notified has words, `&`, `<` and `>` are escaped.
 */
import { isObject, type JsonObject, listAt, numberAt, objectAt, objectsAt, textAt } from '../chat/json.ts'
import { elementsOf } from './block-kit-schema.ts'
import { calls, malformed, mrkdwnTexts } from './mrkdwn.ts'

export interface Finding {
  /** Stable name of the rule. */
  rule: string
  detail: string
  /** What Slack itself would answer; absent for a rule of the house, and where Slack lets it pass. */
  error?: string
}

type Say = (rule: string, detail?: string) => void

/** UTF-16 units. What Slack counts nobody measured here: the stricter is taken. */
function length(text: string | undefined): number {
  return text?.length ?? 0
}

function atMost(say: Say, what: string, text: string | undefined, limit: number): void {
  if (length(text) > limit) say(`${what} at most ${limit}`, `${length(text)}`)
}

function textOf(from: unknown, key: string): string | undefined {
  return textAt(objectAt(from, key), 'text')
}

/** Where a message goes: `update` cannot hold as much. */
export function messageFindings(
  message: JsonObject,
  act: 'post' | 'ephemeral' | 'update' | 'answer',
): Finding[] {
  const findings: Finding[] = []
  const text = textAt(message, 'text')
  const blocks = objectsAt(message, 'blocks')
  // The documentation of chat.update says 4,000, that of chat.postMessage truncates at 40,000.
  const limit = act === 'update' ? 4000 : 40_000
  if (length(text) > limit)
    findings.push({
      rule: `message: text at most ${limit}`,
      detail: `${length(text)}`,
      error: 'msg_too_long',
    })
  if (listAt(message, 'attachments').length > 100)
    findings.push({ rule: 'message: at most 100 attachments', detail: '', error: 'too_many_attachments' })
  findings.push(...blockFindings(blocks, 'message').map(one => ({ error: 'invalid_blocks', ...one })))
  if (blocks.length > 0 && length(text?.trim()) === 0)
    findings.push({ rule: 'house: blocks come with a text for notifications', detail: '' })
  const called = calls(message)
  if (called.length > 0) findings.push({ rule: 'house: nobody is called', detail: called.join(', ') })
  findings.push(...markupFindings(mrkdwnTexts(message)))
  return findings
}

function markupFindings(texts: string[]): Finding[] {
  const wrong = texts.flatMap(malformed)
  return wrong.length > 0
    ? [{ rule: 'mrkdwn: & < > are escaped or part of a link', detail: [...new Set(wrong)].join(' ') }]
    : []
}

export function viewFindings(view: JsonObject): Finding[] {
  const findings: Finding[] = []
  const say: Say = (rule, detail = '') => findings.push({ rule, detail, error: 'invalid_arguments' })
  const blocks = objectsAt(view, 'blocks')
  const place = view.type === 'home' ? 'home' : 'modal'
  if (place === 'modal') {
    for (const key of ['title', 'submit', 'close']) atMost(say, `modal: ${key}`, textOf(view, key), 24)
    if (length(textOf(view, 'title')) === 0) say('modal: title at least 1')
    if (blocks.some(block => block.type === 'input') && view.submit === undefined)
      say('modal: a submit where there are inputs')
  }
  atMost(say, 'view: private_metadata', textAt(view, 'private_metadata'), 3000)
  atMost(say, 'view: callback_id', textAt(view, 'callback_id'), 255)
  atMost(say, 'view: external_id', textAt(view, 'external_id'), 255)
  if (Buffer.byteLength(JSON.stringify(view)) > 250_000)
    findings.push({ rule: 'view: at most 250 kB', detail: '', error: 'view_too_large' })
  findings.push(...blockFindings(blocks, place).map(one => ({ error: 'invalid_arguments', ...one })))
  const focused = elementsOf(blocks).filter(({ element }) => element.focus_on_load === true)
  if (focused.length > 1) say('view: one focus_on_load')
  findings.push(...markupFindings(mrkdwnTexts({ blocks })))
  return findings
}

/** `error` is left to the caller: a message and a view answer differently. */
function blockFindings(blocks: JsonObject[], place: 'message' | 'modal' | 'home'): Finding[] {
  const findings: Finding[] = []
  const say: Say = (rule, detail = '') => findings.push({ rule, detail })
  const most = place === 'message' ? 50 : 100
  if (blocks.length > most) say(`blocks: at most ${most} in a ${place}`, `${blocks.length}`)
  unique(
    say,
    'blocks: block_id unique',
    blocks.map(block => textAt(block, 'block_id')),
  )
  for (const block of blocks) {
    atMost(say, 'block: block_id', textAt(block, 'block_id'), 255)
    // docs: unique among those of the containing block. Two blocks may well hold the same.
    const inside = elementsOf([block]).map(({ element }) => element)
    unique(
      say,
      'block: action_id unique within it',
      inside.map(element => textAt(element, 'action_id')),
    )
    oneBlock(block, say)
    for (const element of inside) elementFindings(element, say)
  }
  emptyTexts(blocks, say)
  const written = blocks.filter(block => block.type === 'markdown')
  if (written.reduce((sum, block) => sum + length(textAt(block, 'text')), 0) > 12_000)
    say('markdown: at most 12000 in all')
  if (blocks.filter(block => block.type === 'table').length > 1) say('table: at most one')
  return findings
}

function unique(say: Say, rule: string, ids: (string | undefined)[]): void {
  const given = ids.filter(id => id !== undefined)
  if (new Set(given).size !== given.length) say(rule, `${given.length} ids, one twice`)
}

function oneBlock(block: JsonObject, say: Say): void {
  const count = (key: string) => listAt(block, key).length
  switch (block.type) {
    case 'section': {
      if (block.text === undefined && count('fields') === 0) say('section: a text or fields')
      atMost(say, 'section: text', textOf(block, 'text'), 3000)
      if (count('fields') > 10) say('section: at most 10 fields', `${count('fields')}`)
      for (const field of objectsAt(block, 'fields'))
        atMost(say, 'section: field', textAt(field, 'text'), 2000)
      return
    }
    case 'header':
      atMost(say, 'header: text', textOf(block, 'text'), 150)
      return
    case 'context':
      if (count('elements') < 1 || count('elements') > 10)
        say('context: 1 to 10 elements', `${count('elements')}`)
      return
    case 'actions':
      if (count('elements') < 1 || count('elements') > 25)
        say('actions: 1 to 25 elements', `${count('elements')}`)
      return
    case 'input':
      atMost(say, 'input: label', textOf(block, 'label'), 2000)
      atMost(say, 'input: hint', textOf(block, 'hint'), 2000)
      return
    case 'image':
      imageFindings(block, say)
      atMost(say, 'image: title', textOf(block, 'title'), 2000)
      return
    case 'video':
      atMost(say, 'video: title', textOf(block, 'title'), 200)
      return
    case 'table': {
      const rows = listAt(block, 'rows')
      if (rows.length > 100) say('table: at most 100 rows', `${rows.length}`)
      if (rows.some(row => Array.isArray(row) && row.length > 20)) say('table: at most 20 columns')
      return
    }
  }
}

function imageFindings(image: JsonObject, say: Say): void {
  atMost(say, 'image: alt_text', textAt(image, 'alt_text'), 2000)
  atMost(say, 'image: image_url', textAt(image, 'image_url'), 3000)
  const url = textAt(image, 'image_url')
  if (url !== undefined && !/^https?:\/\//.test(url)) say('image: image_url is http')
}

function elementFindings(element: JsonObject, say: Say): void {
  atMost(say, 'element: action_id', textAt(element, 'action_id'), 255)
  atMost(say, 'element: placeholder', textOf(element, 'placeholder'), 150)
  if (isObject(element.confirm)) {
    for (const [key, limit] of [
      ['title', 100],
      ['text', 300],
      ['confirm', 30],
      ['deny', 30],
    ] as const)
      atMost(say, `confirm: ${key}`, textOf(element.confirm, key), limit)
  }
  switch (element.type) {
    case 'image':
      imageFindings(element, say)
      return
    case 'mrkdwn':
    case 'plain_text':
      atMost(say, 'text', textAt(element, 'text'), 3000)
      return
    case 'button': {
      atMost(say, 'button: text', textOf(element, 'text'), 75)
      atMost(say, 'button: value', textAt(element, 'value'), 2000)
      atMost(say, 'button: url', textAt(element, 'url'), 3000)
      atMost(say, 'button: accessibility_label', textAt(element, 'accessibility_label'), 75)
      const url = textAt(element, 'url')
      if (url !== undefined && !/^(https?|mailto|slack):/.test(url)) say('button: url is a link')
      return
    }
    case 'plain_text_input':
      textInputFindings(element, say)
      return
    case 'checkboxes':
    case 'radio_buttons':
      optionFindings(element, 10, say)
      return
    case 'overflow':
      optionFindings(element, 5, say)
      return
    case 'static_select':
    case 'multi_static_select':
      optionFindings(element, 100, say)
      return
  }
}

function textInputFindings(input: JsonObject, say: Say): void {
  const [least, most] = [numberAt(input, 'min_length'), numberAt(input, 'max_length')]
  if (least !== undefined && (least < 0 || least > 3000))
    say('plain_text_input: min_length 0 to 3000', `${least}`)
  if (most !== undefined && (most < 1 || most > 3000))
    say('plain_text_input: max_length 1 to 3000', `${most}`)
  if (least !== undefined && most !== undefined && least > most)
    say('plain_text_input: min_length below max_length')
  const initial = textAt(input, 'initial_value')
  atMost(say, 'plain_text_input: initial_value', initial, most ?? 3000)
}

function optionFindings(element: JsonObject, limit: number, say: Say): void {
  const groups = objectsAt(element, 'option_groups')
  const options = [...objectsAt(element, 'options'), ...groups.flatMap(group => objectsAt(group, 'options'))]
  const name = String(element.type)
  if (groups.length > 100) say('option_groups: at most 100')
  for (const group of groups) atMost(say, 'option_group: label', textOf(group, 'label'), 75)
  const lists =
    groups.length > 0 ? groups.map(group => objectsAt(group, 'options')) : [objectsAt(element, 'options')]
  for (const list of lists)
    if (list.length < 1 || list.length > limit) say(`${name}: 1 to ${limit} options`, `${list.length}`)
  unique(
    say,
    `${name}: option value unique`,
    options.map(option => textAt(option, 'value')),
  )
  for (const option of options) {
    atMost(say, 'option: text', textOf(option, 'text'), 75)
    // 75 in the comment of @slack/types 3.2, 150 in the documentation since 2024.
    atMost(say, 'option: value', textAt(option, 'value'), 150)
    atMost(say, 'option: description', textOf(option, 'description'), 75)
    atMost(say, 'option: url', textAt(option, 'url'), 3000)
    if (option.value === undefined && name !== 'overflow') say('option: a value')
  }
  const initial = [...objectsAt(element, 'initial_options'), objectAt(element, 'initial_option')].filter(
    isObject,
  )
  const texts = options.map(canonical)
  if (initial.some(one => !texts.includes(canonical(one))))
    say(`${name}: an initial option is one of the options`)
}

/** With sorted keys: Slack compares what is in an option, not how it was written. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    isObject(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part,
  )
}

function emptyTexts(value: unknown, say: Say): void {
  if (Array.isArray(value)) for (const one of value) emptyTexts(one, say)
  if (!isObject(value)) return
  const text = textAt(value, 'text')
  if ((value.type === 'plain_text' || value.type === 'mrkdwn') && length(text) === 0) say('text: at least 1')
  for (const one of Object.values(value)) emptyTexts(one, say)
}

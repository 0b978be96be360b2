/**
 * What Discord documents and its OpenAPI does not say (docs: Message Resource, Components Reference, Application
 * Commands, Receiving and Responding), and two house rules: nobody is pinged, nothing ephemeral in a room.
 */
import {
  flattenComponents,
  isObject,
  type JsonObject,
  listAt,
  numberAt,
  objectAt,
  objectsAt,
  textAt,
} from './json.ts'

export interface Finding {
  /** Stable name of the rule. */
  rule: string
  detail: string
  /** Discord itself would refuse it (50035); false for a rule of the house. */
  refused: boolean
}

export const messageFlags = {
  suppressEmbeds: 4,
  ephemeral: 64,
  loading: 128,
  quiet: 4096,
  componentsV2: 32768,
}

const type = {
  row: 1,
  button: 2,
  select: 3,
  textInput: 4,
  section: 9,
  text: 10,
  gallery: 12,
  file: 13,
  separator: 14,
  container: 17,
  label: 18,
}
const linkStyle = 5
const pinging = /@everyone|@here|<@!?\d+>|<@&\d+>/

/** UTF-16 units. Whether Discord counts these or code points nobody measured here: the stricter is taken. */
function length(text: string | undefined): number {
  return text?.length ?? 0
}

export interface MessageContext {
  /** Whether this makes a message, or changes one. */
  act: 'create' | 'edit'
  /** An interaction's answer may be ephemeral; a message in a room may not. */
  place: 'room' | 'interaction'
  /** Flags the message already has when it is edited, or was deferred with. */
  flags?: number
  /** Names of the files sent along. */
  files?: string[]
}

export function messageFindings(body: JsonObject, context: MessageContext): Finding[] {
  const findings: Finding[] = []
  const say = (rule: string, detail: string, refused = true) => findings.push({ rule, detail, refused })
  const flags = (numberAt(body, 'flags') ?? 0) | (context.flags ?? 0)
  const v2 = (flags & messageFlags.componentsV2) !== 0
  const content = textAt(body, 'content')
  const embeds = objectsAt(body, 'embeds')
  const components = listAt(body, 'components')
  const all = flattenComponents(components)
  const files = context.files ?? []

  if (length(content) > 2000) say('message: content at most 2000', `${length(content)}`)
  if (context.place === 'room' && (flags & messageFlags.ephemeral) !== 0)
    say('message: ephemeral only in answers to interactions', `flags ${flags}`)
  if (files.length > 10) say('message: at most 10 files', `${files.length}`)

  if (v2) {
    if (length(content) > 0 || embeds.length > 0 || isObject(body.poll))
      say('components v2: no content, embeds or poll beside', Object.keys(body).join(', '))
    if (all.length > 40) say('components v2: at most 40 in all', `${all.length}`)
    const written = all
      .filter(one => one.type === type.text)
      .reduce((sum, one) => sum + length(textAt(one, 'content')), 0)
    if (written > 4000) say('components v2: at most 4000 characters in all', `${written}`)
    if (context.act === 'create' && all.length === 0) say('message: not empty', 'no components')
  } else {
    for (const one of components.filter(isObject))
      if (one.type !== type.row) say('components: only action rows without the v2 flag', `type ${one.type}`)
    if (components.length > 5) say('components: at most 5 action rows', `${components.length}`)
    const empty =
      length(content) === 0 && embeds.length + components.length + files.length === 0 && !isObject(body.poll)
    if (context.act === 'create' && empty) say('message: not empty', 'nothing in it')
  }

  findings.push(
    ...embedFindings(embeds),
    ...componentFindings(all),
    ...fileFindings(body, files, context.act, v2),
  )
  findings.push(...mentionFindings(body, content, all))
  if (body.tts === true) say('house: nothing is read aloud', 'tts', false)
  if (body.enforce_nonce === true && body.nonce === undefined) say('message: enforce_nonce needs a nonce', '')
  return findings
}

function embedFindings(embeds: JsonObject[]): Finding[] {
  const findings: Finding[] = []
  let written = 0
  for (const embed of embeds) {
    const parts: [string, string | undefined, number][] = [
      ['title', textAt(embed, 'title'), 256],
      ['description', textAt(embed, 'description'), 4096],
      ['footer', textAt(objectAt(embed, 'footer'), 'text'), 2048],
      ['author', textAt(objectAt(embed, 'author'), 'name'), 256],
      ...objectsAt(embed, 'fields').flatMap((field): [string, string | undefined, number][] => [
        ['field name', textAt(field, 'name'), 256],
        ['field value', textAt(field, 'value'), 1024],
      ]),
    ]
    for (const [part, text, limit] of parts) {
      written += length(text)
      if (length(text) > limit)
        findings.push({ rule: `embed: ${part} at most ${limit}`, detail: `${length(text)}`, refused: true })
      if (part.startsWith('field') && (text ?? '').trim() === '')
        findings.push({ rule: `embed: ${part} not empty`, detail: '', refused: true })
    }
    if (objectsAt(embed, 'fields').length > 25)
      findings.push({ rule: 'embed: at most 25 fields', detail: '', refused: true })
  }
  if (embeds.length > 10)
    findings.push({ rule: 'embed: at most 10', detail: `${embeds.length}`, refused: true })
  if (written > 6000)
    findings.push({ rule: 'embed: at most 6000 characters in all', detail: `${written}`, refused: true })
  return findings
}

/** `all` is flat: of a message or a modal. */
function componentFindings(all: JsonObject[]): Finding[] {
  const findings: Finding[] = []
  const say = (rule: string, detail: string) => findings.push({ rule, detail, refused: true })
  const customIds = all.map(one => textAt(one, 'custom_id')).filter(id => id !== undefined)
  const twice = customIds.find((id, index) => customIds.indexOf(id) !== index)
  if (twice !== undefined) say('components: custom_id unique', `${customIds.length} ids, one twice`)
  for (const id of customIds)
    if (id.length < 1 || id.length > 100) say('components: custom_id 1 to 100', `${id.length}`)
  const ids = all.map(one => numberAt(one, 'id')).filter(id => id !== undefined && id !== 0)
  if (new Set(ids).size !== ids.length) say('components: id unique', ids.join(', '))

  for (const one of all) {
    if (one.type === type.button) {
      const isLink = one.style === linkStyle
      if (length(textAt(one, 'label')) > 80)
        say('button: label at most 80', `${length(textAt(one, 'label'))}`)
      if (length(textAt(one, 'label')) === 0 && !isObject(one.emoji)) say('button: a label or an emoji', '')
      if (isLink && (one.url === undefined || one.custom_id !== undefined))
        say('button: a link has a url and no custom_id', '')
      if (!isLink && (one.custom_id === undefined || one.url !== undefined))
        say('button: a custom_id and no url', '')
      const url = textAt(one, 'url')
      if (url !== undefined && !/^(https?|discord):\/\//.test(url))
        say('button: url is http, https or discord', '')
      if (length(url) > 512) say('button: url at most 512', `${length(url)}`)
    }
    if (one.type === type.row) {
      const inside = objectsAt(one, 'components')
      const selects = inside.filter(part => part.type !== type.button && part.type !== type.textInput)
      if (inside.length > 5) say('row: at most 5 buttons', `${inside.length}`)
      if (selects.length > 0 && inside.length > 1) say('row: a select stands alone', '')
    }
    if (one.type === type.section && (objectsAt(one, 'components').length > 3 || !isObject(one.accessory)))
      say('section: 1 to 3 texts and an accessory', '')
    if (one.type === type.text && (textAt(one, 'content') ?? '') === '') say('text display: not empty', '')
    if (one.type === type.gallery) {
      const items = objectsAt(one, 'items')
      if (items.length < 1 || items.length > 10) say('gallery: 1 to 10 items', `${items.length}`)
      if (items.some(item => length(textAt(item, 'description')) > 1024))
        say('gallery: description at most 1024', '')
      if (items.some(item => (textAt(item, 'description') ?? '').trim() === ''))
        findings.push({ rule: 'house: every picture has a description', detail: '', refused: false })
    }
    if (one.type === type.file && !(textAt(objectAt(one, 'file'), 'url') ?? '').startsWith('attachment://'))
      say('file: url is attachment://', '')
    if (one.type === type.select) findings.push(...selectFindings(one))
    if (one.type === type.textInput) {
      const [value, least, most] = [
        textAt(one, 'value'),
        numberAt(one, 'min_length'),
        numberAt(one, 'max_length'),
      ]
      if (most !== undefined && length(value) > most)
        say('text input: value within max_length', `${length(value)} > ${most}`)
      if (value !== undefined && value !== '' && least !== undefined && value.length < least)
        say('text input: value within min_length', `${value.length} < ${least}`)
      if (least !== undefined && most !== undefined && least > most)
        say('text input: min_length below max_length', '')
      if (length(textAt(one, 'placeholder')) > 100) say('text input: placeholder at most 100', '')
    }
    if (one.type === 21 || one.type === 22) findings.push(...optionFindings(one, 10))
  }
  return findings
}

function selectFindings(select: JsonObject): Finding[] {
  const findings = optionFindings(select, 25)
  const options = objectsAt(select, 'options')
  const [least, most] = [numberAt(select, 'min_values') ?? 1, numberAt(select, 'max_values') ?? 1]
  if (most > options.length || least > most)
    findings.push({
      rule: 'select: min_values, max_values and options agree',
      detail: `${least} ${most}`,
      refused: true,
    })
  if (options.filter(option => option.default === true).length > most)
    findings.push({ rule: 'select: no more defaults than max_values', detail: '', refused: true })
  if (length(textAt(select, 'placeholder')) > 150)
    findings.push({ rule: 'select: placeholder at most 150', detail: '', refused: true })
  return findings
}

function optionFindings(one: JsonObject, limit: number): Finding[] {
  const findings: Finding[] = []
  const options = objectsAt(one, 'options')
  if (options.length < 1 || options.length > limit)
    findings.push({ rule: `options: 1 to ${limit}`, detail: `${options.length}`, refused: true })
  const values = options.map(option => option.value)
  if (new Set(values).size !== values.length)
    findings.push({ rule: 'options: values unique', detail: '', refused: true })
  for (const option of options)
    for (const part of ['label', 'value', 'description'])
      if (
        length(textAt(option, part)) > 100 ||
        (part !== 'description' && length(textAt(option, part)) === 0)
      )
        findings.push({
          rule: `options: ${part} 1 to 100`,
          detail: `${length(textAt(option, part))}`,
          refused: true,
        })
  return findings
}

function fileFindings(body: JsonObject, files: string[], act: 'create' | 'edit', v2: boolean): Finding[] {
  const findings: Finding[] = []
  const say = (rule: string, detail: string, refused = true) => findings.push({ rule, detail, refused })
  const text = JSON.stringify(body.components ?? []) + JSON.stringify(body.embeds ?? [])
  const wanted = [...text.matchAll(/attachment:\/\/([^"\\]+)/g)].map(match => match[1] ?? '')
  const named = objectsAt(body, 'attachments')
  // Ids of what is sent along count from 0; others are of files that an edit keeps.
  const kept = named.filter(attachment => !/^\d$/.test(String(attachment.id)))
  const keeps = act === 'edit' && (kept.length > 0 || !('attachments' in body))
  const missing = wanted.filter(name => !files.includes(name))
  if (missing.length > 0 && !keeps) say('files: attachment:// names a file that is sent', missing.join(', '))
  if (new Set(files).size !== files.length) say('files: names differ', files.join(', '), false)
  // Discord changes them, and attachment:// then names nothing.
  const changed = files.filter(name => !/^[\w.-]+$/.test(name))
  if (changed.length > 0) say('files: names of letters, digits, dots, hyphens', `${changed.length}`, false)
  const unsent = named.filter(
    attachment => /^\d$/.test(String(attachment.id)) && !files[Number(attachment.id)],
  )
  if (unsent.length > 0) say('files: attachments name files that are sent', `${unsent.length}`)
  const sentIds = named.map(attachment => String(attachment.id))
  const unnamed = files.filter((_, index) => !sentIds.includes(`${index}`))
  if ('attachments' in body && unnamed.length > 0)
    say('files: attachments name each that is sent', `${unnamed.length}`, false)
  // With components v2 nobody sees a file that no component shows (docs, Components Reference).
  const unseen = v2 ? files.filter(name => !wanted.includes(name)) : []
  if (unseen.length > 0) say('files: with components v2 each is shown by one', `${unseen.length}`, false)
  return findings
}

/** 10 MiB for a file (docs, Reference, Uploading Files). Sizes in bytes. */
export function sizeFindings(sizes: number[]): Finding[] {
  const [limit, most] = [10 * 1024 * 1024, Math.max(0, ...sizes)]
  return most > limit ? [{ rule: 'files: at most 10 MiB each', detail: `${most}`, refused: true }] : []
}

/** Somebody's words may hold `@everyone`: every message that could ping says that it pings nobody. */
function mentionFindings(body: JsonObject, content: string | undefined, all: JsonObject[]): Finding[] {
  const allowed = objectAt(body, 'allowed_mentions')
  const texts = [content, ...all.filter(one => one.type === type.text).map(one => textAt(one, 'content'))]
  const detail = (what: string): Finding[] => [
    { rule: 'house: nobody is pinged', detail: what, refused: false },
  ]
  if (allowed === undefined)
    return texts.some(text => pinging.test(text ?? '')) ? detail('allowed_mentions absent') : []
  const open = ['parse', 'users', 'roles'].filter(key => listAt(allowed, key).length > 0)
  if (open.length > 0) return detail(`allowed_mentions.${open.join(', ')}`)
  // Without `parse`, Discord parses what `users` and `roles` do not narrow.
  return Array.isArray(allowed.parse) ? [] : detail('allowed_mentions without parse')
}

export function modalFindings(data: JsonObject): Finding[] {
  const findings: Finding[] = []
  const say = (rule: string, detail: string) => findings.push({ rule, detail, refused: true })
  const components = objectsAt(data, 'components')
  const all = flattenComponents(components)
  if (components.length < 1 || components.length > 5) say('modal: 1 to 5 components', `${components.length}`)
  if (length(textAt(data, 'title')) < 1 || length(textAt(data, 'title')) > 45) say('modal: title 1 to 45', '')
  const id = length(textAt(data, 'custom_id'))
  if (id < 1 || id > 100) say('modal: custom_id 1 to 100', `${id}`)
  for (const one of all) {
    if (one.type === type.label || one.type === type.textInput) {
      const label = length(textAt(one, 'label'))
      if (label > 45 || (label < 1 && one.type === type.label)) say('modal: label 1 to 45', `${label}`)
      if (length(textAt(one, 'description')) > 100) say('modal: description at most 100', '')
    }
    if (one.type === type.button || one.type === type.container)
      say('modal: no such component', `type ${one.type}`)
  }
  return [...findings, ...componentFindings(all)]
}

export function choiceFindings(data: JsonObject): Finding[] {
  const findings: Finding[] = []
  const say = (rule: string, detail: string) => findings.push({ rule, detail, refused: true })
  const choices = objectsAt(data, 'choices')
  if (choices.length > 25) say('choices: at most 25', `${choices.length}`)
  for (const choice of choices) {
    const names = [textAt(choice, 'name'), ...Object.values(objectAt(choice, 'name_localizations') ?? {})]
    for (const name of names)
      if (typeof name !== 'string' || name.length < 1 || name.length > 100) say('choices: name 1 to 100', '')
    const value = textAt(choice, 'value')
    if (value !== undefined && value.length > 100) say('choices: value at most 100', `${value.length}`)
  }
  return findings
}

const commandName = /^[-_ʼ\p{L}\p{N}\p{Script=Deva}\p{Script=Thai}]{1,32}$/u

/** The list of a bulk overwrite, or the one command of a create. */
export function commandFindings(commands: JsonObject[]): Finding[] {
  const findings: Finding[] = []
  const say = (rule: string, detail: string) => findings.push({ rule, detail, refused: true })
  if (commands.filter(command => (command.type ?? 1) === 1).length > 100)
    say('commands: at most 100', `${commands.length}`)
  const names = commands.map(command => `${command.type ?? 1} ${command.name}`)
  if (new Set(names).size !== names.length) say('commands: name unique', '')
  for (const command of commands) {
    if ((command.type ?? 1) === 1) {
      nameFindings(command, say)
      if (length(textAt(command, 'description')) < 1) say('command: description 1 to 100', `${command.name}`)
    }
    optionListFindings(command, say)
    const written = characters(command)
    if (written > 8000) say('command: at most 8000 characters in all', `${written}`)
  }
  return findings
}

type Say = (rule: string, detail: string) => void

function nameFindings(named: JsonObject, say: Say): void {
  const names = [named.name, ...Object.values(objectAt(named, 'name_localizations') ?? {})]
  for (const name of names)
    if (typeof name !== 'string' || !commandName.test(name) || name !== name.toLowerCase())
      say('command: names in lower case, no spaces, 1 to 32', `${name}`)
  const described = [named.description, ...Object.values(objectAt(named, 'description_localizations') ?? {})]
  for (const text of described)
    if (typeof text === 'string' && text.length > 100) say('command: description 1 to 100', `${named.name}`)
}

function optionListFindings(parent: JsonObject, say: Say): void {
  const options = objectsAt(parent, 'options')
  if (options.length > 25) say('command: at most 25 options', `${options.length}`)
  const names = options.map(option => option.name)
  if (new Set(names).size !== names.length) say('command: option names unique', `${parent.name}`)
  const firstOptional = options.findIndex(option => option.required !== true)
  if (firstOptional >= 0 && options.slice(firstOptional).some(option => option.required === true))
    say('command: required options first', `${parent.name}`)
  const nested = options.filter(option => option.type === 1 || option.type === 2)
  if (nested.length > 0 && nested.length < options.length)
    say('command: subcommands or options, not both', `${parent.name}`)
  for (const option of options) {
    nameFindings(option, say)
    const choices = objectsAt(option, 'choices')
    if (choices.length > 25) say('command: at most 25 choices', `${option.name}`)
    if (choices.length > 0 && option.autocomplete === true)
      say('command: choices or autocomplete, not both', `${option.name}`)
    optionListFindings(option, say)
  }
}

/** Name, description and values of a command, its options and their choices; of localisations the longest counts (docs). */
function characters(part: JsonObject): number {
  const longest = (key: string) =>
    Math.max(
      length(textAt(part, key)),
      ...Object.values(objectAt(part, `${key}_localizations`) ?? {}).map(text => String(text).length),
    )
  const inside = [...objectsAt(part, 'options'), ...objectsAt(part, 'choices')]
  return (
    longest('name') +
    longest('description') +
    length(textAt(part, 'value')) +
    inside.reduce((sum, one) => sum + characters(one), 0)
  )
}

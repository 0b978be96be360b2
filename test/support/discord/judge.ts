/**
 * Judges what the bot sends: by Discord's OpenAPI, which knows the bounds of each field; by what Discord documents elsewhere (docs:
 * Message Resource, Components Reference, Application Commands, Receiving and Responding); and by rules of the house. Discord would
 * let those pass: they keep people safe, or keep the stand-in honest about what it does not know.
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
} from '../chat/json.ts'
import type { Operation, Specification } from './specification.ts'

/** The file's name and size in bytes. */
export interface JudgedFile {
  name: string
  size: number
}

export const messageFlags = { suppressEmbeds: 4, ephemeral: 64, loading: 128, componentsV2: 32768 }

const type = { row: 1, button: 2, select: 3, textInput: 4, text: 10, gallery: 12, file: 13, container: 17 }
const linkStyle = 5

/** Each finding a line; empty when nothing is wrong. */
export function judge(
  specification: Specification,
  method: string,
  path: string,
  body: unknown,
  files: JudgedFile[] = [],
): string[] {
  const operation = specification.operation(method, path)
  if (operation === undefined) return ['a route that the bot uses']
  const bySchema = operation.faults(body).map(fault => `openapi: ${fault}`)
  const large = files.some(({ size }) => size > 10 * 1024 * 1024)
  return [...bySchema, ...(large ? ['files: at most 10 MiB each'] : []), ...rules(operation, body, files)]
}

/** Discord lets pass what only the house forbids. */
export function isRefused(finding: string): boolean {
  return !finding.startsWith('house: ')
}

function rules({ name }: Operation, body: unknown, files: JudgedFile[]): string[] {
  const names = files.map(file => file.name)
  switch (name) {
    case 'PUT /applications/{application_id}/commands':
      return commandFindings(Array.isArray(body) ? body.filter(isObject) : [])
    case 'POST /channels/{channel_id}/messages':
      return [...messageFindings(body, names), ...roomFindings(body), ...nonceFindings(body)]
    case 'PATCH /channels/{channel_id}/messages/{message_id}':
      return [...messageFindings(body, names), ...roomFindings(body)]
    case 'POST /webhooks/{webhook_id}/{webhook_token}':
    case 'PATCH /webhooks/{webhook_id}/{webhook_token}/messages/@original':
      return messageFindings(body, names)
    case 'POST /interactions/{interaction_id}/{interaction_token}/callback':
      return callbackFindings(body, names)
    default:
      return []
  }
}

/** Collects the rules that do not hold. */
function gather(hold: (must: (holds: boolean, rule: string) => void) => void): string[] {
  const findings: string[] = []
  hold((holds, rule) => {
    if (!holds) findings.push(rule)
  })
  return findings
}

function isUnique(values: unknown[]): boolean {
  return new Set(values).size === values.length
}

function callbackFindings(body: unknown, files: string[]): string[] {
  const data = objectAt(body, 'data') ?? {}
  switch (numberAt(body, 'type')) {
    case 4:
    case 7:
      return messageFindings(data, files)
    case 5:
      return Object.keys(data).some(key => key !== 'flags') ? ['callback: a deferral carries only flags'] : []
    case 8: {
      const values = objectsAt(data, 'choices').map(choice => textAt(choice, 'value') ?? '')
      return values.some(value => value.length > 100) ? ['choices: value at most 100'] : []
    }
    case 9:
      return modalFindings(data)
  }
  return []
}

const inMessages = [type.row, type.button, type.text, type.gallery, type.file, type.container]
const messageFields = ['flags', 'components', 'allowed_mentions', 'attachments', 'nonce', 'enforce_nonce']

function messageFindings(body: unknown, files: string[]): string[] {
  return gather(must => {
    const all = flattenComponents(listAt(body, 'components'))
    const ofType = (wanted: number) => all.filter(one => one.type === wanted)
    const texts = ofType(type.text).map(one => textAt(one, 'content') ?? '')
    const flags = numberAt(body, 'flags') ?? 0
    must((flags & messageFlags.componentsV2) !== 0, 'house: every message has components v2')
    must(
      Object.keys(isObject(body) ? body : {}).every(key => messageFields.includes(key)),
      'house: nothing in a message but components and files',
    )
    must(
      all.every(one => inMessages.some(known => known === one.type)),
      'house: only components that the stand-in shows',
    )
    must(all.length > 0, 'message: not empty')
    must(all.length <= 40, 'message: at most 40 components in all')
    must(texts.join('').length <= 4000, 'message: at most 4000 characters in all')
    // Somebody's words may hold `@everyone`, and without this Discord calls everyone.
    must(
      JSON.stringify(objectAt(body, 'allowed_mentions')) === '{"parse":[]}',
      'house: nobody is pinged, and each message says so',
    )
    must(isUnique(customIds(all)), 'components: custom_id unique')
    must(
      all.every(one => one.id === undefined),
      'house: Discord numbers the components',
    )
    for (const button of ofType(type.button)) buttonRules(button, must)
    for (const item of ofType(type.gallery).flatMap(gallery => objectsAt(gallery, 'items')))
      must((textAt(item, 'description') ?? '').trim() !== '', 'house: every picture has a description')
    fileRules(body, all, files, must)
  })
}

type Must = (holds: boolean, rule: string) => void

function customIds(all: JsonObject[]): string[] {
  return all.map(one => textAt(one, 'custom_id')).filter(id => id !== undefined)
}

function buttonRules(button: JsonObject, must: Must): void {
  const [url, isLink] = [textAt(button, 'url'), button.style === linkStyle]
  must((textAt(button, 'label') ?? '') !== '', 'button: a label')
  must(isLink === (url !== undefined), 'button: a link has a url, and nothing else has')
  must(isLink !== (button.custom_id !== undefined), 'button: a link has no custom_id, and anything else has')
  // "Not a well formed URL", says Discord of `localhost` (measured).
  must(url === undefined || /^https?:\/\/[^/]*[.:]/.test(url), 'button: url is one that Discord takes')
}

function fileRules(body: unknown, all: JsonObject[], files: string[], must: Must): void {
  const shown = all.flatMap(one => [
    ...objectsAt(one, 'items').map(item => textAt(objectAt(item, 'media'), 'url')),
    ...('file' in one ? [textAt(objectAt(one, 'file'), 'url')] : []),
  ])
  const named = objectsAt(body, 'attachments').map(({ id, filename }) => `${id} ${filename}`)
  must(
    JSON.stringify(shown.toSorted()) === JSON.stringify(files.map(name => `attachment://${name}`).toSorted()),
    'files: each that is sent is shown by one component, and nothing else is',
  )
  must(
    JSON.stringify(named) === JSON.stringify(files.map((name, index) => `${index} ${name}`)),
    'files: attachments names each that is sent, by its place',
  )
  must(isUnique(files), 'house: names of files differ')
  // Discord changes any other name, and `attachment://` then names nothing.
  must(
    files.every(name => /^[\w.-]+$/.test(name)),
    'house: names of files are letters, digits, dots and hyphens',
  )
}

function roomFindings(body: unknown): string[] {
  const isEphemeral = ((numberAt(body, 'flags') ?? 0) & messageFlags.ephemeral) !== 0
  return isEphemeral ? ['message: ephemeral only in answers to interactions'] : []
}

function nonceFindings(body: unknown): string[] {
  const hasBoth = isObject(body) && body.enforce_nonce === true && textAt(body, 'nonce') !== undefined
  return hasBoth ? [] : ['house: a message is posted with enforce_nonce and a nonce']
}

function modalFindings(data: JsonObject): string[] {
  return gather(must => {
    const components = objectsAt(data, 'components')
    const fields = components.map(label => objectAt(label, 'component') ?? {})
    must(components.length <= 5, 'modal: 1 to 5 components')
    must(isUnique(customIds(fields)), 'components: custom_id unique')
    for (const field of fields) {
      const options = objectsAt(field, 'options')
      switch (field.type) {
        case type.textInput:
          must(
            (textAt(field, 'value')?.length ?? 0) <= (numberAt(field, 'max_length') ?? 4000),
            'text input: value within max_length',
          )
          must(field.min_length === undefined, 'house: only fields that the stand-in fills in')
          break
        case type.select:
          must(isUnique(options.map(({ value }) => value)), 'select: values unique')
          must(options.filter(option => option.default === true).length <= 1, 'select: at most one default')
          must(
            field.min_values === undefined && field.max_values === undefined,
            'house: only fields that the stand-in fills in',
          )
          break
        default:
          must(false, 'house: only fields that the stand-in fills in')
      }
    }
  })
}

const commandName = /^[-_ʼ\p{L}\p{N}\p{Script=Deva}\p{Script=Thai}]+$/u

function commandFindings(commands: JsonObject[]): string[] {
  return gather(must => {
    must(commands.length <= 100, 'commands: at most 100')
    must(isUnique(commands.map(({ name }) => name)), 'commands: name unique')
    for (const command of commands) {
      partRules(command, must)
      must(characters(command) <= 8000, 'command: at most 8000 characters in all')
    }
  })
}

/** A command, a subcommand or an option. */
function partRules(part: JsonObject, must: Must): void {
  const options = objectsAt(part, 'options')
  const [names, nested] = [options.map(({ name }) => name), options.filter(option => option.type === 1)]
  const required = options.map(option => option.required === true)
  const firstOptional = required.indexOf(false)
  const name = textAt(part, 'name') ?? ''
  must(commandName.test(name) && name === name.toLowerCase(), 'command: names in lower case, no spaces')
  must(part.name_localizations === undefined, 'house: commands have the same names in every language')
  must((textAt(part, 'description') ?? '') !== '', 'command: a description')
  must(isUnique(names), 'command: option names unique')
  must(firstOptional < 0 || !required.includes(true, firstOptional), 'command: required options first')
  must([0, options.length].includes(nested.length), 'command: subcommands or options, not both')
  must(
    objectsAt(part, 'choices').length === 0 || part.autocomplete !== true,
    'command: choices or autocomplete, not both',
  )
  for (const option of options) partRules(option, must)
}

/** Name, description and values of a command, its options and their choices; of localisations the longest counts (docs). */
function characters(part: JsonObject): number {
  const localised = Object.values(objectAt(part, 'description_localizations') ?? {}).map(String)
  const described = [textAt(part, 'description') ?? '', ...localised].map(text => text.length)
  const own = `${part.name ?? ''}${textAt(part, 'value') ?? ''}`.length + Math.max(...described)
  const inside = [...objectsAt(part, 'options'), ...objectsAt(part, 'choices')]
  return inside.reduce((sum, one) => sum + characters(one), own)
}

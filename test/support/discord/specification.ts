/**
 * Discord's official OpenAPI, compiled once: what a body of a route may hold. The document is found beside the
 * repository (`../shared/specs`); elsewhere npm's `discord-api-spec` gives the same schemas as zod, made JSON Schema
 * here; its paths are not in there, so only the routes of `bodies` are known.
 */
import { existsSync, readFileSync } from 'node:fs'
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import { isObject, type JsonObject, listAt, objectAt } from './json.ts'

const documentPath = new URL('../../../../shared/specs/discord-openapi.json', import.meta.url)
const root = 'discord'

/** Routes of ours with a body, and its schema; used only where the OpenAPI document itself is not there. */
const bodies: Record<string, string[]> = {
  'POST /interactions/{interaction_id}/{interaction_token}/callback': [
    'ApplicationCommandAutocompleteCallbackRequest',
    'CreateMessageInteractionCallbackRequest',
    'ModalInteractionCallbackRequest',
    'UpdateMessageInteractionCallbackRequest',
  ],
  'POST /channels/{channel_id}/messages': ['MessageCreateRequest'],
  'PATCH /channels/{channel_id}/messages/{message_id}': ['MessageEditRequestPartial'],
  'POST /webhooks/{webhook_id}/{webhook_token}': ['IncomingWebhookRequestPartial'],
  'PATCH /webhooks/{webhook_id}/{webhook_token}/messages/@original': ['IncomingWebhookUpdateRequestPartial'],
  'PATCH /webhooks/{webhook_id}/{webhook_token}/messages/{message_id}': [
    'IncomingWebhookUpdateRequestPartial',
  ],
  'POST /applications/{application_id}/commands': ['ApplicationCommandCreateRequest'],
  'PATCH /applications/{application_id}/commands/{command_id}': ['ApplicationCommandPatchRequestPartial'],
  'PUT /applications/{application_id}/commands': ['[ApplicationCommandUpdateRequest]'],
  'POST /applications/{application_id}/guilds/{guild_id}/commands': ['ApplicationCommandCreateRequest'],
  'PUT /applications/{application_id}/guilds/{guild_id}/commands': ['[ApplicationCommandUpdateRequest]'],
  'POST /users/@me/channels': ['CreatePrivateChannelRequest'],
}

const withoutBody = [
  'GET /gateway',
  'GET /gateway/bot',
  'GET /users/@me',
  'GET /users/@me/guilds',
  'GET /applications/@me',
  'GET /oauth2/applications/@me',
  'GET /channels/{channel_id}',
  'GET /guilds/{guild_id}',
  'GET /channels/{channel_id}/messages',
  'GET /channels/{channel_id}/messages/{message_id}',
  'DELETE /channels/{channel_id}/messages/{message_id}',
  'GET /webhooks/{webhook_id}/{webhook_token}/messages/@original',
  'GET /webhooks/{webhook_id}/{webhook_token}/messages/{message_id}',
  'DELETE /webhooks/{webhook_id}/{webhook_token}/messages/@original',
  'DELETE /webhooks/{webhook_id}/{webhook_token}/messages/{message_id}',
  'GET /applications/{application_id}/commands',
  'GET /applications/{application_id}/guilds/{guild_id}/commands',
  'DELETE /applications/{application_id}/commands/{command_id}',
]

export interface Operation {
  /** Such as `POST /channels/{channel_id}/messages`. */
  name: string
  /** What is wrong with a request's query and body; empty when nothing is. */
  faults(query: URLSearchParams, body: unknown): string[]
  /** What is wrong with an answer of the stand-in; only the document knows, and only of a success with a body. */
  answerFaults(status: number, body: unknown): string[]
}

export interface Specification {
  /** Which source judges: told in the test's name. */
  name: 'discord-openapi.json' | 'discord-api-spec'
  /** Undefined: Discord has no such route. */
  operation(method: string, path: string): Operation | undefined
}

let loaded: { [source: string]: Promise<Specification> } = {}

/** `source` is given only by the test that compares both. */
export function loadSpecification(
  source: Specification['name'] = existsSync(documentPath) ? 'discord-openapi.json' : 'discord-api-spec',
): Promise<Specification> {
  const found =
    loaded[source] ?? (source === 'discord-openapi.json' ? fromDocument() : fromPackage()).then(warmed)
  loaded = { ...loaded, [source]: found }
  return found
}

/** What has only 3 s is compiled before there is anybody to wait: on a busy machine that takes a good part of them. */
function warmed(specification: Specification): Specification {
  specification.operation('POST', '/interactions/1/token/callback')?.faults(new URLSearchParams(), {})
  return specification
}

export const hasOpenApiDocument = existsSync(documentPath)

async function fromDocument(): Promise<Specification> {
  const document: unknown = JSON.parse(readFileSync(documentPath, 'utf8'))
  const operations = Object.entries(objectAt(document, 'paths') ?? {}).flatMap(([path, item]) =>
    Object.keys(isObject(item) ? item : {})
      .filter(key => key !== 'parameters')
      .map(method => {
        const operation = objectAt(item, method)
        const content = objectAt(objectAt(operation, 'requestBody'), 'content')
        const pointer = `paths/${escapePointer(path)}/${method}`
        const type = escapePointer('application/json')
        return {
          method: method.toUpperCase(),
          path,
          body: content === undefined ? undefined : `${root}#/${pointer}/requestBody/content/${type}/schema`,
          bodyNeeded: objectAt(operation, 'requestBody')?.required === true,
          answers: Object.keys(objectAt(operation, 'responses') ?? {})
            .filter(
              status => objectAt(objectAt(objectAt(operation, 'responses'), status), 'content') !== undefined,
            )
            .map(status => ({
              status: Number(status),
              schema: `${root}#/${pointer}/responses/${status}/content/${type}/schema`,
            })),
          query: listAt(operation, 'parameters').filter(
            parameter => isObject(parameter) && parameter.in === 'query',
          ),
        }
      }),
  )
  return compile('discord-openapi.json', document, operations)
}

async function fromPackage(): Promise<Specification> {
  const { registry, toJSONSchema } = await import('zod')
  const schemas: object = await import('discord-api-spec/preview/zod')
  const all = registry<{ id: string }>()
  for (const [name, schema] of Object.entries(schemas))
    if (name.endsWith('Schema')) Reflect.apply(all.add, all, [schema, { id: name.replace(/Schema$/, '') }])
  const made = toJSONSchema(all, {
    unrepresentable: 'any',
    io: 'input',
    uri: id => `${root}#/components/schemas/${id}`,
  })
  const components = Object.fromEntries(
    Object.entries(made.schemas).map(([id, schema]) => {
      const { $id: _, $schema: __, ...rest } = schema
      return [id, rest]
    }),
  )
  const routes = Object.fromEntries(
    Object.entries(bodies).map(([name, alternatives]) => [
      name,
      {
        anyOf: alternatives.map(alternative => {
          const $ref = `#/components/schemas/${alternative.replace(/[[\]]/g, '')}`
          return alternative.startsWith('[') ? { type: 'array', items: { $ref } } : { $ref }
        }),
      },
    ]),
  )
  const operations = [...Object.keys(bodies), ...withoutBody].map(name => {
    const [method = '', path = ''] = name.split(' ')
    return {
      method,
      path,
      body: name in bodies ? `${root}#/routes/${escapePointer(name)}` : undefined,
      bodyNeeded: name in bodies,
      answers: [],
      query: undefined,
    }
  })
  return compile('discord-api-spec', { components: { schemas: components }, routes }, operations)
}

interface Route {
  method: string
  path: string
  body: string | undefined
  bodyNeeded: boolean
  answers: { status: number; schema: string }[]
  /** Undefined: not known, anything goes. */
  query: unknown[] | undefined
}

function compile(name: Specification['name'], document: unknown, routes: Route[]): Specification {
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false })
  const schemas = objectAt(objectAt(document, 'components'), 'schemas') ?? {}
  ajv.addSchema({ $id: root, ...Object(strengthen(document, schemas)) })
  const compiled = new Map<string, ValidateFunction>()
  function validate(pointer: string): ValidateFunction {
    const validator = compiled.get(pointer) ?? ajv.compile({ $ref: pointer })
    compiled.set(pointer, validator)
    return validator
  }
  const matchers = routes
    .map(route => ({ route, matches: matcher(route.path) }))
    // A literal segment wins over a parameter: `@original` before `{message_id}`.
    .sort((a, b) => a.route.path.split('{').length - b.route.path.split('{').length)

  return {
    name,
    operation(method, path) {
      const found = matchers.find(({ route, matches }) => route.method === method && matches.test(path))
      if (found === undefined) return undefined
      const { route } = found
      return {
        name: `${route.method} ${route.path}`,
        faults(query, body) {
          const faults = queryFaults(route, query)
          if (route.body === undefined)
            return body === undefined ? faults : [...faults, 'a body where none belongs']
          if (body === undefined) return route.bodyNeeded ? [...faults, 'no body'] : faults
          const validator = validate(route.body)
          if (!validator(body)) faults.push(...readable(validator.errors ?? []))
          return faults
        },
        answerFaults(status, body) {
          const answer = route.answers.find(one => one.status === status)
          if (answer === undefined || body === undefined) return []
          const validator = validate(answer.schema)
          return validator(body) ? [] : readable(validator.errors ?? [])
        },
      }
    },
  }
}

/**
 * What the document leaves open (measured): a typo in a field passes as long as objects are not closed; a union of
 * branches with a constant `type` reports every branch's faults; integers may come as decimal strings.
 */
function strengthen(node: unknown, schemas: JsonObject): unknown {
  if (Array.isArray(node)) return node.map(item => strengthen(item, schemas))
  if (!isObject(node)) return node
  const made: JsonObject = Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, strengthen(value, schemas)]),
  )
  if (
    isObject(made.properties) &&
    node.additionalProperties !== true &&
    (node.type === 'object' || !('type' in node))
  ) {
    delete made.additionalProperties
    made.unevaluatedProperties = false
    for (const harmless of harmlessFields)
      if (!(harmless in made.properties)) made.properties[harmless] = true
  }
  for (const union of ['oneOf', 'anyOf']) {
    const branches = listAt(node, union)
    const kinds = branches.map(branch => constantTypes(branch, schemas))
    if (branches.length > 1 && kinds.every(kind => kind !== undefined)) {
      delete made[union]
      const known = kinds.flat()
      const nullable = known.includes(null)
      made.type = nullable ? ['object', 'null'] : 'object'
      made.if = { type: 'object' }
      // biome-ignore lint/suspicious/noThenProperty: JSON Schema's word
      made.then = { required: ['type'], properties: { type: { enum: known.filter(kind => kind !== null) } } }
      made.allOf = branches.flatMap((branch, index) => {
        const kind = (kinds[index] ?? []).filter(value => value !== null)
        if (kind.length === 0) return []
        const condition = { type: 'object', required: ['type'], properties: { type: { enum: kind } } }
        // biome-ignore lint/suspicious/noThenProperty: JSON Schema's word
        return [{ if: condition, then: strengthen(branch, schemas) }]
      })
    }
  }
  if (Array.isArray(made.oneOf)) {
    // A decimal string is an integer and a text (nonce): more than one branch may fit.
    made.anyOf = made.oneOf
    delete made.oneOf
  }
  const types = Array.isArray(node.type) ? node.type : [node.type]
  // The package's zod says number where the document says a large integer.
  const large = types.includes('number') && typeof node.maximum === 'number' && node.maximum > 2 ** 31
  if (
    (types.includes('integer') || large) &&
    node.format !== 'int32' &&
    !('enum' in node) &&
    !('oneOf' in node) &&
    !('const' in node)
  )
    return { anyOf: [made, { type: 'string', pattern: '^-?(0|[1-9][0-9]*)$' }] }
  return made
}

/** Sent by discord.js where the document does not list them; Discord ignores them (CHAT-PLATFORMS). */
const harmlessFields = ['enforce_nonce', 'tts', 'file_types']

/** The values `type` must have in this branch, `[null]` for the null branch, undefined where it is not fixed. */
function constantTypes(branch: unknown, schemas: JsonObject): unknown[] | undefined {
  if (!isObject(branch)) return undefined
  if (branch.type === 'null') return [null]
  const name = textOfReference(branch)
  const schema = name === undefined ? branch : objectAt(schemas, name)
  const type = objectAt(objectAt(schema, 'properties'), 'type')
  if (type === undefined || !listAt(schema, 'required').includes('type')) return undefined
  if ('const' in type) return [type.const]
  return Array.isArray(type.enum) ? type.enum : undefined
}

function textOfReference(branch: JsonObject): string | undefined {
  return typeof branch.$ref === 'string' ? branch.$ref.split('/').at(-1) : undefined
}

function queryFaults(route: Route, query: URLSearchParams): string[] {
  if (route.query === undefined) return []
  const known = route.query.filter(isObject)
  return [...query].flatMap(([name, value]) => {
    const parameter = known.find(candidate => candidate.name === name)
    if (parameter === undefined) return [`?${name} is no parameter`]
    const type = objectAt(parameter, 'schema')?.type
    if (type === 'boolean' && !/^(true|false)$/i.test(value)) return [`?${name} is no boolean`]
    if (type === 'integer' && !/^-?\d+$/.test(value)) return [`?${name} is no integer`]
    return []
  })
}

/** `if` failing is how a branch was left, no fault of its own. */
function readable(errors: ErrorObject[]): string[] {
  const said = errors
    .filter(error => error.keyword !== 'if' && error.keyword !== 'anyOf' && error.keyword !== 'oneOf')
    .map(error => {
      const what =
        error.params.unevaluatedProperty ?? error.params.missingProperty ?? error.params.limit ?? ''
      return `${error.instancePath || '/'} ${error.message ?? error.keyword} ${what}`.trim()
    })
  return [...new Set(said.length > 0 ? said : errors.map(error => `${error.instancePath} ${error.message}`))]
}

function matcher(path: string): RegExp {
  const pattern = path
    .split('/')
    .map(part => (part.startsWith('{') ? '[^/]+' : part.replace(/[.*+?^$()|[\]\\]/g, '\\$&')))
    .join('/')
  return new RegExp(`^${pattern}$`)
}

/** JSON pointer inside a URI fragment. */
function escapePointer(part: string): string {
  return encodeURIComponent(part.replace(/~/g, '~0').replace(/\//g, '~1'))
}

/**
 * Discord's official OpenAPI as npm's `discord-api-spec` has it: zod schemas, made JSON Schema here and judged by ajv. The package
 * does not hold the paths: the routes that our bot uses are in `routes`. Any other route is a finding.
 */
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { isObject, type JsonObject, listAt, objectAt } from '../chat/json.ts'
import { schemaFaults } from '../chat/schema-faults.ts'

const root = 'discord'
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })

/** The schema of the body; undefined: none. A literal segment comes before a parameter. */
export const routes = {
  'GET /gateway/bot': undefined,
  'GET /applications/@me': undefined,
  'GET /applications/{application_id}/commands': undefined,
  'PUT /applications/{application_id}/commands': {
    type: 'array',
    items: ref('ApplicationCommandUpdateRequest'),
  },
  'GET /guilds/{guild_id}': undefined,
  'POST /users/@me/channels': ref('CreatePrivateChannelRequest'),
  'POST /channels/{channel_id}/messages': ref('MessageCreateRequest'),
  'PATCH /channels/{channel_id}/messages/{message_id}': ref('MessageEditRequestPartial'),
  'POST /interactions/{interaction_id}/{interaction_token}/callback': {
    anyOf: [
      ref('ApplicationCommandAutocompleteCallbackRequest'),
      ref('CreateMessageInteractionCallbackRequest'),
      ref('ModalInteractionCallbackRequest'),
      ref('UpdateMessageInteractionCallbackRequest'),
    ],
  },
  'POST /webhooks/{webhook_id}/{webhook_token}': ref('IncomingWebhookRequestPartial'),
  'PATCH /webhooks/{webhook_id}/{webhook_token}/messages/@original': ref(
    'IncomingWebhookUpdateRequestPartial',
  ),
}

export type RouteName = keyof typeof routes

export interface Operation {
  name: RouteName
  /** Values of the path's parameters, in order. */
  parameters: string[]
  /** Faults of the body; empty if there are none. */
  faults(body: unknown): string[]
}

export interface Specification {
  /** Undefined: our bot uses no such route. The path is without `/api/v10`. */
  operation(method: string, path: string): Operation | undefined
}

let loaded: Promise<Specification> | undefined

export function loadSpecification(): Promise<Specification> {
  loaded ??= load()
  return loaded
}

async function load(): Promise<Specification> {
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
    Object.entries(made.schemas).map(([id, { $id: _, $schema: __, ...rest }]) => [id, rest]),
  )
  const ajv = new Ajv2020({
    strict: false,
    allErrors: true,
    validateFormats: false,
    // Lengths in UTF-16 units: nobody measured what Discord counts, so the stricter. Ajv calls the option deprecated.
    unicode: false,
    logger: false,
  })
  ajv.addSchema({ $id: root, ...strengthened({ components: { schemas: components }, routes }) })
  const compiled = Object.keys(routes)
    .filter(isRoute)
    .map(name => {
      const [method, path = ''] = name.split(' ')
      const pointer = encodeURIComponent(name.replaceAll('/', '~1'))
      let validate: ValidateFunction | undefined
      return {
        name,
        method,
        pattern: new RegExp(`^${path.replace(/\{\w+\}/g, '([^/]+)')}$`),
        faults(body: unknown): string[] {
          if (routes[name] === undefined) return body === undefined ? [] : ['a body where none belongs']
          if (body === undefined) return ['no body']
          validate ??= ajv.compile({ $ref: `${root}#/routes/${pointer}` })
          return schemaFaults(validate, body)
        },
      }
    })
  // A first response has 3 s, and compiling takes a good part of them on a busy machine: so it is done before anyone waits.
  for (const { name, faults } of compiled) if (name.endsWith('/callback')) faults({})

  return {
    operation(method, path) {
      for (const { name, method: its, pattern, faults } of compiled) {
        const match = its === method ? pattern.exec(path) : null
        if (match !== null) return { name, parameters: match.slice(1), faults }
      }
      return undefined
    },
  }
}

function isRoute(name: string): name is RouteName {
  return Object.hasOwn(routes, name)
}

/**
 * A document in which a misspelt field is found. What the original leaves open (measured): objects are not closed; a union of
 * branches with a constant `type` reports every branch's faults; integers may come as decimal strings.
 */
export function strengthened(document: JsonObject): JsonObject {
  const schemas = objectAt(objectAt(document, 'components'), 'schemas') ?? {}
  const made = strengthen(document, schemas)
  return isObject(made) ? made : {}
}

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
    // Documented on the page of Create Message, and not in the document.
    if ('nonce' in made.properties) made.properties.enforce_nonce = { type: 'boolean' }
  }
  for (const union of ['oneOf', 'anyOf']) {
    // The package could not say what some branches are: those take anything.
    const branches = listAt(node, union).filter(branch => !isObject(branch) || Object.keys(branch).length > 0)
    if (branches.length < 2) continue
    // A decimal string is an integer and a text (nonce): more than one branch may fit.
    delete made[union]
    made.anyOf = branches.map(branch => strengthen(branch, schemas))
    const kinds = branches.map(branch => constantTypes(branch, schemas))
    if (kinds.some(kind => kind === undefined)) continue
    delete made.anyOf
    const known = kinds.flat()
    made.type = known.includes(null) ? ['object', 'null'] : 'object'
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
  const types = Array.isArray(node.type) ? node.type : [node.type]
  // A large integer of the document is a number in the package.
  const large = types.includes('number') && typeof node.maximum === 'number' && node.maximum > 2 ** 31
  const isInteger = types.includes('integer') && node.format !== 'int32'
  if ((isInteger || large) && !('enum' in node) && !('oneOf' in node) && !('const' in node))
    return { anyOf: [made, { type: 'string', pattern: '^-?(0|[1-9][0-9]*)$' }] }
  return made
}

/** The values `type` must have in this branch, `[null]` for the null branch, undefined if it is not fixed. */
function constantTypes(branch: unknown, schemas: JsonObject): unknown[] | undefined {
  if (!isObject(branch)) return undefined
  if (branch.type === 'null') return [null]
  const name = typeof branch.$ref === 'string' ? branch.$ref.split('/').at(-1) : undefined
  const schema = name === undefined ? branch : objectAt(schemas, name)
  const type = objectAt(objectAt(schema, 'properties'), 'type')
  if (type === undefined || !listAt(schema, 'required').includes('type')) return undefined
  if ('const' in type) return [type.const]
  return Array.isArray(type.enum) ? type.enum : undefined
}

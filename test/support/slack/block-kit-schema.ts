/**
 * Block Kit as a JSON Schema, made from the installed `@slack/types` with closed objects, so that a misspelt
 * field is found. Made once and kept in the system's temporary folder (2.3 s to make, 5 ms to read, 0.6 s for ajv; measured): the
 * generator brings its own TypeScript 5, which reads declarations that TypeScript 7 has no programming interface for.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { isObject, type JsonObject, listAt, objectAt, objectsAt, textAt } from '../chat/json.ts'
import { schemaFaults } from '../chat/schema-faults.ts'

export interface BlockKit {
  /** Faults of the blocks; empty if there are none. */
  blockFaults(blocks: unknown): string[]
  viewFaults(view: unknown, place: 'home' | 'modal'): string[]
  metadataFaults(metadata: unknown): string[]
}

const require = createRequire(import.meta.url)
let loaded: Promise<BlockKit> | undefined

export function loadBlockKit(): Promise<BlockKit> {
  loaded ??= compile()
  return loaded
}

/**
 * Before any test, so that no test's own time pays for it, nor several at once. Where the temporary folder is empty it
 * takes 2.3 s of a processor.
 */
export async function prepareBlockKit(): Promise<void> {
  await readDefinitions()
}

async function compile(): Promise<BlockKit> {
  const definitions = closeUnions(await readDefinitions())
  const ajv = new Ajv({ strict: false, allErrors: true })
  ajv.addSchema({ $id: 'block-kit', definitions })
  const compiled = (name: string) => ajv.compile({ $ref: `block-kit#/definitions/${name}` })
  const blocks = ajv.compile({ type: 'array', items: { $ref: 'block-kit#/definitions/KnownBlock' } })
  const [modal, home, metadata] = [compiled('ModalView'), compiled('HomeView'), compiled('MessageMetadata')]
  return {
    blockFaults: value => schemaFaults(blocks, value),
    viewFaults: (value, place) => schemaFaults(place === 'home' ? home : modal, value),
    metadataFaults: value => schemaFaults(metadata, value),
  }
}

async function readDefinitions(): Promise<JsonObject> {
  const types = require.resolve('@slack/types/package.json')
  const generator = require.resolve('ts-json-schema-generator/package.json')
  const versions = [types, generator].map(path => String(JSON.parse(readFileSync(path, 'utf8')).version))
  const folder = join(tmpdir(), `undersigned-block-kit-${process.getuid?.() ?? ''}`)
  const file = join(folder, `${versions.join('_')}.json`)
  try {
    const kept: unknown = JSON.parse(readFileSync(file, 'utf8'))
    if (isObject(kept)) return kept
  } catch {
    // Nobody made it yet.
  }
  const made = await generate(types.replace(/package\.json$/, 'dist/index.d.ts'))
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  // Several test files may make it at once: each its own, and the last one stays.
  const own = `${file}.${process.pid}`
  writeFileSync(own, JSON.stringify(made))
  renameSync(own, file)
  return made
}

async function generate(path: string): Promise<JsonObject> {
  const { createGenerator } = await import('ts-json-schema-generator')
  const generator = createGenerator({
    path,
    type: '*',
    expose: 'all',
    jsDoc: 'none',
    additionalProperties: false,
    skipTypeCheck: true,
  })
  const definitions: JsonObject = {}
  for (const name of ['View', 'MessageMetadata'])
    Object.assign(definitions, generator.createSchema(name).definitions)
  return definitions
}

/** Unions of objects that differ by `type` become a choice by it: the errors are then those of the object meant. */
function closeUnions(definitions: JsonObject): JsonObject {
  const resolve = (schema: unknown): unknown => {
    const name = /^#\/definitions\/(.+)$/.exec(textAt(schema, '$ref') ?? '')?.[1]
    return name === undefined ? schema : definitions[decodeURIComponent(name)]
  }
  const leaves = (schema: unknown): unknown[] => {
    const branches = listAt(resolve(schema), 'anyOf')
    return branches.length > 0 ? branches.flatMap(leaves) : [schema]
  }
  const walk = (schema: unknown): unknown => {
    if (Array.isArray(schema)) return schema.map(walk)
    if (!isObject(schema)) return schema
    if (!Array.isArray(schema.anyOf))
      return Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, walk(value)]))
    const byType = new Map<string, unknown[]>()
    for (const leaf of leaves(schema)) {
      const type = textAt(objectAt(objectAt(resolve(leaf), 'properties'), 'type'), 'const')
      if (type === undefined) return { ...schema, anyOf: schema.anyOf.map(walk) }
      byType.set(type, [...(byType.get(type) ?? []), textAt(leaf, '$ref') === undefined ? walk(leaf) : leaf])
    }
    return {
      type: 'object',
      required: ['type'],
      properties: { type: { enum: [...byType.keys()] } },
      allOf: [...byType].map(([type, branches]) => ({
        if: { properties: { type: { const: type } }, required: ['type'] },
        // biome-ignore lint/suspicious/noThenProperty: JSON Schema's word.
        then: branches.length === 1 ? branches[0] : { anyOf: branches },
      })),
    }
  }
  // `AnyBlock` also holds `Block`, which is any type at all: a misspelt type would pass.
  const known = { ...definitions, AnyBlock: { $ref: '#/definitions/KnownBlock' } }
  return Object.fromEntries(Object.entries(known).map(([name, schema]) => [name, walk(schema)]))
}

/** Every element of the blocks that somebody can use or see, with the block it is in. */
export function elementsOf(blocks: JsonObject[]): { block: JsonObject; element: JsonObject }[] {
  return blocks.flatMap(block => {
    const several = ['actions', 'context'].includes(String(block.type)) ? objectsAt(block, 'elements') : []
    const own = [objectAt(block, 'element'), ...several].filter(isObject)
    return own.map(element => ({ block, element }))
  })
}

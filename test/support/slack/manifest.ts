/** Slack's own schema of an app manifest: it may lie beside the repository, never in it. */
import { existsSync, readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { isObject } from '../chat/json.ts'

const path = new URL('../../../../shared/specs/slack-manifest.schema.json', import.meta.url)

/** For the name of a test that is skipped without it. */
export const hasManifestSchema = existsSync(path)

/** Faults of a manifest, one line each; undefined without the schema. */
export function manifestFaults(manifest: unknown): string[] | undefined {
  if (!hasManifestSchema) return undefined
  const schema: unknown = JSON.parse(readFileSync(path, 'utf8'))
  if (!isObject(schema)) throw new Error('The manifest schema is no JSON Schema')
  const ajv = new Ajv({ strict: false, allErrors: true, validateSchema: false, logger: false })
  const validate = ajv.compile(schema)
  if (validate(manifest)) return []
  return (validate.errors ?? []).map(error => {
    const { additionalProperty, missingProperty, allowedValues } = error.params
    const what = additionalProperty ?? missingProperty ?? allowedValues ?? ''
    return `${error.instancePath || '/'} ${error.message ?? error.keyword} ${what}`.trim()
  })
}

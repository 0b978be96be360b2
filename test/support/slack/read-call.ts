import type { IncomingMessage } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { isObject, type JsonObject } from '../chat/json.ts'
import type { Finding } from './limits.ts'

/** What is JSON inside a form's field. */
const jsonFields = ['blocks', 'attachments', 'metadata', 'view', 'files', 'interactivity_pointer']

export interface ReadCall {
  raw: Buffer
  args: JsonObject
  wrong: Finding[]
  /** The file of an upload, where it is a part of a form. */
  file: Buffer | undefined
}

/** A form with JSON in fields, JSON, or multipart; what is none of them is a finding. */
export async function readCall(incoming: IncomingMessage, query: URLSearchParams): Promise<ReadCall> {
  const raw = await buffer(incoming)
  const type = incoming.headers['content-type'] ?? ''
  const inUrl: JsonObject = Object.fromEntries(query)
  if (raw.length === 0) return { raw, args: inUrl, wrong: [], file: undefined }
  if (type.startsWith('application/json')) {
    try {
      const body: unknown = JSON.parse(raw.toString())
      return { raw, args: { ...inUrl, ...(isObject(body) ? body : {}) }, wrong: [], file: undefined }
    } catch {
      return {
        raw,
        args: inUrl,
        wrong: [{ rule: 'body: JSON', detail: '', error: 'invalid_json' }],
        file: undefined,
      }
    }
  }
  if (type.startsWith('multipart/form-data')) {
    const form = await new Response(new Uint8Array(raw), { headers: { 'content-type': type } }).formData()
    const parts = [...form].filter(([, value]) => typeof value !== 'string').map(([, value]) => value)
    const file = parts[0]
    const bytes =
      file === undefined || typeof file === 'string' ? undefined : Buffer.from(await file.arrayBuffer())
    const fields = [...form].filter((entry): entry is [string, string] => typeof entry[1] === 'string')
    return { raw, ...parsed(inUrl, fields), file: bytes }
  }
  if (type.startsWith('application/x-www-form-urlencoded'))
    return { raw, ...parsed(inUrl, [...new URLSearchParams(raw.toString())]), file: undefined }
  const wrong = [{ rule: 'body: a form or JSON', detail: type, error: 'invalid_form_data' }]
  return { raw, args: inUrl, wrong, file: undefined }
}

function parsed(inUrl: JsonObject, fields: [string, string][]): { args: JsonObject; wrong: Finding[] } {
  const args: JsonObject = { ...inUrl }
  const wrong: Finding[] = []
  for (const [name, value] of fields) {
    if (!jsonFields.includes(name)) args[name] = value
    else
      try {
        args[name] = JSON.parse(value)
      } catch {
        wrong.push({ rule: `arguments: ${name} is JSON`, detail: '', error: 'invalid_arguments' })
      }
  }
  return { args, wrong }
}

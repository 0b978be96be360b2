import type { IncomingMessage } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { isObject, type JsonObject } from '../chat/json.ts'

/** Arguments that are JSON inside a form's field. */
const jsonFields = ['blocks', 'metadata', 'view', 'files']

export interface ReadCall {
  raw: Buffer
  args: JsonObject
  wrong: string[]
}

/** A form with JSON in fields, or JSON; anything else is a finding, except the bytes of an upload. */
export async function readCall(incoming: IncomingMessage): Promise<ReadCall> {
  const raw = await buffer(incoming)
  const type = incoming.headers['content-type'] ?? ''
  if (raw.length === 0 || type === 'application/octet-stream') return { raw, args: {}, wrong: [] }
  try {
    if (type.startsWith('application/json')) {
      const body: unknown = JSON.parse(raw.toString())
      return { raw, args: isObject(body) ? body : {}, wrong: [] }
    }
    if (type.startsWith('application/x-www-form-urlencoded')) {
      const fields = [...new URLSearchParams(raw.toString())]
      const args = fields.map(([name, value]) => [
        name,
        jsonFields.includes(name) ? JSON.parse(value) : value,
      ])
      return { raw, args: Object.fromEntries(args), wrong: [] }
    }
  } catch {
    // Told below.
  }
  return { raw, args: {}, wrong: ['body: a form or JSON'] }
}

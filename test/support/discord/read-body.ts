import type { IncomingMessage } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { objectAt, objectsAt, textAt } from '../chat/json.ts'
import type { SentFile } from './message.ts'

interface ReadBody {
  body: unknown
  files: SentFile[]
  wrong: string[]
}

/** JSON, or `payload_json` with `files[n]`; anything else is a finding. */
export async function readBody(incoming: IncomingMessage): Promise<ReadBody> {
  const raw = await buffer(incoming)
  const type = incoming.headers['content-type'] ?? ''
  if (raw.length === 0) return { body: undefined, files: [], wrong: [] }
  if (type.startsWith('multipart/form-data')) {
    const form = await new Response(new Uint8Array(raw), { headers: { 'content-type': type } }).formData()
    const payload = form.get('payload_json')
    const body: unknown = typeof payload === 'string' ? JSON.parse(payload) : undefined
    const described = objectsAt(objectAt(body, 'data') ?? body, 'attachments')
    const files: SentFile[] = []
    for (const [name, value] of form) {
      if (typeof value === 'string') continue
      const number = /^files\[(\d+)\]$/.exec(name)?.[1]
      const attachment = described.find(one => String(one.id) === number)
      files.push({
        name: textAt(attachment, 'filename') ?? value.name,
        description: textAt(attachment, 'description'),
        contentType: value.type,
        bytes: Buffer.from(await value.arrayBuffer()),
      })
    }
    const known = [...form.keys()].every(part => /^(files\[\d\]|payload_json)$/.test(part))
    return { body, files, wrong: known ? [] : ['multipart: only payload_json and files[0] to files[9]'] }
  }
  const wrong = ['body: JSON, or multipart/form-data with payload_json']
  if (!type.startsWith('application/json')) return { body: undefined, files: [], wrong }
  try {
    return { body: JSON.parse(raw.toString()), files: [], wrong: [] }
  } catch {
    return { body: undefined, files: [], wrong }
  }
}

import type { IncomingMessage } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { objectAt, objectsAt } from './json.ts'
import { type Finding, sizeFindings } from './limits.ts'
import type { SentFile } from './message.ts'

/** JSON, or `payload_json` with `files[n]`; what is neither is a finding. */
export async function readBody(
  incoming: IncomingMessage,
): Promise<{ body: unknown; files: SentFile[]; parts: string[]; wrong: Finding[] }> {
  const raw = await buffer(incoming)
  const type = incoming.headers['content-type'] ?? ''
  if (raw.length === 0) return { body: undefined, files: [], parts: [], wrong: [] }
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
        name: typeof attachment?.filename === 'string' ? attachment.filename : value.name,
        description: typeof attachment?.description === 'string' ? attachment.description : undefined,
        contentType: value.type,
        bytes: Buffer.from(await value.arrayBuffer()),
      })
    }
    return { body, files, parts: [...form.keys()], wrong: sizeFindings(files.map(file => file.bytes.length)) }
  }
  const wrong = { rule: 'body: application/json or multipart/form-data', detail: type, refused: true }
  if (!type.startsWith('application/json')) return { body: undefined, files: [], parts: [], wrong: [wrong] }
  try {
    const body: unknown = JSON.parse(raw.toString())
    return { body, files: [], parts: [], wrong: [] }
  } catch {
    return { body: undefined, files: [], parts: [], wrong: [{ ...wrong, rule: 'body: JSON' }] }
  }
}

import { createSocket } from 'node:dgram'
import { once } from 'node:events'

/** The strings of a TXT record; `missing`: there is no such name; `failing`: the server cannot tell. */
type Answer = string[] | 'missing' | 'failing'

export interface NameServer {
  /** `127.0.0.1:port`. */
  address: string
  asked: string[]
  close(): Promise<void>
}

const TXT = 16

/** A name server (RFC 1035) for one question at a time. It knows TXT records only. */
export async function openNameServer(answer: (name: string) => Answer): Promise<NameServer> {
  const asked: string[] = []
  const socket = createSocket('udp4')
  socket.on('message', (question, from) => {
    const { name, type, end } = readQuestion(question)
    asked.push(name)
    const found = type === TXT ? answer(name) : 'missing'
    const code = found === 'missing' ? 3 : found === 'failing' ? 2 : 0
    const records = Array.isArray(found) ? [txtRecord(found)] : []
    const header = Buffer.alloc(12)
    question.copy(header, 0, 0, 2)
    header.writeUInt16BE(0x8180 | code, 2)
    header.writeUInt16BE(1, 4)
    header.writeUInt16BE(records.length, 6)
    socket.send(Buffer.concat([header, question.subarray(12, end), ...records]), from.port, from.address)
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return {
    address: `127.0.0.1:${socket.address().port}`,
    asked,
    close: () => new Promise(resolve => socket.close(() => resolve())),
  }
}

function readQuestion(message: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = []
  let at = 12
  for (let length = message[at] ?? 0; length > 0; length = message[at] ?? 0) {
    labels.push(message.toString('latin1', at + 1, at + 1 + length))
    at += length + 1
  }
  return { name: labels.join('.'), type: message.readUInt16BE(at + 1), end: at + 5 }
}

function txtRecord(strings: string[]): Buffer {
  // Each string of a record has at most 255 octets.
  const parts = strings.flatMap(text => text.match(/.{1,255}/g) ?? [])
  const data = Buffer.concat(
    parts.map(part => Buffer.concat([Buffer.from([part.length]), Buffer.from(part)])),
  )
  const head = Buffer.alloc(12)
  // The name is that of the question.
  head.writeUInt16BE(0xc00c, 0)
  head.writeUInt16BE(TXT, 2)
  head.writeUInt16BE(1, 4)
  head.writeUInt16BE(data.length, 10)
  return Buffer.concat([head, data])
}

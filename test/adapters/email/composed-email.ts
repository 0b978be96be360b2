/** An email of ours for tests of composing, and what other programs read in it. */
import { spawnSync } from 'node:child_process'
import { simpleParser } from 'mailparser'
import { toPlace } from '../../../src/adapters/email/place.ts'
import type { ComposedMail } from '../../../src/adapters/email/send/compose-mail.ts'
import type { Delivery, Language, Reply } from '../../../src/core/channel.ts'

export const token = 'abcdefghijklmnopqrstuvwxyz234567'
export const id = '0190a0b0-0000-7000-8000-000000000001'
export const confirmUrl = `https://undersigned.example/c/${token}`
export const pageUrl = 'https://undersigned.example/p/fair-training'
export const options = { address: 'sign@undersigned.example' }

export function replyOf(signer = 'Ada Lovelace, composer', language: Language = 'en'): Reply {
  return {
    language,
    subject: 'Ada, please confirm your signature',
    blocks: [
      { kind: 'title', text: 'One step left' },
      { kind: 'paragraph', text: 'You asked to sign “Fair training”:' },
      { kind: 'quote', text: `${'A statement long enough to be wrapped. '.repeat(5)}\n\nSecond paragraph.` },
      { kind: 'quote', text: signer },
      {
        kind: 'facts',
        facts: [
          { label: 'Name', value: signer },
          { label: 'Signature', value: '4,213' },
        ],
      },
      { kind: 'button', label: 'Confirm my signature', url: confirmUrl },
      { kind: 'link', label: 'The petition', url: pageUrl },
      { kind: 'paragraph', text: 'Write to sign+fair-training@undersigned.example again.' },
      { kind: 'small', text: 'Collected by the Guild of Makers.' },
    ],
  }
}

export function deliveryTo(address: string, more: Partial<Delivery> = {}, name?: string): Delivery {
  return {
    id,
    place: toPlace({
      to: { address, ...(name === undefined ? {} : { name }) },
      inReplyTo: '<a@example.org>',
      references: ['<a@example.org>'],
      subject: 'count me in',
    }),
    reply: replyOf(),
    answerTo: { kind: 'confirm', token },
    createdAt: new Date('2026-11-23T09:00:00Z'),
    unasked: false,
    ...more,
  }
}

export function headersOf({ raw }: ComposedMail): string[] {
  const head = raw.toString('utf8').split('\r\n\r\n', 1)[0] ?? ''
  return head.replace(/\r\n[ \t]+/g, ' ').split('\r\n')
}

/** Parsed by Python's email package if it is here, otherwise by mailparser. */
export async function parse(raw: Buffer): Promise<{ text: string; html: string }> {
  const python = spawnSync('python3', ['-c', readWithPython], { input: raw, encoding: 'utf8' })
  if (python.status === 0) {
    const [text = '', html = ''] = python.stdout.split('\u0000')
    return { text, html }
  }
  const mail = await simpleParser(raw)
  return { text: mail.text ?? '', html: typeof mail.html === 'string' ? mail.html : '' }
}

const readWithPython = `
import sys, email, email.policy
sys.stdout.reconfigure(encoding='utf-8', newline='')
m = email.message_from_binary_file(sys.stdin.buffer, policy=email.policy.default)
assert not m.defects, m.defects
assert [p.get_content_type() for p in m.walk()] == ['multipart/alternative', 'text/plain', 'text/html']
sys.stdout.write(m.get_body(('plain',)).get_content() + chr(0) + m.get_body(('html',)).get_content())
`

interface ReadParts {
  text: string
  html: string
  tree: string[]
  /** `content` in base64. */
  parts: { type: string; disposition: string; name: string; cid: string; content: string }[]
}

/** As Python's email package reads it. */
export async function readParts(raw: Buffer): Promise<ReadParts> {
  const python = spawnSync('python3', ['-c', partsWithPython], { input: raw, encoding: 'utf8' })
  if (python.status !== 0) throw new Error(`python3 could not read the mail: ${python.stderr}`)
  return JSON.parse(python.stdout)
}

const partsWithPython = `
import sys, json, base64, email, email.policy
m = email.message_from_binary_file(sys.stdin.buffer, policy=email.policy.default)
parts = []
for p in m.walk():
    assert not p.defects, p.defects
    for value in p.values(): assert not value.defects, (value, value.defects)
    if p.is_multipart() or p.get_content_type() in ('text/plain', 'text/html'): continue
    parts.append({'type': p.get_content_type(), 'disposition': p.get_content_disposition(), 'name': p.get_filename(),
        'cid': p.get('content-id', '').strip(), 'content': base64.b64encode(p.get_payload(decode=True)).decode()})
print(json.dumps({'text': m.get_body(('plain',)).get_content(), 'html': m.get_body(('html',)).get_content(),
    'tree': [p.get_content_type() for p in m.walk()], 'parts': parts}))
`

import { randomBytes } from 'node:crypto'
import { afterAll } from 'vitest'
import { type Delivery, type Incoming, type Json, plainWords, type Reply } from '../../src/core/channel.ts'
import { createCore, type RunningCore } from '../../src/core/core.ts'
import { readMessage } from '../../src/core/inbound/read-message.ts'
import { readReply } from '../../src/core/inbound/read-reply.ts'
import { loadKeys } from '../../src/core/keys.ts'
import { rememberLimits } from '../../src/core/outbound/limits.ts'
import {
  createPetition,
  openPetition,
  type PetitionForm,
} from '../../src/core/petitions/organise-petition.ts'
import { defaultSite } from '../../src/core/site.ts'
import { batchTransactions, type Service } from '../../src/core/work.ts'
import { readsFrom } from '../../src/db/read-replica.ts'
import { aboutDomain } from '../../src/domains.ts'
import { writePdf } from '../../src/exports/pdf/petition-pdf.ts'
import { writeExport } from '../../src/exports/write-export.ts'
import { testDatabase } from './database.ts'
import { deliverWaiting } from './deliver-waiting.ts'
import { patience } from './patience.ts'

const silent = { debug() {}, info() {}, warn() {}, error() {} }

/** Core on a real database, with channels that keep what they are given to send. */
export interface TestCore {
  core: RunningCore
  service: Service
  /** Everything sent so far, oldest first. */
  sent: { channel: 'discord' | 'slack' | 'email'; delivery: Delivery }[]
  /** Takes an event and sends what it caused; the replies. */
  take(incoming: Incoming): Promise<Reply[]>
  /** Sends what waits; the replies. */
  flush(): Promise<Reply[]>
  petition(form: Partial<PetitionForm> & { slug: string }): Promise<void>
  /** Forgets everything: for the next test, which needs no database of its own then. */
  empty(): Promise<void>
  close(): Promise<void>
}

export async function testCore(options: { create?: 'anyone' | 'listed' } = {}): Promise<TestCore> {
  const database = await testDatabase()
  const { db } = database
  const queue = { enqueue: async () => {} }
  const service: Service = {
    db,
    reads: readsFrom(db),
    queue,
    keys: await loadKeys(db, randomBytes(32).toString('base64')),
    log: silent,
    limits: rememberLimits(db),
    publicUrl: 'https://undersigned.example',
    site: defaultSite,
    mailAddress: 'sign@undersigned.example',
    mailPlace: mailbox => ({ mailbox }),
    channels: ['discord', 'email', 'slack'],
    create: options.create ?? 'anyone',
    transact: batchTransactions(db, queue, { longestWait: patience }),
    transactDesk: batchTransactions(db, queue, { most: 1, longestWait: patience }),
    understand: async message => readMessage(message),
    understandReply: async reply => readReply(reply),
    expectWords: () => {},
    draw: async () => Buffer.from('a picture'),
    writeExport,
    pdfIsBusy: () => false,
    writePdf,
    aboutDomain,
  }
  const core = createCore(service)
  const sent: TestCore['sent'] = []
  const adapters = new Map(
    (['discord', 'slack', 'email'] as const).map(channel => [
      channel,
      {
        channel,
        start: async () => {},
        stop: async () => {},
        send: async (delivery: Delivery) => {
          sent.push({ channel, delivery })
        },
      },
    ]),
  )
  const test: TestCore = {
    core,
    service,
    sent,
    async take(incoming) {
      await core.receive(incoming)
      return test.flush()
    },
    async flush() {
      const before = sent.length
      await deliverWaiting(service, adapters)
      return sent.slice(before).map(({ delivery }) => delivery.reply)
    },
    async petition(form) {
      await createPetition(db, {
        title: 'Fair training',
        text: 'No training without consent.',
        organisedBy: 'Guild of Makers',
        ...form,
      })
      await openPetition(db, form.slug)
      await core.refresh()
    },
    async empty() {
      for (const table of ['petition', 'delivery', 'inbox', 'suppression', 'asking_bucket'])
        await database.pool.query(`delete from ${table}`)
      sent.length = 0
      await core.refresh()
    },
    close: () => database.close(),
  }
  return test
}

/** One for all tests of a file, closed after them. */
export async function coreOfFile(): Promise<TestCore> {
  const t = await testCore()
  afterAll(() => t.close())
  return t
}

let events = 0

/** Somebody in a chat, by their account. */
export function chatter(channel: 'discord' | 'slack', account: string, options: Partial<Incoming> = {}) {
  return (act: Incoming['act']): Incoming => ({
    key: `event ${events++}`,
    channel,
    account,
    authenticated: true,
    place: { account } satisfies Json,
    plainReply: false,
    displayName: account,
    ...options,
    act,
  })
}

/** Somebody's mailbox; every email from it is proved. */
export function writer(mailbox: string, options: Partial<Incoming> = {}) {
  return (act: Incoming['act']): Incoming => ({
    key: `mail ${events++}`,
    channel: 'email',
    account: mailbox,
    mailbox,
    authenticated: true,
    place: { mailbox },
    plainReply: true,
    ...options,
    act,
  })
}

/** Every word of a reply, its links included. */
export function wordsOf(reply: Reply | undefined): string {
  if (reply === undefined) return ''
  const blocks = reply.blocks.map(block => {
    switch (block.kind) {
      case 'facts':
        return block.facts.map(({ label, value }) => `${label}: ${value}`).join('\n')
      case 'link':
      case 'button':
        return `${block.label} ${block.url}`
      case 'form-button':
        return `${block.label} [${block.form}]`
      case 'command-button':
        return `${block.label} [${block.command}]`
      case 'image':
        return block.alt
      case 'file':
        return block.name
      case 'statement':
        return plainWords(block.paragraphs)
      default:
        return block.text
    }
  })
  return [reply.subject, ...blocks].join('\n')
}

/** The token of the confirm link in a reply. */
export function tokenIn(reply: Reply | undefined): string {
  const token = /\/c\/([a-z2-7]{32})/.exec(wordsOf(reply))?.[1]
  if (token === undefined) throw new Error(`no link in: ${wordsOf(reply)}`)
  return token
}

import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeEach } from 'vitest'
import type { Adapter, Channel, Delivery, Incoming, Json } from '../../src/core/channel.ts'
import { createCore, type RunningCore } from '../../src/core/core.ts'
import { readMessage } from '../../src/core/inbound/read-message.ts'
import { readReply } from '../../src/core/inbound/read-reply.ts'
import { loadKeys } from '../../src/core/keys.ts'
import { rememberLimits } from '../../src/core/outbound/limits.ts'
import { defaultSite } from '../../src/core/site.ts'
import { batchTransactions, type Service } from '../../src/core/work.ts'
import { readsFrom } from '../../src/db/read-replica.ts'
import { aboutDomain } from '../../src/domains.ts'
import { writePdf } from '../../src/exports/pdf/petition-pdf.ts'
import { writeExport } from '../../src/exports/write-export.ts'
import { type TestDatabase, testDatabase } from './database.ts'
import { deliverWaiting } from './deliver-waiting.ts'
import { patience } from './patience.ts'

export const coreSecret = randomBytes(32).toString('base64')

export interface Mail {
  to: string
  kind: Delivery['answerTo']['kind']
  /** From a confirm or manage address; empty if the email carries none. */
  token: string
  delivery: Delivery
  /** All its words, one block a line. */
  words: string
}

/** One replica: core on a real database, without a queue, a listener or a page. */
export interface Replica {
  service: Service
  core: RunningCore
  /** Somebody writes to a petition, or replies if `token` is given. */
  write(from: string, text: string, options?: WriteOptions): Promise<void>
  /** Makes all deliveries that wait; those that were sent, oldest first. */
  mails(): Promise<Mail[]>
  /** The same for one mailbox. */
  mailsTo(to: string): Promise<Mail[]>
  /** The token of the one mail that is sent now. */
  token(): Promise<string>
  /** Sending does this instead of succeeding. */
  failSending: ((delivery: Delivery) => Error | undefined) | undefined
}

/** One for all tests of a file, on a database of its own that is empty before each. */
export async function replicaOfFile(
  options: ReplicaOptions = {},
): Promise<{ database: TestDatabase; replica: Replica }> {
  const database = await testDatabase()
  afterAll(() => database.close())
  beforeEach(async () => {
    for (const table of ['petition', 'delivery', 'inbox', 'suppression'])
      await database.pool.query(`delete from ${table}`)
  })
  return { database, replica: await replicaOn(database, options) }
}

export interface WriteOptions {
  token?: string
  answers?: Delivery[]
  slug?: string
  authenticated?: boolean
  subject?: string
  key?: string
  displayName?: string
}

interface ReplicaOptions {
  secret?: string
  previous?: string
  batch?: number
  /** Milliseconds that somebody waits for a lock; so long that nobody is sent away, unless said. */
  longestWait?: number
}

export async function replicaOn(database: TestDatabase, options: ReplicaOptions = {}): Promise<Replica> {
  const { db } = database
  const queue = { enqueue: async () => {} }
  const silent = { debug() {}, info() {}, warn() {}, error() {} }
  const service: Service = {
    db,
    reads: readsFrom(db),
    queue,
    keys: await loadKeys(db, options.secret ?? coreSecret, options.previous),
    log: silent,
    limits: rememberLimits(db),
    publicUrl: 'https://sign.test',
    site: defaultSite,
    mailAddress: 'sign@sign.test',
    mailPlace: mailbox => ({ to: mailbox }),
    channels: ['email'],
    create: 'anyone',
    transact: batchTransactions(db, queue, {
      most: options.batch,
      longestWait: options.longestWait ?? patience,
    }),
    transactDesk: batchTransactions(db, queue, { most: 1, longestWait: patience }),
    aboutDomain,
    understand: async message => readMessage(message),
    understandReply: async reply => readReply(reply),
    expectWords: () => {},
    draw: async () => Buffer.from('a picture'),
    writeExport,
    pdfIsBusy: () => false,
    writePdf,
  }
  const core = createCore(service)
  const sent: Mail[] = []
  const adapter: Adapter = {
    channel: 'email',
    async start() {},
    async stop() {},
    async send(delivery) {
      const failure = replica.failSending?.(delivery)
      if (failure !== undefined) throw failure
      sent.push(mailOf(delivery))
    },
  }
  const adapters = new Map<Channel, Adapter>([['email', adapter]])
  const replica: Replica = {
    service,
    core,
    failSending: undefined,
    async write(from, text, given = {}) {
      await core.receive(incoming(from, text, given))
    },
    async mails() {
      sent.length = 0
      await deliverWaiting(service, adapters)
      return [...sent]
    },
    async mailsTo(to) {
      return (await replica.mails()).filter(mail => mail.to === to)
    },
    async token() {
      const [mail, another] = await replica.mails()
      if (mail === undefined || another !== undefined) throw new Error('not one mail')
      return mail.token
    },
  }
  return replica
}

export function incoming(from: string, text: string, given: WriteOptions = {}): Incoming {
  const subject = given.subject ?? ''
  const answersDeliveries = (given.answers ?? []).map(delivery => delivery.id)
  return {
    key: given.key ?? randomUUID(),
    channel: 'email',
    account: from,
    mailbox: from,
    authenticated: given.authenticated ?? true,
    place: { to: from },
    plainReply: true,
    ...(given.displayName === undefined ? {} : { displayName: given.displayName }),
    act:
      given.token === undefined
        ? { kind: 'message', slug: given.slug ?? 'fair', subject, text, answersDeliveries }
        : { kind: 'answer', token: given.token, subject, text },
  }
}

function mailOf(delivery: Delivery): Mail {
  const { place, answerTo, reply } = delivery
  return {
    to: textAt(place, 'to'),
    kind: answerTo.kind,
    token: 'token' in answerTo ? answerTo.token : '',
    delivery,
    words: [reply.subject, ...reply.blocks.map(block => JSON.stringify(block))].join('\n'),
  }
}

function textAt(place: Json, name: string): string {
  const value = place !== null && typeof place === 'object' && !Array.isArray(place) ? place[name] : undefined
  return typeof value === 'string' ? value : ''
}

/** Lets days pass for what core remembers, without waiting. */
export async function daysPass(database: TestDatabase, days: number): Promise<void> {
  const columns: Record<string, string[]> = {
    sign_request: ['asked_at', 'expires_at', 'ended_at', 'reminded_at'],
    revision: ['created_at'],
    signature: ['confirmed_at', 'details_at', 'ended_at', 'erased_at'],
    token: ['created_at', 'expires_at', 'spent_at'],
    delivery: ['created_at', 'expires_at', 'ended_at'],
    suppression: ['created_at'],
    inbox: ['seen_at'],
    parked: ['first_failed_at', 'parked_at', 'expires_at'],
  }
  for (const [table, names] of Object.entries(columns)) {
    const changes = names.map(name => `${name} = ${name} - $1 * interval '1 day'`)
    await database.pool.query(`update ${table} set ${changes.join(', ')}`, [days])
  }
}

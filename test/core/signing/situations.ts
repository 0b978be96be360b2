/** Senders and situations for the decisions, without a database. */

import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import type { Incoming } from '../../../src/core/channel.ts'
import type { Details } from '../../../src/core/details.ts'
import { defaultLimits } from '../../../src/core/outbound/limits.ts'
import { columnsOf } from '../../../src/core/signing/signature-details.ts'
import { defaultSite } from '../../../src/core/site.ts'
import type { PetitionSender } from '../../../src/core/turn.ts'
import type { Service } from '../../../src/core/work.ts'
import type { PetitionRow } from '../../../src/db/petitions.ts'
import type { WaitingRequest } from '../../../src/db/requests.ts'
import type { SignatureRow } from '../../../src/db/signatures.ts'
import type { RevisionInContext, TokenRow } from '../../../src/db/tokens.ts'

const none = () => {
  throw new Error('a decision is pure')
}
const service: Service = {
  db: new Kysely({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: db => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  }),
  queue: { enqueue: none },
  keys: { hash: none, seal: none, sealForGood: none, open: none, forGood: Buffer.alloc(0) },
  log: { debug: none, info: none, warn: none, error: none },
  limits: { now: () => defaultLimits, refresh: none },
  publicUrl: 'https://sign.test',
  mailAddress: 'sign@sign.test',
  mailPlace: none,
  channels: ['email'],
  create: 'anyone',
  site: defaultSite,
  reads: { db: none, read: none, caughtUp: none },
  understand: none,
  understandReply: none,
  expectWords: none,
  transact: none,
  transactDesk: none,
  draw: none,
  writeExport: none,
  pdfIsBusy: () => false,
  writePdf: none,
  aboutDomain: none,
}

const early = new Date('2026-11-01T10:00:00Z')
export const later = new Date('2026-11-02T10:00:00Z')
const week = new Date('2026-11-08T10:00:00Z')
const text = Buffer.alloc(32, 1)
export const mailbox = Buffer.alloc(32, 2)
export const account = Buffer.alloc(32, 3)

export const ada: Details = { kind: 'person', name: 'Ada Lovelace', occupation: 'poet', listed: true }

export function petition(changed: Partial<PetitionRow> = {}): PetitionRow {
  return {
    ...{
      id: 'petition',
      slug: 'fair',
      title: 'Fair training',
      statement: 'A sentence.',
      statement_hash: text,
    },
    ...{ language: 'en', goal: null, status: 'open', policy: 'account', organisations: 'approve' },
    ...{ listing: 'public', organised_by: 'The Guild', contact: null, closes_at: null, opened_at: early },
    ...{ closed_at: null, last_number: 0, occupations: [], time_zone: 'UTC', created_at: early },
    ...{ addressee: null, figures: 'total', accent: null, corrections: 0, trial: false, listed: true },
    ...changed,
  }
}

export function sender(changed: Partial<Incoming> = {}, of = petition()): PetitionSender {
  const incoming: Incoming = {
    ...{
      key: 'key',
      channel: 'email',
      account: 'ada@example.org',
      mailbox: 'ada@example.org',
      place: 'here',
    },
    ...{ authenticated: true, plainReply: true },
    act: { kind: 'message', subject: '', text: '', answersDeliveries: [] },
    ...changed,
  }
  const isEmail = incoming.channel === 'email'
  return {
    service,
    incoming,
    account,
    written: undefined,
    petition: of,
    to: {
      ...{ channel: incoming.channel, place: null, language: 'en', authenticated: incoming.authenticated },
      mailbox: isEmail ? mailbox : null,
      address: isEmail ? account : null,
    },
  }
}

export function signature(changed: Partial<SignatureRow> = {}): SignatureRow {
  return {
    ...{ id: 'signature', petition_id: 'petition', number: 1, state: 'confirmed', language: 'en' },
    ...columnsOf(ada),
    ...{ channel: 'email', confirmed_by: 'page', statement_hash: text, proved_domain: null, community: null },
    ...{ mail_domain: null, mail_host: null, sealed_mail_host: null, disposable: false },
    checked_domain: null,
    ...{ approved_at: early, confirmed_at: early, details_at: early, ended_at: null, erased_at: null },
    ...{ promised: 'public', wording: 0, merged_into: null, hidden_at: null, featured: null, folded: '' },
    ...changed,
  }
}

export function revision(changed: Partial<RevisionInContext> = {}): RevisionInContext {
  return {
    ...{
      id: 'revision',
      request_id: 'request',
      number: 1,
      statement_hash: text,
      proved_domain: null,
      mail_domain: null,
    },
    ...columnsOf(ada),
    ...{
      promised: 'public',
      wording: 0,
      authenticated: true,
      created_at: early,
      petition_id: 'petition',
      language: 'en',
      community: null,
    },
    ...{
      request_state: 'asked',
      request_mailbox: mailbox,
      request_account: account,
      request_channel: 'email',
    },
    ...{ request_place: null, expires_at: week, text_is_same: true },
    ...{ request_ended_at: null, request_ended_for: null },
    ...changed,
  }
}

export function token(changed: Partial<TokenRow> = {}): TokenRow {
  return {
    ...{
      hash: Buffer.alloc(32, 4),
      purpose: 'confirm',
      revision_id: 'revision',
      signature_id: null,
      mailbox: null,
    },
    ...{ pending_command_id: null, expires_at: week, expired: false },
    ...{ spent: false, spent_at: null, spent_for: null, refused: false },
    ...changed,
  }
}

/** A request that waits, with the newest revision, and the newest that was provably asked for. */
export function waiting(newest: Details, vouched: Details | undefined = newest): WaitingRequest {
  const asked = revision(columnsOf(newest))
  return {
    request: {
      ...{ id: 'request', petition_id: 'petition', channel: 'email', account, mailbox, language: 'en' },
      ...{ state: 'asked', authenticated: true, plain_reply: true, sealed_place: null, asked_at: early },
      ...{ expires_at: week, reminded_at: null, ended_at: null, forgotten_at: null, community: null },
      ...{ mail_domain: null, answered: false, asked_once_more: false, changed_from: null },
    },
    newest: asked,
    vouched: vouched && revision(columnsOf(vouched)),
  }
}

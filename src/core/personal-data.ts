import type { Db } from '../db/database.ts'
import { type PersonalRows, type PersonHashes, personalRows } from '../db/personal-data.ts'
import type { Channel } from './channel.ts'
import { accountHash, formerHashes, mailboxHash } from './identity.ts'
import { type Keys, openIfOurs } from './keys.ts'
import { openDomain } from './mail-domain.ts'
import { entryContext, organiserContext, pendingContext } from './seal-contexts.ts'
import { openOrigin } from './signing/request-origin.ts'

export interface Person {
  hashes: PersonHashes
  /** The person's name in the file: a mailbox, or a chat and an id. */
  about: string
}

export function personOfMailbox(keys: Keys, mailbox: string): Person {
  const hashes = {
    mailbox: mailboxHash(keys, mailbox),
    formers: formerHashes(keys, mailbox),
    account: accountHash(keys, 'email', mailbox),
  }
  return { hashes, about: mailbox }
}

export function personOfAccount(keys: Keys, channel: Channel, account: string): Person {
  return { hashes: { account: accountHash(keys, channel, account) }, about: `${channel}:${account}` }
}

/**
 * Returns everything that is kept about a person as plain data for a JSON file, or undefined if there is nothing. Parked email is not
 * searched: it stays sealed and is deleted after 30 days.
 */
export async function personalDataOf(db: Db, keys: Keys, { hashes, about }: Person) {
  const rows = await personalRows(db, hashes)
  if (Object.values(rows).every(list => list.length === 0)) return undefined
  return {
    about,
    at: new Date().toISOString(),
    signatures: rows.signatures.map(row => signatureData(keys, row)),
    requests: rows.requests.map(row => requestData(keys, row, rows.revisions)),
    messages: rows.deliveries.map(({ slug, channel, kind, state, created_at, ended_at }) => ({
      petition: slug,
      channel,
      kind,
      state,
      at: created_at,
      endedAt: ended_at,
    })),
    links: rows.links.map(({ purpose, created_at, expires_at, spent_at }) => ({
      purpose,
      at: created_at,
      expiresAt: expires_at,
      usedAt: spent_at,
    })),
    noEmail: rows.suppressions.map(({ slug, reason, created_at }) => ({
      petition: slug,
      reason,
      since: created_at,
    })),
    ...deskData(keys, rows),
  }
}

function signatureData(keys: Keys, row: PersonalRows['signatures'][number]) {
  return {
    petition: { slug: row.slug, title: row.title },
    number: row.number,
    state: row.state,
    kind: row.kind,
    name: row.name,
    occupation: row.occupation,
    organisation: row.organisation,
    listed: row.listed,
    promised: row.promised,
    hiddenSince: row.hidden_at,
    featured: row.featured !== null,
    language: row.language,
    channel: row.channel,
    community: row.community,
    confirmedBy: row.confirmed_by,
    confirmedAt: row.confirmed_at,
    changedAt: row.details_at,
    approvedAt: row.approved_at,
    endedAt: row.ended_at,
    erasedAt: row.erased_at,
    provedDomain: row.proved_domain,
    mailDomain: openDomain(keys, row) ?? null,
    disposable: row.disposable,
    checkedDomain: row.checked_domain,
    statementHash: row.statement_hash.toString('hex'),
  }
}

function requestData(
  keys: Keys,
  row: PersonalRows['requests'][number],
  revisions: PersonalRows['revisions'],
) {
  return {
    petition: row.slug,
    state: row.state,
    channel: row.channel,
    community: row.community,
    language: row.language,
    mailDomain: row.mail_domain,
    proved: row.authenticated,
    askedAt: row.asked_at,
    expiresAt: row.expires_at,
    remindedAt: row.reminded_at,
    endedAt: row.ended_at,
    answerTo: openOrigin(keys, row.id, row.sealed_place) ?? null,
    versions: revisions
      .filter(({ request_id }) => request_id === row.id)
      .map(({ kind, name, occupation, organisation, listed, created_at }) => ({
        kind,
        name,
        occupation,
        organisation,
        listed,
        at: created_at,
      })),
  }
}

/** The person as an organiser. */
function deskData(keys: Keys, { organises, digests, commands, entries }: PersonalRows) {
  const open = (sealed: Buffer | null, context: string) => openIfOurs(keys, sealed, context) ?? null
  return {
    organises: organises.map(({ slug, added_at, channel, language, account, sealed_name, sealed_place }) => ({
      petition: slug,
      since: added_at,
      channel,
      language,
      name: open(sealed_name, organiserContext(account, 'name')),
      reachedAt: open(sealed_place, organiserContext(account, 'place')),
    })),
    digests: digests.map(({ slug, every, language, next_at }) => ({
      petition: slug,
      every,
      language,
      nextAt: next_at,
    })),
    commands: commands.map(({ id, sealed, created_at, expires_at, done_at }) => ({
      at: created_at,
      expiresAt: expires_at,
      doneAt: done_at,
      command: open(sealed, pendingContext(id)),
    })),
    log: entries.map(({ slug, id, number, at, act, sealed }) => ({
      petition: slug,
      number,
      at,
      act,
      entry: open(sealed, entryContext(id)),
    })),
  }
}

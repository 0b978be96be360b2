/** Finds, by a reply's token, the email that it answers. This happens before the transaction, because a thread reads the reply. */
import type { Db } from '../../db/database.ts'
import { pendingCommand } from '../../db/pending-commands.ts'
import { type PetitionRow, petitionById, petitionsById, type SeenPetition } from '../../db/petitions.ts'
import { type SignatureRow, signatureById, signatureOfIdentity } from '../../db/signatures.ts'
import { type RevisionInContext, revisionsInContext, type TokenRow, tokensByHash } from '../../db/tokens.ts'
import { openPending, questionAsked } from '../desk/pending.ts'
import { detailsOf } from '../signing/signature-details.ts'
import { about } from '../turn.ts'
import type { Service } from '../work.ts'
import type { SentEmail } from './new-words.ts'
import type { About } from './read-reply.ts'

/** A token and, if it confirms a request, the revision and the petition. */
export interface Answered {
  token: TokenRow
  asked: { revision: RevisionInContext; petition: PetitionRow } | undefined
}

/** Returns the tokens in the order of the hashes; undefined for a token that we never gave. */
export async function answeredByTokens(db: Db, hashes: readonly Buffer[]): Promise<(Answered | undefined)[]> {
  const tokens = new Map((await tokensByHash(db, hashes)).map(token => [token.hash.toString('hex'), token]))
  const revisionIds = [...tokens.values()].flatMap(({ revision_id }) => revision_id ?? [])
  const revisions =
    revisionIds.length === 0
      ? new Map<string, RevisionInContext>()
      : new Map((await revisionsInContext(db, revisionIds)).map(row => [row.id, row]))
  const petitionIds = new Set([...revisions.values()].map(({ petition_id }) => petition_id))
  const petitions = new Map((await petitionsById(db, [...petitionIds])).map(row => [row.id, row]))
  return hashes.map(hash => {
    const token = tokens.get(hash.toString('hex'))
    const revision = revisions.get(token?.revision_id ?? '')
    const petition = petitions.get(revision?.petition_id ?? '')
    return token && { token, asked: revision && petition && { revision, petition } }
  })
}

/** Returns undefined if what the token stood for is gone. `seen`: the petitions that the writer can see. */
export async function aboutOf(
  service: Service,
  { token, asked }: Answered,
  seen: () => Promise<SeenPetition[]>,
): Promise<About | undefined> {
  if (asked !== undefined) return aboutRequest(service, token, asked)
  if (token.pending_command_id !== null) return aboutCommand(service, token.pending_command_id, seen)
  const signature =
    token.signature_id === null ? undefined : await signatureById(service.db, token.signature_id)
  const petition = signature && (await petitionById(service.db, signature.petition_id))
  if (signature === undefined || petition === undefined) return undefined
  const shown = detailsOf(signature)
  return token.purpose === 'manage'
    ? { kind: 'receipt', sent: receipt(service, petition, signature), shown }
    : { kind: 'removal', sent: removalAsked(service, petition, signature, token), shown }
}

async function aboutRequest(
  service: Service,
  token: TokenRow,
  { revision, petition }: NonNullable<Answered['asked']>,
): Promise<About> {
  const { request_mailbox: mailbox, request_state: state } = revision
  const signature =
    token.spent && mailbox !== null ? await signatureOfIdentity(service.db, petition.id, mailbox) : undefined
  return {
    kind: 'request',
    sent: state === 'refused' ? undefined : asking(service, petition, revision, token),
    shown: detailsOf(revision),
    recorded: signature && detailsOf(signature),
  }
}

function asking(
  service: Service,
  petition: PetitionRow,
  revision: RevisionInContext,
  token: TokenRow,
): SentEmail {
  const ends = [token.expires_at ?? revision.expires_at, revision.expires_at].map(end => end.toISOString())
  return {
    kind: 'asking',
    channel: revision.request_channel,
    language: revision.language,
    ends: [...new Set(ends)],
    args: {
      ...about({ service, petition }),
      details: detailsOf(revision),
      confirmUrl: `${service.publicUrl}/c/`,
      plainReply: true,
      change: revision.request_state === 'confirmed',
      vouched: revision.authenticated,
    },
  }
}

function receipt(service: Service, petition: PetitionRow, signature: SignatureRow): SentEmail {
  return {
    kind: 'receipt',
    language: signature.language,
    args: {
      ...about({ service, petition }),
      details: detailsOf(signature),
      number: signature.number,
      signedAt: signature.confirmed_at.toISOString(),
      how: signature.confirmed_by,
      channel: signature.channel,
      waitsForApproval: signature.approved_at === null,
      manageUrl: `${service.publicUrl}/m/`,
      plainReply: true,
    },
  }
}

function removalAsked(
  service: Service,
  petition: PetitionRow,
  signature: SignatureRow,
  { purpose, expires_at }: TokenRow,
): SentEmail {
  const act = purpose === 'erase' ? 'erase' : 'withdraw'
  return {
    kind: 'removal',
    language: signature.language,
    args: {
      ...about({ service, petition }),
      act,
      details: detailsOf(signature),
      confirmUrl: `${service.publicUrl}/c/`,
      plainReply: act === 'withdraw',
      expiresAt: (expires_at ?? new Date(0)).toISOString(),
    },
  }
}

async function aboutCommand(
  service: Service,
  id: string,
  seen: () => Promise<SeenPetition[]>,
): Promise<About> {
  const pending = await pendingCommand(service.db, id)
  const kept = pending && openPending(service, pending)
  const reply = pending && kept && (await questionAsked({ service, db: service.db }, pending, kept, ''))
  const slugs = new Set((await seen()).map(({ slug }) => slug))
  return { kind: 'command', sent: reply && { kind: 'made', reply }, slugs }
}

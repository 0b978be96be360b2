import { randomUUID } from 'node:crypto'
import type { ChannelName } from '../../src/db/channels.ts'
import type { Db } from '../../src/db/database.ts'
import type { PetitionStatus } from '../../src/db/tables/petition.ts'
import type { RequestState, SignatureState, SignerKind } from '../../src/db/tables/signing.ts'

export interface TestSignature {
  state?: SignatureState
  kind?: SignerKind
  name?: string
  occupation?: string | null
  organisation?: string | null
  listed?: boolean
  channel?: ChannelName
  community?: string | null
  confirmedAt?: Date
  approved?: boolean
  hidden?: boolean
  endedAt?: Date
}

export async function addPetition(db: Db, slug: string, status: PetitionStatus = 'open'): Promise<string> {
  const row = await db
    .insertInto('petition')
    .values({
      slug,
      status,
      title: 'Fair training',
      statement: 'No training without consent.',
      statement_hash: Buffer.alloc(32, 7),
      language: 'en',
      organised_by: 'Guild of Makers',
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

/** Numbered upwards from `from`. */
export async function addSignatures(
  db: Db,
  petitionId: string,
  signatures: TestSignature[],
  from = 1,
): Promise<void> {
  if (signatures.length === 0) return
  await db
    .insertInto('signature')
    .values(
      signatures.map((s, at) => {
        const confirmedAt = s.confirmedAt ?? new Date()
        const state = s.state ?? 'confirmed'
        return {
          id: randomUUID(),
          petition_id: petitionId,
          number: from + at,
          state,
          kind: s.kind ?? 'person',
          name: s.name ?? `Signer ${from + at}`,
          occupation: s.occupation ?? null,
          organisation: s.organisation ?? null,
          listed: s.listed ?? true,
          language: 'en',
          channel: s.channel ?? 'email',
          confirmed_by: 'page' as const,
          statement_hash: Buffer.alloc(32, 7),
          approved_at: s.approved === false ? null : confirmedAt,
          confirmed_at: confirmedAt,
          details_at: confirmedAt,
          ended_at: state === 'confirmed' ? null : (s.endedAt ?? new Date()),
          community: s.community ?? null,
          hidden_at: s.hidden === true ? confirmedAt : null,
        }
      }),
    )
    .execute()
}

export interface TestRequest {
  state: RequestState
  askedAt: Date
  expiresAt: Date
  /** Whether an answer left, or is still to leave. */
  answer?: 'sent' | 'failed'
}

export async function addRequests(db: Db, petitionId: string, requests: TestRequest[]): Promise<void> {
  for (const r of requests) {
    const id = randomUUID()
    await db
      .insertInto('sign_request')
      .values({
        id,
        petition_id: petitionId,
        channel: 'email',
        language: 'en',
        state: r.state,
        authenticated: true,
        plain_reply: true,
        asked_at: r.askedAt,
        expires_at: r.expiresAt,
        ended_at: r.state === 'asked' ? null : r.askedAt,
        answered: r.answer === 'sent',
      })
      .execute()
    if (r.answer !== undefined)
      await db
        .insertInto('delivery')
        .values({
          id: randomUUID(),
          channel: 'email',
          kind: 'confirm',
          petition_id: petitionId,
          request_id: id,
          capped: true,
          state: r.answer,
          expires_at: r.expiresAt,
        })
        .execute()
  }
}

/** Everything that is kept about one mailbox, for its owner. */
import { sql } from 'kysely'
import type { Db } from './database.ts'
import { type PetitionRow, petitionsById } from './petitions.ts'
import type { SignatureRow } from './signatures.ts'

/** In whatever state, the oldest first. */
export async function allSignaturesOfIdentity(
  db: Db,
  hash: Buffer,
): Promise<{ signature: SignatureRow; petition: PetitionRow }[]> {
  const signatures = await db
    .selectFrom('signature')
    .selectAll()
    .where('id', 'in', e => e.selectFrom('identity').select('signature_id').where('hash', '=', hash))
    .orderBy('confirmed_at')
    .execute()
  const petitions = new Map(
    (await petitionsById(db, [...new Set(signatures.map(row => row.petition_id))])).map(row => [row.id, row]),
  )
  return signatures.flatMap(signature => {
    const petition = petitions.get(signature.petition_id)
    return petition === undefined ? [] : [{ signature, petition }]
  })
}

interface Named {
  slug: string
  title: string
}

export interface WaitingOfMailbox
  extends Named,
    Pick<SignatureRow, 'kind' | 'name' | 'occupation' | 'organisation' | 'listed'> {
  asked_at: Date
  expires_at: Date
}

/** Each version of the details that can still be confirmed. */
export async function waitingOfMailbox(db: Db, mailbox: Buffer): Promise<WaitingOfMailbox[]> {
  const { rows } = await sql<WaitingOfMailbox>`
    select p.slug, p.title, q.asked_at, q.expires_at, r.kind, r.name, r.occupation, r.organisation, r.listed
    from sign_request q join revision r on r.request_id = q.id join petition p on p.id = q.petition_id
    where q.mailbox = ${mailbox} and q.state = 'asked' and q.expires_at > now()
    order by q.asked_at, r.number`.execute(db)
  return rows
}

/** The petitions for which it gets no more email, because its owner said no. */
export async function refusalsOfMailbox(db: Db, mailbox: Buffer): Promise<(Named & { created_at: Date })[]> {
  const { rows } = await sql<Named & { created_at: Date }>`
    select p.slug, p.title, s.created_at from suppression s join petition p on p.id = s.petition_id
    where s.mailbox = ${mailbox} order by s.created_at`.execute(db)
  return rows
}

export async function organisedBy(db: Db, account: Buffer): Promise<(Named & { added_at: Date })[]> {
  const { rows } = await sql<Named & { added_at: Date }>`
    select p.slug, p.title, o.added_at from organiser o join petition p on p.id = o.petition_id
    where o.account = ${account} order by o.added_at`.execute(db)
  return rows
}

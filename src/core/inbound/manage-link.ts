import type { Db } from '../../db/database.ts'
import { holdPeople, peopleOfToken } from '../../db/people.ts'
import { correctionsOf, petitionById } from '../../db/petitions.ts'
import { correctSignature, listSignature, type SignatureRow, signatureById } from '../../db/signatures.ts'
import { tokenByHash } from '../../db/tokens.ts'
import type { CorrectionResult, DetailsForm, ManageView } from '../page-contract.ts'
import { asSigned } from '../petitions/corrections.ts'
import { asPromised, publicPetition } from '../petitions/public-petition.ts'
import { columnsOf, detailsOf } from '../signing/signature-details.ts'
import { readTyped } from '../signing/typed-details.ts'
import { type Removal, withdrawOrErase } from '../signing/withdraw-signature.ts'
import { nearest } from '../texts/texts.ts'
import { hashToken } from '../token.ts'
import type { Work } from '../work.ts'

/** Returns what a manage link shows now. Changes nothing. */
export async function signatureByToken(db: Db, text: string): Promise<ManageView> {
  const signature = await managed(db, text)
  return signature === undefined ? { kind: 'unknown' } : view(db, signature)
}

async function managed(db: Db, text: string): Promise<SignatureRow | undefined> {
  const hash = hashToken(text)
  const token = hash && (await tokenByHash(db, hash))
  if (token?.purpose !== 'manage' || token.signature_id === null) return undefined
  return signatureById(db, token.signature_id)
}

/** Locks the signer until the transaction ends. */
async function heldForManaging({ trx }: Work, text: string): Promise<SignatureRow | undefined> {
  const hash = hashToken(text)
  if (hash !== undefined) await holdPeople(trx, await peopleOfToken(trx, hash))
  return managed(trx, text)
}

async function view(db: Db, signature: SignatureRow): Promise<ManageView> {
  const row = await petitionById(db, signature.petition_id)
  const petition = row && (await publicPetition(db, row))
  if (row === undefined || petition === undefined) return { kind: 'unknown' }
  const language = nearest(signature.language, petition.language)
  const name = { slug: petition.slug, title: petition.title }
  switch (signature.state) {
    case 'withdrawn':
    case 'merged':
      return { kind: signature.erased_at === null ? 'withdrawn' : 'erased', petition: name, language }
    case 'removed':
      return { kind: 'taken-off', petition: name, language }
    case 'confirmed':
      return {
        kind: 'signed',
        petition: asPromised(petition, signature),
        details: detailsOf(signature),
        number: signature.number,
        signedAt: signature.confirmed_at,
        how: signature.confirmed_by,
        channel: signature.channel,
        waitsForApproval: signature.approved_at === null,
        statementHash: signature.statement_hash.toString('hex'),
        asSigned: asSigned(row, await correctionsOf(db, row.id), signature.wording),
        mayBeListed: signature.promised === 'count' && petition.listing === 'public',
        language,
      }
  }
}

/** Corrects the signature at once; the token is the proof. An emptied field is removed, but the name is required. */
export async function correctByPage(work: Work, text: string, form: DetailsForm): Promise<CorrectionResult> {
  const signature = await heldForManaging(work, text)
  if (signature === undefined) return { kind: 'gone', view: { kind: 'unknown' } }
  const shown = await view(work.trx, signature)
  if (shown.kind !== 'signed') return { kind: 'gone', view: shown }
  const typed = readTyped(form, shown.details, shown.petition)
  if (typed.kind === 'invalid') return { ...typed, view: shown }
  const corrected = await correctSignature(work.trx, signature.id, columnsOf(typed.details))
  // It was withdrawn or removed just now.
  if (corrected === undefined) return { kind: 'gone', view: await signatureByToken(work.trx, text) }
  return { kind: 'corrected', view: await view(work.trx, corrected) }
}

/** Lists a signature that was given while only the number was shown. */
export async function listByPage(work: Work, text: string): Promise<ManageView> {
  const signature = await heldForManaging(work, text)
  if (signature !== undefined) await listSignature(work.trx, signature.id)
  return signatureByToken(work.trx, text)
}

export async function removeByPage(work: Work, text: string, act: Removal): Promise<ManageView> {
  const signature = await heldForManaging(work, text)
  if (signature === undefined) return { kind: 'unknown' }
  // A signature that was withdrawn earlier can still be erased.
  if (signature.state === 'confirmed' || act === 'erase') await withdrawOrErase(work, act, signature.id)
  return signatureByToken(work.trx, text)
}

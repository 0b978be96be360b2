/** The pages behind confirm links: what each shows, and what its buttons do. */

import { isChat } from '../../db/channels.ts'
import type { Db } from '../../db/database.ts'
import { pendingCommand } from '../../db/pending-commands.ts'
import { holdPeople, peopleOfToken } from '../../db/people.ts'
import { petitionById } from '../../db/petitions.ts'
import { type SignatureRow, signatureById, signatureOfIdentity } from '../../db/signatures.ts'
import { takeRefusalBack } from '../../db/suppressions.ts'
import { takeChangeBack } from '../../db/taken-back-changes.ts'
import {
  markRefused,
  type RevisionInContext,
  requestsOfTokens,
  revisionInContext,
  spendRemoval,
  type TokenRow,
  tokenByHash,
  voidConfirmations,
} from '../../db/tokens.ts'
import { openPending, questionAsked } from '../desk/pending.ts'
import type { Details } from '../details.ts'
import type { Keys } from '../keys.ts'
import type { Language } from '../language.ts'
import type { ConfirmResult, DetailsForm, PublicPetition, TokenView } from '../page-contract.ts'
import { asPromised, publicPetitionById } from '../petitions/public-petition.ts'
import { askAfterContradiction, justSpent, type PressedAt, wasRecordedBy } from '../signing/ask-once-more.ts'
import { refuseRequest } from '../signing/confirm-signature.ts'
import { openOrigin } from '../signing/request-origin.ts'
import { detailsOf, isRemoved, sameDetails, stoodBefore } from '../signing/signature-details.ts'
import { readTyped, type TypedDetails } from '../signing/typed-details.ts'
import { isGone, type Removal, withdrawOrErase } from '../signing/withdraw-signature.ts'
import { nearest } from '../texts/texts.ts'
import { hashToken } from '../token.ts'
import type { Service, Work } from '../work.ts'
import type { PipelineWish, Settled } from './pipeline-wish.ts'
import { runPending } from './receive-command.ts'

/** Returns what a confirm link shows now. Changes nothing. */
export async function requestByToken(service: Service, text: string): Promise<TokenView> {
  const hash = hashToken(text)
  const token = hash && (await tokenByHash(service.db, hash))
  switch (token?.purpose) {
    case 'confirm':
      return requestView(service, token)
    case 'withdraw':
    case 'erase':
      return removalView(service.db, token, token.purpose)
    case 'command':
      return commandView(service, token)
    case 'manage':
    case 'export':
    case undefined:
      return { kind: 'unknown' }
  }
}

async function requestView(service: Pick<Service, 'db' | 'keys'>, token: TokenRow): Promise<TokenView> {
  const { db, keys } = service
  const revision = token.revision_id === null ? undefined : await revisionInContext(db, token.revision_id)
  const petition = revision && (await publicPetitionById(db, revision.petition_id))
  if (revision === undefined || petition === undefined || token.expires_at === null)
    return { kind: 'unknown' }
  const named = nameIn(petition, revision.language)
  if (revision.request_state === 'refused') return { kind: 'refused', canSignAfterAll: true, ...named }
  if (revision.request_state === 'dropped' || revision.request_state === 'expired')
    return { kind: 'expired', ...named }
  const signature = await signatureOfRequest(db, revision)
  if (signature !== undefined && isRemoved(signature)) return { kind: 'taken-off', ...named }
  if (token.spent && revision.request_state === 'asked') return { kind: 'asked-again', ...named }
  if (signature !== undefined && isSettled(signature, revision, token)) {
    // A second press, after a double click or a slow page, shows the same page as the first.
    const first = (token.spent_for ?? Infinity) < 60 && wasRecordedBy(token, signature)
    return { ...signedView(petition, signature, named.language), first }
  }
  if (token.spent) return { kind: 'removed', act: 'withdraw', ...named }
  if (petition.status === 'closed') return { kind: 'closed', petition, language: named.language }
  if (token.expired || !revision.text_is_same || revision.name === '') return { kind: 'expired', ...named }
  return {
    kind: 'asked',
    petition: asPromised(petition, revision),
    details: detailsOf(revision),
    language: named.language,
    expiresAt: token.expires_at,
    change: signature !== undefined,
    ...askedInChat(keys, revision),
  }
}

/** The chat account in whose form this mailbox was typed. */
function askedInChat(keys: Keys, { request_channel: channel, request_id, request_place }: RevisionInContext) {
  if (!isChat(channel)) return {}
  const { mail, name = '' } = openOrigin(keys, request_id, request_place) ?? {}
  return mail === undefined ? {} : { account: { channel, name } }
}

function nameIn({ slug, title, language }: PublicPetition, tag: string) {
  return { petition: { slug, title }, language: nearest(tag, language) }
}

async function signatureOfRequest(db: Db, revision: RevisionInContext): Promise<SignatureRow | undefined> {
  const identity = revision.request_mailbox ?? revision.request_account
  return identity === null ? undefined : signatureOfIdentity(db, revision.petition_id, identity)
}

/** Whether nothing is left to confirm: the link was used, or something newer was confirmed since. */
function isSettled(signature: SignatureRow, revision: RevisionInContext, token: TokenRow): boolean {
  return token.spent || signature.details_at >= revision.created_at
}

async function removalView(db: Db, token: TokenRow, act: Removal): Promise<TokenView> {
  const signature = token.signature_id === null ? undefined : await signatureById(db, token.signature_id)
  const petition = signature && (await publicPetitionById(db, signature.petition_id))
  if (signature === undefined || petition === undefined) return { kind: 'unknown' }
  const named = nameIn(petition, signature.language)
  if (isGone(signature, act))
    return { kind: 'removed', act: signature.erased_at === null ? 'withdraw' : 'erase', ...named }
  // Spent, and the signature stands: the holder of the mailbox said no.
  if (token.spent) return { kind: 'refused', ...named }
  if (token.expired) return { kind: 'expired', ...named }
  return { kind: 'asked-removal', act, petition, details: detailsOf(signature), language: named.language }
}

async function commandView(service: Service, token: TokenRow): Promise<TokenView> {
  const { pending_command_id: id } = token
  const row = id === null ? undefined : await pendingCommand(service.db, id)
  const kept = row && openPending(service, row)
  if (row === undefined || kept === undefined) return { kind: 'unknown' }
  const { language } = kept
  if (row.done_at !== null) return { kind: 'commanded', language }
  const petition = row.petition_id === null ? undefined : await petitionById(service.db, row.petition_id)
  if (token.expired)
    return petition === undefined
      ? { kind: 'unknown' }
      : { kind: 'expired', petition: { slug: petition.slug, title: petition.title }, language }
  return {
    kind: 'asked-command',
    preview: await questionAsked({ service, db: service.db }, row, kept),
    language,
  }
}

/**
 * Presses the button of a link's page. `form`: the fields, if they were open. Details that cannot be used change nothing: the page shows
 * them again, and the link stays valid.
 */
export async function confirmByPage(
  confirming: Confirming,
  text: string,
  form: DetailsForm | undefined,
): Promise<ConfirmResult> {
  if (form === undefined) return press(confirming, text)
  const shown = await requestByToken(confirming.service, text)
  if (shown.kind !== 'asked' && shown.kind !== 'signed') return press(confirming, text)
  const typed = readTyped(form, shown.details, shown.petition)
  if (typed.kind === 'invalid' && shown.kind === 'asked') return { ...typed, view: shown }
  const view = typed.kind === 'ok' ? await press(confirming, text, typed.details) : shown
  return view.kind === 'signed' && !isRecorded(typed, view.details) ? { ...view, unsaved: true } : view
}

export interface Confirming {
  service: Service
  pipeline: (wish: PipelineWish) => Promise<Settled>
  laneOf: (tokenHash: Buffer) => Promise<string>
  publicPetition: (id: string) => Promise<PublicPetition | undefined>
}

function isRecorded(typed: TypedDetails, recorded: Details): boolean {
  return typed.kind === 'ok' && sameDetails(recorded, typed.details)
}

/**
 * Acts once, however often the button is pressed, and every press gets the same view. The petition is read after the commit, because
 * counting many signatures would hold up the next person who confirms.
 */
async function press(
  { service, pipeline, laneOf, publicPetition }: Confirming,
  text: string,
  corrected?: Details,
): Promise<TokenView> {
  const tokenHash = hashToken(text)
  if (tokenHash === undefined) return { kind: 'unknown' }
  const settled = await pipeline({ kind: 'confirm', tokenHash, corrected, pressedAt: performance.now() })
  if (settled.kind === 'turn') await pressAlone(service, tokenHash, await laneOf(tokenHash))
  const recorded = settled.kind === 'taken' ? settled.recorded : undefined
  const petition = recorded && (await publicPetition(recorded.signature.petition_id))
  if (recorded === undefined || petition === undefined) return requestByToken(service, text)
  const { kind, signature, language, manageUrl } = recorded
  return {
    ...signedView(petition, signature, nameIn(petition, language).language),
    first: kind !== 'already',
    ...(kind === 'changed' && { changed: true }),
    ...(manageUrl && { manageUrl }),
  }
}

function signedView(petition: PublicPetition, signature: SignatureRow, language: Language) {
  return {
    kind: 'signed' as const,
    petition: asPromised(petition, signature),
    language,
    details: detailsOf(signature),
    number: signature.number,
    waitsForApproval: signature.approved_at === null,
  }
}

/** Presses a link that removes a signature, or runs an organiser's command. */
async function pressAlone(service: Service, tokenHash: Buffer, lane: string): Promise<void> {
  const commandId = await service.transact(async work => {
    const token = await tokenByHash(work.trx, tokenHash)
    if (token?.purpose === 'command') return token.expired ? undefined : token.pending_command_id
    await holdPeople(work.trx, await peopleOfToken(work.trx, tokenHash))
    const removal = await spendRemoval(work.trx, tokenHash, undefined)
    if (removal !== undefined) await withdrawOrErase(work, removal.act, removal.signature_id)
    return undefined
  }, lane)
  // A command may take a while. Here it holds up nobody who signs.
  if (commandId != null) await service.transactDesk(work => runPending(service, work, commandId), lane)
}

/** "It wasn't me" drops the request. For a removal, the signature stays and the link does nothing any more. */
export async function refuseByPage(
  service: Service,
  work: Work,
  text: string,
  pressedAt: PressedAt,
): Promise<TokenView> {
  const hash = hashToken(text)
  if (hash === undefined) return { kind: 'unknown' }
  await holdPeople(work.trx, await peopleOfToken(work.trx, hash))
  const token = await tokenByHash(work.trx, hash)
  if (token === undefined) return { kind: 'unknown' }
  if (token.purpose === 'confirm' && !token.spent && !token.expired && token.revision_id !== null) {
    const revision = await revisionInContext(work.trx, token.revision_id)
    const refused = revision !== undefined && (await refuseRequest(work, revision))
    // A request that was refused earlier has nothing to do with a signature made since.
    if (revision?.request_state === 'confirmed' && !refused) {
      await withdrawConfirmed(work, revision)
      await markRefused(work.trx, hash)
    }
  } else if (token.purpose === 'confirm' && token.spent && token.revision_id !== null) {
    await takeBackIfContradicted(service, work, { token, revisionId: token.revision_id, pressedAt })
  } else if (token.purpose === 'withdraw' || token.purpose === 'erase') {
    await spendRemoval(work.trx, hash, undefined)
  }
  return requestByToken({ ...service, db: work.trx }, text)
}

/**
 * If the same link confirmed within the last second, a machine pressed both buttons, and neither counts. Later the page says that it is too
 * late.
 */
async function takeBackIfContradicted(
  service: Service,
  work: Work,
  { token, revisionId, pressedAt }: { token: TokenRow; revisionId: string; pressedAt: PressedAt },
): Promise<void> {
  const revision = await revisionInContext(work.trx, revisionId)
  const signature = revision && (await signatureOfRequest(work.trx, revision))
  if (revision === undefined || signature === undefined) return
  if (!justSpent(token, revision, pressedAt)) return
  const petition = await petitionById(work.trx, revision.petition_id)
  if (wasRecordedBy(token, signature)) await withdrawOrErase(work, 'withdraw', signature.id)
  else if ((await takeChangeBack(work.trx, revision.request_id, token.hash)) === undefined) return
  if (petition?.status === 'open') await askAfterContradiction(service, work, { revision, petition })
}

/** Takes back a refusal, so that email reaches the mailbox again. Signs nothing. */
export async function signAfterAll(service: Service, work: Work, text: string): Promise<TokenView> {
  const hash = hashToken(text)
  if (hash !== undefined) {
    await holdPeople(work.trx, await peopleOfToken(work.trx, hash))
    const [request] = await requestsOfTokens(work.trx, [hash])
    if (request !== undefined) await takeRefusalBack(work.trx, request.request_id)
  }
  return requestByToken({ ...service, db: work.trx }, text)
}

/**
 * "Not me" removes a signature that another link of the same request has confirmed. One that stood before loses nothing but the change
 * that this link would make.
 */
async function withdrawConfirmed(work: Work, revision: RevisionInContext): Promise<void> {
  const signature = await signatureOfRequest(work.trx, revision)
  if (signature === undefined) return
  if (stoodBefore(revision, signature)) await voidConfirmations(work.trx, [revision.request_id])
  else await withdrawOrErase(work, 'withdraw', signature.id)
}

import type { Db } from '../../db/database.ts'
import { pendingCommand } from '../../db/pending-commands.ts'
import { type PetitionRow, petitionById } from '../../db/petitions.ts'
import { type SignatureRow, signatureById, signatureOfIdentity } from '../../db/signatures.ts'
import {
  type RevisionInContext,
  revisionInContext,
  spendRemoval,
  type TokenRow,
  tokenByHash,
} from '../../db/tokens.ts'
import type { PetitionName } from '../channel.ts'
import { deskPetition } from '../desk/call.ts'
import { openPending, shownAgain } from '../desk/pending.ts'
import type { Language } from '../language.ts'
import type { PublicPetition, TokenView } from '../page-contract.ts'
import { publicPetition } from '../petitions/public-petition.ts'
import { type Confirmation, confirmSignature, refuseRequest } from '../signing/confirm-signature.ts'
import { detailsOf, isTakenOff } from '../signing/signature-details.ts'
import { isGone, takeOff } from '../signing/withdraw-signature.ts'
import { speaks, textsOf } from '../texts/texts.ts'
import { hashToken } from '../token.ts'
import type { Service, Work } from '../work.ts'
import { runPending } from './receive-command.ts'

/** What a confirm link stands for now. Reads only. */
export async function requestByToken(service: Service, text: string): Promise<TokenView> {
  const { db } = service
  const hash = hashToken(text)
  const token = hash && (await tokenByHash(db, hash))
  if (hash === undefined || token === undefined) return { kind: 'unknown' }
  switch (token.purpose) {
    case 'confirm':
      return requestView(db, token)
    case 'withdraw':
    case 'erase':
      return removalView(db, token, token.purpose)
    case 'command':
      return commandView(service, token)
    case 'manage':
    case 'export':
      return { kind: 'unknown' }
  }
}

/** What a command would do, for the page that asks whether to. */
async function commandView(service: Service, token: TokenRow): Promise<TokenView> {
  const { pending_command_id: id } = token
  const row = id === null ? undefined : await pendingCommand(service.db, id)
  const kept = row && openPending(service, row)
  if (row === undefined || kept === undefined) return { kind: 'unknown' }
  const { language, shown, command } = kept
  if (row.done_at !== null) return { kind: 'commanded', language }
  const petition = row.petition_id === null ? undefined : await petitionById(service.db, row.petition_id)
  if (token.expired)
    return petition === undefined
      ? { kind: 'unknown' }
      : { kind: 'expired', petition: nameOf(petition), language }
  const { replies } = textsOf(language)
  const desk = petition === undefined ? {} : deskPetition({ service, petition })
  const preview =
    shown.kind === 'act' && petition !== undefined
      ? replies.askFirst({
          ...deskPetition({ service, petition }),
          act: await shownAgain(service.db, petition.id, shown),
          id: row.id,
        })
      : replies.askSender({ ...desk, words: command.words, confirmUrl: '' })
  return { kind: 'asked-command', preview, language }
}

async function requestView(db: Db, token: TokenRow): Promise<TokenView> {
  const revision = token.revision_id === null ? undefined : await revisionInContext(db, token.revision_id)
  const row = revision && (await petitionById(db, revision.petition_id))
  const petition = row && (await publicPetition(db, row))
  if (revision === undefined || row === undefined || petition === undefined || token.expires_at === null)
    return { kind: 'unknown' }
  const language = languageOf(revision.language, petition)
  const name = nameOf(row)
  if (revision.request_state === 'refused') return { kind: 'refused', petition: name, language }
  if (revision.request_state === 'dropped' || revision.request_state === 'expired')
    return { kind: 'expired', petition: name, language }
  const identity = revision.request_mailbox ?? revision.request_account
  const signature =
    identity === null ? undefined : await signatureOfIdentity(db, revision.petition_id, identity)
  if (signature !== undefined && isTakenOff(signature)) return { kind: 'taken-off', petition: name, language }
  if (signature !== undefined && saysIt(signature, revision, token))
    return signedView(petition, signature, language, false)
  if (token.spent) return { kind: 'removed', act: 'withdraw', petition: name, language }
  if (petition.status === 'closed') return { kind: 'closed', petition, language }
  if (token.expired || !revision.text_is_same || revision.name === '')
    return { kind: 'expired', petition: name, language }
  return {
    kind: 'asked',
    petition,
    details: detailsOf(revision),
    language,
    expiresAt: token.expires_at,
    change: signature !== undefined,
  }
}

/** Whether this link has nothing left to do: it was used, or something newer was confirmed. */
function saysIt(signature: SignatureRow, revision: RevisionInContext, token: TokenRow): boolean {
  return token.spent || signature.details_at >= revision.created_at
}

async function removalView(db: Db, token: TokenRow, act: 'withdraw' | 'erase'): Promise<TokenView> {
  const signature = token.signature_id === null ? undefined : await signatureById(db, token.signature_id)
  const row = signature && (await petitionById(db, signature.petition_id))
  const petition = row && (await publicPetition(db, row))
  if (signature === undefined || row === undefined || petition === undefined) return { kind: 'unknown' }
  const language = languageOf(signature.language, petition)
  if (isGone(signature, act))
    return {
      kind: 'removed',
      act: signature.erased_at === null ? 'withdraw' : 'erase',
      petition: nameOf(row),
      language,
    }
  // Spent and the signature stands: whoever holds the mailbox said no.
  if (token.spent) return { kind: 'refused', petition: nameOf(row), language }
  if (token.expired) return { kind: 'expired', petition: nameOf(row), language }
  return { kind: 'asked-removal', act, petition, details: detailsOf(signature), language }
}

/**
 * The button on the page. Pressed twice, or by two at once, it does once what it says and tells both the same. What is
 * shown is read after the commit: counting many signatures would hold up who confirms next.
 */
export async function confirmByPage(service: Service, text: string): Promise<TokenView> {
  const hash = hashToken(text)
  if (hash === undefined) return { kind: 'unknown' }
  const done = await service.transact(
    async (work): Promise<Confirmation | { kind: 'command'; id: string }> => {
      const token = await tokenByHash(work.trx, hash)
      const id = token?.purpose === 'command' && !token.expired ? token.pending_command_id : null
      if (id !== null) return { kind: 'command', id }
      const removal = await spendRemoval(work.trx, hash, undefined)
      if (removal === undefined) return confirmSignature(service, work, hash)
      await takeOff(work, removal.act, removal.signature_id)
      return { kind: 'nothing' }
    },
  )
  // What an organiser wants may take a while, and holds up nobody who signs.
  if (done.kind === 'command') await service.transactDesk(work => runPending(service, work, done.id))
  const view = await requestByToken(service, text)
  if (done.kind === 'command' || done.kind === 'nothing' || view.kind !== 'signed') return view
  return {
    ...view,
    first: done.kind === 'recorded',
    ...(done.manageUrl === undefined ? {} : { manageUrl: done.manageUrl }),
  }
}

/** "It wasn't me". For a removal: the signature stays, and the link does nothing any more. */
export async function refuseByPage(service: Service, work: Work, text: string): Promise<TokenView> {
  const hash = hashToken(text)
  const token = hash && (await tokenByHash(work.trx, hash))
  if (hash === undefined || token === undefined) return { kind: 'unknown' }
  if (token.purpose === 'confirm' && !token.spent && !token.expired && token.revision_id !== null) {
    const revision = await revisionInContext(work.trx, token.revision_id)
    if (revision !== undefined && !(await refuseRequest(work, revision)))
      await takeOffConfirmed(work, revision)
  } else if (token.purpose === 'withdraw' || token.purpose === 'erase') {
    await spendRemoval(work.trx, hash, undefined)
  }
  return requestByToken({ ...service, db: work.trx }, text)
}

/** The request was confirmed by another of its links, perhaps just now: "not me" takes the signature off. */
async function takeOffConfirmed(work: Work, revision: RevisionInContext): Promise<void> {
  const identity = revision.request_mailbox ?? revision.request_account
  if (identity === null) return
  const signature = await signatureOfIdentity(work.trx, revision.petition_id, identity)
  if (signature !== undefined) await takeOff(work, 'withdraw', signature.id)
}

function signedView(
  petition: PublicPetition,
  signature: SignatureRow,
  language: Language,
  first: boolean,
): TokenView {
  return {
    kind: 'signed',
    petition,
    details: detailsOf(signature),
    number: signature.number,
    first,
    waitsForApproval: signature.approved_at === null,
    language,
  }
}

function nameOf(row: PetitionRow): PetitionName {
  return { slug: row.slug, title: row.title }
}

function languageOf(tag: string, petition: PublicPetition): Language {
  return speaks(tag) ?? petition.language
}

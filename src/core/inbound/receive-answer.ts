import { cancelDeliveriesOf } from '../../db/deliveries.ts'
import { countConfirmed } from '../../db/figures/counts.ts'
import { pendingCommand, takePendingCommand } from '../../db/pending-commands.ts'
import { openPetitions, type PetitionRow, petitionById } from '../../db/petitions.ts'
import { endRequest } from '../../db/requests.ts'
import { isIdentityOf, type SignatureRow, signatureById, signatureOfIdentity } from '../../db/signatures.ts'
import {
  type RevisionInContext,
  revisionInContext,
  spendRemoval,
  type TokenRow,
  tokenByHash,
} from '../../db/tokens.ts'
import type { AnswerTo, Incoming } from '../channel.ts'
import { askAgain } from '../desk/pending.ts'
import { checkDetails, type Details, fieldLimits } from '../details.ts'
import { accountHash } from '../identity.ts'
import { type Addressee, answer, mayAnswer } from '../outbound/post-reply.ts'
import { listedPetition, petitionArgs } from '../petitions/public-petition.ts'
import { understandCommand } from '../reading/commands/understand-command.ts'
import { understandAnswer, understandManageReply } from '../reading/understand-answer.ts'
import { labelsName, takesBack, type Written } from '../reading/understand-request.ts'
import { confirmSignature, refuseRequest } from '../signing/confirm-signature.ts'
import { askToConfirm, becomesAnother, correctNow, sameDetails } from '../signing/request-signature.ts'
import { detailsOf, isTakenOff, postSigned } from '../signing/signature-words.ts'
import { askToConfirmRemoval, isGone, removeAndTell } from '../signing/withdraw-signature.ts'
import { speaks } from '../texts/texts.ts'
import type { Service, Work } from '../work.ts'
import { receiveCommands, runPending } from './receive-command.ts'

interface Words {
  subject: string
  text: string
  /** How the writer calls themselves: a word of their own that says neither yes nor no. */
  fromName: string | undefined
}

/** A reply to a mail of ours: by its token we know which. The id of the petition, where there is one. */
export async function receiveAnswer(
  service: Service,
  work: Work,
  to: Addressee,
  incoming: Incoming,
  tokenHash: Buffer | undefined,
  words: Words,
): Promise<string | undefined> {
  const token = tokenHash === undefined ? undefined : await tokenByHash(work.trx, tokenHash)
  if (tokenHash === undefined || token === undefined) {
    const petitions = (await openPetitions(work.trx)).map(row => listedPetition(service, row))
    await answer(service, work, to, 'linkGone', { petitions }, { kind: 'service' })
    return undefined
  }
  if (token.revision_id !== null) {
    const revision = await revisionInContext(work.trx, token.revision_id)
    const petition = revision && (await petitionById(work.trx, revision.petition_id))
    if (revision === undefined || petition === undefined) return undefined
    const here = { ...to, petitionId: petition.id, language: speaks(revision.language) ?? to.language }
    await answerToRequest(service, work, here, incoming, petition, revision, token, tokenHash, words)
    return petition.id
  }
  if (token.purpose === 'command' && token.pending_command_id !== null)
    return answerToCommand(service, work, to, incoming, token.pending_command_id, token.expired, words)
  const signature =
    token.signature_id === null ? undefined : await signatureById(work.trx, token.signature_id)
  const petition = signature && (await petitionById(work.trx, signature.petition_id))
  if (signature === undefined || petition === undefined) return undefined
  const here = { ...to, petitionId: petition.id, language: speaks(signature.language) ?? to.language }
  if (token.purpose === 'manage')
    await answerToReceipt(service, work, here, incoming, petition, signature, words)
  else await answerToRemoval(service, work, here, incoming, petition, signature, token, tokenHash, words)
  return petition.id
}

/** A reply to "shall we do this?": a yes, or nothing at all, does it. */
async function answerToCommand(
  service: Service,
  work: Work,
  to: Addressee,
  incoming: Incoming,
  id: string,
  expired: boolean,
  words: Words,
): Promise<string | undefined> {
  const pending = await pendingCommand(work.trx, id)
  const account = accountHash(service.keys, incoming.channel, incoming.account)
  if (pending === undefined || !pending.account.equals(account)) {
    await answer(service, work, to, 'linkGone', {}, { kind: 'service' })
    return undefined
  }
  const said = understandCommand({ subject: '', text: words.text })
  // Another command instead: it is believed as any mail is.
  if (said !== undefined) return receiveCommands(service, work, to, incoming, said)
  const wish = understandAnswer({ ...words, shown: nobody })
  if (wish.kind === 'confirms' && !expired && (await runPending(service, work, id)))
    return pending.petition_id ?? undefined
  // Dropped: a yes that comes later, or the link, does nothing any more.
  if (wish.kind === 'refuses' || wish.kind === 'withdraws')
    await takePendingCommand(work.trx, id, pending.account)
  else if (wish.kind === 'confirms' || expired || !(await askAgain(service, work, to, pending)))
    await answer(service, work, to, 'actIsGone', {}, { kind: 'service' })
  return pending.petition_id ?? undefined
}

const nobody: Details = { kind: 'person', name: '', listed: true }

async function answerToRequest(
  service: Service,
  work: Work,
  to: Addressee,
  incoming: Incoming,
  petition: PetitionRow,
  revision: RevisionInContext,
  token: TokenRow,
  tokenHash: Buffer,
  words: Words,
): Promise<void> {
  const args = petitionArgs(service, petition)
  const answerTo: AnswerTo = { kind: 'petition', slug: petition.slug }
  // Refused: no more mail for this petition, whatever is written now.
  if (revision.request_state === 'refused') return
  const asked = revision.request_mailbox
  if (asked === null || token.expired || (!revision.text_is_same && !token.spent)) {
    await answer(service, work, to, 'linkGone', { petition: args }, answerTo)
    return
  }
  if (to.mailbox === null || !asked.equals(to.mailbox)) {
    await answer(service, work, to, 'wrongMailbox', { petition: args }, answerTo)
    return
  }
  // From here on the token and the mailbox that was asked vouch for whoever writes.
  const proved: Addressee = { ...to, mailbox: to.mailbox, authenticated: true }
  const signed = await signatureOfIdentity(work.trx, petition.id, to.mailbox)
  if (signed !== undefined && isTakenOff(signed)) {
    await answer(service, work, proved, 'takenOff', { petition: args }, answerTo)
    return
  }
  if (token.spent) {
    const signature = signed
    if (signature !== undefined)
      await afterSigning(service, work, proved, incoming, petition, signature, words)
    else await answer(service, work, proved, 'linkGone', { petition: args }, answerTo)
    return
  }

  const wish = understandAnswer({ ...words, shown: detailsOf(revision) })
  if (wish.kind === 'refuses') {
    if (!(await refuseRequest(work, revision))) {
      // The request was confirmed by another of its tokens: "not me" takes the signature off.
      const signature = await signatureOfIdentity(work.trx, petition.id, to.mailbox)
      if (signature !== undefined) await removeAndTell(service, work, proved, petition, signature, 'withdraw')
    }
    return
  }
  if (wish.kind === 'withdraws' || wish.kind === 'erases') {
    if (await endRequest(work.trx, revision.request_id, 'dropped')) {
      await cancelDeliveriesOf(work.trx, revision.request_id)
      await answer(service, work, proved, 'requestDropped', { petition: args }, answerTo)
    }
    const signature = await signatureOfIdentity(work.trx, petition.id, to.mailbox)
    if (signature !== undefined)
      await removeAndTell(
        service,
        work,
        proved,
        petition,
        signature,
        wish.kind === 'erases' ? 'erase' : 'withdraw',
      )
    return
  }
  if (petition.status !== 'open') {
    const { people, organisations } = await countConfirmed(work.trx, petition.id)
    await answer(
      service,
      work,
      proved,
      'closed',
      { petition: args, signatures: people + organisations },
      answerTo,
    )
    return
  }
  const from = {
    mailbox: to.mailbox,
    address: to.address,
    place: to.place,
    provedDomain: incoming.provedDomain,
  }
  const change = revision.request_state === 'confirmed'
  switch (wish.kind) {
    case 'confirms':
      await confirmSignature(service, work, tokenHash, 'reply', from)
      return
    case 'asks':
    case 'long':
      await askToConfirm(service, work, proved, incoming, petition, detailsOf(revision), {
        kind: 'pleaseUsePage',
        change,
      })
      return
    case 'corrects': {
      const shown = detailsOf(revision)
      const details = await usable(service, work, proved, petition, shown, wish.written)
      if (details === undefined) return
      // Whoever writes again what they were shown agrees to it; anything else has to be shown first.
      if (sameDetails(shown, details)) await confirmSignature(service, work, tokenHash, 'reply', from)
      else
        await askToConfirm(service, work, proved, incoming, petition, details, {
          kind: 'pleaseConfirm',
          change,
        })
      return
    }
  }
}

/** A second reply to the question, after it was answered. */
async function afterSigning(
  service: Service,
  work: Work,
  to: Addressee,
  incoming: Incoming,
  petition: PetitionRow,
  signature: SignatureRow,
  words: Words,
): Promise<void> {
  const wish = understandAnswer({ ...words, shown: detailsOf(signature) })
  if (wish.kind === 'confirms') {
    if (await mayAnswer(work, to))
      await postSigned(service, work, to, 'alreadySigned', petition, signature, { capped: true })
  } else if (wish.kind === 'refuses') await removeAndTell(service, work, to, petition, signature, 'withdraw')
  else await answerToReceipt(service, work, to, incoming, petition, signature, words)
}

/** A reply to a receipt, or to anything that says what stands recorded. */
async function answerToReceipt(
  service: Service,
  work: Work,
  to: Addressee,
  incoming: Incoming,
  petition: PetitionRow,
  signature: SignatureRow,
  words: Words,
): Promise<void> {
  const args = petitionArgs(service, petition)
  const answerTo: AnswerTo = { kind: 'petition', slug: petition.slug }
  const wish = understandManageReply({ ...words, shown: detailsOf(signature) })
  if (isTakenOff(signature) && wish.kind !== 'erase') {
    await answer(service, work, to, 'takenOff', { petition: args }, answerTo)
    return
  }
  if (isGone(signature, wish.kind === 'erase' ? 'erase' : 'withdraw')) {
    await answer(service, work, to, 'nothingToRemove', { petition: args }, answerTo)
    return
  }
  if (to.mailbox === null || !(await isIdentityOf(work.trx, signature.id, to.mailbox))) {
    await answer(service, work, to, 'wrongMailbox', { petition: args }, answerTo)
    return
  }
  const proved: Addressee = { ...to, authenticated: true }
  switch (wish.kind) {
    case 'withdraw':
      await removeAndTell(service, work, proved, petition, signature, 'withdraw')
      return
    case 'erase':
      await removeAndTell(service, work, proved, petition, signature, 'erase')
      return
    case 'corrects': {
      const details = await usable(service, work, proved, petition, detailsOf(signature), wish.written)
      if (details === undefined) return
      if (labelsName(words.text) || !becomesAnother(detailsOf(signature), details))
        await correctNow(service, work, proved, petition, signature, details)
      else
        await askToConfirm(service, work, proved, incoming, petition, details, {
          kind: 'pleaseConfirm',
          change: true,
        })
      return
    }
    case 'thanks':
      return
    case 'asks':
      if (await mayAnswer(work, proved))
        await postSigned(service, work, proved, 'howToManage', petition, signature, { capped: true })
      return
  }
}

/** A reply to "shall we take your signature off?": a plain one does it. */
async function answerToRemoval(
  service: Service,
  work: Work,
  to: Addressee,
  incoming: Incoming,
  petition: PetitionRow,
  signature: SignatureRow,
  token: TokenRow,
  tokenHash: Buffer,
  words: Words,
): Promise<void> {
  const args = petitionArgs(service, petition)
  const answerTo: AnswerTo = { kind: 'petition', slug: petition.slug }
  const act = token.purpose === 'erase' ? 'erase' : 'withdraw'
  // First, for erasing forgets which mailbox was asked.
  if (isGone(signature, act)) {
    await answer(service, work, to, 'removed', { petition: args, act }, answerTo)
    return
  }
  if (token.mailbox === null || to.mailbox === null || !token.mailbox.equals(to.mailbox)) {
    await answer(service, work, to, 'wrongMailbox', { petition: args }, answerTo)
    return
  }
  const proved: Addressee = { ...to, authenticated: true }
  const wish = understandAnswer({ ...words, shown: detailsOf(signature) })
  // "Please remove me" refuses a question to sign; to this question it is a yes.
  const asksAgain = takesBack(words.subject, words.text)
  const agrees =
    asksAgain !== undefined || wish.kind === 'confirms' || wish.kind === 'withdraws' || wish.kind === 'erases'
  if (agrees) {
    const spent = await spendRemoval(work.trx, tokenHash, to.mailbox)
    if (spent === undefined) await answer(service, work, proved, 'linkGone', { petition: args }, answerTo)
    else
      await removeAndTell(
        service,
        work,
        proved,
        petition,
        signature,
        wish.kind === 'erases' || asksAgain === 'erase' ? 'erase' : act,
      )
  } else if (wish.kind === 'refuses') {
    // The signature stays, and this token takes nothing off any more.
    await spendRemoval(work.trx, tokenHash, to.mailbox)
  } else {
    await askToConfirmRemoval(service, work, proved, incoming, petition, signature, act)
  }
}

/** The details with what was written now; undefined where that cannot be used, and then they were told why. */
async function usable(
  service: Service,
  work: Work,
  to: Addressee,
  petition: PetitionRow,
  before: Details,
  written: Written,
): Promise<Details | undefined> {
  const checked = checkDetails({ ...before, ...written })
  const args = petitionArgs(service, petition)
  const answerTo: AnswerTo = { kind: 'petition', slug: petition.slug }
  if (checked.kind === 'ok') {
    const becomes = before.kind === 'person' && checked.details.kind === 'organisation'
    if (!becomes || petition.organisations !== 'refuse') return checked.details
    await answer(service, work, to, 'organisationsRefused', { petition: args }, answerTo)
    return undefined
  }
  if (checked.kind === 'missing-name')
    await answer(service, work, to, 'needName', { petition: args }, answerTo)
  else {
    const { field, problem } = checked
    await answer(
      service,
      work,
      to,
      'cannotUse',
      { petition: args, field, problem, limit: fieldLimits[field] },
      answerTo,
    )
  }
  return undefined
}

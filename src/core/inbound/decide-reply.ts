import { isChat } from '../../db/channels.ts'
import type { RevisionInContext } from '../../db/tokens.ts'
import { checkUsable } from '../signing/decide-ask.ts'
import { type ConfirmSituation, decideConfirm } from '../signing/decide-confirm.ts'
import type { Outcome } from '../signing/outcomes.ts'
import { detailsOf, sameDetails } from '../signing/signature-details.ts'
import { speaks } from '../texts/texts.ts'
import { atPetition, type PetitionSender, proved } from '../turn.ts'
import type { PipelineWish } from './pipeline-wish.ts'
import type { ReadReply } from './read-reply.ts'

/** Decides about a reply to the question whether to sign. Only a plain yes is decided here; any other reply needs a turn. Pure. */
export function decideReply(
  { sender, tokenHash, read }: Extract<PipelineWish, { kind: 'reply' }>,
  at: ConfirmSituation | undefined,
): Outcome[] | 'turn' {
  const { mailbox, address, place } = sender.to
  if (at === undefined || mailbox === null) return 'turn'
  const { provedDomain } = sender.incoming
  const outcomes = decideConfirm({ tokenHash, from: { mailbox, address, place, provedDomain } }, at)
  if (outcomes[0]?.kind !== 'confirm') return 'turn'
  const { petition, revision } = at
  // The token and the mailbox that was asked vouch for the writer.
  const asked = proved(atPetition(sender, petition, speaks(revision.language)))
  if (!agrees(asked, read, revision)) return 'turn'
  return sender.incoming.authenticated && address !== null
    ? [{ kind: 'heard', address }, ...outcomes]
    : outcomes
}

/**
 * A reply agrees if it says yes, or repeats the details that were shown. If nothing proves that its writer asked to sign, only a plain
 * yes agrees, because automatic replies are empty or polite (design.md, rule 2).
 */
function agrees(asked: PetitionSender, read: ReadReply | undefined, revision: RevisionInContext): boolean {
  if (read?.kind !== 'request') return false
  const { wish } = read
  const shown = detailsOf(revision)
  if (wish.kind === 'confirms') return (revision.authenticated || wish.plainly) && wasShownInFull(revision)
  if (wish.kind !== 'corrects' || !revision.authenticated) return false
  const usable = checkUsable(asked, { ...shown, ...wish.written }, shown)
  return usable.kind === 'ok' && sameDetails(shown, usable.details)
}

/**
 * An email to a mailbox that somebody typed in a form shows only the name, so its page has to show the rest before it is recorded. A form
 * in a chat also ties the account to the signature, which only the page shows.
 */
function wasShownInFull({ request_channel, kind, occupation, organisation }: RevisionInContext): boolean {
  if (isChat(request_channel)) return false
  return request_channel !== 'web' || (kind === 'person' && occupation === null && organisation === null)
}

/** Carries out the outcomes of many wishes, with one statement for each table, in the order in which everybody locks. */
import { failWaitingTo } from '../../db/deliveries.ts'
import { keepOrUndo } from '../../db/savepoint.ts'
import { correctSignature, type SignatureRow } from '../../db/signatures.ts'
import { forgetBounces, forgetRefusals, suppressBounced } from '../../db/suppressions.ts'
import { spendTokens } from '../../db/tokens.ts'
import { charge } from '../outbound/typed-mailboxes.ts'
import type { Service, Work } from '../work.ts'
import { askAfterContradiction } from './ask-once-more.ts'
import { keepRequests } from './ask-to-confirm.ts'
import { recordAll } from './confirm-signature.ts'
import { type Letter, letterOf, sendLetters } from './letters.ts'
import type { Outcome, Stranger } from './outcomes.ts'
import { receiptsOf, signedLetter } from './receipts.ts'
import { columnsOf } from './signature-details.ts'
import { dropRequest } from './withdraw-signature.ts'

/** The outcome of a confirmation. Only this call knows `manageUrl`. */
export interface Recorded {
  kind: 'recorded' | 'changed' | 'already'
  signature: SignatureRow
  /** The request's language. */
  language: string
  manageUrl: string | undefined
}

/** Carries out all outcomes. Returns the results of the confirmations. */
export async function write(
  service: Service,
  work: Work,
  outcomes: readonly Outcome[],
): Promise<Map<Outcome, Recorded>> {
  const { proved = [], ...strangers } = Object.groupBy(outcomes, strangerOf)
  const recorded = await writeAll(service, work, proved)
  for (const stranger of ['answered', 'unanswered'] as const) {
    const theirs = strangers[stranger]
    if (theirs !== undefined)
      await keepOrUndo(work.trx, stranger === 'answered', async () => {
        await writeAll(service, work, theirs)
      })
  }
  const charges = outcomes.flatMap(outcome => (outcome.kind === 'charge' ? outcome.charges : []))
  await charge(work.trx, service.limits.now(), charges)
  return recorded
}

function strangerOf(outcome: Outcome): Stranger | 'proved' {
  return ('stranger' in outcome && outcome.stranger) || 'proved'
}

async function writeAll(
  service: Service,
  work: Work,
  outcomes: readonly Outcome[],
): Promise<Map<Outcome, Recorded>> {
  const { trx } = work
  const recorded = new Map<Outcome, Recorded>()
  const letters: Letter[] = []
  const of = <K extends Outcome['kind']>(kind: K) =>
    outcomes.filter((outcome): outcome is Extract<Outcome, { kind: K }> => outcome.kind === kind)

  for (const { drops } of of('ask')) if (drops !== undefined) await dropRequest(work, drops)
  letters.push(...(await keepRequests(trx, of('ask'))))

  await spendTokens(
    trx,
    of('spend').map(({ tokenHash }) => tokenHash),
  )
  if (of('confirm').length > 0)
    for (const { confirm, revision, effect } of await recordAll(service, work, of('confirm'))) {
      const receipts = receiptsOf(service, confirm, revision, effect)
      letters.push(...receipts)
      const { kind, signature } = effect
      recorded.set(confirm, {
        kind,
        signature,
        language: revision.language,
        manageUrl: receipts.at(-1)?.manageUrl,
      })
    }

  for (const contradiction of of('contradict')) await askAfterContradiction(service, work, contradiction)
  for (const { sender, signature, details } of of('correct')) {
    const corrected = await correctSignature(trx, signature.id, columnsOf(details))
    if (corrected !== undefined) letters.push(signedLetter(sender, 'corrected', corrected, { capped: false }))
  }
  for (const { sender, reply, signature } of of('tell-signed'))
    letters.push(signedLetter(sender, reply, signature, { capped: true }))
  letters.push(...of('say').map(letterOf))

  const heard = of('heard').map(({ address }) => address)
  if (heard.length > 0) await forgetBounces(trx, heard)
  const unrefused = of('unrefuse')
  if (unrefused.length > 0) await forgetRefusals(trx, unrefused)
  const dead = of('bounce').map(({ address }) => address)
  if (dead.length > 0) {
    await suppressBounced(trx, ...dead)
    await failWaitingTo(trx, dead, 'bounced')
  }
  await sendLetters(work, letters)
  return recorded
}

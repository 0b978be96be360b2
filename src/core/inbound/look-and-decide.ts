/** Reads the situations of all wishes together, and returns the decision about each. */
import type { Transaction } from '../../db/database.ts'
import { deliveriesById } from '../../db/deliveries.ts'
import { openPetitions, type PetitionRow, petitionsBySlug } from '../../db/petitions.ts'
import type { AskedByToken } from '../../db/tokens.ts'
import type { Limits } from '../outbound/limits.ts'
import { petitionLanguage } from '../petitions/public-petition.ts'
import { decideAsk } from '../signing/decide-ask.ts'
import { decideConfirm } from '../signing/decide-confirm.ts'
import { lookAtAsks, lookAtConfirmations } from '../signing/look.ts'
import type { Outcome } from '../signing/outcomes.ts'
import { atPetition, type Sender } from '../turn.ts'
import { decideReply } from './decide-reply.ts'
import type { PipelineWish } from './pipeline-wish.ts'

/** `turn`: the wish needs a turn of its own. `petitionId`: the petition that the event belongs to. */
export type Decision =
  | { kind: 'outcomes'; outcomes: Outcome[]; petitionId?: string | undefined }
  | { kind: 'turn' }
  /** Nothing is done, because too many forms have come from pages. */
  | { kind: 'over-limit' }

/** The rest of the decision about a wish, once its situation is known. Pure. */
export type Decide = () => Decision

type Of<K extends PipelineWish['kind']> = Extract<PipelineWish, { kind: K }>

/** The caller holds the people of the wishes. `asked`: the requests that their tokens belong to. */
export async function look(
  trx: Transaction,
  limits: Limits,
  wishes: readonly PipelineWish[],
  asked: readonly AskedByToken[],
): Promise<Map<PipelineWish, Decide>> {
  return new Map([
    ...(await lookAtAsking(
      trx,
      limits,
      wishes.filter(wish => wish.kind === 'ask'),
    )),
    ...(await lookAtConfirming(
      trx,
      wishes.filter(wish => wish.kind === 'confirm' || wish.kind === 'reply'),
      asked,
    )),
    ...(await lookAtUndelivered(
      trx,
      wishes.filter(wish => wish.kind === 'undelivered'),
    )),
  ])
}

async function lookAtAsking(
  trx: Transaction,
  limits: Limits,
  wishes: readonly Of<'ask'>[],
): Promise<[PipelineWish, Decide][]> {
  if (wishes.length === 0) return []
  const find = await petitionFinder(trx, wishes)
  const askers = wishes.flatMap(wish => {
    const petition = find(wish.slug)
    return petition?.status === 'open' ? askerAt(wish, petition) : []
  })
  const situations = await lookAtAsks(trx, limits, askers)
  const decides = askers.map(({ of, sender }, i): [PipelineWish, Decide] => {
    const at = situations[i]
    const decide = (): Decision => {
      if (at === undefined) return { kind: 'turn' }
      // A page needs the result at once; a chat gets an answer.
      if (at.over !== undefined && sender.incoming.place === null) return { kind: 'over-limit' }
      return { kind: 'outcomes', outcomes: decideAsk(sender, of.wish, at), petitionId: sender.petition.id }
    }
    return [of, decide]
  })
  // If no open petition is meant, a turn answers with the open ones, or says that this one is closed.
  return [...wishes.map((wish): [PipelineWish, Decide] => [wish, () => ({ kind: 'turn' })]), ...decides]
}

function askerAt(of: Of<'ask'>, petition: PetitionRow) {
  const { wish, sender } = of
  return wish.by === 'form'
    ? { of, sender: atPetition(sender, petition), mail: wish.mail }
    : { of, sender: atPetition(sender, petition, languageOf(sender, petition)), mail: undefined }
}

/** Finds a petition by its slug; without a slug, the only open one. */
async function petitionFinder(trx: Transaction, wishes: readonly Of<'ask'>[]) {
  const slugs = [...new Set(wishes.flatMap(({ slug }) => slug ?? []))]
  const named = slugs.length === 0 ? [] : await petitionsBySlug(trx, slugs)
  const [only, ...others] = wishes.some(({ slug }) => slug === undefined) ? await openPetitions(trx) : []
  return (slug: string | undefined): PetitionRow | undefined =>
    slug === undefined ? (others.length === 0 ? only : undefined) : named.find(row => row.slug === slug)
}

function languageOf({ written }: Sender, petition: PetitionRow) {
  return written ?? petitionLanguage(petition)
}

async function lookAtConfirming(
  trx: Transaction,
  wishes: readonly Of<'confirm' | 'reply'>[],
  asked: readonly AskedByToken[],
): Promise<[PipelineWish, Decide][]> {
  const hashes = wishes.map(({ tokenHash }) => tokenHash)
  const situations = await lookAtConfirmations(trx, hashes, asked)
  return wishes.map((wish, i) => {
    const at = situations[i]
    const petitionId = at?.petition.id
    const decide = (): Decision => {
      const outcomes = wish.kind === 'confirm' ? decideConfirm(wish, at) : decideReply(wish, at)
      // A button that does nothing here may belong to a removal or a command.
      return outcomes === 'turn' || (wish.kind === 'confirm' && at === undefined)
        ? { kind: 'turn' }
        : { kind: 'outcomes', outcomes, petitionId }
    }
    return [wish, decide]
  })
}

/** An email of ours did not arrive. A dead mailbox gets no more email, for any petition. */
async function lookAtUndelivered(
  trx: Transaction,
  wishes: readonly Of<'undelivered'>[],
): Promise<[PipelineWish, Decide][]> {
  if (wishes.length === 0) return []
  const deliveries = await deliveriesById(
    trx,
    wishes.map(({ deliveryId }) => deliveryId),
  )
  return wishes.map(wish => {
    const delivery = deliveries.get(wish.deliveryId)
    const { permanence, sender } = wish
    if (delivery !== undefined)
      sender.service.log.info({ delivery: delivery.id, permanence }, 'a delivery came back')
    const address = permanence === 'hard' ? delivery?.address : undefined
    const outcomes: Outcome[] = address == null ? [] : [{ kind: 'bounce', address }]
    return [wish, () => ({ kind: 'outcomes', outcomes, petitionId: delivery?.petition_id ?? undefined })]
  })
}

import { countConfirmed, totalConfirmed, totalOf } from '../../db/figures/counts.ts'
import type { PetitionRow } from '../../db/petitions.ts'
import { answer } from '../outbound/post-reply.ts'
import { about, type Posting } from '../turn.ts'
import type { DeskCall } from './call.ts'

export async function tellPublicCount(call: DeskCall): Promise<void> {
  const { people, organisations } = await countConfirmed(call.work.trx, call.petition.id)
  const signatures = totalOf({ people, organisations })
  await answer(call, 'publicCount', { ...about(call), signatures, people, organisations })
}

/** Tells how to sign, or that the petition is closed, with the count. */
export async function howToSign(turn: Posting & { petition: PetitionRow }): Promise<void> {
  const signatures = await totalConfirmed(turn.work.trx, turn.petition.id)
  await answer(turn, turn.petition.status === 'open' ? 'howToSign' : 'closed', { ...about(turn), signatures })
}

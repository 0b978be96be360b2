import type { NewDelivery } from '../../db/deliveries.ts'
import { addTokens, type NewToken } from '../../db/tokens.ts'
import { sealedReply, sendAll } from '../outbound/post-reply.ts'
import type { Work } from '../work.ts'
import type { Say } from './outcomes.ts'

/** A delivery that is ready to be kept, and the token in its link and its reply address. */
export interface Letter {
  delivery: NewDelivery
  token?: NewToken
}

export function letterOf({ sender, reply, args, capped }: Say): Letter {
  return { delivery: sealedReply(sender, reply, args, { capped }) }
}

/** Keeps the deliveries and their tokens, as part of the transaction. They are sent after the commit. */
export async function sendLetters(work: Work, letters: readonly Letter[]): Promise<void> {
  await addTokens(
    work.trx,
    letters.flatMap(({ token }) => token ?? []),
  )
  await sendAll(
    work,
    letters.map(({ delivery }) => delivery),
  )
}

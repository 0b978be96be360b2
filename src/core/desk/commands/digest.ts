import { endDigest, setDigest } from '../../../db/digests.ts'
import { answer } from '../../outbound/post-reply.ts'
import type { Given } from '../../reading/commands/given.ts'
import { digestContext } from '../../seal-contexts.ts'
import { zonedTime } from '../../time-zone.ts'
import { type DeskCall, deskPetition } from '../call.ts'

export async function digest(call: DeskCall, { every }: Given['digest']): Promise<void> {
  const { service, work, petition, account, incoming, to } = call
  const desk = deskPetition(call)
  if (every === 'off') {
    await endDigest(work.trx, petition.id, account)
    await answer(call, 'digestSet', { ...desk, every })
    return
  }
  const { next_at } = await setDigest(work.trx, {
    petition_id: petition.id,
    account,
    channel: incoming.channel,
    every,
    language: to.language,
    sealed_place: service.keys.sealForGood(to.place, digestContext(petition.id, account)),
    mailbox: to.mailbox,
    address: to.address,
  })
  await answer(call, 'digestSet', { ...desk, every, next: zonedTime(next_at, petition.time_zone) })
}

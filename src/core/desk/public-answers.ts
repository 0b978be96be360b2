/** What anybody is told of a petition. */
import { countConfirmed } from '../../db/figures/counts.ts'
import { petitionArgs } from '../petitions/public-petition.ts'
import { type DeskCall, tell } from './call.ts'

export async function tellPublicCount(call: DeskCall): Promise<void> {
  await tell(call, 'publicCount', await counted(call))
}

export async function howToSign(call: DeskCall): Promise<void> {
  const { petition, signatures } = await counted(call)
  await tell(call, call.petition.status === 'open' ? 'howToSign' : 'closed', { petition, signatures })
}

async function counted({ service, work, petition }: DeskCall) {
  const { people, organisations } = await countConfirmed(work.trx, petition.id)
  const signatures = people + organisations
  return { petition: petitionArgs(service, petition), signatures, people, organisations }
}

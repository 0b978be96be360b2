import { recentSignatures } from '../../../db/desk-signatures.ts'
import { answer } from '../../outbound/post-reply.ts'
import { type DeskCall, deskPetition } from '../call.ts'
import { lineOf } from '../signature-line.ts'

const pageSize = 10

export async function recent(call: DeskCall, { page }: { page: number }): Promise<void> {
  const rows = await recentSignatures(call.work.trx, call.petition.id, {
    offset: (page - 1) * pageSize,
    limit: pageSize + 1,
  })
  await answer(call, 'recentSignatures', {
    ...deskPetition(call),
    lines: rows.slice(0, pageSize).map(lineOf),
    page,
    more: rows.length > pageSize,
  })
}

import { isOrganiser } from '../../db/organisers.ts'
import { petitionBySlug, seenPetitions } from '../../db/petitions.ts'
import type { Act } from '../channel.ts'
import { atHeldDesk, type Call, type DeskCall, mayCreate, whoCreates } from '../desk/call.ts'
import { createByForm } from '../desk/commands/create.ts'
import { editByForm } from '../desk/commands/edit.ts'
import { newsByForm } from '../desk/commands/news.ts'
import { howToSign, tellPublicCount } from '../desk/public-answers.ts'
import { offeredTo, tellUnknown } from '../desk/which-petition.ts'
import { answer } from '../outbound/post-reply.ts'
import { readFormId } from '../petitions/forms.ts'
import { wholeForm } from '../petitions/read-forms.ts'
import type { Turn } from '../turn.ts'

type FilledForm = Extract<Act, { kind: 'form' }>

/** Takes a filled form. The account that it came from is the proof. Returns the id of the petition, if there is one. */
export async function receiveForm(turn: Turn, act: FilledForm): Promise<string | undefined> {
  const { service, work, incoming, account } = turn
  const id = readFormId(act.form)
  const proved = incoming.proved ?? incoming.authenticated
  const call: Call = { ...turn, command: { words: '' }, seen: [], proved }
  if (id?.kind === 'create') {
    const creator = { ...call, seen: await seenPetitions(work.trx, account) }
    if (mayCreate(creator)) return createByForm(call, act.values)
    await answer(call, 'mayNotCreate', whoCreates(service))
    return undefined
  }
  const named = id === undefined ? undefined : await petitionBySlug(work.trx, id.slug)
  const organises = named !== undefined && (await isOrganiser(work.trx, named.id, account))
  if (id === undefined || named === undefined || (named.status === 'draft' && !organises)) {
    const seen = await seenPetitions(work.trx, account)
    const asking = { ...call, seen, command: { words: 'sign' } }
    const open = offeredTo(asking).filter(({ status }) => status === 'open')
    await tellUnknown(asking, id?.slug ?? '', open)
    return undefined
  }
  const there: DeskCall = { ...call, petition: named }
  // The pipeline takes a wish to sign an open petition, so this petition is closed.
  if (id.kind === 'sign') await howToSign(there)
  else {
    const held = organises ? await atHeldDesk(there) : undefined
    if (held === undefined) await tellPublicCount(there)
    else if (id.kind === 'news') await newsByForm(held, act.values, id.item)
    else {
      const part = id.kind === 'edit' ? 'text' : id.kind
      await editByForm(held, part, wholeForm(part, act.values))
    }
  }
  return named.id
}

import { isOrganiser, organisedBy } from '../db/organisers.ts'
import { petitionBySlug, petitionNames } from '../db/petitions.ts'
import type { Act, AnswerTo, Incoming } from './channel.ts'
import { countPetition } from './count-petition.ts'
import { atHeldDesk, type Call, mayCreate } from './desk/call.ts'
import { createByForm } from './desk/create.ts'
import { editByForm } from './desk/shape.ts'
import { tellUnknown } from './desk/which-petition.ts'
import { readFormId } from './forms.ts'
import { accountHash } from './identity.ts'
import { type Addressee, answer } from './post-reply.ts'
import { petitionArgs } from './public-petition.ts'
import { readSignForm, wholeForm } from './read-forms.ts'
import { requestByForm } from './request-by-form.ts'
import type { Service, Work } from './work.ts'

const toService: AnswerTo = { kind: 'service' }

/** A filled form; the account it came from is the proof. The id of the petition, where there is one. */
export async function receiveForm(
  service: Service,
  work: Work,
  to: Addressee,
  incoming: Incoming,
  act: Extract<Act, { kind: 'form' }>,
): Promise<string | undefined> {
  const id = readFormId(act.form)
  const account = accountHash(service.keys, incoming.channel, incoming.account)
  const call: Call = {
    service,
    work,
    to,
    incoming,
    command: { words: '' },
    fields: undefined,
    account,
    proved: incoming.proved ?? incoming.authenticated,
    uncapped: false,
    sure: false,
    agreed: undefined,
  }
  if (id?.kind === 'create') {
    const mine = new Set(await organisedBy(work.trx, account))
    if (mayCreate(call, mine)) return (await createByForm(call, act.values))?.id
    await answer(service, work, to, 'mayNotCreate', { listed: service.create === 'listed' }, toService)
    return undefined
  }
  const named = id === undefined ? undefined : await petitionBySlug(work.trx, id.slug)
  const organises = named !== undefined && (await isOrganiser(work.trx, named.id, account))
  const held =
    id?.kind !== 'sign' && organises && named !== undefined
      ? await atHeldDesk({ ...call, petition: named })
      : undefined
  if (id === undefined || named === undefined || (named.status === 'draft' && !organises)) {
    const open = (await petitionNames(work.trx)).filter(({ status }) => status === 'open')
    await tellUnknown({ ...call, command: { words: 'sign' } }, id?.slug ?? '', [], open)
    return undefined
  }
  const here = { ...to, petitionId: named.id }
  if (id.kind !== 'sign' && held !== undefined) {
    const part = id.kind === 'rules' ? 'rules' : 'text'
    await editByForm(held, part, wholeForm(part, act.values))
    return named.id
  }
  const args = { petition: petitionArgs(service, named) }
  if (id.kind !== 'sign' || named.status !== 'open') {
    const { signatures, people, organisations } = await countPetition(work.trx, named)
    if (id.kind === 'sign') await answer(service, work, here, 'closed', { ...args, signatures }, toService)
    else
      await answer(
        service,
        work,
        here,
        'publicCount',
        { ...args, signatures, people, organisations },
        toService,
      )
    return named.id
  }
  const filled = readSignForm(act.values, named.policy, to.language)
  if (filled.kind === 'wrong') {
    const problems = filled.problems.map(({ problem }) => problem)
    await answer(service, work, here, 'formProblem', { problems, form: act.form }, toService)
  } else await requestByForm(service, work, here, incoming, named, filled)
  return named.id
}

import { isOrganiser, organisedBy } from '../../db/organisers.ts'
import { petitionBySlug, petitionNames } from '../../db/petitions.ts'
import type { Act, Incoming } from '../channel.ts'
import { atHeldDesk, type Call, type DeskCall, mayCreate, tell } from '../desk/call.ts'
import { createByForm } from '../desk/create.ts'
import { howToSign, tellPublicCount } from '../desk/public-answers.ts'
import { editByForm } from '../desk/shape.ts'
import { tellUnknown } from '../desk/which-petition.ts'
import { accountHash } from '../identity.ts'
import type { Addressee } from '../outbound/post-reply.ts'
import { readFormId } from '../petitions/forms.ts'
import { readSignForm, wholeForm } from '../petitions/read-forms.ts'
import { requestByForm } from '../signing/request-by-form.ts'
import type { Service, Work } from '../work.ts'

type FilledForm = Extract<Act, { kind: 'form' }>

/** A filled form; the account it came from is the proof. The id of the petition, where there is one. */
export async function receiveForm(
  service: Service,
  work: Work,
  to: Addressee,
  incoming: Incoming,
  act: FilledForm,
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
    left: undefined,
    agreed: undefined,
  }
  if (id?.kind === 'create') {
    const mine = new Set(await organisedBy(work.trx, account))
    if (mayCreate(call, mine)) return (await createByForm(call, act.values))?.id
    await tell(call, 'mayNotCreate', { listed: service.create === 'listed' })
    return undefined
  }
  const named = id === undefined ? undefined : await petitionBySlug(work.trx, id.slug)
  const organises = named !== undefined && (await isOrganiser(work.trx, named.id, account))
  if (id === undefined || named === undefined || (named.status === 'draft' && !organises)) {
    const open = (await petitionNames(work.trx)).filter(({ status }) => status === 'open')
    await tellUnknown({ ...call, command: { words: 'sign' } }, id?.slug ?? '', [], open)
    return undefined
  }
  const there: DeskCall = { ...call, petition: named }
  if (id.kind === 'sign') await signByForm(there, act)
  else {
    const held = organises ? await atHeldDesk(there) : undefined
    const part = id.kind === 'rules' ? 'rules' : 'text'
    if (held === undefined) await tellPublicCount(there)
    else await editByForm(held, part, wholeForm(part, act.values))
  }
  return named.id
}

async function signByForm(call: DeskCall, { form, values }: FilledForm): Promise<void> {
  const { service, work, to, incoming, petition } = call
  if (petition.status !== 'open') return howToSign(call)
  const filled = readSignForm(values, petition.policy, to.language)
  if (filled.kind === 'wrong') {
    const problems = filled.problems.map(({ problem }) => problem)
    return tell(call, 'formProblem', { problems, form })
  }
  await requestByForm(service, work, { ...to, petitionId: petition.id }, incoming, petition, filled)
}

import { randomUUID } from 'node:crypto'
import { insertCard } from '../db/cards.ts'
import { cancelDeliveriesOf } from '../db/deliveries.ts'
import { addOrganiser, isOrganiser, organisesAny } from '../db/organisers.ts'
import { openPetitions, type PetitionRow, petitionBySlug } from '../db/petitions.ts'
import { endRequest, waitingRequest, waitingRequestsOf } from '../db/requests.ts'
import { signaturesOfIdentity } from '../db/signatures.ts'
import type { Act, AnswerTo, Incoming } from './channel.ts'
import { countPetition } from './count-petition.ts'
import { readCreateForm, readFormId, readSignForm, slugOf } from './forms.ts'
import { accountHash } from './identity.ts'
import { createPetition, openPetition, type Problem, petitionLimits } from './organise-petition.ts'
import { type Addressee, answer } from './post-reply.ts'
import { listedPetition, petitionArgs } from './public-petition.ts'
import { requestByForm } from './request-by-form.ts'
import { detailsOf, newManageUrl } from './signature-words.ts'
import { textsOf } from './texts/texts.ts'
import { takeOff } from './withdraw-signature.ts'
import type { Service, Work } from './work.ts'

export type ChatAct = Extract<Act, { kind: 'form' | 'unsign' | 'list' | 'count' | 'announce' }>

const toService: AnswerTo = { kind: 'service' }

/** What somebody did in a chat; their account is the proof. The id of the petition, where there is one. */
export async function receiveChatAct(
  service: Service,
  work: Work,
  to: Addressee,
  incoming: Incoming,
  act: ChatAct,
): Promise<string | undefined> {
  switch (act.kind) {
    case 'form':
      return receiveForm(service, work, to, incoming, act)
    case 'unsign':
      return unsign(service, work, to, incoming, act.slug)
    case 'list':
      await listSignatures(service, work, to, incoming)
      return undefined
    case 'count':
      return withPetition(service, work, to, act.slug, petition =>
        tellCount(service, work, to, incoming, petition),
      )
    case 'announce':
      return withPetition(service, work, to, act.slug, petition =>
        announce(service, work, to, incoming, petition, JSON.stringify(act.room)),
      )
  }
}

async function receiveForm(
  service: Service,
  work: Work,
  to: Addressee,
  incoming: Incoming,
  act: Extract<ChatAct, { kind: 'form' }>,
): Promise<string | undefined> {
  const id = readFormId(act.form)
  if (id?.kind === 'create') return create(service, work, to, incoming, act.values)
  return withPetition(service, work, to, id?.slug ?? '', async petition => {
    const here = { ...to, petitionId: petition.id }
    if (petition.status !== 'open') {
      const { signatures } = await countPetition(work.trx, petition)
      await answer(
        service,
        work,
        here,
        'closed',
        { petition: petitionArgs(service, petition), signatures },
        toService,
      )
      return
    }
    const filled = readSignForm(act.values, petition.policy, to.language)
    if (filled.kind === 'wrong') {
      const problems = filled.problems.map(({ problem }) => problem)
      await answer(service, work, here, 'formProblem', { problems, slug: petition.slug }, toService)
      return
    }
    await requestByForm(service, work, here, incoming, petition, filled)
  })
}

/** Finds the petition that was meant, or says what to do. A draft is as unknown as a slug that never was. */
async function withPetition(
  service: Service,
  work: Work,
  to: Addressee,
  slug: string | undefined,
  act: (petition: PetitionRow) => Promise<void>,
): Promise<string | undefined> {
  const open = await openPetitions(work.trx)
  const named =
    slug === undefined ? (open.length === 1 ? open[0] : undefined) : await petitionBySlug(work.trx, slug)
  if (named !== undefined && named.status !== 'draft') {
    await act(named)
    return named.id
  }
  const petitions = open.map(row => listedPetition(service, row))
  if (petitions.length === 0) await answer(service, work, to, 'nothingOpen', {}, toService)
  else if (slug === undefined) await answer(service, work, to, 'whichPetition', { petitions }, toService)
  else await answer(service, work, to, 'unknownPetition', { asked: slug, petitions }, toService)
  return undefined
}

async function unsign(
  service: Service,
  work: Work,
  to: Addressee,
  incoming: Incoming,
  slug: string | undefined,
): Promise<string | undefined> {
  const account = accountHash(service.keys, incoming.channel, incoming.account)
  const signed = await signaturesOfIdentity(work.trx, account)
  if (slug === undefined && signed.length > 1) {
    const petitions = signed.map(({ petition }) => listedPetition(service, petition))
    await answer(service, work, to, 'whichSignature', { petitions }, toService)
    return undefined
  }
  return withPetition(service, work, to, slug ?? signed[0]?.petition.slug, async petition => {
    const here = { ...to, petitionId: petition.id }
    const args = { petition: petitionArgs(service, petition) }
    const standing = signed.find(({ signature }) => signature.petition_id === petition.id)
    const waiting = await waitingRequest(work.trx, petition.id, account)
    if (waiting !== undefined) {
      await endRequest(work.trx, waiting.id, 'dropped')
      await cancelDeliveriesOf(work.trx, waiting.id)
    }
    if (standing !== undefined) {
      await takeOff(work, 'withdraw', standing.signature.id)
      await answer(service, work, here, 'removed', { ...args, act: 'withdraw' }, toService)
    } else
      await answer(
        service,
        work,
        here,
        waiting === undefined ? 'nothingToRemove' : 'requestDropped',
        args,
        toService,
      )
  })
}

/** As many as an answer can hold; who has signed more finds the rest on the pages. */
const listed = 10

async function listSignatures(
  service: Service,
  work: Work,
  to: Addressee,
  incoming: Incoming,
): Promise<void> {
  const account = accountHash(service.keys, incoming.channel, incoming.account)
  const signed = (await signaturesOfIdentity(work.trx, account)).slice(0, listed)
  const entries = []
  for (const { signature, petition } of signed) {
    const { url: manageUrl } = await newManageUrl(service, work, signature.id)
    entries.push({
      petition: listedPetition(service, petition),
      details: detailsOf(signature),
      number: signature.number,
      signedAt: signature.confirmed_at.toISOString(),
      manageUrl,
    })
  }
  const waiting = (await waitingRequestsOf(work.trx, account)).map(row => listedPetition(service, row))
  await answer(service, work, to, 'mySignatures', { entries, waiting: waiting.slice(0, listed) }, toService)
}

async function tellCount(
  service: Service,
  work: Work,
  to: Addressee,
  incoming: Incoming,
  petition: PetitionRow,
): Promise<void> {
  const here = { ...to, petitionId: petition.id }
  const args = { petition: petitionArgs(service, petition) }
  const { byChannel, ...count } = await countPetition(work.trx, petition)
  const account = accountHash(service.keys, incoming.channel, incoming.account)
  if (await isOrganiser(work.trx, petition.id, account)) {
    const channels = {
      discord: byChannel.discord ?? 0,
      slack: byChannel.slack ?? 0,
      email: byChannel.email ?? 0,
    }
    await answer(service, work, here, 'organiserCount', { ...args, ...count, byChannel: channels }, toService)
  } else {
    const { signatures, people, organisations } = count
    await answer(
      service,
      work,
      here,
      'publicCount',
      { ...args, signatures, people, organisations },
      toService,
    )
  }
}

/** Who organises the petition, or manages the room's server, may show it there; it is public anyway. */
async function announce(
  service: Service,
  work: Work,
  to: Addressee,
  incoming: Incoming,
  petition: PetitionRow,
  room: string,
): Promise<void> {
  const here = { ...to, petitionId: petition.id }
  const args = { petition: petitionArgs(service, petition) }
  const account = accountHash(service.keys, incoming.channel, incoming.account)
  const may = incoming.manages === true || (await isOrganiser(work.trx, petition.id, account))
  if (may) {
    await insertCard(work.trx, {
      id: randomUUID(),
      petition_id: petition.id,
      channel: incoming.channel,
      room,
    })
    await answer(service, work, here, 'announced', args, toService)
  } else await answer(service, work, here, 'mayNotAnnounce', args, toService)
}

async function create(
  service: Service,
  work: Work,
  to: Addressee,
  incoming: Incoming,
  values: Record<string, string>,
): Promise<string | undefined> {
  const account = accountHash(service.keys, incoming.channel, incoming.account)
  const listedOnly = service.create === 'listed'
  const may = listedOnly ? await organisesAny(work.trx, account) : incoming.manages === true
  if (!may) {
    await answer(service, work, to, 'mayNotCreate', { listed: listedOnly }, toService)
    return undefined
  }
  const form = readCreateForm(values, to.language)
  const base = slugOf(form.title ?? '')
  // The title makes the slug; where it is taken, a number is added.
  for (let n = 1; n <= 50; n++) {
    const slug = n === 1 ? base : `${base}-${n}`
    const made = await createPetition(work.trx, { ...form, slug })
    switch (made.kind) {
      case 'slug-taken':
        continue
      case 'invalid':
        await answer(service, work, to, 'formProblem', { problems: sentences(made.problems, to) }, toService)
        return undefined
      case 'done': {
        await addOrganiser(work.trx, made.petition.id, account)
        await openPetition(work.trx, slug)
        const petition = petitionArgs(service, made.petition)
        await answer(
          service,
          work,
          { ...to, petitionId: made.petition.id },
          'petitionCreated',
          { petition, slug },
          toService,
        )
        return made.petition.id
      }
      case 'unknown':
      case 'text-is-fixed':
        throw new Error('a petition that was just made is neither')
    }
  }
  throw new Error('no slug was free')
}

function sentences(problems: Problem[], to: Addressee): string[] {
  const words = textsOf(to.language).chat.problems
  return problems.map(({ field }) => {
    switch (field) {
      case 'title':
      case 'text':
      case 'organisedBy':
        return words.petition(field, petitionLimits[field])
      case 'goal':
        return words.petition('goal', 0)
      default:
        return words.petition('other', 0)
    }
  })
}

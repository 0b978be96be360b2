import { isChat } from '../../../db/channels.ts'
import type { Transaction } from '../../../db/database.ts'
import { addOrganiser } from '../../../db/organisers.ts'
import { holdPeople } from '../../../db/people.ts'
import { addCommunity, countMadeToday, type PetitionCommunity } from '../../../db/petition-communities.ts'
import { petitionNames } from '../../../db/petitions.ts'
import type { Incoming } from '../../channel.ts'
import { answer } from '../../outbound/post-reply.ts'
import { addresseeLine, createForm } from '../../petitions/forms.ts'
import {
  createPetition,
  type Organised,
  openPetition,
  type PetitionForm,
} from '../../petitions/organise-petition.ts'
import { petitionProblems, readPetitionForm } from '../../petitions/read-forms.ts'
import { slugOf } from '../../petitions/slug.ts'
import { type Call, type DeskCall, deskPetition, mayCreate, whoCreates } from '../call.ts'
import { logEntry } from '../log-entry.ts'
import { offerForm, problemsIn, sentencesOf } from '../offer-form.ts'
import { organiserOf } from '../organisers.ts'
import { askSender } from '../pending.ts'

/** For an email, whose lines below the command are the form. A chat opens the form before any command comes. */
export async function create(call: Call): Promise<string | undefined> {
  if (!mayCreate(call)) await answer(call, 'mayNotCreate', whoCreates(call.service))
  else if (!call.proved) await askSender(call)
  else if (call.fields === undefined) await showForm(call)
  else return createByForm(call, call.fields)
  return undefined
}

/** Starts a petition by a filled form. Returns its id if it was created. */
export async function createByForm(call: Call, values: Record<string, string>): Promise<string | undefined> {
  const { work, to } = call
  const form = { language: to.language, ...readPetitionForm(values, 'UTC') }
  const required: (keyof PetitionForm)[] = ['title', 'text', 'organisedBy']
  const problems = petitionProblems(values, { required, closesAt: null, timeZone: 'UTC' }, to.language)
  const community = communityOf(call.incoming)
  if (problems.length === 0 && !(await mayCreateToday(call, community))) {
    await answer(call, 'enoughCreated', { most: call.service.limits.now()['petitions.day'] })
    return undefined
  }
  const made = problems.length === 0 ? await createUnderFreeSlug(work.trx, form) : undefined
  if (made?.kind !== 'done') {
    await showForm(call, made === undefined ? sentencesOf(problems) : problemsIn(made, call))
    return undefined
  }
  if (community !== undefined) await addCommunity(work.trx, made.petition.id, community)
  await addOrganiser(work.trx, made.petition.id, organiserOf(call))
  const opened = await openPetition(work.trx, made.petition.slug)
  const petition = opened.kind === 'done' ? opened.petition : made.petition
  const desk: DeskCall = { ...call, petition }
  await logEntry(desk, { kind: 'create' })
  call.service.log.info(
    { petition: petition.id },
    'a petition was started and is not listed: undersigned petition list',
  )
  await answer(desk, 'petitionCreated', {
    ...deskPetition(desk),
    shown: community === undefined ? 'nowhere' : 'here',
  })
  return petition.id
}

/** The community that will see the petition in its lists. Only people who manage a community decide what it sees. */
function communityOf({ channel, tenant, manages }: Incoming): PetitionCommunity | undefined {
  return isChat(channel) && tenant !== undefined && manages === true ? { channel, tenant } : undefined
}

/** Holds the community, so that two members cannot both start the last petition of the day. The account is held already. */
async function mayCreateToday(
  { service, work, account }: Call,
  community: PetitionCommunity | undefined,
): Promise<boolean> {
  if (community !== undefined)
    await holdPeople(work.trx, [service.keys.hash('community', community.channel, community.tenant)])
  return (await countMadeToday(work.trx, account, community)) < service.limits.now()['petitions.day']
}

/**
 * Makes the slug from the title, and adds a number if it is taken. If somebody takes the same slug in the meantime, the insert waits for them,
 * and the next try sees theirs.
 */
async function createUnderFreeSlug(trx: Transaction, form: PetitionForm): Promise<Organised> {
  const base = slugOf(form.title ?? '')
  for (;;) {
    const taken = new Set((await petitionNames(trx)).map(({ slug }) => slug))
    let slug = base
    // A slug has at most 63 characters. A base leaves room for a hyphen and three digits; from the thousandth petition on it is cut.
    for (let n = 2; taken.has(slug); n++) slug = `${base.slice(0, 62 - String(n).length)}-${n}`
    const made = await createPetition(trx, { ...form, slug }, { listed: false })
    if (made.kind !== 'slug-taken') return made
  }
}

/** The form as an email shows it; in a chat, the button that opens it. */
async function showForm(call: Call, problems: string[] = []): Promise<void> {
  const form = createForm(call.to.language)
  if (call.incoming.plainReply) form.fields.push(addresseeLine(call.to.language))
  await offerForm(call, form, 'create', problems)
}

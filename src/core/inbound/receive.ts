import { deliveryById, deliveryToMailbox, failWaitingTo } from '../../db/deliveries.ts'
import { countConfirmed } from '../../db/figures/counts.ts'
import { fileEvent, rememberEvent } from '../../db/inbox.ts'
import { organisedBy } from '../../db/organisers.ts'
import { openPetitions, type PetitionRow, petitionBySlug, petitionNames } from '../../db/petitions.ts'
import { forgetBounce, suppressBounced } from '../../db/suppressions.ts'
import { tokenOfDelivery } from '../../db/tokens.ts'
import type { Act, AnswerTo, Incoming, Received } from '../channel.ts'
import { accountHash } from '../identity.ts'
import { type Addressee, answer } from '../outbound/post-reply.ts'
import { listedPetition, petitionArgs, petitionLanguage } from '../petitions/public-petition.ts'
import { commandWritten } from '../reading/commands/command-words.ts'
import { asksToBeTold, onlyThanks } from '../reading/commands/manners.ts'
import { beginsAsCommand, commandSaid, understandCommand } from '../reading/commands/understand-command.ts'
import { fold } from '../reading/fold-text.ts'
import { isReplySubject, understandRequest } from '../reading/understand-request.ts'
import { isConsent, linesOf, mentionsSigning } from '../reading/words-of-signers.ts'
import { requestSignature } from '../signing/request-signature.ts'
import { requestRemoval } from '../signing/withdraw-signature.ts'
import { hashToken } from '../token.ts'
import type { Service, Work } from '../work.ts'
import { addresseeOf, languageOfText } from './addressee.ts'
import { receiveAnswer } from './receive-answer.ts'
import { receiveCommand, receiveCommands } from './receive-command.ts'
import { receiveForm } from './receive-form.ts'

/** Takes one event, once: what it changes and what is answered commit together. */
export async function receive(service: Service, work: Work, incoming: Incoming): Promise<Received> {
  const key = service.keys.hash('inbox', incoming.channel, incoming.key)
  if (!(await rememberEvent(work.trx, key, incoming.channel))) return { kind: 'repeat' }
  const petitionId = await take(service, work, incoming, incoming.act)
  if (petitionId !== undefined) await fileEvent(work.trx, key, petitionId)
  return { kind: 'taken' }
}

/** The id of the petition it belongs to, where it belongs to one. */
async function take(service: Service, work: Work, incoming: Incoming, act: Act): Promise<string | undefined> {
  const to = addresseeOf(service, incoming)
  const words = ({ subject, text }: { subject: string; text: string }) => ({
    subject,
    text,
    fromName: incoming.displayName,
  })
  switch (act.kind) {
    case 'undelivered':
      return undelivered(service, work, act)
    case 'form':
      return receiveForm(service, work, to, incoming, act)
    case 'command':
      return receiveCommand(service, work, to, incoming, { command: act.command })
    case 'answer': {
      await heardFrom(work, to)
      return receiveAnswer(service, work, to, incoming, hashToken(act.token), words(act))
    }
    case 'message': {
      await heardFrom(work, to)
      const token = await tokenOfLostTag(work, to, act)
      if (token === undefined) return receiveMessage(service, work, to, incoming, act)
      if (token !== 'gone') return receiveAnswer(service, work, to, incoming, token, words(act))
      await answer(service, work, to, 'actIsGone', {}, { kind: 'service' })
      return undefined
    }
  }
}

/** A mailbox that proves to write is not dead. */
async function heardFrom(work: Work, to: Addressee): Promise<void> {
  if (to.authenticated && to.address !== null) await forgetBounce(work.trx, to.address)
}

/**
 * The token of the question that a reply without its tag answers. `gone`: it asked about a command that is forgotten, and
 * "yes" to that is no signature.
 */
async function tokenOfLostTag(
  work: Work,
  to: Addressee,
  { answersDeliveries, text }: Extract<Act, { kind: 'message' }>,
): Promise<Buffer | 'gone' | undefined> {
  if (to.mailbox === null || answersDeliveries.length === 0) return undefined
  const delivery = await deliveryToMailbox(work.trx, answersDeliveries, to.mailbox)
  if (delivery === undefined) return undefined
  const token = await tokenOfDelivery(work.trx, delivery)
  if (token !== undefined || delivery.pending_command_id === null) return token
  return understandCommand({ subject: '', text }) === undefined ? 'gone' : undefined
}

async function receiveMessage(
  service: Service,
  work: Work,
  to: Addressee,
  incoming: Incoming,
  act: Extract<Act, { kind: 'message' }>,
): Promise<string | undefined> {
  const said = {
    subject: act.subject,
    text: act.text,
    ...(incoming.displayName === undefined ? {} : { fromName: incoming.displayName }),
  }
  // A draft is as unknown as a slug that never was, also in how a mail is read.
  const mine = await organisedBy(work.trx, accountHash(service.keys, incoming.channel, incoming.account))
  const visible = (await petitionNames(work.trx)).filter(
    ({ id, status }) => status !== 'draft' || mine.includes(id),
  )
  const slugs = new Set(visible.map(({ slug }) => slug))
  const request = understandRequest({ ...said, slugs, organises: mine.length > 0 })
  if (request.kind === 'command' || (request.kind === 'help' && mine.length > 0)) {
    const asked = request.kind === 'command' ? request : commandSaid('help', slugs)
    return receiveCommands(service, work, to, incoming, asked, act.slug)
  }
  const proved = incoming.proved ?? incoming.authenticated
  // Beneath an answer of the desk.
  if (mine.length > 0 && isReplySubject(act.subject) && onlyThanks(act.text)) return undefined
  if (mine.length > 0 && proved && isLost(request, said, slugs)) {
    const nearly = beginsAsCommand(said.text, slugs)
    if (nearly !== undefined) return receiveCommands(service, work, to, incoming, nearly, act.slug)
    const command = { words: 'help' }
    return receiveCommand(service, work, to, incoming, { command, lost: true })
  }
  const open = await openPetitions(work.trx)
  const named = act.slug === undefined ? undefined : await petitionBySlug(work.trx, act.slug)
  // A draft is nobody's business: it is as unknown as a slug that never was.
  const petition = act.slug === undefined ? onlyOne(open) : named?.status === 'draft' ? undefined : named
  const toService: AnswerTo = { kind: 'service' }
  if (petition === undefined) {
    const petitions = open.map(row => listedPetition(service, row))
    if (act.slug !== undefined && petitions.length > 0)
      await answer(service, work, to, 'unknownPetition', { asked: act.slug, petitions }, toService)
    else if (petitions.length > 0) await answer(service, work, to, 'whichPetition', { petitions }, toService)
    else await answer(service, work, to, 'nothingOpen', {}, toService)
    return undefined
  }
  const written = `${act.subject}\n${act.text}`
  await receiveForPetition(
    service,
    work,
    {
      ...to,
      petitionId: petition.id,
      language: languageOfText(written) ?? petitionLanguage(petition),
    },
    incoming,
    request,
    petition,
  )
  return petition.id
}

/** Whoever organises asked for something, in words that are no command's; or wrote what is nobody's name, and no consent. */
function isLost(
  request: ReturnType<typeof understandRequest>,
  { subject, text }: { subject: string; text: string },
  slugs: ReadonlySet<string>,
): boolean {
  if (request.kind === 'question') return true
  if (request.kind !== 'sign') return false
  // "Approve", and nothing else.
  if (linesOf(text).some(asksToBeTold) || commandWritten(text.trim()) !== undefined) return true
  const { name, occupation, organisation } = request.written
  const isOfDesk = (word: string) => slugs.has(word) || commandWritten(word) !== undefined
  if (name !== undefined) return occupation === undefined && name.split(/\s+/).some(isOfDesk)
  const said = fold(`${subject}\n${text}`)
  return text.trim() !== '' && organisation === undefined && !mentionsSigning(said) && !isConsent(said)
}

function onlyOne(open: PetitionRow[]): PetitionRow | undefined {
  return open.length === 1 ? open[0] : undefined
}

async function receiveForPetition(
  service: Service,
  work: Work,
  to: Addressee,
  incoming: Incoming,
  request: Exclude<ReturnType<typeof understandRequest>, { kind: 'command' }>,
  petition: PetitionRow,
): Promise<void> {
  const args = petitionArgs(service, petition)
  const answerTo: AnswerTo = { kind: 'petition', slug: petition.slug }
  switch (request.kind) {
    // Leaving works as long as the petition is there, also after it has closed.
    case 'withdraw':
    case 'erase':
      await requestRemoval(service, work, to, incoming, petition, request.kind)
      return
    case 'sign':
      if (petition.status === 'open')
        await requestSignature(service, work, to, incoming, petition, request.written)
      else
        await answer(
          service,
          work,
          to,
          'closed',
          { petition: args, signatures: await total(work, petition) },
          answerTo,
        )
      return
    case 'help':
    case 'question': {
      const signatures = await total(work, petition)
      if (petition.status === 'open')
        await answer(service, work, to, 'howToSign', { petition: args, signatures }, answerTo)
      else await answer(service, work, to, 'closed', { petition: args, signatures }, answerTo)
      return
    }
  }
}

async function total(work: Work, petition: PetitionRow): Promise<number> {
  const { people, organisations } = await countConfirmed(work.trx, petition.id)
  return people + organisations
}

/** A mail of ours did not arrive. A dead mailbox gets no more mail, for any petition. */
async function undelivered(
  service: Service,
  work: Work,
  act: Extract<Act, { kind: 'undelivered' }>,
): Promise<string | undefined> {
  const delivery = await deliveryById(work.trx, act.deliveryId)
  if (delivery === undefined) return undefined
  service.log.info({ delivery: delivery.id, permanence: act.permanence }, 'a delivery came back')
  if (act.permanence === 'hard' && delivery.address !== null) {
    await suppressBounced(work.trx, delivery.address)
    await failWaitingTo(work.trx, delivery.address, 'bounced')
  }
  return delivery.petition_id ?? undefined
}

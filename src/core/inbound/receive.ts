import { claimEvents, fileEvents } from '../../db/inbox.ts'
import { holdPeople, peopleOfToken } from '../../db/people.ts'
import { openPetitions, petitionBySlug } from '../../db/petitions.ts'
import { forgetBounces } from '../../db/suppressions.ts'
import type { Incoming, Received } from '../channel.ts'
import { howToSign } from '../desk/public-answers.ts'
import { nearTo } from '../desk/which-petition.ts'
import { answer } from '../outbound/post-reply.ts'
import { charge, chargesOf, overLimits } from '../outbound/typed-mailboxes.ts'
import { listedPetition, petitionLanguage } from '../petitions/public-petition.ts'
import {
  askAboutRemoval,
  decline,
  tellSomethingElse,
  tellStatus,
  tellUnclear,
} from '../signing/tell-status.ts'
import { requestRemoval } from '../signing/withdraw-signature.ts'
import { atPetition, type PetitionTurn, type Turn } from '../turn.ts'
import type { Service, Work } from '../work.ts'
import type { Reading } from './read.ts'
import type { Wish } from './read-message.ts'
import { receiveAnswer } from './receive-answer.ts'
import { receiveCommand, receiveCommands, receiveLost } from './receive-command.ts'
import { receiveForm } from './receive-form.ts'
import { turnOf } from './sender.ts'

/** Takes one event outside the pipeline, and only once. Its changes and its answers commit together. */
export async function receive(
  service: Service,
  work: Work,
  incoming: Incoming,
  reading: Reading,
): Promise<Received> {
  const { trx } = work
  const turn = turnOf(service, work, incoming)
  const limits = service.limits.now()
  // Only pages name a mailbox here. In a chat only the form to sign does, and the pipeline takes that.
  const charges = incoming.place === null ? chargesOf(turn, undefined) : []
  const [over] = await overLimits(trx, limits, [charges])
  if (over !== undefined) return { kind: 'over-limit' }
  const key = service.keys.hash('inbox', incoming.channel, incoming.key)
  const [claimed] = await claimEvents(trx, [{ key, channel: incoming.channel }])
  if (claimed === undefined) return { kind: 'repeat' }
  const answered = reading.kind === 'answer' ? reading.tokenHash : undefined
  const others = answered === undefined ? [] : await peopleOfToken(trx, answered)
  await holdPeople(trx, [turn.to.mailbox ?? turn.account, ...others])
  // A mailbox that provably writes is not dead.
  if (turn.to.authenticated && turn.to.address !== null) await forgetBounces(trx, [turn.to.address])
  const petitionId = await dispatch(turn, reading)
  if (petitionId !== undefined) await fileEvents(trx, [{ key, petition_id: petitionId }])
  // Last, as in the pipeline, so that two transactions do not wait for each other.
  await charge(trx, limits, charges)
  return { kind: 'taken' }
}

/** Returns the id of the petition that the event belongs to, or undefined if it belongs to none. */
async function dispatch(turn: Turn, reading: Reading): Promise<string | undefined> {
  switch (reading.kind) {
    case 'form':
      return receiveForm(turn, reading)
    case 'command':
      return receiveCommand(turn, { command: reading.command })
    case 'answer':
      return receiveAnswer(turn, reading)
    case 'message':
      return receiveMessage(turn, reading)
    case 'answer-to-nothing':
      await answer(turn, 'actIsGone', {})
      return undefined
    case 'undelivered':
      // The pipeline takes all of these.
      return undefined
  }
}

async function receiveMessage(
  turn: Turn,
  { wish, slug }: Extract<Reading, { kind: 'message' }>,
): Promise<string | undefined> {
  switch (wish.kind) {
    case 'command':
      return receiveCommands(turn, wish, slug)
    case 'lost':
      await receiveLost(turn)
      return undefined
    case 'thanks':
      return undefined
  }
  const here = await findPetition(turn, slug)
  if (here !== undefined) await receiveForPetition(here, wish)
  return here?.petition.id
}

/** Finds the petition that the address names, otherwise the only open one. If there is none, answers and returns undefined. */
async function findPetition(turn: Turn, slug: string | undefined): Promise<PetitionTurn | undefined> {
  const { service, work } = turn
  const named = slug === undefined ? undefined : await petitionBySlug(work.trx, slug)
  const open = named === undefined || named.status === 'draft' ? await openPetitions(work.trx) : []
  // A draft looks the same as a slug that never existed.
  const petition = slug === undefined ? onlyOne(open) : named?.status === 'draft' ? undefined : named
  if (petition !== undefined) {
    return atPetition(turn, petition, turn.written ?? petitionLanguage(petition))
  }
  const near = slug === undefined ? [] : nearTo(slug, open)
  const petitions = [...new Set([...near, ...open])].map(row => listedPetition(service, row))
  if (petitions.length === 0) await answer(turn, 'nothingOpen', {})
  else if (slug === undefined) await answer(turn, 'whichPetition', { petitions })
  else await answer(turn, 'unknownPetition', { asked: slug, petitions })
  return undefined
}

function onlyOne<T>([only, ...others]: T[]): T | undefined {
  return others.length === 0 ? only : undefined
}

async function receiveForPetition(
  turn: PetitionTurn,
  wish: Exclude<Wish, { kind: 'command' | 'lost' | 'thanks' }>,
): Promise<void> {
  switch (wish.kind) {
    // Leaving works for as long as the petition exists, also after it has closed.
    case 'withdraw':
    case 'erase':
      return requestRemoval(turn, wish.kind)
    case 'perhaps-withdraw':
      return askAboutRemoval(turn)
    case 'declines':
      return decline(turn, wish.only)
    // The pipeline takes a wish to sign an open petition, so this petition is closed.
    case 'sign':
    case 'help':
      return howToSign(turn)
    case 'state':
      return tellStatus(turn)
    case 'question':
    case 'unclear':
      return tellUnclear(turn)
    case 'elsewhere':
      return tellSomethingElse(turn, wish.perhaps)
  }
}

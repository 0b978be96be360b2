import { isChat } from '../../db/channels.ts'
import { holdDesk } from '../../db/desk-entries.ts'
import { isOrganiser } from '../../db/organisers.ts'
import { type PetitionRow, petitionById, type SeenPetition } from '../../db/petitions.ts'
import type { Command } from '../channel.ts'
import { petitionLanguage } from '../petitions/public-petition.ts'
import type { DeskPetition } from '../texts/desk-args.ts'
import type { WhoCreates } from '../texts/reply-args.ts'
import { about, atPetition, type PetitionTurn, type Turn } from '../turn.ts'
import type { Service } from '../work.ts'

export interface Call extends Turn {
  command: Command
  slug?: string | undefined
  /** The petitions that this account can see: drafts only if it organises them. */
  seen: SeenPetition[]
  /** Answer in the petition's language, because the words of the email show none. */
  speaksAsPetition?: boolean
  /** The fields of a form, if an email carries them under the command. */
  fields?: Record<string, string> | undefined
  /** Whether the account provably sent it. Only then is an organiser believed. */
  proved: boolean
  /** Set if the command was shown first and got a yes: the id under which it was kept. */
  agreed?: string | undefined
}

/** A call about one petition, from anybody. `acts.ts` and `receiveForm` check whether it comes from an organiser. */
export type DeskCall = Call & PetitionTurn

/** The call once its petition is known. */
export function callAt(call: Call, petition: PetitionRow): DeskCall {
  return atPetition(call, petition, call.speaksAsPetition ? petitionLanguage(petition) : call.to.language)
}

export function organises({ seen, petition }: DeskCall): boolean {
  return seen.some(({ id, mine }) => mine && id === petition.id)
}

/**
 * Whether the account may create a petition: anyone who manages a server or workspace, or organises one already; with CREATE=listed only
 * the latter.
 */
export function mayCreate({ service, seen, incoming }: Call): boolean {
  const organises = seen.some(({ mine }) => mine)
  return organises || (service.create !== 'listed' && incoming.manages === true)
}

/**
 * The people to ask, for somebody who may not create a petition. By email this is all they learn, because nobody manages a server there.
 */
export function whoCreates({ create, channels, site }: Service): WhoCreates {
  const contact = site.contact === undefined ? {} : { contact: site.contact }
  return { by: create === 'anyone' && channels.some(isChat) ? 'chat' : 'operator', ...contact }
}

/**
 * Holds the petition, because changes at a desk happen one at a time. Reads the petition and its author's right again after the wait.
 * Returns undefined if they are no organiser any more.
 */
export async function atHeldDesk(call: DeskCall): Promise<DeskCall | undefined> {
  const { trx } = call.work
  await holdDesk(trx, call.petition.id)
  const petition = await petitionById(trx, call.petition.id)
  if (petition === undefined || !(await isOrganiser(trx, petition.id, call.account))) return undefined
  return { ...call, petition }
}

export function deskPetition(at: Pick<PetitionTurn, 'service' | 'petition'>): DeskPetition {
  return { ...about(at), slug: at.petition.slug }
}

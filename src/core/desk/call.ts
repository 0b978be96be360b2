import { holdDesk } from '../../db/desk-entries.ts'
import { isOrganiser } from '../../db/organisers.ts'
import { type PetitionRow, petitionById, type SeenPetition } from '../../db/petitions.ts'
import { isChat } from '../../db/schema.ts'
import type { Command } from '../channel.ts'
import { petitionLanguage } from '../petitions/public-petition.ts'
import type { DeskPetition } from '../texts/desk-args.ts'
import type { WhoCreates } from '../texts/reply-args.ts'
import { about, atPetition, type PetitionTurn, type Turn } from '../turn.ts'
import type { Service } from '../work.ts'

export interface Call extends Turn {
  command: Command
  slug?: string | undefined
  /** The petitions this account may know of: drafts only if it organises them. */
  seen: SeenPetition[]
  /** An email whose words show no language is answered in the petition's. */
  speaksAsPetition?: boolean
  /** The fields of a form, if an email carries them under the command. */
  fields?: Record<string, string> | undefined
  /** True if nobody else can have sent it. An organiser is believed only then. */
  proved: boolean
  /** The command was shown first, and a yes came back: the id it was kept under until then. */
  agreed?: string | undefined
}

/** A call about one petition, by anyone: `acts.ts` and `receiveForm` keep from others what is only for its organisers. */
export type DeskCall = Call & PetitionTurn

/** The call once its petition is known. */
export function callAt(call: Call, petition: PetitionRow): DeskCall {
  return atPetition(call, petition, call.speaksAsPetition ? petitionLanguage(petition) : call.to.language)
}

export function organises({ seen, petition }: DeskCall): boolean {
  return seen.some(({ id, mine }) => mine && id === petition.id)
}

/** Anyone who manages a server or workspace; with CREATE=listed only those who organise a petition already. */
export function mayCreate({ service, seen, incoming }: Call): boolean {
  const organises = seen.some(({ mine }) => mine)
  return organises || (service.create !== 'listed' && incoming.manages === true)
}

/** For somebody who may not create a petition: the people to ask. By email nobody manages a server, so this is all they learn. */
export function whoCreates({ create, channels, site }: Service): WhoCreates {
  const contact = site.contact === undefined ? {} : { contact: site.contact }
  return { by: create === 'anyone' && channels.some(isChat) ? 'chat' : 'operator', ...contact }
}

/**
 * Changes at a desk happen one at a time. A command that had to wait finds the petition, and its author's right, as they are by then.
 * Undefined if that right is gone.
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

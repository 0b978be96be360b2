import { holdDesk } from '../../db/desk-entries.ts'
import { isOrganiser } from '../../db/organisers.ts'
import { type PetitionRow, petitionById } from '../../db/petitions.ts'
import type { AnswerTo, Command, Incoming } from '../channel.ts'
import type { LeftCommands } from '../commands.ts'
import { type Addressee, answer, post, type Subject } from '../outbound/post-reply.ts'
import { petitionArgs } from '../petitions/public-petition.ts'
import type { DeskPetition } from '../texts/desk-words.ts'
import type { ReplyArgs, ReplyKind } from '../texts/words.ts'
import type { Service, Work } from '../work.ts'

/** One command of one account. */
export interface Call {
  service: Service
  work: Work
  to: Addressee
  incoming: Incoming
  command: Command
  /** What a form's fields say where a mail carries them under the command. */
  fields: Record<string, string> | undefined
  /** Hash of who calls. */
  account: Buffer
  /** Nobody else can have given it: organisers are believed only then. */
  proved: boolean
  /** Proved, and organises something: answered as often as they ask. For all others the caps on mail hold. */
  uncapped: boolean
  /** It was shown what this does, and a yes came back. */
  sure: boolean
  /** Commands of the same mail that are not taken: said with the answer. */
  left: LeftCommands | undefined
  /** The id under which it was kept until that yes. */
  agreed: string | undefined
}

/** A call about one petition, by whomever: what is only for its organisers is kept from others in `runAt` and `receiveForm`. */
export interface DeskCall extends Call {
  petition: PetitionRow
}

/** Whoever manages a server or workspace, or, where only listed ones may, whoever organises a petition already. */
export function mayCreate(call: Call, mine: ReadonlySet<string>): boolean {
  if (call.service.create === 'listed') return mine.size > 0
  return call.incoming.manages === true || mine.size > 0
}

/**
 * One at a time changes something at a desk; whoever had to wait finds the petition, and their own right, as they are by then.
 * Undefined where that right is gone.
 */
export async function atHeldDesk(call: DeskCall): Promise<DeskCall | undefined> {
  const { trx } = call.work
  await holdDesk(trx, call.petition.id)
  const petition = await petitionById(trx, call.petition.id)
  if (petition === undefined || !(await isOrganiser(trx, petition.id, call.account))) return undefined
  return { ...call, petition }
}

export function deskPetition(service: Service, petition: PetitionRow): DeskPetition {
  return { petition: petitionArgs(service, petition), slug: petition.slug }
}

/** Answers who calls. */
export async function tell<K extends ReplyKind>(
  call: Call & { petition?: PetitionRow },
  kind: K,
  args: ReplyArgs<K>,
  answerTo?: AnswerTo,
  subject: Subject = {},
): Promise<void> {
  const { service, work, to, petition } = call
  const here = petition === undefined ? to : { ...to, petitionId: petition.id }
  const back: AnswerTo =
    answerTo ?? (petition === undefined ? { kind: 'service' } : { kind: 'petition', slug: petition.slug })
  if (call.uncapped)
    await post(service, work, here, kind, args, back, { ...subject, capped: false, left: call.left })
  else await answer(service, work, here, kind, args, back, subject)
}

/** Finds the petition a command means: the one that was named, or the only one there is. Otherwise asks, with buttons. */

import { openPetitions, type PetitionRow, petitionById, type SeenPetition } from '../../db/petitions.ts'
import { plainWords } from '../commands.ts'
import { answer } from '../outbound/post-reply.ts'
import { isOffered } from '../petitions/offered.ts'
import { listedPetition } from '../petitions/public-petition.ts'
import { slugOf } from '../petitions/slug.ts'
import { editDistance } from '../reading/commands/edit-distance.ts'
import type { Call } from './call.ts'
import { keepMention } from './pending.ts'

/** The petitions that this account organises, and those that everybody in this place is shown. */
export function offeredTo({ seen, incoming }: Pick<Call, 'seen' | 'incoming'>): SeenPetition[] {
  return seen.filter(petition => petition.mine || isOffered(petition, incoming))
}

/** Finds a petition by its slug, or by its title, because a chat lets people type that. */
export function petitionNamed(
  asked: string,
  call: Pick<Call, 'seen' | 'incoming'>,
): SeenPetition | undefined {
  const { seen } = call
  const offered = offeredTo(call)
  const folded = asked.toLowerCase()
  const byTitle = offered.filter(({ title }) => title.toLowerCase() === folded)
  return seen.find(({ slug }) => slug === folded) ?? (byTitle.length === 1 ? byTitle[0] : undefined)
}

/** Finds the one petition that is meant, or asks and returns undefined. `toSign`: only an open one counts. */
export async function choosePetition(call: Call, toSign = false): Promise<PetitionRow | undefined> {
  const { work, seen, slug } = call
  const organised = seen.filter(({ mine }) => mine)
  const open = offeredTo(call).filter(({ status }) => status === 'open')
  if (slug !== undefined) {
    const named = petitionNamed(slug, call)
    if (named !== undefined) return petitionById(work.trx, named.id)
    await tellUnknown(call, slug, [...new Set([...organised, ...open])])
    return undefined
  }
  const candidates = organised.length > 0 && !toSign ? organised : open
  const [only, another] = candidates
  if (only !== undefined && another === undefined) return petitionById(work.trx, only.id)
  if (only === undefined && call.incoming.plainReply) await answer(call, 'nothingOpen', {})
  else await askWhich(call, call.command.words, candidates)
  return undefined
}

/** Says that there is no petition with that name; a draft of somebody else counts as none. Offers similar names, otherwise `others`. */
export async function tellUnknown(call: Call, asked: string, others: SeenPetition[]): Promise<void> {
  const near = nearTo(asked, offeredTo(call))
  // An organiser asked for something of their desk, also by email.
  if (!call.incoming.plainReply || call.uncapped) {
    const words = withoutWord(call.command.words, asked)
    return askWhich(call, words, near.length > 0 ? near : others, { asked, near: near.length > 0 })
  }
  // An email signs by an address: the open petitions, nearest name first.
  const rank = (slug: string) => (near.some(petition => petition.slug === slug) ? 0 : 1)
  const open = (await openPetitions(call.work.trx)).sort((a, b) => rank(a.slug) - rank(b.slug))
  if (open.length === 0) return answer(call, 'nothingOpen', {})
  const petitions = open.map(row => listedPetition(call.service, row))
  return answer(call, 'unknownPetition', { asked, petitions })
}

/** Five rows of five buttons. */
const mostChoices = 25
/** Longer than any petition's name; shown shortened. */
const longestAsked = 60

export async function askWhich(
  call: Call,
  words: string,
  petitions: { slug: string; title: string }[],
  unknown?: { asked: string; near: boolean },
): Promise<void> {
  await answer(call, 'whichPetitionFor', {
    words,
    ...(await keepMention(call, words)),
    petitions: petitions.slice(0, mostChoices).map(({ slug, title }) => ({ slug, title })),
    more: Math.max(0, petitions.length - mostChoices),
    ...(unknown && { asked: [...unknown.asked].slice(0, longestAsked).join(''), near: unknown.near }),
  })
}

/** The petitions whose slug differs from `asked` by a letter or two, or contains it. */
export function nearTo<P extends { slug: string }>(asked: string, seen: readonly P[]): P[] {
  const wanted = slugOf(asked.slice(0, 100))
  return seen
    .map(petition => ({ petition, slug: petition.slug, steps: editDistance(wanted, petition.slug) }))
    .filter(
      ({ slug, steps }) => steps <= (slug.length > 5 ? 2 : 1) || (wanted.length > 2 && slug.includes(wanted)),
    )
    .sort((a, b) => a.steps - b.steps)
    .slice(0, 5)
    .map(({ petition }) => petition)
}

function withoutWord(said: string, name: string): string {
  const [command = '', ...rest] = plainWords(said)
  const at = rest.findIndex(word => word.toLowerCase() === name.toLowerCase())
  return [command, ...rest.filter((_, index) => index !== at)].join(' ')
}

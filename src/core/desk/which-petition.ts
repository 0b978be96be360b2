/** Which petition is meant: the one that was named, the only one there is, or a question with the choices to press. */

import { openPetitions, type PetitionRow, petitionById, type petitionNames } from '../../db/petitions.ts'
import { plainWords } from '../commands.ts'
import { answer } from '../outbound/post-reply.ts'
import { listedPetition } from '../petitions/public-petition.ts'
import { slugOf } from '../petitions/slug.ts'
import { editDistance } from '../reading/commands/edit-distance.ts'
import type { Call } from './call.ts'
import { keepMention } from './pending.ts'

export type NamedPetition = Awaited<ReturnType<typeof petitionNames>>[number]

/** By its slug, or as a chat lets one type it, by its title. */
export function petitionNamed(asked: string, visible: NamedPetition[]): NamedPetition | undefined {
  const folded = asked.toLowerCase()
  const byTitle = visible.filter(({ title }) => title.toLowerCase() === folded)
  return visible.find(({ slug }) => slug === folded) ?? (byTitle.length === 1 ? byTitle[0] : undefined)
}

/** `mine` are those this account organises; `toSign`: only an open one will do. */
export async function choosePetition(
  call: Call,
  slug: string | undefined,
  { visible, mine, toSign }: { visible: NamedPetition[]; mine: ReadonlySet<string>; toSign: boolean },
): Promise<PetitionRow | undefined> {
  const organised = visible.filter(({ id }) => mine.has(id))
  const open = visible.filter(({ status }) => status === 'open')
  if (slug !== undefined) {
    const named = petitionNamed(slug, visible)
    if (named !== undefined) return petitionById(call.work.trx, named.id)
    await tellUnknown(call, slug, visible, [...new Set([...organised, ...open])])
    return undefined
  }
  const candidates = organised.length > 0 && !toSign ? organised : open
  const [only, another] = candidates
  if (only !== undefined && another === undefined) return petitionById(call.work.trx, only.id)
  if (only === undefined && call.incoming.plainReply) await answer(call, 'nothingOpen', {})
  else await askWhich(call, call.command.words, candidates)
  return undefined
}

/** There is no petition of that name, or none that is this account's business: those it may have meant, else `others`. */
export async function tellUnknown(
  call: Call,
  asked: string,
  visible: NamedPetition[],
  others: NamedPetition[],
): Promise<void> {
  const near = nearTo(asked, visible)
  // Who organises asked for something of their desk, also in a mail.
  if (!call.incoming.plainReply || call.uncapped) {
    const words = withoutWord(call.command.words, asked)
    return askWhich(call, words, near.length > 0 ? near : others, { asked, near: near.length > 0 })
  }
  // A mail signs by an address: what is open, and what was nearly named first.
  const rank = (slug: string) => (near.some(petition => petition.slug === slug) ? 0 : 1)
  const open = (await openPetitions(call.work.trx)).sort((a, b) => rank(a.slug) - rank(b.slug))
  if (open.length === 0) return answer(call, 'nothingOpen', {})
  const petitions = open.map(row => listedPetition(call.service, row))
  return answer(call, 'unknownPetition', { asked, petitions })
}

/** Five rows of five buttons. */
const mostChoices = 25
/** Names longer than that are nobody's, and are said back cut. */
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
    ...(unknown === undefined
      ? {}
      : { asked: [...unknown.asked].slice(0, longestAsked).join(''), near: unknown.near }),
  })
}

/** A letter or two away, or a part of it. */
export function nearTo(asked: string, visible: NamedPetition[]): NamedPetition[] {
  const wanted = slugOf(asked.slice(0, 100))
  const isNear = ({ slug }: NamedPetition) =>
    editDistance(wanted, slug) <= (slug.length > 5 ? 2 : 1) || (wanted.length > 2 && slug.includes(wanted))
  return visible
    .filter(isNear)
    .sort((a, b) => editDistance(wanted, a.slug) - editDistance(wanted, b.slug))
    .slice(0, 5)
}

/** What was said, but for the name of the petition. */
function withoutWord(said: string, name: string): string {
  const [command = '', ...rest] = plainWords(said)
  const at = rest.findIndex(word => word.toLowerCase() === name.toLowerCase())
  return [command, ...rest.filter((_, index) => index !== at)].join(' ')
}

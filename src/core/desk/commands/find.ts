import { findSignatures } from '../../../db/desk-signatures.ts'
import { answer } from '../../outbound/post-reply.ts'
import { type TypedCondition, takeCondition } from '../../reading/commands/read-condition.ts'
import { type DeskCall, deskPetition } from '../call.ts'
import { conditionOf, tellsOrigin } from '../conditions.ts'
import { lineOf } from '../signature-line.ts'
import { unusualOrigins, wholeTime } from '../unusual-report.ts'
import { nearTo } from '../which-petition.ts'

const pageSize = 10

/** Longer names do not fit into a button that leads to the next page. */
const longestName = 60

/** The words may hold conditions, such as `evidence:press`. */
export async function find(call: DeskCall, { name, page }: { name: string; page: number }): Promise<void> {
  const { service, petition, work } = call
  const taken = takeCondition(name.split(' '))
  const typed = taken?.condition ?? {}
  const condition = conditionOf(service.keys, petition, typed)
  const conditional = Object.keys(typed).length > 0 && condition !== undefined
  if (conditional && tellsOrigin(typed) && !(await standsOut(call, typed)))
    return answer(call, 'tooFewToTell', { ...deskPetition(call) })
  const wanted = conditional ? name : name.slice(0, longestName)
  const words = conditional ? (taken?.rest.join(' ') ?? '') : wanted
  const { signatures, total } = await findSignatures(
    work.trx,
    petition.id,
    { words, condition: conditional ? condition : {} },
    { page: page - 1, limit: pageSize },
  )
  const otherwise = total === 0 ? meantOtherwise(call, wanted) : undefined
  await answer(call, 'foundSignatures', {
    ...deskPetition(call),
    name: wanted,
    lines: signatures.map(lineOf),
    total,
    page,
    more: total > page * pageSize,
    ...(otherwise && { otherwise }),
  })
}

/** Whether `unusual` names this origin. Organisers must not learn who has a mailbox at any other, or is a member of it. */
async function standsOut(call: DeskCall, { domain, community }: TypedCondition): Promise<boolean> {
  const { service, work, petition } = call
  const reading = { db: work.trx, keys: service.keys, aboutDomain: service.aboutDomain }
  const { found } = await unusualOrigins(reading, wholeTime(petition))
  const registrable = domain && service.aboutDomain(domain).registrable
  return found.some(({ origin }) =>
    origin.of === 'domain'
      ? community === undefined && origin.name === registrable
      : domain === undefined &&
        (origin.id === community || origin.name.toLowerCase() === community?.toLowerCase()),
  )
}

/** If nobody was found, the first word may have been meant as a petition. */
function meantOtherwise({ seen }: DeskCall, wanted: string) {
  const [word = '', ...others] = wanted.split(' ')
  const rest = others.join(' ')
  if (rest === '') return undefined
  const [near] = nearTo(
    word,
    seen.filter(({ mine }) => mine),
  )
  if (near !== undefined) return { word, slug: near.slug, rest }
  return /^[a-z0-9-]+$/.test(word) ? { word, rest } : undefined
}

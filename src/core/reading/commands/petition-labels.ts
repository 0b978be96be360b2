// "Title: Fair training", over as many lines as it takes: what a mail to create or edit a petition says.

import { chat as enChat } from '../../texts/en/chat.ts'
import { chat as frChat } from '../../texts/fr/chat.ts'
import { fold } from '../fold-text.ts'
import { closingLength } from '../lines.ts'
import { type LabelledPart, PETITION_LABELS } from './lexicon-commands.ts'

// The labels of our own forms too: what core shows somebody to fill in comes back with them.
const FIELDS: ReadonlyMap<string, LabelledPart> = new Map(
  (Object.keys(PETITION_LABELS) as LabelledPart[]).flatMap(field =>
    [...PETITION_LABELS[field], ...labelsOfForms(field)].map(label => [fold(label), field] as const),
  ),
)

function labelsOfForms(field: LabelledPart): string[] {
  return field === 'contact' ? [] : [enChat.petitionForm[field], frChat.petitionForm[field]]
}

// In bold or in a list: "*Title:* …", "- Title: …"; with the choices there are: "Who may sign (account, email): …".
const LABELLED =
  /^[\s*_•–-]{0,8}(\p{L}[\p{L}'’, -]{1,58}?)\s{0,2}(?:\([^()]{0,200}\))?[\s*_]{0,4}[:：][\s*_]{0,4}(.*)$/u

/** Said to be empty they are taken away; of the others an empty one says nothing. */
const MAY_BE_EMPTY: ReadonlySet<LabelledPart> = new Set<LabelledPart>([
  'goal',
  'closes',
  'occupations',
  'contact',
])

/**
 * The labelled parts of a text. A part runs to the next label; each label counts once, a second is ordinary words.
 * `text` keeps its lines; the others are one line each (occupations joined by commas) and end at a blank line. What
 * stands before the first label, and a closing with a name at the end, are nobody's. An empty goal, date, list of
 * occupations or contact is given as ''. Linear.
 */
export function petitionFields(text: string): Partial<Record<LabelledPart, string>> {
  const parts = new Map<LabelledPart, string[]>()
  let current: string[] | undefined
  for (const line of text.split(/\r\n|[\n\r\u2028\u2029\u0085]/)) {
    const labelled = line.length > 4_000 ? null : LABELLED.exec(line)
    const field = labelled === null ? undefined : FIELDS.get(fold(labelled[1] ?? '').trim())
    if (field !== undefined && !parts.has(field)) {
      current = [labelled?.[2] ?? '']
      parts.set(field, current)
    } else current?.push(line)
  }
  if (current !== undefined) cutClosing(current)
  return Object.fromEntries(
    [...parts]
      .map(([field, lines]) => [field, partOf(field, lines)] as const)
      .filter(([field, value]) => value !== '' || MAY_BE_EMPTY.has(field)),
  )
}

function partOf(field: LabelledPart, lines: readonly string[]): string {
  const trimmed = lines.map(line => line.trimEnd())
  const begin = trimmed.findIndex(line => line.trim() !== '')
  if (begin === -1) return ''
  if (field === 'text') return trimmed.slice(begin).join('\n').trim()
  const blank = trimmed.indexOf('', begin)
  const value = trimmed
    .slice(begin, blank === -1 ? undefined : blank)
    .map(line => line.replace(/^\s*[-•*]\s+|^\s+/u, ''))
  return value.join(field === 'occupations' ? ', ' : ' ').replace(/,(?:\s*,)+/g, ',')
}

/** "Best,\nDana" after a blank line. */
function cutClosing(lines: string[]): void {
  for (let at = Math.max(1, lines.length - 6); at < lines.length; at += 1) {
    const line = fold(lines[at] ?? '').trim()
    const after = line.slice(closingLength(line))
    if ((lines[at - 1] ?? '').trim() !== '' || after === line || !/^[\s,.!]*$/.test(after)) continue
    lines.length = at
    return
  }
}

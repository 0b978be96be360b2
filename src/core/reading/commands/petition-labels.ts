// "Title: Fair training", over as many lines as it takes: what an email to create or edit a petition says.

import { fold } from '../fold-text.ts'
import { closingLength } from '../lines.ts'

/** The names people give to the parts of a petition. The labels of our own forms are among them: a form that we send by email comes back. */
const LABELS = {
  title: 'title|petition title|titre|titre de la pétition|intitulé',
  text: 'text|statement|petition text|texte|texte de la pétition|déclaration|tribune',
  organisedBy:
    'organised by|organized by|who organises it|organiser|organizer|organisers|organizers|organisé par|organisée par|qui l’organise|organisateur|organisatrice|organisateurs|à l’initiative de',
  addressee: 'addressed to|addressee|addressees|to whom|destinataire|destinataires|adressé à|adressée à',
  goal: 'goal|goal, a number of signatures|target|signature goal|objectif|objectif, en nombre de signatures|but',
  policy: 'policy|who may sign|who can sign|signing policy|confirmation|règle|politique|qui peut signer',
  closes:
    'closes|closes at|closes on|closing|closing date|close|deadline|end|ends|ends on|clôture|date de clôture|clôture le|ferme le|se termine le|fin|échéance|date limite',
  organisations: 'organisations|organizations|organisation signatures|organization signatures|associations',
  listing:
    'listing|list|names|names shown|what is shown|visibility|signatories|liste|noms|liste publique|ce qui est affiché|visibilité|signataires',
  figures: 'figures on the page|figures|chiffres sur la page|chiffres',
  accent: 'colour of the page|colour|color|accent|couleur de la page|couleur',
  language: 'language|languages|langue|langues',
  occupations:
    'occupations|suggested occupations|professions|métiers|professions proposées|activités proposées',
  contact:
    'contact|contact address|contact mail|contact e-mail|contact email|adresse de contact|courriel de contact',
  timeZone: 'time zone|timezone|zone|fuseau|fuseau horaire',
}

export type LabelledPart = keyof typeof LABELS

const PARTS: ReadonlyMap<string, LabelledPart> = new Map(
  (Object.keys(LABELS) as LabelledPart[]).flatMap(part =>
    LABELS[part].split('|').map(label => [fold(label), part] as const),
  ),
)

// In bold or in a list: "*Title:* …", "- Title: …"; with the choices there are: "Who may sign (account, email): …".
const LABELLED =
  /^[\s*_•–-]{0,8}(\p{L}[\p{L}'’, -]{1,58}?)\s{0,2}(?:\([^()]{0,200}\))?[\s*_]{0,4}[:：][\s*_]{0,4}(.*)$/u

/** If one of these is empty, the petition loses the part. Other empty parts change nothing. */
const MAY_BE_EMPTY: ReadonlySet<LabelledPart> = new Set<LabelledPart>([
  'goal',
  'closes',
  'occupations',
  'addressee',
  'contact',
  'accent',
])

/**
 * The labelled parts of a text. A part runs to the next label; each label counts once, a second is ordinary words.
 * `text` keeps its lines; the others are one line each (occupations joined by commas) and end at a blank line. Anything
 * before the first label belongs to no part, and so does a closing with a name at the end. An empty goal, date, list of
 * occupations, addressee, contact or colour is given as ''. `parts`: no other label counts. Linear.
 */
export function petitionFields(
  text: string,
  parts?: readonly LabelledPart[],
): Partial<Record<LabelledPart, string>> {
  const found = new Map<LabelledPart, string[]>()
  let current: string[] | undefined
  for (const line of text.split(/\r\n|[\n\r\u2028\u2029\u0085]/)) {
    const labelled = line.length > 4_000 ? null : LABELLED.exec(line)
    const field = labelled === null ? undefined : PARTS.get(fold(labelled[1] ?? '').trim())
    if (field !== undefined && !found.has(field) && (parts?.includes(field) ?? true)) {
      current = [labelled?.[2] ?? '']
      found.set(field, current)
    } else current?.push(line)
  }
  if (current !== undefined) cutClosing(current)
  return Object.fromEntries(
    [...found]
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

// The details that a signer gives, cleaned so that the public page, a CSV and a chat show what was typed and nothing
// hidden in it. Markup stays as typed: the code that renders it escapes it.

/** For an organisation, `name` is the representative and `occupation` their role. If nobody represents it, `name` is its own. */
export interface Details {
  kind: 'person' | 'organisation'
  name: string
  occupation?: string
  organisation?: string
  /** If false, the signature is counted and the name is not shown. */
  listed: boolean
}

export type PartialDetails = { [K in keyof Details]?: Details[K] | undefined }

export type DetailsField = 'name' | 'occupation' | 'organisation'
export type DetailsProblem = 'too-long' | 'empty' | 'not-a-name'
/** Problems of details that were typed on a page. `refused`: the petition takes no signatures of organisations. */
export type TypedProblem = DetailsProblem | 'refused'

export type CheckedDetails =
  | { kind: 'ok'; details: Details }
  | { kind: 'missing-name' }
  | { kind: 'invalid'; field: DetailsField; problem: DetailsProblem }

/** In user-perceived characters (Unicode grapheme clusters). */
export const fieldLimits: Readonly<Record<DetailsField, number>> = {
  name: 100,
  occupation: 100,
  organisation: 150,
}

const GRAPHEMES = new Intl.Segmenter('und', { granularity: 'grapheme' })

// A grapheme may hold any number of marks, so the UTF-16 units are bounded before the text is segmented.
const UNITS_PER_GRAPHEME = 20

/** Counts user-perceived characters, up to `atMost` + 1. */
export function graphemeCount(text: string, atMost = 1_000): number {
  // Printable ASCII: a character is a grapheme.
  if (/^[\x20-\x7e]*$/.test(text)) return Math.min(text.length, atMost + 1)
  let count = 0
  for (const _ of GRAPHEMES.segment(text.slice(0, (atMost + 1) * UNITS_PER_GRAPHEME))) {
    count += 1
    if (count > atMost) break
  }
  return text.length > (atMost + 1) * UNITS_PER_GRAPHEME ? atMost + 1 : count
}

// Controls and formats (bidi, zero width, tags, soft hyphen), lone surrogates, private use, noncharacters, and letters
// that look like nothing: Hangul fillers, the braille blank, Khmer inherent vowels, the grapheme joiner.
const HIDDEN =
  /\p{Cc}|\p{Cf}|\p{Cs}|\p{Co}|\p{Noncharacter_Code_Point}|\u034f|[\u115f\u1160\u2800\u3164\uffa0]|\u17b4|\u17b5|\u180b|\u180c|\u180d|\u180f/u
const JOINERS = new Set(['\u200c', '\u200d'])
const VARIATION_SELECTOR = /[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/u
const EMOJI = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f/u
// Scripts in which a joiner or non-joiner changes the letters a reader sees (UAX #31, section 2.3).
const JOINING =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Nko}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}]/u
const SPACE = /[\s\u0085\p{Zs}\p{Zl}\p{Zp}]/u
const MARK = /\p{M}/u
// "Zalgo" text stacks marks that belong to no script. No orthography stacks more than three of them on a letter.
const FREE_MARK = /[\p{Script=Inherited}\p{Me}]/u
const FREE_MARKS = 3
const SCRIPT_MARKS = 6

/** One line of clean text: NFC, nothing hidden, white space folded, few stacked marks. Linear. */
export function cleanField(text: string): string {
  const characters = [...text.normalize('NFC')]
  let clean = ''
  let before = ''
  let free = 0
  let ofScript = 0
  for (let at = 0; at < characters.length; at += 1) {
    const character = characters[at] ?? ''
    if (SPACE.test(character)) {
      clean += ' '
      before = ' '
      free = 0
      ofScript = 0
      continue
    }
    if (JOINERS.has(character)) {
      const after = characters[at + 1] ?? ''
      const inEmoji = character === '\u200d' && EMOJI.test(before) && EMOJI.test(after)
      if (inEmoji || (JOINING.test(before) && JOINING.test(after))) {
        clean += character
        before = character
      }
      continue
    }
    if (HIDDEN.test(character)) continue
    if (VARIATION_SELECTOR.test(character)) {
      if (EMOJI.test(before) || /\p{Script=Han}/u.test(before)) {
        clean += character
        before = character
      }
      continue
    }
    if (MARK.test(character)) {
      if (FREE_MARK.test(character)) free += 1
      else ofScript += 1
      if (free > FREE_MARKS || ofScript > SCRIPT_MARKS || before === '' || before === ' ') continue
    } else {
      free = 0
      ofScript = 0
    }
    clean += character
    before = character
  }
  // Without the hidden characters a letter and its accent may be neighbours: compose again.
  return clean.normalize('NFC').replace(/ {2,}/g, ' ').trim()
}

const URL_LIKE = /:\/\/|\bwww\.|\b(?:https?|ftp|mailto|javascript|data|file|tel):/iu
const MAIL_ADDRESS = /[^\s@<>()]@[^\s@<>()]+\.[^\s@<>()]/u
const BARE_DOMAIN =
  /(?<=[\p{L}\p{N}-]{2})\.(?:com|net|org|info|biz|io|co|app|dev|xyz|shop|online|site|store|club|top|link|click|ru|cn|de|fr|uk|us|eu|example|test|me|tv|gg|ly|to)(?![\p{L}\p{N}])/iu

/** Can this be shown as somebody's name? Expects a clean field. */
export function canBeName(name: string): boolean {
  return (
    /\p{L}/u.test(name) &&
    !isBroken(name) &&
    !URL_LIKE.test(name) &&
    !MAIL_ADDRESS.test(name) &&
    !BARE_DOMAIN.test(name)
  )
}

/** A character was lost in transit: "Andr\ufffd". */
function isBroken(text: string): boolean {
  return text.includes('\ufffd')
}

/** The person who signs for an organisation, if it named one. */
export function representativeOf({
  name,
  organisation,
}: PartialDetails & { name: string }): string | undefined {
  return organisation && organisation.toLowerCase() !== name.toLowerCase() ? name : undefined
}

const LINE_BREAK = /[\n\r\u2028\u2029\u0085\v\f]/

/** Checks and cleans. Line breaks around a field are ignored; one inside a name is 'not-a-name'. */
export function checkDetails(partial: PartialDetails): CheckedDetails {
  const kind = partial.kind ?? 'person'
  const rawName = partial.name?.trim() || (kind === 'organisation' && partial.organisation?.trim()) || ''
  const name = cleanField(rawName)
  if (name === '') return { kind: 'missing-name' }
  if (LINE_BREAK.test(rawName) || !canBeName(name))
    return { kind: 'invalid', field: 'name', problem: 'not-a-name' }
  const occupation = cleanField(partial.occupation ?? '')
  const organisation = cleanField(partial.organisation ?? '')
  if (kind === 'organisation') {
    if (organisation === '') return { kind: 'invalid', field: 'organisation', problem: 'empty' }
    if (!/[\p{L}\p{N}]/u.test(organisation) || URL_LIKE.test(organisation) || MAIL_ADDRESS.test(organisation))
      return { kind: 'invalid', field: 'organisation', problem: 'not-a-name' }
  }
  const fields = { name, occupation, organisation }
  for (const field of ['name', 'occupation', 'organisation'] as const) {
    if (isBroken(fields[field])) return { kind: 'invalid', field, problem: 'not-a-name' }
    if (graphemeCount(fields[field], fieldLimits[field]) > fieldLimits[field])
      return { kind: 'invalid', field, problem: 'too-long' }
  }
  return {
    kind: 'ok',
    details: {
      kind,
      name,
      ...(occupation === '' ? {} : { occupation }),
      ...(organisation === '' ? {} : { organisation }),
      // Listed is the representative; the organisation itself always is.
      listed:
        (partial.listed ?? true) &&
        (kind === 'person' || representativeOf({ name, organisation }) !== undefined),
    },
  }
}

/** The made emails: what people wrote, and what a careful reader understands. Written before the code that reads them. */
import { readFileSync } from 'node:fs'

export const madeLanguages = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pt'] as const
/** The later sets have some in other languages. The lists of the code have hardly a word of Czech and of those behind it. */
const moreLanguages = ['pl', 'sv', 'ja', 'cs', 'da', 'uk', 'tr', 'el', 'hu', 'zh'] as const
export type MadeLanguage = (typeof madeLanguages | typeof moreLanguages)[number]

/** Petitions about four unlike things: no subject matter can be in the code that reads. */
export const madePetitions = {
  forest: {
    title: 'Keep the alder forest whole',
    text: 'No motorway may be built through the alder forest.',
  },
  books: {
    title: 'Ask the authors first',
    text: 'Nobody may train AI on a book unless its author has agreed to it.',
  },
  library: { title: 'The library stays open', text: 'The town must not close the library in Quay Street.' },
  film: { title: 'Open the film archive', text: 'The national film archive must be kept, copied and shown.' },
} as const

/**
 * `request` is a first email to a petition's address, `reply` answers our question whether to sign. `signed` is a new email
 * from a mailbox that has signed, `signed-reply` a reply to its receipt. `organiser` is a new email from an organiser.
 */
type Situation = 'request' | 'reply' | 'signed' | 'signed-reply' | 'organiser'

/** The email led to this. `kind: …` is an answer that no careful reader expected. */
export type Outcome =
  | 'asked'
  /** Asked in words that claim nothing: "Would you like to sign?" */
  | 'offered'
  | 'confirmed'
  | 'asked again'
  | 'refused'
  | 'corrected'
  | 'withdrawn'
  | 'withdrawal asked'
  | 'erase asked'
  | 'erased'
  | 'state'
  | 'declined'
  | 'not a signature'
  | 'unread'
  | 'silence'
  | `command ${string}`
  | `kind: ${string}`

export interface Right {
  /** A careful reader would accept each of them. */
  outcome: Outcome[]
  /** The details to be shown if somebody is asked to confirm, or details were changed; each list holds spellings that are as good. */
  name?: string[]
  /** Occupation and organisation, wherever one ends and the other begins. */
  rest?: string[]
  kind?: 'person' | 'organisation'
  listed?: boolean
}

export interface MadeEmail {
  id: string
  situation: Situation
  kind: string
  petition: keyof typeof madePetitions
  from: { name: string; address: string }
  /** `{SUBJECT}` is that of our email. */
  subject: string
  /** Name and occupation of the first email, if they matter. */
  before?: string
  /**
   * `{QUOTE}`, `{OUTLOOK}`, `{APPLE}` … stand for our email as programs quote it, `{OUTLOOK-PART: 1}` for its first line alone,
   * `{INSIDE: …}` for words typed into the quotation, `{INLINE: …}` for words between two of its paragraphs.
   */
  text: string[]
  /** The program sends HTML alone, with our email as a block quotation or beneath a line. */
  html?: true
  /** Headers that a program adds. */
  headers?: Record<string, string>
  right: Right
  /** These outcomes would hurt the sender. */
  harm: Outcome[]
  /** None of these may be shown as something to be published. */
  neverPublished?: string[]
  note?: string
}

export interface MadeIn {
  made: MadeEmail
  language: MadeLanguage
}

export function madeEmails(language: MadeLanguage): MadeEmail[] {
  return readMade(`${language}.json`) as MadeEmail[]
}

/**
 * 400, 100 more by another writer who had read neither the 400 nor the code, 150 more of the kinds that were read worst, and 155 that were not used to write the code.
 * The fifth set has 157 replies, written before their writer had read the code; the seventh has 51 more, written after the fifth had been
 * used, and before they were tried.
 * The sixth set has 150 first emails and organisers' emails, written without looking at the code; the eighth has 50 more, written after
 * the sixth had been used to write the code, and the ninth 40 more, written after the eighth had been.
 * The tenth set has 120 natural first emails: two thirds as ordinary people sign, one third awkward; the thirteenth has 60 more, written
 * after the tenth had been used. The eleventh has 100 replies, written blind: to the question and to the receipt, as eight programs quote them.
 */
export const madeSets: Record<
  | 'first'
  | 'second'
  | 'third'
  | 'fourth'
  | 'fifth'
  | 'sixth'
  | 'seventh'
  | 'eighth'
  | 'ninth'
  | 'tenth'
  | 'eleventh'
  | 'thirteenth',
  () => MadeIn[]
> = {
  first: () =>
    inLanguages(Object.fromEntries(madeLanguages.map(language => [language, madeEmails(language)]))),
  second: () => inLanguages(readMade('second.json')),
  third: () => inLanguages(readMade('third.json')),
  fourth: () => inLanguages(readMade('fourth.json')),
  fifth: () => inLanguages(readMade('fifth.json')),
  sixth: () => inLanguages(readMade('sixth.json')),
  seventh: () => inLanguages(readMade('seventh.json')),
  eighth: () => inLanguages(readMade('eighth.json')),
  ninth: () => inLanguages(readMade('ninth.json')),
  tenth: () => inLanguages(readMade('tenth.json')),
  eleventh: () => inLanguages(readMade('eleventh.json')),
  thirteenth: () => inLanguages(readMade('thirteenth.json')),
}

/** A first email, or an organiser's. It answers nothing that we sent, so it can be read without a service. */
export function isFirst({ situation }: MadeEmail): boolean {
  return situation === 'request' || situation === 'organiser'
}

function readMade(name: string) {
  return JSON.parse(readFileSync(new URL(`./made/${name}`, import.meta.url), 'utf8'))
}

function inLanguages(set: Partial<Record<MadeLanguage, MadeEmail[]>>): MadeIn[] {
  return [...madeLanguages, ...moreLanguages].flatMap(language =>
    (set[language] ?? []).map(made => ({ made, language })),
  )
}

/** The made emails: what people wrote, and what a careful reader understands. Written before the code that reads them. */
import { readFileSync } from 'node:fs'

export const madeLanguages = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pt'] as const
/** The later sets have some in other languages. The lists of the code have hardly a word of Czech and of those behind it. */
const moreLanguages = ['pl', 'sv', 'ja', 'cs', 'da', 'uk', 'tr', 'el', 'hu', 'zh', 'fi', 'ar'] as const
export type MadeLanguage = (typeof madeLanguages | typeof moreLanguages)[number]

/** Petitions about ten unlike things: no subject matter can be in the code that reads. */
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
  river: { title: 'A river to swim in', text: 'No sewage may be let into the river Wend.' },
  orchestra: {
    title: 'Keep the youth orchestra',
    text: 'The county must go on paying for its youth orchestra.',
  },
  museum: { title: 'Free entry to the town museum', text: 'The town museum must not charge its visitors.' },
  rights: {
    title: 'Translators are authors',
    text: 'Translators must be named, asked and paid for each use.',
  },
  scripts: {
    title: 'Fair pay for scenario writers',
    text: 'Those who write a series must earn a living by it.',
  },
  science: {
    title: 'An open letter of scientists',
    text: 'Research that the public pays for must be free to read.',
  },
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
  /** Our email, if it is another than the question whether to sign, or the receipt. */
  answers?: 'offer' | 'reminder' | 'change' | 'needName' | 'whichPetition'
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
 * First emails, organisers' emails and replies: 400 (first), 100 by a writer who had read neither them nor the code (second), 150 of the
 * kinds that were read worst (third), and 155 that were not used to write the code (fourth).
 * First emails and organisers' emails: the sixth set (150), the eighth (50), the ninth (40); natural ones: the tenth (120), the thirteenth
 * (60), the fourteenth (40 of organisers), the fifteenth (59), the seventeenth (120), the twentieth (60), the eighteenth
 * (126 in seven languages other than English), the twenty-second (63 in the same, 40 in eight others), the twenty-third (60 English), the
 * twenty-fifth (100 English), the twenty-sixth (60 in seven languages other than English, 10 in seven more),
 * the thirtieth (100 English), the thirty-first (84 in six languages other than English), the thirty-second (60 English, 48 in the same six).
 * Replies: the fifth set (157), the seventh (51), the eleventh (100), the twelfth (60 about something else than the signature), the
 * sixteenth (50), the twenty-fourth (60 natural ones), the twenty-seventh (100, also to the reminder, the offer and others), the
 * twenty-ninth (38 that agree and tell something, 60 that begin as if they agreed). Emails of organisers alone: the twenty-eighth (60).
 * The thirty-third (90 English), the thirty-fourth (72 in the same six), the thirty-fifth and the thirty-sixth (60 English, 42 in the
 * same six each, in the frequencies of an ordinary week), the thirty-seventh (60 and 60, likewise), the thirty-eighth (50 and 48, each
 * with something that misleads) and the thirty-ninth (60 and 60) are first emails again. The fortieth, the forty-second and the fifty-ninth (132 replies each) have a form of
 * their own.
 * From the fifth on, each was written without reading the code, and tried before it
 * was used to change the code.
 */
export const setNames = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
  'eleventh',
  'twelfth',
  'thirteenth',
  'fourteenth',
  'fifteenth',
  'sixteenth',
  'seventeenth',
  'eighteenth',
  'twentieth',
  'twenty-second',
  'twenty-third',
  'twenty-fourth',
  'twenty-fifth',
  'twenty-sixth',
  'twenty-seventh',
  'twenty-eighth',
  'twenty-ninth',
  'thirtieth',
  'thirty-first',
  'thirty-second',
  'thirty-third',
  'thirty-fourth',
  'thirty-fifth',
  'thirty-sixth',
  'thirty-seventh',
  'thirty-eighth',
  'thirty-ninth',
  'forty-first',
  'forty-third',
  'forty-fourth',
  'forty-fifth',
  'forty-sixth',
  'forty-eighth',
  'forty-ninth',
  'fiftieth',
  'fifty-first',
  'fifty-second',
  'fifty-third',
  'fifty-fourth',
  'fifty-fifth',
  'fifty-sixth',
  'fifty-seventh',
  'fifty-eighth',
  'sixty-second',
] as const

/**
 * First emails that all say one thing in their own words, a third of them only look like it: to be removed (161), to have a detail left
 * out (161), to sign as an organisation (105), not to sign (105), not to be shown (105). Two writers for each, in seven languages.
 * What the first wrote was used to write the code; what the second wrote was tried before it was looked at.
 */
export const kindNames = ['removal', 'withheld', 'organisations', 'declining', 'unlisted'] as const
export type MadeSet = (typeof setNames)[number] | (typeof kindNames)[number]

/** The first set has a file for each language. */
export function madeSet(name: MadeSet): MadeIn[] {
  return name === 'first'
    ? inLanguages(Object.fromEntries(madeLanguages.map(language => [language, madeEmails(language)])))
    : inLanguages(readMade(`${name}.json`))
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

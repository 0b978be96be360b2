/** The list to hand over, as plain data in finished words. */

export interface PetitionDocument {
  /** BCP 47, of the words around. */
  language: string
  title: string
  /** The line above the title that says who asks. */
  organiser: string
  /** "To the European Parliament" */
  addressee?: string
  /** "4,213 signatures" */
  count: string
  /** One line each: the parts of the number, and its date. */
  details: string[]
  url: string
  /** Its own colour, readable on white paper. */
  accent?: string
  /** The statement, and what was added or corrected later, each under a heading. */
  texts: { heading: string; text: string; isMarkdown?: boolean }[]
  organisationsHeading: string
  peopleHeading: string
  /** Below the heading of people: how many are counted without being named. */
  note?: string
  /** The end of the document: letters that no font here has are left out. */
  lettersMissing: string
  /** Before the number of a page. */
  page: string
}

/** Organisations come before people. */
export interface ListedName {
  kind: 'person' | 'organisation'
  name: string
  /** Occupation and organisation of a person; the representative and checked domain of an organisation. */
  more?: string
}

import type { LoggedAct, PetitionField, ShownAct, SignatureLine } from '../desk-words.ts'

/** What is done to several signatures. */
export type ManyAct = Extract<ShownAct, { count: number }>
type Undoable = Exclude<ShownAct['kind'], 'undo'>
type Export = Extract<LoggedAct, { kind: 'export' }>

/** An act, as one says it before, after, and in the log. */
export interface ActWords {
  /** Asks whether to do it; also the subject of an email. */
  readonly ask: string
  /** What to press. */
  readonly press: string
  readonly before: string
  readonly after: string
  readonly log: string
}

/** What is done at the desk, and the signatures it is done to. */
export interface ActSentences {
  readonly marks: Readonly<Record<SignatureLine['marks'][number], string>>
  readonly fields: Readonly<Record<PetitionField, string>>
  /** Stands for the name on a signature that was erased. */
  readonly erased: string
  /** Beside an organisation's name. */
  by(representative: string): string
  readonly noEvidence: string
  provedDomain(domain: string): string

  readonly open: ActWords
  readonly close: ActWords
  closeAt(time: string): ActWords
  organiserAdd(name: string): ActWords
  organiserRemove(name: string): ActWords
  edit(fields: string): ActWords
  readonly create: ActWords
  undo(entry: number, what: Undoable): ActWords
  /** What was done, in a word or two. */
  readonly done: Readonly<Record<Undoable, string>>
  /** `which`: their numbers in brackets, as the log has them, or empty. */
  readonly many: Readonly<Record<ManyAct['kind'], (act: ManyAct, which: string) => ActWords>>

  readonly exported: Readonly<Record<Export['by'], (format: string) => string>>
  readonly announced: string
  readonly appended: string
  /** Why there was nothing to do. */
  readonly nothing: Readonly<Record<ShownAct['kind'], string>>
  /** Why nothing was done after they said yes. */
  readonly changedSince: string
  /** `n` that were named and are not there, or need no change. */
  skipped(n: number, kind: ManyAct['kind']): string
}

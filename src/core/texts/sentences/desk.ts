type Why = 'unknown' | 'final' | 'old' | 'undone' | 'changed'

/** Lists at the organiser's desk, questions before something is done, and what was done. */
export interface DeskSentences {
  readonly pages: {
    readonly back: string
    readonly next: string
    /** `label` is one of the two, where the command is too long for a button. */
    typed(label: string, page: number): string
  }
  readonly recent: {
    readonly subject: string
    readonly none: string
    readonly nobody: string
    nobodyOnPage(page: number): string
  }
  readonly found: {
    subject(n: number): string
    /** `n`: how many were found. */
    lookedFor(petition: string, name: string, n: number): string
    /** The first word is the name of no petition of theirs. `slug`: one it may have meant. */
    otherwise(word: string, slug: string | undefined): string
    lookThere(name: string): string
  }
  readonly export: {
    readonly subject: string
    rows(n: number): string
    /** The link follows. */
    linkTo(rows: string, format: string): string
    cannotSend(time: string): string
    yoursUntil(time: string): string
    readonly download: string
    /** What the columns are, and what not to do with them. */
    readonly columns: string
  }
  readonly askFirst: { nothingYet(before: string): string; readonly orReply: string }
  readonly askSender: {
    readonly subject: string
    opening(petition: string | undefined): string
    readonly wasItYou: string
    readonly yes: string
  }
  readonly done: { readonly subject: string; entry(n: number): string; readonly undo: string }
  readonly nothingToDo: { readonly subject: string; because(why: string): string }
  readonly notAsItWas: string
  readonly saidYesBefore: { readonly subject: string; readonly text: string; readonly log: string }
  readonly tooLate: { readonly subject: string; readonly text: string }
  readonly noRoomHere: { readonly subject: string; readonly text: string }
  readonly notOpenYet: { readonly subject: string; text(petition: string): string }
  readonly waiting: {
    readonly none: { readonly subject: string; readonly text: string }
    subject(n: number): string
    approve(number: number): string
    more(n: number): string
    turnDown(command: string): string
  }
  readonly organisers: {
    readonly subject: string
    /** Whom the operator added at the machine. */
    readonly unnamed: string
    since(day: string): string
    readonly you: string
  }
  readonly lastOrganiser: { readonly subject: string; text(petition: string): string }
  readonly log: {
    readonly subject: string
    readonly none: { readonly subject: string; readonly text: string; onPage(page: number): string }
    readonly operator: string
    undone(entry: string): string
    undo(number: number): string
  }
  readonly cannotUndo: { readonly subject: string; text(entry: number, why: Why): string }
  readonly digest: {
    readonly subject: Readonly<Record<'daily' | 'weekly' | 'off', string>>
    /** `next`: when the next one comes. */
    on(every: 'daily' | 'weekly', next: string | undefined, command: string): string
    off(command: string): string
  }
  readonly takenOff: { readonly subject: string; text(petition: string, askWhom: string): string }
}

import type { CommandProblem } from '../../command-names.ts'

/** What is said about commands themselves. The words of commands stay as one types them. */
export interface HelpSentences {
  /** What to write, for instance, after the name of a petition: `12 15-20`. */
  readonly reasonForInstance: string
  readonly problems: Readonly<Record<CommandProblem, string>>
  readonly help: {
    readonly subject: string
    readonly lost: { readonly subject: string; readonly text: string }
    /** A petition in a list. */
    petition(title: string, slug: string): string
    youOrganise(petitions: string): string
    severalPetitions(command: string): string
  }
  readonly left: {
    readonly subject: string
    inSubject(subject: string): string
    tooMany(most: number): string
  }
  readonly unknown: {
    readonly subject: string
    didYouMean(command: string): string
    text(word: string): string
    seeHelp(command: string): string
    readonly help: string
  }
  readonly problem: {
    readonly subject: string
    nothingChanged(problem: string): string
    forInstance(command: string): string
  }
  readonly which: {
    readonly subject: string
    readonly none: string
    readonly noSuch: string
    notHere(asked: string): string
    /** What the list of them begins with: `near`: one of them may be meant. */
    readonly several: Readonly<Record<'near' | 'these' | 'several', string>>
    readonly choose: { readonly press: string; readonly write: string }
    more(n: number): string
  }
  readonly form: {
    field(label: string, value: string): string
    howTo(command: string): string
  }
}

/** Somebody who talks to the service in one channel: the same words everywhere, and what they then see. */

/** An answer as somebody reads, sees and downloads it. */
export interface Answer {
  /** Every word, without the buttons. */
  plain: string
  pictures: { alt: string; png: Buffer }[]
  files: { name: string; content: Buffer }[]
  /** The buttons, in order. */
  buttons: string[]
  links: string[]
  /** The message it stands in: the same if an answer replaced another. Each email is its own. */
  message: object
}

/** The outcome of a form. `kept`: the contents of its fields when it is shown again. */
export type Filled =
  | { kind: 'answered'; answer: Answer }
  | { kind: 'refused'; problem: string; kept: Record<string, string> }

export interface Desk {
  /** A command and its arguments, about one petition if a slug is given. */
  says(command: string, slug?: string, rest?: string): Promise<Answer>
  /** Presses a button of the newest answer, by its label; gives the answer to that. */
  presses(label: string): Promise<Answer>
  /** Says yes to the question before an act: by the button, or in writing. */
  agrees(): Promise<Answer>
  /** The fields of `create` or `edit`, by the names core has for them. */
  fills(command: string, slug: string | undefined, values: Record<string, string>): Promise<Filled>
  /** Sends the refused form again, with these fields corrected. */
  mends(values: Record<string, string>): Promise<Filled>
  /** Lets somebody of the same channel share the desk. */
  adds(colleague: Desk, slug: string): Promise<Answer>
  /** Signs, and confirms it. */
  signs(slug: string, name: string, occupation?: string): Promise<void>
}

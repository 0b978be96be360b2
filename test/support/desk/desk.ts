/** Somebody who speaks to the service, in one channel: the same words everywhere, and what they then have before them. */

/** What somebody reads, sees and can take away. */
export interface Answer {
  /** Every word, without what can be pressed. */
  plain: string
  pictures: { alt: string; png: Buffer }[]
  files: { name: string; content: Buffer }[]
  /** What can be pressed, in order. */
  buttons: string[]
  links: string[]
  /** The message it stands in: the same where an answer took the place of another. Each mail is its own. */
  message: object
}

/** What a form came to. `kept`: what stands in its fields as it is shown again, by field. */
export type Filled =
  | { kind: 'answered'; answer: Answer }
  | { kind: 'refused'; problem: string; kept: Record<string, string> }

export interface Desk {
  /** A command and what is said with it, about one petition where a slug is given. */
  says(command: string, slug?: string, rest?: string): Promise<Answer>
  /** What stands in the newest answer, by its label; the answer to that. */
  presses(label: string): Promise<Answer>
  /** Yes to what was asked first: by the button, or by writing so. */
  agrees(): Promise<Answer>
  /** The fields of `create` or `edit`, by the names core has for them. */
  fills(command: string, slug: string | undefined, values: Record<string, string>): Promise<Filled>
  /** The form that was refused, with these fields set right. */
  mends(values: Record<string, string>): Promise<Filled>
  /** Lets somebody of the same channel share the desk. */
  adds(colleague: Desk, slug: string): Promise<Answer>
  /** Signs, and confirms it. */
  signs(slug: string, name: string, occupation?: string): Promise<void>
}

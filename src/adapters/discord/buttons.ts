/** The contents of our buttons: a form to open, or a command. They come back from outside and grant nothing. */
export type Pressed =
  /** `again`: a form that was refused. */
  { kind: 'form'; form: string; again?: true } | { kind: 'command'; command: string }

/** Characters in a custom_id (docs, Components Reference). */
const limit = 100

export function formButtonId(form: string, again = false): string {
  const id = `${again ? 'again' : 'form'}:${form}`
  // An id without a prefix is read as a form, too.
  return id.length <= limit ? id : form
}

/** Undefined if the command is too long for a button. */
export function commandButtonId(command: string): string | undefined {
  const id = `do:${command}`
  return id.length <= limit ? id : undefined
}

/** The oldest cards carry only the form's id: `sign:<slug>`. */
export function readButton(customId: string): Pressed {
  const [, prefix, rest = ''] = /^(do|form|again):(.*)$/s.exec(customId) ?? []
  if (prefix === 'do') return { kind: 'command', command: rest }
  const form = prefix === undefined ? customId : rest
  return { kind: 'form', form, ...(prefix === 'again' ? { again: true } : {}) }
}

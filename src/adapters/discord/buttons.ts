/** What our buttons carry. It comes back from outside and grants nothing: which form to open, or what was said. */
export type Pressed =
  /** `again`: one that was refused. */
  { kind: 'form'; form: string; again?: true } | { kind: 'command'; command: string }

/** Of a custom_id (docs, Components Reference). */
const limit = 100

export function formButtonId(form: string, again = false): string {
  const id = `${again ? 'again' : 'form'}:${form}`
  // What has no prefix is read as a form, too.
  return id.length <= limit ? id : form
}

/** Undefined where the command is too long for a button. */
export function commandButtonId(command: string): string | undefined {
  const id = `do:${command}`
  return id.length <= limit ? id : undefined
}

/** Cards that were posted before there were other forms carry the form's id alone: `sign:<slug>`. */
export function readButton(customId: string): Pressed {
  const [, prefix, rest = ''] = /^(do|form|again):(.*)$/s.exec(customId) ?? []
  if (prefix === 'do') return { kind: 'command', command: rest }
  const form = prefix === undefined ? customId : rest
  return { kind: 'form', form, ...(prefix === 'again' ? { again: true } : {}) }
}

/** A form as a person fills it: what the platform's own client lets through. */

/** By the label the person reads, or by the field's name. A choice by its label or value. */
export type FormValues = Record<string, string>

export interface Field {
  label: string
  /** Discord's custom_id, Slack's block_id. */
  name: string
  hint: string | undefined
  required: boolean
  /** At most this many characters may be typed. */
  maxLength: number
  /** Filled in already: a text, or the value of the chosen option. */
  value: string
  /** Empty for a text. */
  options: { label: string; value: string }[]
}

/** Values to send, by name; a field that is not given stays as it was. Throws if the client would not send the form. */
export function fill(fields: Field[], values: FormValues): Record<string, string> {
  for (const key of Object.keys(values))
    if (!fields.some(({ label, name }) => label === key || name === key))
      throw new Error(`The form has no "${key}", but "${fields.map(({ label }) => label).join('", "')}"`)
  return Object.fromEntries(
    fields.map(field => [
      field.name,
      answer(field, values[field.label] ?? values[field.name] ?? field.value),
    ]),
  )
}

function answer(field: Field, given: string): string {
  const refuse = (why: string) => new Error(`The form cannot be sent: "${field.label}" ${why}`)
  if (given === '') {
    if (field.required) throw refuse('is required')
    return given
  }
  if (field.options.length > 0) {
    const option = field.options.find(({ label, value }) => label === given || value === given)
    if (option === undefined)
      throw refuse(`offers no "${given}", but "${field.options.map(({ label }) => label).join('", "')}"`)
    return option.value
  }
  // Clients may count characters, servers UTF-16 units: the harder case for the receiver.
  const length = [...given].length
  if (length > field.maxLength) throw refuse(`is too long: ${length}`)
  return given
}

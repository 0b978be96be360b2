/** A modal as the fields that somebody fills in, and what Discord's client then sends. */
import type { Field, FormValues } from '../chat/form.ts'
import { fill } from '../chat/form.ts'
import { type JsonObject, numberAt, objectAt, objectsAt, textAt } from '../chat/json.ts'
import type { Modal } from './interaction.ts'

/** The fields, in order: each a label with a text input or a menu of one (the judge demands it). */
export function fieldsOf(modal: Modal): Field[] {
  return modal.components.map(top => {
    const input = objectAt(top, 'component') ?? {}
    const options = objectsAt(input, 'options')
    const chosen = options.find(option => option.default === true)
    return {
      label: textAt(top, 'label') ?? '',
      name: textAt(input, 'custom_id') ?? '',
      hint: textAt(top, 'description'),
      // The default (docs, Components Reference).
      required: input.required !== false,
      maxLength: numberAt(input, 'max_length') ?? 4000,
      value: textAt(chosen ?? input, 'value') ?? '',
      options: options.map(({ label, value }) => ({ label: String(label), value: String(value) })),
    }
  })
}

/** `data.components` of the submit. */
export function fillForm(modal: Modal, values: FormValues): JsonObject[] {
  const fields = fieldsOf(modal)
  const filled = fill(fields, values)
  return submitted(
    fields.map(({ name, options }) => {
      const value = filled[name] ?? ''
      return options.length > 0
        ? { type: 3, custom_id: name, values: value === '' ? [] : [value] }
        : { type: 4, custom_id: name, value }
    }),
  )
}

/** In their labels, numbered as Discord numbers them. */
export function submitted(inputs: JsonObject[]): JsonObject[] {
  return inputs.map((input, index) => ({
    type: 18,
    id: index * 2 + 1,
    component: { id: index * 2 + 2, ...input },
  }))
}

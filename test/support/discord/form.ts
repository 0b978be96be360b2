/** A form (modal) as a person fills it: what Discord's own client lets through, and what it then sends. */

import type { Modal } from './interaction.ts'
import { isObject, type JsonObject, listAt, numberAt, objectAt, objectsAt, textAt } from './json.ts'

/** By the label the person reads, or by custom_id. Choices by their label or value; several as a list. */
export type FormValues = Record<string, string | string[] | boolean>

export interface Field {
  label: string
  customId: string
  description: string | undefined
  required: boolean
  kind: 'text' | 'select' | 'radio' | 'checkboxes' | 'checkbox' | 'other'
  /** Text: at most this many characters may be typed. */
  maxLength: number | undefined
  /** What stands there already: a text, or the values of the chosen options. */
  value: string | string[] | boolean
  options: { label: string; value: string }[]
}

const kinds: Record<number, Field['kind']> = {
  3: 'select',
  4: 'text',
  21: 'radio',
  22: 'checkboxes',
  23: 'checkbox',
}

/** The fields somebody sees, in order. */
export function fieldsOf(modal: Modal): Field[] {
  return modal.components.flatMap(top => {
    const inside = [objectAt(top, 'component'), ...objectsAt(top, 'components')].filter(isObject)
    return inside.map(component => fieldOf(top, component))
  })
}

function fieldOf(top: JsonObject, component: JsonObject): Field {
  const kind = kinds[numberAt(component, 'type') ?? 0] ?? 'other'
  const chosen = objectsAt(component, 'options').filter(option => option.default === true)
  const values = chosen.map(option => String(option.value))
  const value = {
    text: textAt(component, 'value') ?? '',
    radio: values[0] ?? '',
    checkbox: component.default === true,
  }
  return {
    label: textAt(top, 'label') ?? textAt(component, 'label') ?? '',
    customId: textAt(component, 'custom_id') ?? '',
    description: textAt(top, 'description'),
    // The default of everything but a checkbox (docs, Components Reference).
    required: kind === 'checkbox' ? false : component.required !== false,
    kind,
    maxLength: numberAt(component, 'max_length'),
    value: kind === 'text' || kind === 'radio' || kind === 'checkbox' ? value[kind] : values,
    options: objectsAt(component, 'options').map(option => ({
      label: String(option.label),
      value: String(option.value),
    })),
  }
}

/** `data.components` of the submit. Throws what Discord's client would not let the person send, unless `unchecked`. */
export function fillForm(modal: Modal, values: FormValues, unchecked: boolean): JsonObject[] {
  const fields = fieldsOf(modal)
  const unknown = Object.keys(values).filter(
    key => !fields.some(field => field.label === key || field.customId === key),
  )
  if (unknown.length > 0)
    throw new Error(
      `The form has no "${unknown.join('", "')}", but "${fields.map(field => field.label).join('", "')}"`,
    )
  let id = 0
  const numbered = () => {
    id += 1
    return id
  }
  const submitted = (top: JsonObject, component: JsonObject): JsonObject => {
    const field = fieldOf(top, component)
    const given = values[field.label] ?? values[field.customId] ?? field.value
    const base = { type: component.type, id: numbered(), custom_id: field.customId }
    return { ...base, ...answerOf(field, component, given, unchecked) }
  }
  return modal.components.map(top => {
    const component = objectAt(top, 'component')
    const own = { type: top.type, id: numbered() }
    if (component !== undefined) return { ...own, component: submitted(top, component) }
    const inside = listAt(top, 'components').filter(isObject)
    return inside.length > 0 ? { ...own, components: inside.map(one => submitted(top, one)) } : own
  })
}

function answerOf(
  field: Field,
  component: JsonObject,
  given: string | string[] | boolean,
  unchecked: boolean,
): JsonObject {
  const refuse = (why: string) => {
    if (!unchecked) throw new Error(`Discord does not let this form be sent: "${field.label}" ${why}`)
  }
  switch (field.kind) {
    case 'text': {
      const text = String(given)
      // What may be typed is counted in characters, not UTF-16 units: the harder case for whoever receives it.
      const length = [...text].length
      if (text === '' && field.required) refuse('is required')
      if (length > (field.maxLength ?? 4000)) refuse(`is too long: ${length}`)
      if (text !== '' && length < (numberAt(component, 'min_length') ?? 0)) refuse(`is too short: ${length}`)
      return { value: text }
    }
    case 'radio': {
      const value = given === '' ? null : optionValue(field, String(given), unchecked)
      if (value === null && field.required) refuse('is required')
      return { value }
    }
    case 'checkbox':
      return { value: given === true }
    case 'select':
    case 'checkboxes': {
      const list = (Array.isArray(given) ? given : [String(given)]).filter(value => value !== '')
      const chosen = list.map(value => optionValue(field, value, unchecked))
      const least = field.required ? (numberAt(component, 'min_values') ?? 1) : 0
      const most = numberAt(component, 'max_values') ?? (field.kind === 'select' ? 1 : field.options.length)
      if (chosen.length < least) refuse('is required')
      if (chosen.length > most) refuse('has too many chosen')
      return { values: chosen }
    }
    case 'other':
      if (field.required) throw new Error(`The stand-in cannot fill a component of type ${component.type}`)
      return { values: [] }
  }
}

function optionValue(field: Field, given: string, unchecked: boolean): string {
  const option = field.options.find(one => one.label === given || one.value === given)
  if (option === undefined && !unchecked)
    throw new Error(
      `"${field.label}" offers no "${given}", but "${field.options.map(one => one.label).join('", "')}"`,
    )
  return option?.value ?? given
}

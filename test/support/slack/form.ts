/** The inputs of a modal as a person fills them: what Slack's own client lets through, and what it then sends. */
import { isObject, type JsonObject, numberAt, objectAt, objectsAt, textAt } from '../chat/json.ts'
import { elementsOf } from './block-kit-schema.ts'

/** By the label the person reads, by block_id or by action_id. Choices by their text or value; several as a list. */
export type FormValues = Record<string, string | string[]>

export interface Field {
  label: string
  hint: string | undefined
  blockId: string
  actionId: string
  /** Such as `plain_text_input`. */
  type: string
  required: boolean
  multiline: boolean
  /** What stands there already: a text, or the values of the chosen options. */
  value: string | string[]
  maxLength: number | undefined
  options: { label: string; value: string }[]
}

const several = [
  'checkboxes',
  'multi_static_select',
  'multi_users_select',
  'multi_conversations_select',
  'multi_channels_select',
]
/** Where the one chosen thing that is no option goes in the state, and where it is prefilled. */
const single: Record<string, { state: string; initial: string }> = {
  plain_text_input: { state: 'value', initial: 'initial_value' },
  email_text_input: { state: 'value', initial: 'initial_value' },
  url_text_input: { state: 'value', initial: 'initial_value' },
  number_input: { state: 'value', initial: 'initial_value' },
  datepicker: { state: 'selected_date', initial: 'initial_date' },
  timepicker: { state: 'selected_time', initial: 'initial_time' },
  datetimepicker: { state: 'selected_date_time', initial: 'initial_date_time' },
  users_select: { state: 'selected_user', initial: 'initial_user' },
  conversations_select: { state: 'selected_conversation', initial: 'initial_conversation' },
  channels_select: { state: 'selected_channel', initial: 'initial_channel' },
  multi_users_select: { state: 'selected_users', initial: 'initial_users' },
  multi_conversations_select: { state: 'selected_conversations', initial: 'initial_conversations' },
  multi_channels_select: { state: 'selected_channels', initial: 'initial_channels' },
}
const stateful = [
  ...Object.keys(single),
  'checkboxes',
  'radio_buttons',
  'static_select',
  'multi_static_select',
]

export function fieldsOf(blocks: JsonObject[]): Field[] {
  return elementsOf(blocks)
    .filter(({ block, element }) => block.type === 'input' || stateful.includes(String(element.type)))
    .map(({ block, element }) => fieldOf(block, element))
}

function optionsOf(element: JsonObject): JsonObject[] {
  return [
    ...objectsAt(element, 'options'),
    ...objectsAt(element, 'option_groups').flatMap(group => objectsAt(group, 'options')),
  ]
}

function fieldOf(block: JsonObject, element: JsonObject): Field {
  const type = String(element.type)
  const options = optionsOf(element)
  const initial = [objectAt(element, 'initial_option'), ...objectsAt(element, 'initial_options')].filter(
    isObject,
  )
  const chosen = initial.map(option => String(option.value))
  const written = element[single[type]?.initial ?? '']
  const value = options.length > 0 ? (several.includes(type) ? chosen : (chosen[0] ?? '')) : written
  return {
    label: textAt(objectAt(block, 'label'), 'text') ?? textAt(objectAt(block, 'text'), 'text') ?? '',
    hint: textAt(objectAt(block, 'hint'), 'text'),
    blockId: String(block.block_id),
    actionId: String(element.action_id),
    type,
    required: block.type === 'input' && block.optional !== true,
    multiline: element.multiline === true,
    value: Array.isArray(value) ? value.map(String) : value === undefined ? '' : String(value),
    maxLength: numberAt(element, 'max_length'),
    options: options.map(option => ({
      label: textAt(objectAt(option, 'text'), 'text') ?? '',
      value: String(option.value),
    })),
  }
}

/** `view.state.values` of a submit or a press. Throws what Slack's client would not let the person send, unless `unchecked`. */
export function fillForm(blocks: JsonObject[], values: FormValues, unchecked: boolean): JsonObject {
  const fields = fieldsOf(blocks)
  const unknown = Object.keys(values).filter(
    key => !fields.some(field => [field.label, field.blockId, field.actionId].includes(key)),
  )
  if (unknown.length > 0)
    throw new Error(
      `The form has no "${unknown.join('", "')}", but "${fields.map(field => field.label).join('", "')}"`,
    )
  const state: JsonObject = {}
  for (const { block, element } of elementsOf(blocks)) {
    const field = fields.find(
      one =>
        one.blockId === block.block_id && one.actionId === element.action_id && one.type === element.type,
    )
    if (field === undefined) continue
    const given = values[field.label] ?? values[field.blockId] ?? values[field.actionId] ?? field.value
    const inBlock = objectAt(state, field.blockId) ?? {}
    state[field.blockId] = {
      ...inBlock,
      [field.actionId]: { type: field.type, ...answerOf(field, element, given, unchecked) },
    }
  }
  return state
}

function answerOf(
  field: Field,
  element: JsonObject,
  given: string | string[],
  unchecked: boolean,
): JsonObject {
  const refuse = (why: string) => {
    if (!unchecked) throw new Error(`Slack does not let this form be sent: "${field.label}" ${why}`)
  }
  const empty = given === '' || (Array.isArray(given) && given.length === 0)
  if (empty && field.required) refuse('is required')
  const options = optionsOf(element)
  if (options.length > 0) {
    const chosen = (Array.isArray(given) ? given : [given])
      .filter(one => one !== '')
      .map(one => optionOf(field, options, one))
    const most = several.includes(field.type) ? (numberAt(element, 'max_selected_items') ?? 100) : 1
    if (chosen.length > most) refuse('has too many chosen')
    return several.includes(field.type)
      ? { selected_options: chosen }
      : { selected_option: chosen[0] ?? null }
  }
  if (field.type === 'file_input') return { files: [] }
  const state = single[field.type]?.state ?? 'value'
  if (several.includes(field.type)) return { [state]: Array.isArray(given) ? given : [given] }
  const text = String(given)
  if (field.type === 'plain_text_input') {
    // What may be typed is counted in characters, not UTF-16 units: the harder case for whoever receives it.
    const length = [...text].length
    if (length > (field.maxLength ?? 3000)) refuse(`is too long: ${length}`)
    if (text !== '' && length < (numberAt(element, 'min_length') ?? 0)) refuse(`is too short: ${length}`)
  }
  if (field.type === 'email_text_input' && text !== '' && !/^\S+@\S+\.\S+$/.test(text))
    refuse('is no address')
  if (field.type === 'datepicker' && text !== '' && !/^\d{4}-\d\d-\d\d$/.test(text)) refuse('is no date')
  if (field.type === 'datetimepicker') return { [state]: text === '' ? null : Number(text) }
  return { [state]: text === '' ? null : text }
}

/** The option as the app gave it; one it did not give only from a rigged client. */
export function optionOf(field: Field, options: JsonObject[], given: string): JsonObject {
  const index = field.options.findIndex(one => one.label === given || one.value === given)
  const option = options[index]
  if (option === undefined)
    throw new Error(
      `"${field.label}" offers no "${given}", but "${field.options.map(one => one.label).join('", "')}"`,
    )
  return option
}

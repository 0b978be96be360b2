/** The inputs of a modal as the fields that somebody fills in, and the state that Slack's client then sends. */
import { type Field, type FormValues, fill } from '../chat/form.ts'
import { type JsonObject, numberAt, objectAt, objectsAt, textAt } from '../chat/json.ts'

/** Each a text input or a menu of one: the judge demands it. */
export function fieldsOf(blocks: JsonObject[]): Field[] {
  return blocks
    .filter(block => block.type === 'input')
    .map(block => {
      const element = objectAt(block, 'element') ?? {}
      return {
        label: textAt(objectAt(block, 'label'), 'text') ?? '',
        name: String(block.block_id),
        hint: textAt(objectAt(block, 'hint'), 'text'),
        required: block.optional !== true,
        maxLength: numberAt(element, 'max_length') ?? 3000,
        value: textAt(objectAt(element, 'initial_option'), 'value') ?? textAt(element, 'initial_value') ?? '',
        options: objectsAt(element, 'options').map(option => ({
          label: textAt(objectAt(option, 'text'), 'text') ?? '',
          value: String(option.value),
        })),
      }
    })
}

/** `view.state.values` of a submit. */
export function fillForm(blocks: JsonObject[], values: FormValues): JsonObject {
  const filled = fill(fieldsOf(blocks), values)
  const inputs = blocks.filter(block => block.type === 'input')
  return Object.fromEntries(
    inputs.map(block => {
      const element = objectAt(block, 'element') ?? {}
      const value = filled[String(block.block_id)] ?? ''
      const chosen = objectsAt(element, 'options').find(option => option.value === value) ?? null
      const answer =
        element.type === 'static_select'
          ? { selected_option: chosen }
          : { value: value === '' ? null : value }
      return [String(block.block_id), { [String(element.action_id)]: { type: element.type, ...answer } }]
    }),
  )
}

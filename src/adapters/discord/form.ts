/** A form of core's as a Discord modal, and the values that come back (docs, Components Reference: Label, Text Input, String Select). */
import {
  type APIModalInteractionResponseCallbackData,
  type APIModalSubmitInteraction,
  ComponentType,
  TextInputStyle,
} from 'discord.js'
import type { Form, FormField } from '../../core/channel.ts'
import { cut } from '../chat/cut.ts'

/** Discord's limits, in UTF-16 units: nobody measured what Discord counts, and this is the stricter reading. */
const limits = { title: 45, label: 45, description: 100, option: 100, fields: 5, text: 4000, customId: 100 }

export function modalOf(form: Form): APIModalInteractionResponseCallbackData {
  if (form.id.length > limits.customId) throw new Error('the id of a form is too long for Discord')
  return {
    custom_id: form.id,
    title: cut(form.title, limits.title),
    components: form.fields.slice(0, limits.fields).map(field => ({
      type: ComponentType.Label,
      label: cut(field.label, limits.label),
      ...descriptionOf(field),
      component: inputOf(field),
    })),
  }
}

/** A problem replaces the hint when the form opens again, because Discord shows no errors in a form. */
function descriptionOf({ hint, problem }: FormField) {
  const description = problem === undefined ? hint : `⚠️ ${problem}`
  return description === undefined ? {} : { description: cut(description, limits.description) }
}

function inputOf({ name, required, input }: FormField) {
  switch (input.kind) {
    case 'line':
    case 'text': {
      const most = Math.min(input.maxLength, limits.text)
      return {
        type: ComponentType.TextInput,
        style: input.kind === 'line' ? TextInputStyle.Short : TextInputStyle.Paragraph,
        custom_id: name,
        required,
        max_length: most,
        ...(input.value ? { value: cut(input.value, most) } : {}),
      } as const
    }
    case 'choice':
      return {
        type: ComponentType.StringSelect,
        custom_id: name,
        required,
        options: input.options.map(({ value, label }) => ({
          value,
          label: cut(label, limits.option),
          ...(value === input.value ? { default: true } : {}),
        })),
      } as const
  }
}

/** The values by field; from outside, unchecked. */
export function valuesOf(submit: APIModalSubmitInteraction): Record<string, string> {
  const values: Record<string, string> = {}
  for (const top of submit.data.components) {
    const inside = 'component' in top ? [top.component] : 'components' in top ? top.components : []
    for (const input of inside) {
      if ('value' in input && typeof input.value === 'string') values[input.custom_id] = input.value
      else if ('values' in input) values[input.custom_id] = input.values[0] ?? ''
    }
  }
  return values
}

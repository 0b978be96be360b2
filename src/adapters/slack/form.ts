/** A form of core's as a Slack modal, and the values that come back (docs, Views, Input block). */
import type { types } from '@slack/bolt'
import type { Form, FormField } from '../../core/channel.ts'
import { cut } from '../chat/cut.ts'
import { at, isObject, textAt } from '../chat/json.ts'

/** Slack's limits, in UTF-16 units. We did not measure what Slack counts; this is the stricter reading. */
const limits = { title: 24, label: 2000, hint: 2000, option: 75, text: 3000, callbackId: 255, options: 100 }

const inputId = 'input'

export function modalOf(form: Form, metadata: string): types.ModalView {
  if (form.id.length > limits.callbackId) throw new Error('the id of a form is too long for Slack')
  return {
    type: 'modal',
    callback_id: form.id,
    private_metadata: metadata,
    title: plain(form.title, limits.title),
    submit: plain(form.submit, limits.title),
    blocks: form.fields.map(field => ({
      type: 'input',
      block_id: field.name,
      optional: !field.required,
      label: plain(field.label, limits.label),
      ...(field.hint === undefined ? {} : { hint: plain(field.hint, limits.hint) }),
      element: inputOf(field),
    })),
  }
}

function inputOf({ input }: FormField): types.PlainTextInput | types.StaticSelect {
  switch (input.kind) {
    case 'line':
    case 'text': {
      const most = Math.max(1, Math.min(input.maxLength, limits.text))
      return {
        type: 'plain_text_input',
        action_id: inputId,
        multiline: input.kind === 'text',
        max_length: most,
        ...(input.value ? { initial_value: cut(input.value, most) } : {}),
      }
    }
    case 'choice': {
      const options = input.options
        .slice(0, limits.options)
        .map(({ value, label }) => ({ value, text: plain(label, limits.option) }))
      const initial = options.find(({ value }) => value === input.value)
      return {
        type: 'static_select',
        action_id: inputId,
        options,
        ...(initial === undefined ? {} : { initial_option: initial }),
      }
    }
  }
}

export function plain(text: string, limit: number): types.PlainTextElement {
  return { type: 'plain_text', text: cut(text.replace(/\s+/g, ' ').trim(), limit) || '·', emoji: false }
}

/** The values by field; from outside, unchecked. */
export function valuesOf(view: unknown): Record<string, string> {
  const blocks = at(view, 'state', 'values')
  const values: Record<string, string> = {}
  if (!isObject(blocks)) return values
  for (const [field, inputs] of Object.entries(blocks)) {
    if (!isObject(inputs)) continue
    for (const input of Object.values(inputs)) {
      const value = textAt(input, 'value') ?? textAt(input, 'selected_option', 'value')
      if (value !== undefined) values[field] = value
    }
  }
  return values
}

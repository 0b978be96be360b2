/** What people had typed into forms that could not be taken or saved, so that nothing is typed twice. In memory, and for a short while. */
import type { Form, FormField } from '../../core/channel.ts'

const mostForms = 1_000
const keptMs = 15 * 60_000

export class RefusedForms {
  /** Oldest first. */
  readonly #kept = new Map<string, { values: Record<string, string>; until: number }>()
  readonly #now: () => number

  /** `now` in milliseconds. */
  constructor(now: () => number = Date.now) {
    this.#now = now
  }

  keep(account: string, form: string, values: Record<string, string>): void {
    this.forget(account, form)
    this.#kept.set(keyOf(account, form), { values, until: this.#now() + keptMs })
    for (const [key, { until }] of this.#kept) {
      if (this.#kept.size <= mostForms && until > this.#now()) break
      this.#kept.delete(key)
    }
  }

  forget(account: string, form: string): void {
    this.#kept.delete(keyOf(account, form))
  }

  /** The form as they left it. */
  refill(account: string, form: Form): Form {
    const kept = this.#kept.get(keyOf(account, form.id))
    if (kept === undefined || kept.until <= this.#now()) return form
    return { ...form, fields: form.fields.map(field => filled(field, kept.values[field.name])) }
  }
}

function keyOf(account: string, form: string): string {
  return `${account} ${form}`
}

function filled(field: FormField, value: string | undefined): FormField {
  if (value === undefined) return field
  const { input } = field
  switch (input.kind) {
    case 'line':
    case 'text':
      return { ...field, input: { ...input, value } }
    case 'choice':
      return input.options.some(option => option.value === value)
        ? { ...field, input: { ...input, value } }
        : field
  }
}

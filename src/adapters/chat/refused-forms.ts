/** Keeps what people typed into forms that were refused or could not be saved, so that nobody types it twice. In memory, for a day. */
import type { Form, FormField } from '../../core/channel.ts'

const mostForms = 1_000
/** People may come back later to the message that has the button. */
const keptMs = 24 * 60 * 60_000

interface Kept {
  values: Record<string, string>
  problems: { field: string; problem: string }[]
  until: number
}

export class RefusedForms {
  /** Oldest first. */
  readonly #kept = new Map<string, Kept>()
  readonly #now: () => number

  /** `now` in milliseconds. */
  constructor(now: () => number = Date.now) {
    this.#now = now
  }

  keep(account: string, form: string, values: Kept['values'], problems: Kept['problems']): void {
    this.forget(account, form)
    this.#kept.set(keyOf(account, form), { values, problems, until: this.#now() + keptMs })
    for (const [key, { until }] of this.#kept) {
      if (this.#kept.size <= mostForms && until > this.#now()) break
      this.#kept.delete(key)
    }
  }

  forget(account: string, form: string): void {
    this.#kept.delete(keyOf(account, form))
  }

  /**
   * Fills the form with what the account typed, and puts each problem beside its field. If nothing is kept, `notKept` stands beside the
   * first field.
   */
  refill(account: string, form: Form, notKept?: string): Form {
    const kept = this.#kept.get(keyOf(account, form.id))
    if (kept === undefined || kept.until <= this.#now()) {
      const [first, ...others] = form.fields
      return notKept === undefined || first === undefined
        ? form
        : { ...form, fields: [{ ...first, problem: notKept }, ...others] }
    }
    const fields = form.fields.map(field => {
      const wrong = kept.problems.find(({ field: name }) => name === field.name)
      const refilled = filled(field, kept.values[field.name])
      return wrong === undefined ? refilled : { ...refilled, problem: wrong.problem }
    })
    return { ...form, fields }
  }
}

function keyOf(account: string, form: string): string {
  return `${account} ${form}`
}

/** An option that no longer exists is not chosen. */
function filled(field: FormField, value: string | undefined): FormField {
  if (value === undefined) return field
  const { input } = field
  if (input.kind !== 'choice') return { ...field, input: { ...input, value } }
  const exists = input.options.some(option => option.value === value)
  return exists ? { ...field, input: { ...input, value } } : field
}

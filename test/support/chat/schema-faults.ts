import type { ErrorObject, ValidateFunction } from 'ajv'

/** The faults of a value, a line each: the place, the rule and the field. They quote no text of the value. */
export function schemaFaults(validate: ValidateFunction, value: unknown): string[] {
  if (validate(value)) return []
  // A failed `if` is how a branch was left; a union's own error says less than those of its branches.
  const unions = ['if', 'anyOf', 'oneOf']
  const errors = validate.errors ?? []
  const told = errors.filter(({ keyword }) => !unions.includes(keyword))
  return [...new Set((told.length > 0 ? told : errors).map(line))]
}

function line({ instancePath, message, keyword, params }: ErrorObject): string {
  const { unevaluatedProperty, additionalProperty, missingProperty, allowedValue, limit } = params
  const what = unevaluatedProperty ?? additionalProperty ?? missingProperty ?? allowedValue ?? limit ?? ''
  return `${instancePath || '/'} ${message ?? keyword} ${what}`.trim()
}

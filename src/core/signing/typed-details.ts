import { checkDetails, type Details, type DetailsField, fieldLimits, type TypedProblem } from '../details.ts'
import type { DetailsForm, InvalidDetails } from '../page-contract.ts'

export type TypedDetails = { kind: 'ok'; details: Details } | Omit<InvalidDetails<unknown>, 'view'>

/**
 * The details that the holder of a link typed on its page, checked as in every channel. A standing organisation stays one, even if
 * the petition by now refuses new ones.
 */
export function readTyped(
  form: DetailsForm,
  before: Details,
  { takesOrganisations }: { takesOrganisations: boolean },
): TypedDetails {
  const invalid = (field: DetailsField, problem: TypedProblem): TypedDetails => ({
    kind: 'invalid',
    field,
    problem,
    limit: fieldLimits[field],
    typed: form,
  })
  const kind = form.kind ?? before.kind
  if (kind === 'organisation' && before.kind !== 'organisation' && !takesOrganisations)
    return invalid('organisation', 'refused')
  const checked = checkDetails({ ...form, kind })
  switch (checked.kind) {
    case 'ok':
      return checked
    case 'missing-name':
      return invalid('name', 'empty')
    case 'invalid':
      return invalid(checked.field, checked.problem)
  }
}

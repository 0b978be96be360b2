import { checkDetails, type Details, type DetailsField, fieldLimits, type TypedProblem } from '../details.ts'
import type { DetailsForm, InvalidDetails } from '../page-contract.ts'

export type TypedDetails = { kind: 'ok'; details: Details } | Omit<InvalidDetails<unknown>, 'view'>

/**
 * Checks the details that were typed on a link's page, by the same rules as in every channel. An organisation that has signed stays one,
 * even if the petition refuses new ones by now.
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

/** What our buttons carry. It comes back from outside and grants nothing: core decides anew. */

export type Button =
  | { kind: 'form'; form: string }
  | { kind: 'command'; command: string }
  /** `place`: whose answer the link stands in. */
  | { kind: 'link'; place: string | undefined }

/** Unique within its block (docs, Block elements), hence the number. */
export function actionId(kind: Button['kind'], n: number): string {
  return `${kind}:${n}`
}

export function readButton(actionId: string | undefined, value: string | undefined): Button | undefined {
  switch (actionId?.split(':')[0]) {
    case 'form':
      return value === undefined ? undefined : { kind: 'form', form: value }
    case 'command':
      return value === undefined ? undefined : { kind: 'command', command: value }
    case 'link':
      return { kind: 'link', place: value }
  }
  return undefined
}

/** The contents of our buttons. They come back from outside and grant nothing: core decides again. */

export type Button =
  | { kind: 'form'; form: string }
  | { kind: 'command'; command: string }
  /** `place`: the place of the answer that has the link. */
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

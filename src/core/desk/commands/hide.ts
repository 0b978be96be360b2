import type { Given } from '../../reading/commands/given.ts'
import type { DeskCall } from '../call.ts'
import { curateSignatures } from '../curate.ts'

export function hide(call: DeskCall, { numbers }: Given['hide']): Promise<void> {
  return curateSignatures(call, 'hide', numbers)
}

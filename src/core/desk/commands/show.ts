import type { Given } from '../../reading/commands/given.ts'
import type { DeskCall } from '../call.ts'
import { curateSignatures } from '../curate.ts'

export function show(call: DeskCall, { numbers }: Given['show']): Promise<void> {
  return curateSignatures(call, 'show', numbers)
}

import type { Given } from '../../reading/commands/given.ts'
import type { DeskCall } from '../call.ts'
import { curateSignatures } from '../curate.ts'

export function remove(call: DeskCall, { numbers, reason }: Given['remove']): Promise<void> {
  return curateSignatures(call, 'remove', numbers, reason)
}

import type { Given } from '../../reading/commands/given.ts'
import type { DeskCall } from '../call.ts'
import { curateSignatures } from '../curate.ts'

export function feature(call: DeskCall, { numbers, off }: Given['feature']): Promise<void> {
  return curateSignatures(call, off ? 'unfeature' : 'feature', numbers)
}

import { vi } from 'vitest'
import { patience } from '../support/patience.ts'

/** Waits until it holds; a busy machine takes its time. */
export function soon(check: () => void): Promise<void> {
  return vi.waitFor(check, { timeout: patience })
}

import { vi } from 'vitest'

/** Waits until it holds; a busy machine takes its time. */
export function soon(check: () => void): Promise<void> {
  return vi.waitFor(check, { timeout: 20_000 })
}

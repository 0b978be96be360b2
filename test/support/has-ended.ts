import type { ChildProcess } from 'node:child_process'

/** A program that a signal ended has no exit code. */
export function hasEnded({ exitCode, signalCode }: Pick<ChildProcess, 'exitCode' | 'signalCode'>): boolean {
  return exitCode !== null || signalCode !== null
}

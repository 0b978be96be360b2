import { patience } from './finding.ts'
import { networkCode } from './network-words.ts'

export type Answer =
  | { kind: 'answered'; status: number; body: string; headers: Headers }
  /** Nothing answers; `code` is the network error's. */
  | { kind: 'failed'; code: string }

/** One HTTP request, without following a redirect. */
export async function ask(url: string, init: RequestInit = {}): Promise<Answer> {
  try {
    const response = await fetch(url, {
      redirect: 'manual',
      signal: AbortSignal.timeout(patience),
      ...init,
      // A connection kept from an earlier question may be dead, which would look like a server that hangs up.
      headers: { connection: 'close', ...init.headers },
    })
    const { status, headers } = response
    return { kind: 'answered', status, body: await response.text(), headers }
  } catch (error) {
    return { kind: 'failed', code: networkCode(error) }
  }
}

/** Undefined if the text is no JSON object. */
export function objectIn(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : undefined
  } catch {
    return undefined
  }
}

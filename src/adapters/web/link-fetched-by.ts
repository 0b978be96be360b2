/** Whether whoever asks for a link looks like a person's browser. It is asked, counted, and kept nowhere. */
import type { Context } from 'hono'
import { isLinkFetcher } from './link-fetchers.ts'

/**
 * `person` for the GET of a browser that opens a page to look at, as far as its headers tell; everything else is a
 * `scanner`: previews, mail gateways, prefetching, scripts. The purpose headers are of the Fetch standard (Sec-Purpose) and of
 * older browsers; Sec-Fetch-* (Fetch Metadata, W3C) stands only in requests over TLS or to this machine.
 */
export function linkFetchedBy(c: Context): 'person' | 'scanner' {
  const header = (name: string) => c.req.header(name)?.toLowerCase()
  if (c.req.method !== 'GET') return 'scanner'

  const purposes = [header('sec-purpose'), header('purpose'), header('x-purpose'), header('x-moz')]
  if (purposes.some(purpose => /prefetch|prerender|preview/.test(purpose ?? ''))) return 'scanner'

  const mode = header('sec-fetch-mode')
  if (mode !== undefined && mode !== 'navigate') return 'scanner'
  const destination = header('sec-fetch-dest')
  if (destination !== undefined && destination !== 'document') return 'scanner'

  if (!header('accept')?.includes('text/html') || !header('accept-language')) return 'scanner'
  const agent = header('user-agent') ?? ''
  if (!agent.startsWith('mozilla/') && !agent.startsWith('opera/')) return 'scanner'
  return isLinkFetcher(agent) ? 'scanner' : 'person'
}

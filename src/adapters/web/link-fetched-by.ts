/** Whether a request for a confirm link looks like a person's browser. The answer is counted; nothing of the request is kept. */
import type { Context } from 'hono'
import { isbot } from 'isbot'

/**
 * The library does not know these: scanners of email and of addresses, which give their name ("Barracuda Sentinel (EE)",
 * JayBizzle/Crawler-Detect#552; Mimecast, Proofpoint and similar), and browsers with nobody in front of them. A scanner that
 * imitates a browser perfectly is counted as a person; no list helps against that.
 */
const scanners =
  /safe ?links|barracuda|proofpoint|urldefense|mimecast|ironport|fortimail|fortiguard|zscaler|symantec|sophos|forcepoint|trend ?micro|bitdefender|virustotal|cloudmark|scan|preview|headless|playwright|selenium/i

/**
 * `person`: a browser that opens the page to show it, as far as its headers tell. `scanner`: everything else, such as previews,
 * mail gateways, prefetching, scripts. Sec-Purpose is of the Fetch standard, the other purpose headers are of older browsers.
 * Browsers send Sec-Fetch-* (Fetch Metadata, W3C) only over TLS or to this machine.
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
  return isbot(agent) || scanners.test(agent) ? 'scanner' : 'person'
}

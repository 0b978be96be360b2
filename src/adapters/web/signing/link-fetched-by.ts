/** Whether a person's browser opened a link or pressed a button, as far as the request tells. Nothing of the request is kept. */
import type { Context } from 'hono'
import { isbot } from 'isbot'

/**
 * Missing in the library: scanners that give their name ("Barracuda Sentinel (EE)", JayBizzle/Crawler-Detect#552; Mimecast, Proofpoint
 * and similar), and browsers that run without a person. A scanner that imitates a browser perfectly is counted as a person; no list
 * helps against that.
 */
const scanners =
  /safe ?links|barracuda|proofpoint|urldefense|mimecast|ironport|fortimail|fortiguard|zscaler|symantec|sophos|forcepoint|trend ?micro|bitdefender|virustotal|cloudmark|scan|preview|headless|playwright|selenium/i

/**
 * `person`: a browser that opens the page to show it, as far as its headers tell. `scanner`: everything else, such as previews,
 * mail gateways, prefetching, scripts. Sec-Purpose comes from the Fetch standard, the other purpose headers from older browsers.
 * Browsers send Sec-Fetch-* (Fetch Metadata, W3C) only over TLS or to this machine.
 */
export function linkFetchedBy(c: Context): 'person' | 'scanner' {
  const header = (name: string) => c.req.header(name)?.toLowerCase()
  return c.req.method === 'GET' && isBrowsing(header) ? 'person' : 'scanner'
}

/**
 * Whether a POST comes from a page of ours in a person's browser. Programs that press buttons give themselves away by their name, by headers
 * that are missing, or by where they say they come from. A browser always says that of a POST. Our pages have
 * `Referrer-Policy: no-referrer`, so that browsers send `Origin: null` (Fetch, section 3.2).
 */
export function isPersonsPress(c: Context, publicUrl: string): boolean {
  const header = (name: string) => c.req.header(name)?.toLowerCase()
  const site = header('sec-fetch-site')
  if (site !== undefined && site !== 'same-origin') return false
  const origin = header('origin')
  if (site === undefined && origin === undefined) return false
  const ours = [header('host'), hostOf(publicUrl)]
  if (origin !== undefined && origin !== 'null' && !ours.includes(hostOf(origin))) return false
  return isBrowsing(header)
}

function hostOf(url: string): string | undefined {
  return URL.parse(url)?.host
}

function isBrowsing(header: (name: string) => string | undefined): boolean {
  const purposes = [header('sec-purpose'), header('purpose'), header('x-purpose'), header('x-moz')]
  if (purposes.some(purpose => /prefetch|prerender|preview/.test(purpose ?? ''))) return false

  const mode = header('sec-fetch-mode')
  if (mode !== undefined && mode !== 'navigate') return false
  const destination = header('sec-fetch-dest')
  if (destination !== undefined && destination !== 'document') return false

  if (!header('accept')?.includes('text/html') || !header('accept-language')) return false
  const agent = header('user-agent') ?? ''
  if (!agent.startsWith('mozilla/') && !agent.startsWith('opera/')) return false
  return !isbot(agent) && !scanners.test(agent)
}

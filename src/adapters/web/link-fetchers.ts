import { isbot } from 'isbot'

/**
 * What the library does not know: scanners of mail and of addresses, where they give their name ("Barracuda Sentinel (EE)",
 * JayBizzle/Crawler-Detect#552; Mimecast, Proofpoint and their like), and browsers without anybody before them. One that plays
 * a browser perfectly is counted as a person; no list helps against that.
 */
const scanners =
  /safe ?links|barracuda|proofpoint|urldefense|mimecast|ironport|fortimail|fortiguard|zscaler|symantec|sophos|forcepoint|trend ?micro|bitdefender|virustotal|cloudmark|scan|preview|headless|playwright|selenium/i

/** Whether the User-Agent tells that no person is looking. */
export function isLinkFetcher(userAgent: string): boolean {
  return userAgent.trim() === '' || isbot(userAgent) || scanners.test(userAgent)
}

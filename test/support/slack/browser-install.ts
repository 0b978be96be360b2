/** A browser that installs the app in a workspace: the page of ours, Slack's page, and back to ours. */

export interface Installed {
  /** Status of our last page. */
  status: number
  /** Of our last page. */
  headers: Headers
  /** Its text, or where it sends the browser next. */
  page: string
  location: string | null
  /** Slack's page, where somebody was asked to allow it. */
  authorizeUrl: string
  /** The address with the code and state that Slack sent the browser to; opened twice it is a replay. */
  callbackUrl: string
  /** Sent along, as the browser does. */
  cookie: string
}

/**
 * Opens `installUrl` of ours, follows it to Slack's page, where `decide` says what address Slack sends the browser back to
 * (`slack.allows(…)`, `emulate.allows`), and opens that. Throws if a page does not lead on.
 */
export async function installInBrowser(
  installUrl: string,
  decide: (authorizeUrl: string) => string | Promise<string>,
): Promise<Installed> {
  const first = await fetch(installUrl, { redirect: 'manual' })
  const text = await first.text()
  const link = first.headers.get('location') ?? /href="([^"]*oauth\/v2\/authorize[^"]*)"/.exec(text)?.[1]
  if (link === undefined) throw new Error(`${installUrl} leads to no page of Slack: ${first.status}`)
  const authorizeUrl = link.replace(/&amp;/g, '&')
  const cookie = first.headers
    .getSetCookie()
    .map(one => one.split(';')[0])
    .join('; ')
  const callbackUrl = await decide(authorizeUrl)
  const last = await fetch(callbackUrl, { redirect: 'manual', headers: { cookie } })
  return {
    status: last.status,
    headers: last.headers,
    page: await last.text(),
    location: last.headers.get('location'),
    authorizeUrl,
    callbackUrl,
    cookie,
  }
}

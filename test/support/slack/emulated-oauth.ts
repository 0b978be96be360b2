/**
 * The Slack of npm's `emulate`, for the one thing it does that our stand-in would only do as we believe it is: Bolt's whole
 * OAuth installation, with the page where somebody allows it and the exchange of the code, written by others.
 */
import { createEmulator } from 'emulate'
import { freePort } from '../free-port.ts'

export interface EmulatedSlack {
  /** `http://localhost:<port>`. */
  baseUrl: string
  /** `<baseUrl>/api/`, for `clientOptions.slackApiUrl`. */
  apiUrl: string
  /** For InstallProvider's `authorizationUrl`. */
  authorizeUrl: string
  clientId: string
  clientSecret: string
  /** As a browser: opens Slack's page, and its first person presses their button. Gives the address that Slack sends the browser to. */
  allows(authorizeUrl: string): Promise<string>
  close(): Promise<void>
}

/** `redirectUris`: where our app takes codes; another is refused. */
export async function startEmulate(redirectUris: string[]): Promise<EmulatedSlack> {
  const port = await freePort()
  const [clientId, clientSecret] = ['12345.67890', 'emulated-client-secret']
  const emulator = await createEmulator({
    service: 'slack',
    port,
    seed: {
      slack: {
        team: { name: 'Emulated', domain: 'emulated' },
        users: [{ name: 'olga', real_name: 'Olga Organiser', email: 'olga@example.org' }],
        oauth_apps: [
          {
            client_id: clientId,
            client_secret: clientSecret,
            name: 'Undersigned',
            redirect_uris: redirectUris,
          },
        ],
        strict_scopes: true,
      },
    },
  })
  return {
    baseUrl: emulator.url,
    apiUrl: `${emulator.url}/api/`,
    authorizeUrl: `${emulator.url}/oauth/v2/authorize`,
    clientId,
    clientSecret,
    async allows(authorizeUrl) {
      const page = await (await fetch(authorizeUrl)).text()
      const form = /<form[^>]*action="([^"]*)"[^>]*>([\s\S]*?)<\/form>/.exec(page)
      if (form === null)
        throw new Error(`No button on Slack's page: ${page.replace(/<[^>]+>/g, ' ').slice(0, 300)}`)
      const [, action = '', inside = ''] = form
      const fields = new URLSearchParams()
      for (const [input] of inside.matchAll(/<input[^>]*>/g)) {
        const name = /name="([^"]*)"/.exec(input)?.[1]
        if (name !== undefined) fields.append(name, unescapeHtml(/value="([^"]*)"/.exec(input)?.[1] ?? ''))
      }
      const answer = await fetch(new URL(action, emulator.url), {
        method: 'POST',
        body: fields,
        redirect: 'manual',
      })
      const location = answer.headers.get('location')
      if (location === null) throw new Error(`Slack's page does not lead back: ${answer.status}`)
      return location
    },
    close: () => emulator.close(),
  }
}

function unescapeHtml(text: string): string {
  return text
    .replace(/&quot;/g, '"')
    .replace(/&#0?39;/g, "'")
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
}

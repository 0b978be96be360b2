/** A button of a page, pressed as a browser does it. */
import { request } from 'node:http'

/** Returns the status of the answer. Undefined: nobody answered. */
export function press(
  url: string,
  headers: Record<string, string> = asBrowser(url),
  fields: Record<string, string> = {},
): Promise<number | undefined> {
  return new Promise(resolve => {
    const body = new URLSearchParams(fields).toString()
    const length = { 'Content-Length': String(Buffer.byteLength(body)) }
    const options = { method: 'POST', headers: { ...headers, ...length }, timeout: 20_000 }
    const asked = request(url, options, response => {
      response
        .resume()
        .once('end', () => resolve(response.statusCode))
        .once('error', () => resolve(undefined))
    })
    asked.once('timeout', () => asked.destroy(new Error('no answer'))).once('error', () => resolve(undefined))
    asked.end(body)
  })
}

export function asBrowser(url: string): Record<string, string> {
  return {
    'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
    Accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
    'Accept-Language': 'en',
    'Content-Type': 'application/x-www-form-urlencoded',
    Origin: new URL(url).origin,
    Referer: url,
    'Sec-Fetch-Dest': 'document',
    'Sec-Fetch-Mode': 'navigate',
    'Sec-Fetch-Site': 'same-origin',
    'Sec-Fetch-User': '?1',
  }
}

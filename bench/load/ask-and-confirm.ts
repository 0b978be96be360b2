/** People who sign by email: they write, and then press the link of the answer. */
import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { plainMail } from '../../test/support/service.ts'
import { query } from '../bench-postgres.ts'
import type { Stand } from '../ground.ts'
import { sendEmails } from './smtp-load.ts'
import { untilSteady } from './until-steady.ts'

export const AT_ONCE = 64

export interface Done {
  count: number
  /** Until the last of them was done. */
  seconds: number
}

let written = 0

/**
 * Sends sign requests for `ms`, or `most`, each from another mailbox. Done when their answers are at the sink, and the table has a
 * request and a sent delivery for each.
 */
export async function ask(
  stand: Stand,
  { ms, most = Number.POSITIVE_INFINITY }: { ms: number; most?: number },
): Promise<Done> {
  const before = await askedInTables(stand)
  const tokens = stand.sink.tokens.length
  const begun = performance.now()
  let sent = 0
  const next = () => {
    if (performance.now() - begun > ms || sent >= most) return undefined
    sent += 1
    written += 1
    const from = `signer-${written}@bench.example`
    const to = 'sign+bench@bench.example'
    const text = `Please count me in.\n\nAda Love${letters(written)}, illustrator\n`
    return { from, to, raw: plainMail({ from, to, subject: 'I would like to sign', text }).trimEnd() }
  }
  const ports = stand.services.map(service => service.mailPort)
  const senders = Array.from({ length: AT_ONCE }, (_, n) =>
    sendEmails(ports[n % ports.length] ?? 0, 'EHLO', next),
  )
  const taken = (await Promise.all(senders)).reduce((sum, n) => sum + n, 0)
  const { count, at } = await untilSteady(() => stand.sink.tokens.length - tokens, taken)
  const expected = { requests: before.requests + taken, sent: before.sent + taken }
  await equal(
    'emails',
    `${count} of ${taken} answers at the sink`,
    count === taken,
    () => askedInTables(stand),
    expected,
  )
  return { count, seconds: (at - begun) / 1000 }
}

async function askedInTables({ url, since }: Stand): Promise<{ requests: number; sent: number }> {
  const { rows } = await query(
    url,
    `select (select count(*)::int from sign_request where asked_at > $1) as requests,
      (select count(*)::int from delivery where mailbox is not null and created_at > $1
        and kind = 'pleaseConfirm' and state = 'sent') as sent`,
    [since],
  )
  return rows[0]
}

/** Presses the links of these tokens. Returns the milliseconds that each took; every press was answered with 200. */
export async function press(stand: Stand, tokens: readonly string[], ms = Number.POSITIVE_INFINITY) {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE })
  const [before, receipts] = [await stand.service.count('bench'), stand.sink.emails()]
  const took: number[] = []
  const begun = performance.now()
  let pressed = 0
  const one = async () => {
    while (performance.now() - begun < ms) {
      const token = tokens[pressed]
      if (token === undefined) return
      pressed += 1
      const start = performance.now()
      await post(`${stand.service.url}/c/${token}`, agent)
      took.push(performance.now() - start)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, one))
  const seconds = (performance.now() - begun) / 1000
  agent.destroy()
  const { count } = await untilSteady(() => stand.sink.emails() - receipts, took.length)
  const arrived = `${count} of ${took.length} receipts at the sink`
  await equal('clicks', arrived, count === took.length, () => countOf(stand), before + took.length)
  return { count: took.length, seconds, took }
}

/** Counts by the public page and by the rows, which must agree. */
async function countOf({ service, url, since, loaded }: Stand): Promise<number> {
  const shown = await service.count('bench')
  const { rows } = await query(url, 'select count(*)::int as n from signature where confirmed_at > $1', [
    since,
  ])
  const recorded = loaded + Number(rows[0]?.n)
  if (recorded !== shown) throw new Error(`${shown} signatures are shown, and the table has ${recorded}`)
  return shown
}

/** The tables may be a moment later than the wire: an email is marked as sent after the server has taken it. */
async function equal<T>(
  what: string,
  arrived: string,
  allArrived: boolean,
  read: () => Promise<T>,
  expected: T,
): Promise<void> {
  const until = performance.now() + 5_000
  let found = JSON.stringify(await read())
  while (found !== JSON.stringify(expected) && performance.now() < until) {
    await sleep(50)
    found = JSON.stringify(await read())
  }
  if (!allArrived || found !== JSON.stringify(expected))
    throw new Error(`${what}: ${arrived}; the tables have ${found} instead of ${JSON.stringify(expected)}`)
}

/** Without these a press gets a second step. Our pages have `Referrer-Policy: no-referrer`, so a browser's Origin is null. */
export const browser = {
  accept: 'text/html',
  'accept-language': 'en',
  origin: 'null',
  'sec-fetch-dest': 'document',
  'sec-fetch-mode': 'navigate',
  'sec-fetch-site': 'same-origin',
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
}

function post(url: string, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { method: 'POST', agent, headers: browser }, response => {
      response.resume().once('end', () => {
        if (response.statusCode === 200) resolve()
        else reject(new Error(`a click was answered with ${response.statusCode}`))
      })
    })
    asked.once('error', reject).end()
  })
}

/** 0, 1, 2 … as a, b, c …, because a name has no digits. */
function letters(n: number): string {
  const letter = String.fromCharCode(97 + (n % 26))
  return n < 26 ? letter : letters(Math.floor(n / 26) - 1) + letter
}

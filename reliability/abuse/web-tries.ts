/** Tries what must not be possible on the pages. */
import { request } from 'node:http'
import { asBrowser, press } from '../faults/ledger.ts'
import { ADDRESS, converse, type Setting, type Try } from './setting.ts'

/** Presses as machines are known to send them. */
const machines: Record<string, (url: string) => Record<string, string>> = {
  'no header at all': () => ({}),
  "Barracuda's agent": url => ({ ...asBrowser(url), 'User-Agent': 'Barracuda Sentinel (EE)' }),
  'Sec-Purpose: prefetch': url => ({ ...asBrowser(url), 'Sec-Purpose': 'prefetch;prerender' }),
  'Purpose: prefetch': url => ({ ...asBrowser(url), Purpose: 'prefetch' }),
  'Sec-Fetch-Site: cross-site': url => ({ ...asBrowser(url), 'Sec-Fetch-Site': 'cross-site' }),
  'a foreign Origin': url => ({ ...asBrowser(url), Origin: 'https://elsewhere.example' }),
  'a library': url => ({ 'User-Agent': 'python-requests/2.32', Host: new URL(url).host }),
}

/** `client`: the address that a proxy on the same machine names; without one, the network is not known. */
async function form(s: Setting, fields: Record<string, string>, client?: string): Promise<number> {
  const url = `${s.url}/p/demo/sign`
  const body = new URLSearchParams({ kind: 'person', listed: 'on', ...fields }).toString()
  return new Promise((resolve, reject) => {
    request(
      url,
      {
        method: 'POST',
        headers: {
          ...asBrowser(url),
          'Content-Length': String(Buffer.byteLength(body)),
          ...(client !== undefined && { 'X-Forwarded-For': client }),
        },
      },
      response => {
        const { statusCode = 0 } = response
        const taken = statusCode === 200 || statusCode === 429
        if (!taken) reject(new Error(`the form was answered with ${statusCode}: nothing was tried`))
        response.resume().once('end', () => resolve(statusCode))
      },
    )
      .once('error', reject)
      .end(body)
  })
}

export const webTries: Try[] = [
  {
    point: 'control',
    holds: 'a browser that presses the button signs',
    async act(s) {
      const { path } = await s.asked()
      const before = await s.count()
      await press(`${s.url}${path}`)
      const after = await s.count()
      return after === before + 1 ? undefined : `${after - before} signed`
    },
  },
  {
    point: 'held',
    holds: '500 requests of scanners to the links in emails sign nobody',
    async act(s) {
      const questions = await Promise.all(Array.from({ length: 10 }, () => s.asked()))
      const before = await s.count()
      for (const { path } of questions)
        for (let n = 0; n < 50; n++) {
          const method = ['GET', 'HEAD', 'OPTIONS'][n % 3] ?? 'GET'
          await (await fetch(`${s.url}${path}`, { method })).arrayBuffer()
        }
      const after = await s.count()
      return after === before ? undefined : `${after - before} signed`
    },
  },
  ...Object.entries(machines).map(
    ([what, headers]): Try => ({
      point: '5',
      holds: `a press by a machine does not sign: ${what}`,
      async act(s) {
        const { path } = await s.asked()
        const before = await s.count()
        const url = `${s.url}${path}`
        const status = await press(url, headers(url))
        const after = await s.count()
        return after === before ? undefined : `it signed, with ${status}`
      },
    }),
  ),
  {
    point: '5',
    holds: 'confirm and "not me" within one second count neither',
    async act(s) {
      const { path } = await s.asked()
      const before = await s.count()
      await Promise.all([press(`${s.url}${path}`), press(`${s.url}${path}/not-me`)])
      const after = await s.count()
      return after === before ? undefined : 'the one that came first counted'
    },
  },
  {
    point: '3',
    holds: "three forms with somebody's mailbox do not silence that person's own email",
    async act(s) {
      const { name, mailbox } = s.newcomer()
      for (let n = 0; n < 3; n++) await form(s, { name: `Somebody Else${'abc'[n]}`, mailbox })
      await s.settle()
      const before = s.emails(mailbox).length
      await s.write({ from: `${name} <${mailbox}>`, to: ADDRESS, text: name })
      await s.settle()
      const after = s.emails(mailbox).length
      return after > before ? undefined : `${before} emails for the forms, none for the person`
    },
  },
  {
    point: '3',
    holds: 'forms with a stranger’s mailbox bring that mailbox one email',
    async act(s) {
      const { mailbox } = s.newcomer()
      for (let n = 0; n < 12; n++)
        await form(s, { name: `Ann ${'abcdefghijkl'[n]?.toUpperCase()}son`, mailbox })
      await s.settle()
      const n = s.emails(mailbox).length
      return n <= 1 ? undefined : `${n} emails`
    },
  },
  {
    point: '3',
    holds: 'an email to a stranger has none of the words of the one who filled in the form, but the name',
    async act(s) {
      const { mailbox } = s.newcomer()
      await form(s, {
        name: 'Ann Example',
        occupation: 'Buy at our shop',
        organisation: 'Cheap pills',
        mailbox,
      })
      await s.settle()
      const words = s
        .emails(mailbox)
        .map(({ raw }) => raw)
        .join('\n')
      if (words === '') return 'no email came: nothing was tried'
      return /our shop|Cheap pills/.test(words) ? 'occupation and organisation are in it' : undefined
    },
  },
  {
    point: '3',
    holds: 'one network cannot make us write to 300 strangers in a row',
    async act(s) {
      const codes: number[] = []
      for (let n = 0; n < 300; n += 20)
        codes.push(
          ...(await Promise.all(
            Array.from({ length: 20 }, () =>
              form(
                s,
                { name: 'Ann Example', mailbox: s.newcomer('strangers.example').mailbox },
                '198.51.100.7',
              ),
            ),
          )),
        )
      await s.settle()
      const written = s.world.provider.emails.filter(({ to }) => to.endsWith('@strangers.example')).length
      return written < 300 ? undefined : `${written} were written to`
    },
  },
  {
    point: 'held',
    holds: 'what is typed stands on the pages as text',
    async act(s) {
      const { mailbox } = s.newcomer()
      const name = `Ada <b>Lovelace</b>'; drop table signature; --`
      await s.write({ from: mailbox, to: ADDRESS, text: `Name: ${name}` })
      await s.settle()
      const token = s.emails(mailbox)[0]?.token
      const page = token === undefined ? '' : await (await fetch(`${s.url}/c/${token}`)).text()
      const rows = await s.query('select count(*)::int as n from signature')
      if (rows.length !== 1) return 'the table is gone'
      if (!page.includes('Lovelace')) return 'the page does not show the name: nothing was tried'
      return page.includes('<b>Lovelace') ? 'the mark-up is live' : undefined
    },
  },
  {
    point: 'held',
    holds: 'no request hides inside another one (HTTP smuggling)',
    async act(s) {
      const { port } = new URL(s.url)
      const host = `Host: localhost:${port}\r\n`
      const hidden = `GET /api/petitions/demo HTTP/1.1\r\n${host}\r\n`
      const tries = [
        `POST /p/demo/sign HTTP/1.1\r\n${host}Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${hidden}`,
        `POST /p/demo/sign HTTP/1.1\r\n${host}Transfer-Encoding: xchunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n${hidden}`,
        `POST /p/demo/sign HTTP/1.1\r\n${host}Transfer-Encoding : chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n${hidden}`,
        `POST /p/demo/sign HTTP/1.1\r\n${host}Content-Length: 5\r\nContent-Length: 0\r\n\r\n${hidden}`,
        `POST /p/demo/sign HTTP/1.1\r\n${host}Content-Length: 0\nX: y\r\n\r\n${hidden}`,
        `GET / HTTP/1.1\r\n${host}X: a\rTransfer-Encoding: chunked\r\n\r\n${hidden}`,
      ]
      const passed: number[] = []
      for (const [at, text] of tries.entries()) {
        const answer = await converse(Number(port), [text])
        if (!/^HTTP\/1\.1 400/.test(answer)) passed.push(at + 1)
      }
      return passed.length === 0
        ? undefined
        : `of ${tries.length}, these are not refused: ${passed.join(', ')}`
    },
  },
  {
    point: '8',
    holds: 'a draft is as unknown as a petition that never was',
    async act(s) {
      for (const path of [
        '/p/SLUG',
        '/p/SLUG/sign',
        '/api/petitions/SLUG',
        '/p/SLUG/share.png',
        '/p/SLUG/widget',
        '/p/SLUG/feed.atom',
        '/live/SLUG',
      ]) {
        const [draft, nothing] = await Promise.all(
          ['secret-draft', 'secret-craft'].map(async slug => {
            const answer = await fetch(`${s.url}${path.replace('SLUG', slug)}`)
            return `${answer.status} ${(await answer.text()).replaceAll(slug, '')}`
          }),
        )
        if (draft !== nothing) return `${path} tells it`
      }
      return undefined
    },
  },
]

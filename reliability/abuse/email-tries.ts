/** Tries what must not be possible by email. */
import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { plainMail } from '../../test/support/service.ts'
import { press } from '../faults/press.ts'
import { ADDRESS, converse, openSocket, type Setting, type Try, tooLong, type Waits } from './setting.ts'
import { difference } from './timing.ts'

const domain = 'petitions.example'

/** One dialogue up to the dot; the body goes as it is. */
function dialogue(from: string, body: string): (string | Buffer)[] {
  return [
    'EHLO client.test\r\n',
    `MAIL FROM:<${from}>\r\n`,
    `RCPT TO:<${ADDRESS}>\r\n`,
    'DATA\r\n',
    Buffer.from(body, 'latin1'),
    'QUIT\r\n',
  ]
}

/** Lets the mail server refuse the answer to somebody new. */
async function isSuppressedAfter(s: Setting, refusal: string): Promise<boolean> {
  const suppressed = async () =>
    (await s.query(`select reason from suppression where reason = 'bounced'`)).length
  const before = await suppressed()
  const { name, mailbox } = s.newcomer()
  let refused = false
  s.world.provider.refuses = to => {
    if (to !== mailbox) return undefined
    refused = true
    return refusal
  }
  await s.write({ from: `${name} <${mailbox}>`, to: ADDRESS, text: name })
  await s.settleOrWait()
  s.world.provider.refuses = undefined
  if (!refused) throw new Error('no email was refused: nothing was tried')
  // An email that was refused because of us waits for an hour; the tries that follow wait until none does.
  await s.world.retry()
  return (await suppressed()) > before
}

const repliesThatSayNothing = ['', 'Thank you!', '👍', '-- \nBo Example\nSent from my phone']

export const emailTries: Try[] = [
  {
    point: 'control',
    holds: 'a service that stands still for three seconds is seen',
    async act(s) {
      const { pid } = s.world.service()
      const stood = await s.standstill(async () => {
        process.kill(pid, 'SIGSTOP')
        await sleep(3_000)
        process.kill(pid, 'SIGCONT')
      })
      return tooLong('', stood, 1_500) === undefined ? `it is not: ${JSON.stringify(stood)}` : undefined
    },
  },
  {
    point: 'control',
    holds: 'a plain reply to a question whose asking was proved signs',
    async act(s) {
      const { mailbox, address } = await s.asked()
      const before = await s.count()
      await s.write({ from: mailbox, to: address })
      const after = await s.count()
      return after === before + 1 ? undefined : `${after - before} signed`
    },
  },
  {
    point: 'held',
    holds: '200 forged emails in the names of 20 people bring each of them one email at most',
    async act(s) {
      const victims = Array.from({ length: 20 }, () => s.newcomer('victims.example'))
      for (let n = 0; n < 10; n++)
        await Promise.all(
          victims.map(({ name, mailbox }) =>
            s.write({
              proved: false,
              from: `${name} <${mailbox}>`,
              to: ADDRESS,
              text: `${name}, number ${n}`,
            }),
          ),
        )
      await s.settle()
      const most = Math.max(...victims.map(({ mailbox }) => s.emails(mailbox).length))
      return most <= 1 ? undefined : `${most} emails to one of them`
    },
  },
  {
    point: 'held',
    holds: 'the answer goes to From, whatever Reply-To and the envelope say',
    async act(s) {
      const [{ mailbox: from }, { mailbox: victim }, { mailbox: other }] = [
        s.newcomer(),
        s.newcomer(),
        s.newcomer(),
      ]
      await s.write({
        from,
        envelope: other,
        to: ADDRESS,
        text: 'Ada Lovelace',
        headers: { 'Reply-To': victim },
      })
      await s.settle()
      return s.emails(victim).length + s.emails(other).length === 0
        ? undefined
        : 'somebody else was written to'
    },
  },
  {
    point: 'held',
    holds: 'no email hides inside another one (SMTP smuggling)',
    async act(s) {
      const passed: string[] = []
      for (const end of ['\n.\n', '\r.\r', '\n.\r\n', '\r\n.\n', '\r.\r\n', '\r\n\0.\r\n']) {
        const [{ mailbox }, { mailbox: victim }] = [s.newcomer(), s.newcomer()]
        const hidden = `MAIL FROM:<${victim}>\r\nRCPT TO:<${ADDRESS}>\r\nDATA\r\nFrom: ${victim}\r\nDate: ${new Date().toUTCString()}\r\n\r\nBo Example\r\n.\r\n`
        const body = `${plainMail({ from: mailbox, to: ADDRESS, text: 'Ada Example' })}x${end}${hidden}`
        await converse(s.world.service().mailPort, dialogue(mailbox, body))
        await s.settle()
        if (s.emails(victim).length > 0) passed.push(JSON.stringify(end))
      }
      return passed.length === 0 ? undefined : `these ends are taken: ${passed.join(', ')}`
    },
  },
  {
    point: 'held',
    holds: 'a name cannot add a header or a recipient to our email',
    async act(s) {
      const { mailbox } = s.newcomer()
      const encoded = `=?utf-8?B?${Buffer.from('Ada\r\nBcc: victim@example.org\r\nX-Planted: yes').toString('base64')}?=`
      await s.write({ from: `${encoded} <${mailbox}>`, to: ADDRESS, text: 'Ada Lovelace', subject: encoded })
      await s.write({
        from: `"Ada\\\r\n Bcc: victim@example.org" <${mailbox}>`,
        to: ADDRESS,
        text: 'Ada King',
      })
      await s.settle()
      const heads = s.emails(mailbox).map(({ raw }) => raw.split('\r\n\r\n')[0] ?? '')
      if (heads.some(head => /^(?:Bcc|X-Planted):/im.test(head))) return 'a header was added'
      return s.emails('victim@example.org').length === 0 ? undefined : 'a recipient was added'
    },
  },
  {
    point: 'held',
    holds: 'the listener relays nothing',
    async act(s) {
      const to = [
        'victim@example.org',
        `victim%example.org@${domain}`,
        `@${domain}:victim@example.org`,
        `sign@${domain}.example.org`,
      ]
      const codes = await Promise.all(to.map(one => s.write({ from: 'a@example.org', to: one, text: 'x' })))
      const taken = to.filter((_, at) => (codes[at] ?? 0) < 500)
      return taken.length === 0 ? undefined : `it takes ${taken.join(', ')}`
    },
  },
  {
    point: 'held',
    holds: 'a token confirms only from the mailbox that was asked',
    async act(s) {
      const { address } = await s.asked()
      const before = await s.count()
      await s.write({ from: s.newcomer().mailbox, to: address, text: 'yes' })
      await s.settle()
      const after = await s.count()
      return after === before ? undefined : 'somebody else confirmed it'
    },
  },
  {
    point: 'held',
    holds: 'a stranger cannot act as an organiser',
    async act(s) {
      const { mailbox } = s.newcomer()
      for (const text of ['close', 'export', 'hide 1', 'organiser add', 'edit title Something else'])
        await s.write({ from: mailbox, to: ADDRESS, subject: text, text })
      await s.settle()
      const { status, title } = (await (await fetch(`${s.url}/api/petitions/demo`)).json()) as Record<
        string,
        string
      >
      if (status !== 'open' || title !== 'Fair training') return 'the petition has changed'
      return s.emails(mailbox).some(({ raw }) => /\/x\/[a-z2-7]{32}/.test(raw))
        ? 'the list was sent'
        : undefined
    },
  },
  {
    point: 'held',
    holds: 'machines are not answered',
    async act(s) {
      const marks: Record<string, string>[] = [
        { 'Auto-Submitted': 'auto-replied' },
        { Precedence: 'bulk' },
        { 'List-Id': '<news.example.org>' },
        { 'X-Autoreply': 'yes' },
        { 'Return-Path': '<>' },
      ]
      const people = marks.map(() => s.newcomer('machines.example'))
      for (const [at, headers] of marks.entries()) {
        const { mailbox = '' } = people[at] ?? {}
        const envelope = headers['Return-Path'] === '<>' ? '<>' : mailbox
        await s.write({ from: mailbox, envelope, to: ADDRESS, text: 'Ada Lovelace', headers })
      }
      await s.settle()
      const answered = people.filter(({ mailbox }) => s.emails(mailbox).length > 0).length
      return answered === 0 ? undefined : `${answered} of ${marks.length} are`
    },
  },
  {
    point: '5',
    holds: 'control: where the asking was not proved, "yes" signs',
    async act(s) {
      const { mailbox, address } = await s.asked({ proved: false })
      const before = await s.count()
      await s.write({ proved: false, from: mailbox, to: address, text: 'yes' })
      await s.settle()
      const after = await s.count()
      return after === before + 1 ? undefined : `${after - before} signed`
    },
  },
  ...repliesThatSayNothing.map(
    (text): Try => ({
      point: '5',
      holds: `where the asking was not proved, this reply does not sign: ${JSON.stringify(text)}`,
      async act(s) {
        const { mailbox, address } = await s.asked({ proved: false })
        const before = await s.count()
        await s.write({ proved: false, from: mailbox, to: address, text })
        await s.settle()
        const after = await s.count()
        return after === before ? undefined : 'it signed'
      },
    }),
  ),
  {
    point: '5',
    holds: '"it wasn\'t me" does not last forever: a proved email of that mailbox is answered',
    async act(s) {
      const { mailbox, name, path } = await s.asked()
      await press(`${s.url}${path}/not-me`)
      await s.settle()
      const before = s.emails(mailbox).length
      await s.write({ from: `${name} <${mailbox}>`, to: ADDRESS, text: name })
      await s.settle()
      return s.emails(mailbox).length > before ? undefined : 'it is not'
    },
  },
  {
    point: '5',
    holds:
      '"it wasn\'t me" is lifted by the page: after it, not before, even an email that proves nothing is answered',
    async act(s) {
      const { mailbox, name, path } = await s.asked({ domain: 'lifted.example' })
      const written = async () => {
        const before = s.emails(mailbox).length
        await s.write({ proved: false, from: `${name} <${mailbox}>`, to: ADDRESS, text: name })
        await s.settle()
        return s.emails(mailbox).length - before
      }
      await press(`${s.url}${path}/not-me`)
      if ((await written()) > 0) return 'it is answered before'
      await press(`${s.url}${path}/after-all`)
      return (await written()) > 0 ? undefined : 'it is not answered afterwards'
    },
  },
  ...[12, 24].map(
    (kilobytes): Try => ({
      point: '1',
      holds: `${kilobytes} kB of dashes stop nobody`,
      async act(s) {
        const { mailbox } = s.newcomer()
        let waited: Waits = { ms: 0, beside: 0 }
        const stood = await s.standstill(async () => {
          const bad = s
            .write({ from: mailbox, to: ADDRESS, text: '-'.repeat(kilobytes * 1024) })
            .catch(() => 0)
          await sleep(100)
          const [ms, beside] = await Promise.all([s.waitOf(0), s.waitOf(1)])
          waited = { ms, beside }
          await bad
        })
        return tooLong('pages stood still', stood, 1_500) ?? tooLong('a neighbour waited', waited, 5_000)
      },
    }),
  ),
  {
    point: '1',
    holds: '9 MB with ten DKIM signatures do not stop the pages',
    async act(s) {
      const { mailbox } = s.newcomer()
      const signature = `DKIM-Signature: v=1; a=rsa-sha256; d=example.org; s=x; h=from; bh=${randomBytes(32).toString('base64')}; b=${randomBytes(128).toString('base64')}\r\n`
      const line = `${'x'.repeat(76)}\r\n`
      const raw = `${signature.repeat(10)}From: ${mailbox}\r\nDate: ${new Date().toUTCString()}\r\n\r\n${line.repeat(Math.floor((9 * 1024 * 1024) / line.length))}`
      // Only the second service looks at signatures.
      const writing = () => s.write({ proved: false, from: mailbox, to: ADDRESS, raw })
      return tooLong('pages stood still', await s.standstill(writing, 1, 0), 1_500)
    },
  },
  {
    point: '1',
    holds: 'what is too complex is refused, and not kept',
    async act(s) {
      const { mailbox } = s.newcomer()
      const parts = '--b\r\nContent-Type: text/plain\r\n\r\nx\r\n'.repeat(30_000)
      const raw = `From: ${mailbox}\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n${parts}--b--\r\n`
      const code = await s.write({ from: mailbox, to: ADDRESS, raw })
      return code >= 500 ? undefined : `it is answered with ${code}`
    },
  },
  {
    point: '1',
    holds: 'a lock on one petition holds up no other one',
    async act(s) {
      const lock = s.query(
        `begin; select * from petition where slug = 'other' for update; select pg_sleep(12); rollback`,
      )
      await sleep(300)
      const held = s.newcomer()
      const locked = Date.now()
      const stuck = s
        .write({ from: held.mailbox, to: `sign+other@${domain}`, text: held.name })
        .catch(() => 0)
        .then(() => Date.now() - locked)
      await sleep(300)
      const { name, mailbox } = s.newcomer()
      const begun = Date.now()
      const writing = s.write({ from: `${name} <${mailbox}>`, to: ADDRESS, text: name })
      const answered = await s.email(mailbox, 1, 30_000).then(
        () => Date.now() - begun,
        () => 30_000,
      )
      await Promise.all([lock, writing])
      if ((await stuck) < 1_000) return 'nobody waited for the lock: nothing was tried'
      return answered < 5_000
        ? undefined
        : `an email for another petition waited ${(answered / 1000).toFixed(1)} s`
    },
  },
  {
    point: '2',
    holds: 'slow recipients hold up nobody else: the 99th of 100 waits less than 2 s',
    async act(s) {
      const before: number[] = []
      for (let n = 0; n < 10; n++) before.push(await s.waitOf(0))
      s.world.provider.slow = { to: /@slow\.example$/, ms: 8_000 }
      const waits: number[] = []
      for (let n = 0; n < 100; n += 10) {
        for (let slow = 0; slow < 2; slow++) {
          const { name, mailbox } = s.newcomer('slow.example')
          await s.write({ from: `${name} <${mailbox}>`, to: ADDRESS, text: name })
        }
        await Promise.all(
          Array.from({ length: 10 }, async () => {
            const { name, mailbox } = s.newcomer(`quick${n}.example`)
            await s.write({ from: `${name} <${mailbox}>`, to: ADDRESS, text: name })
            const begun = Date.now()
            await s.email(mailbox, 1, 60_000)
            waits.push(Date.now() - begun)
          }),
        )
      }
      s.world.provider.slow = undefined
      const ms = waits.sort((a, b) => a - b)[98] ?? 0
      return tooLong('the 99th of 100 waited', { ms, beside: Math.max(...before) }, 2_000)
    },
  },
  ...[
    '550 5.7.1 Your server is not listed in our directory',
    '550 5.7.26 This message does not have authentication information',
    '550 5.1.8 Bad sender address',
    '554 5.6.0 Message content rejected',
  ].map(
    (refusal): Try => ({
      point: '4',
      holds: `this refusal is about us, and kills no mailbox: ${refusal}`,
      async act(s) {
        return (await isSuppressedAfter(s, refusal)) ? 'the mailbox is suppressed' : undefined
      },
    }),
  ),
  {
    point: '4',
    holds: 'control: a refusal of the recipient suppresses the mailbox',
    async act(s) {
      return (await isSuppressedAfter(s, '550 5.1.1 User unknown')) ? undefined : 'it does not'
    },
  },
  {
    point: '6',
    holds: '200 silent connections of one address do not close the mail door',
    async act(s) {
      const { mailPort } = s.world.service()
      const silent = await Promise.all(Array.from({ length: 200 }, () => openSocket(mailPort, '127.0.0.2')))
      await sleep(500)
      const { name, mailbox } = s.newcomer()
      const begun = Date.now()
      const code = await s.write({ from: `${name} <${mailbox}>`, to: ADDRESS, text: name }).catch(() => 0)
      for (const socket of silent) socket.destroy()
      if (code !== 250) return `an honest email is answered with ${code || 'nothing'}`
      return Date.now() - begun < 10_000 ? undefined : 'an honest email waits for more than ten seconds'
    },
  },
  {
    point: '6',
    holds: 'postmaster@ is taken',
    async act(s) {
      const code = await s.write({ from: s.newcomer().mailbox, to: `postmaster@${domain}`, text: 'Hello' })
      return code === 250 ? undefined : `it is answered with ${code}`
    },
  },
  {
    point: '8',
    holds: 'how long we take does not tell whether a mailbox has signed (2 × 500 emails)',
    async act(s) {
      const { mailbox, address } = await s.asked()
      await s.write({ from: mailbox, to: address })
      await s.email(mailbox, 2)
      const stranger = await s.asked()
      const took = async (from: string) => {
        const begun = performance.now()
        await s.write({ proved: false, from, to: ADDRESS, text: 'Ada Lovelace' })
        return performance.now() - begun
      }
      const [signed, not]: [number[], number[]] = [[], []]
      for (let n = 0; n < 500; n++) {
        signed.push(await took(mailbox))
        not.push(await took(stranger.mailbox))
      }
      const z = difference(signed, not)
      return Math.abs(z) < 4 ? undefined : `z = ${z.toFixed(1)}`
    },
  },
]

import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { type Dovecot, dovecotIsHere, startDovecot } from '../support/dovecot.ts'
import { needs } from '../support/needs.ts'
import { until } from '../support/patience.ts'
import { makePetition } from '../support/petition.ts'
import { type SmtpSink, smtpSinkIsHere, startSmtpSink } from '../support/postfix.ts'
import {
  managePath,
  plainMail,
  type RunningService,
  type SentMail,
  startService,
  type WrittenMail,
} from '../support/service.ts'
import { openDatabaseProxy, openTcpProxy } from '../support/tcp-proxy.ts'

const to = 'sign+demo@undersigned.test'
const ada = 'Ada Lovelace <ada@example.org>'
const here = [needs('Dovecot', dovecotIsHere), needs('smtp-sink', smtpSinkIsHere)].every(Boolean)

async function startParts(): Promise<{ dovecot: Dovecot; sink: SmtpSink }> {
  const [dovecot, sink] = [await startDovecot(), await startSmtpSink()]
  if (dovecot === undefined || sink === undefined) throw new Error('they went away')
  return { dovecot, sink }
}

/** A service whose mail server never tells of new email. Its answer takes half a minute, so it waits beside the others. */
async function askDeafMailbox() {
  const database = await testDatabase()
  await makePetition(database.db, 'demo')
  const { dovecot, sink } = await startParts()
  const proxy = await openTcpProxy({ host: '127.0.0.1', port: dovecot.imapPort })
  // The proxy drops what the server sends by itself, and keeps its answers to questions.
  proxy.edit(chunk =>
    /^\* \d+ (?:EXISTS|RECENT)\r\n(?:\* \d+ \w+\r\n)*$/.test(chunk.toString()) ? Buffer.alloc(0) : chunk,
  )
  const service = await startService({
    databaseUrl: database.url,
    env: {
      SMTP_URL: sink.url,
      IMAP_URL: dovecot.imapUrl.replace(String(dovecot.imapPort), String(proxy.port)),
      MAIL_ADDRESS: 'sign@undersigned.test',
    },
    sent: async () => (await sink.mails()).map(mail => mail.raw),
  })
  const asked = (async () => {
    await until(async () => (await imapOf(service)) === 'up')
    await sleep(1_000)
    const at = Date.now()
    await dovecot.deliver(plainMail({ from: ada, to, text: 'Ada Lovelace, composer' }))
    await service.mail('ada@example.org')
    return Date.now() - at
  })()
  // The test that awaits it reports the error.
  asked.catch(() => {})
  return {
    /** Milliseconds until the answer. */
    asked,
    async close() {
      await service.stop()
      await proxy.close()
      await sink.destroy()
      await dovecot.destroy()
      await database.close()
    },
  }
}

async function imapOf(service: RunningService): Promise<string | undefined> {
  return (await service.parts()).imap
}

describe.skipIf(!here)('a real mailbox by IMAP, a real server by SMTP (needs Dovecot and smtp-sink)', () => {
  let database: TestDatabase
  let proxy: Awaited<ReturnType<typeof openDatabaseProxy>>
  let dovecot: Dovecot
  let sink: SmtpSink
  let service: RunningService
  let deaf: Awaited<ReturnType<typeof askDeafMailbox>>
  const write = (mail: WrittenMail) => dovecot.deliver(plainMail(mail))
  const reply = (answer: SentMail, from: string, text = '', headers: Record<string, string> = {}) =>
    write({
      from,
      to: answer.replyTo,
      subject: `Re: ${answer.subject}`,
      text,
      headers: { 'In-Reply-To': answer.messageId, References: answer.messageId, ...headers },
    })
  const allDone = () =>
    expect
      .poll(async () => (await dovecot.list()).filter(mail => !mail.flags.includes('$Undersigned')))
      .toEqual([])
  const imap = () => imapOf(service)

  beforeAll(async () => {
    deaf = await askDeafMailbox()
    database = await testDatabase()
    await makePetition(database.db, 'demo', { title: 'Fair training' })
    proxy = await openDatabaseProxy(database.url)
    const parts = await startParts()
    dovecot = parts.dovecot
    sink = parts.sink
    service = await startService({
      databaseUrl: proxy.url,
      env: { SMTP_URL: sink.url, IMAP_URL: dovecot.imapUrl, MAIL_ADDRESS: 'sign@undersigned.test' },
      sent: async () => (await sink.mails()).map(mail => mail.raw),
    })
    await until(async () => (await imap()) === 'up')
  })
  afterAll(async () => {
    await deaf.close()
    await service.stop()
    await sink.destroy()
    await dovecot.destroy()
    await proxy.close()
    await database.close()
  })

  it('answers Ada before the next poll, because IDLE tells of her email', async () => {
    const at = Date.now()
    await write({
      from: ada,
      to,
      subject: 'count me in',
      text: 'Ada Lovelace, composer\n-- \nSent from my phone',
    })
    const question = await service.mail('ada@example.org')
    // Without IDLE the mailbox is asked every 30 seconds.
    expect(Date.now() - at).toBeLessThan(25_000)
    expect(question.subject).toBe('Ada, please confirm your signature')
    expect(question.text).toContain('Ada Lovelace, composer')
    expect(question.text).not.toContain('Sent from my phone')
    expect(question.replyTo).toMatch(/^sign\+confirm-[a-z2-7]{32}@undersigned\.test$/)
    const [sunk] = await sink.mails()
    expect(sunk?.to).toEqual(['ada@example.org'])
    expect(sunk?.from).toMatch(/^sign\+bounce-[0-9a-f-]{36}@undersigned\.test$/)
    await allDone()
    expect((await dovecot.list())[0]?.flags.sort()).toEqual(['$Undersigned', '\\Seen'])
  })

  it('neither takes her out-of-office answer for a yes nor answers it', async () => {
    const question = await service.mail('ada@example.org')
    await reply(question, ada, 'I am away until Monday.', { 'Auto-Submitted': 'auto-replied' })
    await allDone()
    await service.settle()
    expect(await service.count('demo')).toBe(0)
    expect(await sink.mails()).toHaveLength(1)
  })

  it('records her yes, and sends a receipt', async () => {
    await reply(await service.mail('ada@example.org'), ada, 'Yes')
    const receipt = await service.mail('ada@example.org', 2)
    expect(receipt.subject).toBe('Your signature is number 1')
    expect(receipt.text).toContain('Ada Lovelace, composer')
    expect(await service.count('demo')).toBe(1)
  })

  it('lets her correct and withdraw it by replies to the receipt', async () => {
    const receipt = await service.mail('ada@example.org', 2)
    await reply(receipt, ada, 'Occupation: mathematician')
    await expect.poll(async () => (await fetch(`${service.url}/p/demo`)).text()).toContain('mathematician')
    expect((await fetch(`${service.url}${managePath(receipt)}`)).status).toBe(200)
    await reply(receipt, ada, 'withdraw')
    await expect.poll(() => service.count('demo')).toBe(0)
    expect((await service.mail('ada@example.org', 4)).subject).toBe('Your signature has been removed')
  })

  it('Émilie writes in French and is answered in French, from first to last', async () => {
    const from = '=?utf-8?q?=C3=89milie_du_Ch=C3=A2telet?= <emilie@example.fr>'
    await write({
      from,
      to,
      subject: 'Je signe',
      text: 'Bonjour, je souhaite signer.\nÉmilie du Châtelet, mathématicienne',
    })
    const question = await service.mail('emilie@example.fr')
    expect(question.text).toContain('Émilie du Châtelet, mathématicienne')
    expect(question.text).toMatch(/il suffit de répondre|répondez/i)
    await reply(question, from, 'Oui')
    const receipt = await service.mail('emilie@example.fr', 2)
    expect(receipt.subject).toMatch(/signature/)
    expect(receipt.text).toMatch(/Merci/)
    expect(receipt.text).not.toMatch(/Thank you/)
    expect(await service.count('demo')).toBe(1)
  })

  it('takes the same email from the mailbox and the listener as one request', async () => {
    const raw = plainMail({ from: 'bob@example.org', to, text: 'Bob Dylan, singer' })
    await dovecot.deliver(`Received: from a by b; Mon, 23 Nov 2026 10:00:00 +0000\r\n${raw}`)
    const { code } = await service.write({ from: 'bob@example.org', to, raw })
    expect(code).toBe(250)
    await service.mail('bob@example.org')
    await allDone()
    await service.settle()
    expect(await service.mails('bob@example.org')).toHaveLength(1)
    const { rows } = await database.pool.query(
      `select count(*)::int as n from revision where name = 'Bob Dylan'`,
    )
    expect(rows).toEqual([{ n: 1 }])
  })

  it('answers emails that come while Dovecot restarts or their session is lost', async () => {
    await dovecot.stop()
    await expect.poll(imap).toBe('down')
    expect((await fetch(`${service.url}/readyz`)).status).toBe(200)
    await write({ from: 'cleo@example.org', to, text: 'Cleo Patra, queen' })
    await dovecot.start()
    await service.mail('cleo@example.org')
    await dovecot.killSessions()
    await write({ from: 'dan@example.org', to, text: 'Dan Dare, pilot' })
    await service.mail('dan@example.org')
    await allDone()
    await service.settle()
    for (const mailbox of ['cleo@example.org', 'dan@example.org'])
      expect(await service.mails(mailbox)).toHaveLength(1)
  })

  it('leaves an email unflagged while the database is away, and takes it once it is back', async () => {
    await proxy.refuse()
    await write({ from: 'eve@example.org', to, text: 'Eve Moss, director' })
    await sleep(1_500)
    expect((await dovecot.list()).at(-1)?.flags).toEqual([])
    await proxy.pass()
    await service.mail('eve@example.org')
    await allDone()
    expect(await service.mails('eve@example.org')).toHaveLength(1)
  })

  it('polls the mailbox every 30 seconds if IDLE tells nothing', async () => {
    const ms = await deaf.asked
    // The negative control: with IDLE the answer comes within seconds.
    expect(ms).toBeGreaterThan(10_000)
  })

  it('logs nothing of what people wrote', () => {
    expect(service.output()).not.toMatch(/example\.(org|fr)|lovelace|mathém|[a-z2-7]{32}/i)
  })
})

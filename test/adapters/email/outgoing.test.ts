import { generateKeyPairSync } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dkimVerify } from 'mailauth/lib/dkim/verify.js'
import { createTransport } from 'nodemailer'
import { SMTPServer } from 'smtp-server'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { toPlace } from '../../../src/adapters/email/place.ts'
import { composeMail } from '../../../src/adapters/email/send/compose-mail.ts'
import {
  type Outgoing,
  type OutgoingOptions,
  openOutgoing,
} from '../../../src/adapters/email/send/outgoing.ts'
import { TemporaryFailure } from '../../../src/adapters/email/send/smtp-failure.ts'
import { trialMailsKept } from '../../../src/adapters/email/trial/trial-directory.ts'
import {
  type Delivery,
  type Log,
  NotTried,
  PermanentFailure,
  RefusesUs,
  UnclearEnd,
} from '../../../src/core/channel.ts'
import { freePort } from '../../support/free-port.ts'
import { needs } from '../../support/needs.ts'
import { hasSmtpSink, type SmtpSink, startSmtpSink } from '../../support/smtp-sink.ts'
import { hostileRecipients } from './hostile-recipients.ts'

const address = 'sign@undersigned.example'
const token = 'abcdefghijklmnopqrstuvwxyz234567'

function deliveryTo(to: string, number = 1): Delivery {
  return {
    id: `0190a0b0-0000-7000-8000-${String(number).padStart(12, '0')}`,
    place: toPlace({ to: { address: to }, references: [], subject: '' }),
    reply: {
      language: 'en',
      subject: 'Ada, please confirm your signature',
      blocks: [
        { kind: 'paragraph', text: '.\n..leading dots, and é' },
        { kind: 'button', label: 'Confirm', url: `https://undersigned.example/c/${token}` },
      ],
    },
    answerTo: { kind: 'confirm', token },
    createdAt: new Date(Date.UTC(2026, 10, 23, 9, 0, number)),
    unasked: false,
  }
}

const logged: string[] = []
const keep = (fields: object, message: string) => void logged.push(`${JSON.stringify(fields)} ${message}`)
const log: Log = { debug: keep, info: keep, warn: keep, error: keep }

const cleanups: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

async function sink(...options: string[]): Promise<SmtpSink> {
  const started = await startSmtpSink(options)
  cleanups.push(started.stop)
  return started
}

function outgoingTo(url: string, more: Partial<OutgoingOptions> = {}): Outgoing {
  const opened = openOutgoing({ address, outgoing: { kind: 'smtp', url }, log, ...more })
  cleanups.push(opened.stop)
  return opened
}

async function failureOf(work: Promise<void>): Promise<PermanentFailure | TemporaryFailure | UnclearEnd> {
  try {
    await work
  } catch (error) {
    if (error instanceof PermanentFailure || error instanceof TemporaryFailure) return error
    if (error instanceof UnclearEnd) return error
    throw error
  }
  throw new Error('it was sent')
}

describe.skipIf(!needs('smtp-sink', hasSmtpSink))('to a real server (smtp-sink of Postfix)', () => {
  test('a retry sends the same bytes in the same envelope', async () => {
    const server = await sink()
    const outgoing = outgoingTo(server.url)
    await outgoing.send(deliveryTo('ada@example.org'))
    await outgoing.send(deliveryTo('ada@example.org'))
    const mails = await server.mails()
    expect(mails).toHaveLength(2)
    const { raw } = await composeMail(deliveryTo('ada@example.org'), { address })
    for (const mail of mails) {
      expect(mail.message).toBe(raw.toString().replaceAll('\r\n', '\n'))
      expect(mail.mailFrom).toMatch(
        /^<sign\+bounce-0190a0b0-0000-7000-8000-000000000001@undersigned\.example>( |$)/,
      )
      expect(mail.recipients).toEqual(['<ada@example.org>'])
    }
  })

  test('a hundred emails at once arrive, each of them once', async () => {
    const server = await sink()
    const outgoing = outgoingTo(server.url)
    await Promise.all(
      Array.from({ length: 100 }, (_, n) => outgoing.send(deliveryTo(`a${n}@example.org`, n))),
    )
    const recipients = (await server.mails()).flatMap(mail => mail.recipients)
    expect(recipients.sort()).toEqual(Array.from({ length: 100 }, (_, n) => `<a${n}@example.org>`).sort())
  })

  test('the server is given one recipient or none for any mailbox', async () => {
    const server = await sink()
    const outgoing = outgoingTo(server.url)
    const refused: string[] = []
    for (const [index, recipient] of hostileRecipients.entries()) {
      try {
        await outgoing.send(deliveryTo(recipient, index))
      } catch (error) {
        expect(error).toBeInstanceOf(PermanentFailure)
        refused.push(recipient)
      }
    }
    await outgoing.send(deliveryTo('ada@example.org', 999))
    const mails = await server.mails()
    expect(mails).toHaveLength(hostileRecipients.length - refused.length + 1)
    for (const { recipients } of mails) expect(recipients).toHaveLength(1)
    expect(mails.flatMap(mail => mail.recipients).filter(recipient => recipient.includes('evil'))).toEqual([])
    expect(mails.flatMap(mail => mail.recipients)).toContain('<ada@example.org>')
  })

  test('the test would see a second recipient', async () => {
    const server = await sink()
    const transport = createTransport(server.url)
    await transport.sendMail({ from: address, to: 'a@x.example, evil@y.example', text: 'x' })
    transport.close()
    expect((await server.mails())[0]?.recipients).toEqual(['<a@x.example>', '<evil@y.example>'])
  })

  test.each([
    { options: ['-r', 'RCPT'], code: 'smtp-450-4.3.0' },
    { options: ['-r', 'DATA'], code: 'smtp-450-4.3.0' },
    { options: ['-r', '.'], code: 'smtp-450-4.3.0' },
    { options: ['-f', 'MAIL'], code: 'smtp-500-5.3.0' },
    { options: ['-Q', 'RCPT'], code: 'smtp-421' },
    { options: ['-q', 'DATA'], code: 'smtp-econnection' },
    { options: ['-q', 'RCPT'], code: 'smtp-econnection' },
  ])('$options is worth another try', async ({ options, code }) => {
    const server = await sink(...options)
    const failure = await failureOf(outgoingTo(server.url).send(deliveryTo('ada@example.org')))
    expect(failure).toBeInstanceOf(TemporaryFailure)
    expect(failure.code.slice(0, code.length)).toBe(code)
  })

  test.each([
    {
      options: ['-f', 'RCPT', '-B', '550 5.1.1 <ada@example.org> unknown'],
      dead: true,
      code: 'smtp-550-5.1.1',
    },
    { options: ['-f', '.', '-B', '554 5.6.0 spam'], dead: false, code: 'smtp-554-5.6.0' },
    { options: ['-f', 'DATA', '-B', '552 too much'], dead: false, code: 'smtp-552' },
  ])('$options is final', async ({ options, dead, code }) => {
    const server = await sink(...options)
    const failure = await failureOf(outgoingTo(server.url).send(deliveryTo('ada@example.org')))
    expect(failure).toBeInstanceOf(PermanentFailure)
    expect(failure).toMatchObject({ code, placeIsDead: dead })
  })

  test('a refusal by policy may be our own fault', async () => {
    const server = await sink('-f', 'RCPT', '-B', '550 5.7.1 policy')
    const sending = outgoingTo(server.url).send(deliveryTo('ada@example.org'))
    await expect(sending).rejects.toThrow(new RefusesUs('smtp-550-5.7.1'))
  })

  test('a connection that is lost after the text may mean that the email arrived', async () => {
    const server = await sink('-q', '.')
    const failure = await failureOf(outgoingTo(server.url).send(deliveryTo('ada@example.org')))
    expect(failure).toBeInstanceOf(UnclearEnd)
    expect(failure.code).toBe('smtp-unclear')
  })

  test('the connection stays good after a refusal', async () => {
    const server = await sink()
    const outgoing = outgoingTo(`${server.url}?maxConnections=1`)
    await failureOf(outgoing.send(deliveryTo('a@x.example, evil@y.example')))
    await outgoing.send(deliveryTo('ada@example.org'))
    expect(await server.mails()).toHaveLength(1)
  })

  test('a mailbox with letters beyond ASCII is not tried without SMTPUTF8', async () => {
    const server = await sink()
    const failure = await failureOf(outgoingTo(server.url).send(deliveryTo('adá@example.org')))
    expect(failure).toMatchObject({ code: 'smtp-no-smtputf8', placeIsDead: false })
    expect(await server.mails()).toEqual([])
  })

  test('the log names the delivery and no person', async () => {
    logged.length = 0
    const server = await sink()
    await outgoingTo(server.url).send(deliveryTo('ada@example.org'))
    expect(logged.join('\n')).toContain('0190a0b0-0000-7000-8000-000000000001')
    expect(logged.join('\n')).not.toMatch(/ada@|abcdefghij/)
  })

  test('verify passes', async () => {
    await outgoingTo((await sink()).url).verify()
  })

  test('a login needs TLS, except over loopback', async () => {
    const server = await sink()
    // smtp-sink offers AUTH and no STARTTLS. 0.0.0.0 reaches it, and its name is not one of loopback.
    const foreign = outgoingTo(`smtp://user:pass@0.0.0.0:${server.port}`)
    expect(await failureOf(foreign.send(deliveryTo('ada@example.org')))).toBeInstanceOf(TemporaryFailure)
    expect(await server.mails()).toEqual([])
    await outgoingTo(`smtp://user:pass@127.0.0.1:${server.port}`).send(deliveryTo('ada@example.org'))
    expect(await server.mails()).toHaveLength(1)
  })
})

describe('to a server made for the test', () => {
  async function serve(options: ConstructorParameters<typeof SMTPServer>[0]): Promise<number> {
    const server = new SMTPServer({ disabledCommands: ['STARTTLS', 'AUTH'], logger: false, ...options })
    server.on('error', () => {})
    const port = await freePort()
    await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve))
    cleanups.push(() => new Promise(resolve => server.close(() => resolve())))
    return port
  }

  test('a mailbox with letters beyond ASCII gets its email with SMTPUTF8', async () => {
    const recipients: string[] = []
    const port = await serve({
      hideSMTPUTF8: false,
      onData(stream, session, done) {
        recipients.push(...session.envelope.rcptTo.map(rcpt => rcpt.address))
        stream.resume().on('end', () => done())
      },
    })
    await outgoingTo(`smtp://127.0.0.1:${port}`).send(deliveryTo('adá@example.org'))
    expect(recipients).toEqual(['adá@example.org'])
  })

  /** With the number of writes that end an email. */
  async function received(text: string) {
    const parts: string[] = []
    const port = await serve({
      onData(stream, _session, done) {
        stream.setEncoding('utf8').on('data', part => parts.push(part))
        stream.on('end', () => done())
      },
    })
    const { reply, ...delivery } = deliveryTo('ada@example.org')
    const said = { ...delivery, reply: { ...reply, blocks: [{ kind: 'paragraph', text } as const] } }
    const writes = vi.spyOn(Socket.prototype, 'write')
    await outgoingTo(`smtp://127.0.0.1:${port}`).send(said)
    const bodies = writes.mock.calls.filter(([bytes]) => bytes.toString().endsWith('\r\n.\r\n'))
    writes.mockRestore()
    const { raw } = await composeMail(said, { address })
    return { isWhole: parts.join('') === raw.toString(), inOneWrite: bodies.length === 1 }
  }

  test('an email leaves in one write with its last dot', async () => {
    expect(await received('Please confirm.\n\nThank you. …')).toEqual({ isWhole: true, inOneWrite: true })
  })

  test('an email with dots at the beginning of lines arrives whole', async () => {
    expect(await received('.\n..\n.x')).toEqual({ isWhole: true, inOneWrite: false })
  })

  test('an untrusted certificate is refused, unless SMTP_URL says otherwise', async () => {
    // smtp-server brings a self-signed certificate.
    const port = await serve({
      secure: true,
      onData(stream, _session, done) {
        stream.resume().on('end', () => done())
      },
    })
    const strict = await failureOf(outgoingTo(`smtps://127.0.0.1:${port}`).verify())
    expect(strict).toBeInstanceOf(TemporaryFailure)
    await outgoingTo(`smtps://127.0.0.1:${port}?tls.rejectUnauthorized=false`).send(
      deliveryTo('ada@example.org'),
    )
  })

  test('a refused login is for the operator to fix, and loses nothing', async () => {
    const port = await serve({
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      onAuth: (_auth, _session, done) => done(new Error('ada@example.org may not')),
    })
    const failure = await failureOf(
      outgoingTo(`smtp://user:wrong@127.0.0.1:${port}`).send(deliveryTo('a@x.example')),
    )
    expect(failure).toBeInstanceOf(TemporaryFailure)
    expect(failure.code).toMatch(/^smtp-535/)
  })

  test.each([
    { slow: 'a server of their own', slowAt: 'slow.example', all: 450 },
    { slow: 'the server of the others', slowAt: 'example.org', all: 200 },
  ])('one recipient in ten that takes a minute, at $slow, holds up nobody else', async ({ slowAt, all }) => {
    const held: (() => void)[] = []
    const port = await serve({
      onData(stream, session, done) {
        const slow = session.envelope.rcptTo[0]?.address.startsWith('slow') === true
        stream.resume().on('end', () => (slow ? held.push(done) : done()))
      },
    })
    const outgoing = outgoingTo(`smtp://127.0.0.1:${port}`)
    // So that what is measured is not the time to compile.
    await outgoing.send(deliveryTo('first@example.org', 9_999))
    const begun = performance.now()
    const others: Promise<number>[] = []
    const slowOnes: Promise<unknown>[] = []
    // As the queue does with what is given back.
    const send = (to: string, n: number): Promise<void> =>
      outgoing.send(deliveryTo(to, n)).catch(async error => {
        if (!(error instanceof NotTried)) throw error
        await new Promise(resolve => setTimeout(resolve, error.seconds * 100))
        return send(to, n)
      })
    for (let n = 0; n < all; n++) {
      if (n % 10 === 0)
        slowOnes.push(outgoing.send(deliveryTo(`slow${n}@${slowAt}`, n)).catch(error => error))
      else others.push(send(`a${n}@example.org`, n).then(() => performance.now() - begun))
    }
    const times = (await Promise.all(others)).sort((a, b) => a - b)
    // Under 2 s on a quiet machine; held up by the others they would not end at all.
    expect(times.at(Math.floor(times.length * 0.99))).toBeLessThan(10_000)
    // Those that were held are still on their way, or wait for a place in their lane.
    await expect.poll(() => held.length).toBeGreaterThan(5)
    for (const done of held.splice(0)) done()
    const rest = setInterval(() => held.splice(0).forEach(done => void done()), 20)
    const failures = (await Promise.all(slowOnes)).filter(error => error !== undefined)
    clearInterval(rest)
    expect(failures.every(error => error instanceof NotTried)).toBe(true)
  })

  test('a server that takes two connections and no more gets all emails over these', async () => {
    let arrived = 0
    const port = await serve({
      maxClients: 2,
      onData(stream, _session, done) {
        stream.resume().on('end', () =>
          setTimeout(() => {
            arrived++
            done()
          }, 10),
        )
      },
    })
    const outgoing = outgoingTo(`smtp://127.0.0.1:${port}`)
    await Promise.all(Array.from({ length: 60 }, (_, n) => outgoing.send(deliveryTo(`a${n}@example.org`, n))))
    expect(arrived).toBe(60)
  })

  test('an email ends at its signal: without a trace while it waits, as unclear after its text', async () => {
    const port = await serve({ onData: stream => void stream.resume() })
    const outgoing = outgoingTo(`smtp://127.0.0.1:${port}?maxConnections=1`)
    const [first, second] = [new AbortController(), new AbortController()]
    const sent = failureOf(outgoing.send(deliveryTo('ada@example.org', 1), first.signal))
    const waiting = outgoing.send(deliveryTo('ada@example.org', 2), second.signal).catch(error => error)
    await new Promise(resolve => setTimeout(resolve, 200))
    second.abort()
    expect(await waiting).toBeInstanceOf(NotTried)
    first.abort()
    expect(await sent).toBeInstanceOf(UnclearEnd)
  })

  test('stop waits for the email on its way', async () => {
    let arrived = false
    const port = await serve({
      onData(stream, _session, done) {
        stream.resume().on('end', () =>
          setTimeout(() => {
            arrived = true
            done()
          }, 300),
        )
      },
    })
    const outgoing = outgoingTo(`smtp://127.0.0.1:${port}`)
    const sent = outgoing.send(deliveryTo('ada@example.org'))
    await new Promise(resolve => setTimeout(resolve, 100))
    await outgoing.stop()
    expect(arrived).toBe(true)
    await sent
    expect(await failureOf(outgoing.send(deliveryTo('ada@example.org')))).toBeInstanceOf(TemporaryFailure)
  })
})

test('a server that is down is worth another try', async () => {
  const failure = await failureOf(
    outgoingTo(`smtp://127.0.0.1:${await freePort()}`).send(deliveryTo('a@x.example')),
  )
  expect(failure).toBeInstanceOf(TemporaryFailure)
  expect(failure.code).toBe('smtp-econnrefused')
})

describe('the trial folder', () => {
  async function trial(more: Partial<OutgoingOptions> = {}) {
    const parent = await mkdtemp(join(tmpdir(), 'trial-'))
    cleanups.push(() => rm(parent, { recursive: true, force: true }))
    const directory = join(parent, 'mail', 'out')
    return {
      directory,
      outgoing: openOutgoing({ address, outgoing: { kind: 'trial', directory }, log, ...more }),
    }
  }

  test('gets the bytes that SMTP would get, and keeps one file for all retries', async () => {
    const { directory, outgoing } = await trial()
    await outgoing.verify()
    await outgoing.send(deliveryTo('ada@example.org'))
    await outgoing.send(deliveryTo('ada@example.org'))
    expect(await readdir(directory)).toEqual(['20261123T090001000Z-0190a0b0-0000-7000-8000-000000000001.eml'])
    const file = join(directory, '20261123T090001000Z-0190a0b0-0000-7000-8000-000000000001.eml')
    const { raw } = await composeMail(deliveryTo('ada@example.org'), { address })
    expect(raw.equals(await readFile(file))).toBe(true)
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect((await stat(directory)).mode & 0o777).toBe(0o700)
  })

  test('keeps the newest emails only', async () => {
    const { directory, outgoing } = await trial()
    for (let n = 0; n < trialMailsKept + 5; n += 1) await outgoing.send(deliveryTo('ada@example.org', n))
    const names = (await readdir(directory)).sort()
    expect(names).toHaveLength(trialMailsKept)
    expect(names[0]).toContain('-000000000005.eml')
  })

  test('reports a folder that cannot be made, by verify and by send', async () => {
    const outgoing = openOutgoing({ address, outgoing: { kind: 'trial', directory: '/dev/null/mail' }, log })
    await expect(outgoing.verify()).rejects.toThrow()
    await expect(outgoing.send(deliveryTo('ada@example.org'))).rejects.toThrow()
  })

  test('a key that cannot sign keeps the email, and says nothing of itself', async () => {
    const dkim = { domain: 'undersigned.example', selector: 'k1', privateKey: 'no key' }
    const { outgoing } = await trial({ dkim })
    const failure = await failureOf(outgoing.send(deliveryTo('ada@example.org')))
    expect(failure).toMatchObject({ code: 'dkim-failed' })
    expect(failure).toBeInstanceOf(TemporaryFailure)
  })

  test('gets a valid DKIM signature, the same at every try', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'der' },
    })
    const dkim = { domain: 'undersigned.example', selector: 'k1', privateKey }
    const { directory, outgoing } = await trial({ dkim })
    const read = async () => readFile(join(directory, (await readdir(directory))[0] ?? ''))
    await outgoing.send(deliveryTo('ada@example.org'))
    const first = await read()
    await outgoing.send(deliveryTo('ada@example.org'))
    expect(first.equals(await read())).toBe(true)
    const verdict = async (raw: Buffer) =>
      (
        await dkimVerify(raw, {
          resolver: async () => [[`v=DKIM1; k=rsa; p=${publicKey.toString('base64')}`]],
        })
      ).results.map(({ status, signingDomain }) => `${status.result} ${signingDomain}`)
    expect(await verdict(first)).toEqual(['pass undersigned.example'])
    expect(await verdict(Buffer.from(first.toString().replace('Confirm', 'Confarm')))).toEqual([
      'neutral undersigned.example',
    ])
  })
})

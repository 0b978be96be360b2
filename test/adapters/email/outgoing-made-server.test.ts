import { type AddressInfo, createServer, Socket } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { composeMail } from '../../../src/adapters/email/send/compose-mail.ts'
import { TemporaryFailure } from '../../../src/adapters/email/send/smtp-failure.ts'
import { NotTried, UnclearEnd } from '../../../src/core/channel.ts'
import { freePort } from '../../support/free-port.ts'
import { until } from '../../support/patience.ts'
import { address, cleanUp, cleanups, deliveryTo, failureOf, outgoingTo } from './sending.ts'

afterEach(cleanUp)

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

  test('emails share a connection, and their commands come without waiting for answers', async () => {
    let connections = 0
    let emails = 0
    const server = createServer(socket => {
      connections++
      let said = ''
      socket.setEncoding('latin1').write('220 made\r\n')
      socket.on('data', part => {
        said += part
        if (said === 'QUIT\r\n') socket.end()
        // Would wait for ever, if the sender waited for the answers to MAIL and RCPT.
        const answer = /^EHLO.*\r\n$/.test(said)
          ? '250-made\r\n250 PIPELINING\r\n'
          : /\r\nDATA\r\n$/.test(said)
            ? '250 ok\r\n250 ok\r\n354 go on\r\n'
            : /\r\n\.\r\n$/.test(said)
              ? '250 taken\r\n'
              : undefined
        if (answer === undefined) return
        if (answer === '250 taken\r\n') emails++
        said = ''
        socket.write(answer)
      })
    })
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    cleanups.push(() => new Promise(resolve => server.close(() => resolve())))
    const outgoing = outgoingTo(`smtp://127.0.0.1:${(server.address() as AddressInfo).port}`)
    for (let n = 0; n < 3; n++) await outgoing.send(deliveryTo('ada@example.org', n))
    expect({ emails, connections }).toEqual({ emails: 3, connections: 1 })
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
    const others: Promise<void>[] = []
    const slowOnes: Promise<void>[] = []
    // As the queue does with what is given back.
    const send = (to: string, n: number): Promise<void> =>
      outgoing.send(deliveryTo(to, n)).catch(async error => {
        if (!(error instanceof NotTried)) throw error
        await new Promise(resolve => setTimeout(resolve, error.seconds * 100))
        return send(to, n)
      })
    for (let n = 0; n < all; n++) {
      if (n % 10 === 0) slowOnes.push(send(`slow${n}@${slowAt}`, n))
      else others.push(send(`a${n}@example.org`, n))
    }
    // Held up by the slow ones, they would not end: those are held until all others have arrived.
    await Promise.all(others)
    // The slow ones are still on their way, or wait for a place in their lane.
    await expect.poll(() => held.length).toBeGreaterThan(5)
    for (const done of held.splice(0)) done()
    const rest = setInterval(() => held.splice(0).forEach(done => void done()), 20)
    await Promise.all(slowOnes)
    clearInterval(rest)
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
    let isThere = false
    const port = await serve({ onData: stream => void stream.resume().on('end', () => (isThere = true)) })
    const outgoing = outgoingTo(`smtp://127.0.0.1:${port}?maxConnections=1`)
    const [first, second] = [new AbortController(), new AbortController()]
    const sent = failureOf(outgoing.send(deliveryTo('ada@example.org', 1), first.signal))
    const waiting = outgoing.send(deliveryTo('ada@example.org', 2), second.signal).catch(error => error)
    await until(() => isThere)
    second.abort()
    expect(await waiting).toBeInstanceOf(NotTried)
    first.abort()
    expect(await sent).toBeInstanceOf(UnclearEnd)
  })

  test('stop waits for the email on its way', async () => {
    let take: (() => void) | undefined
    const port = await serve({
      onData(stream, _session, done) {
        stream.resume().on('end', () => (take = done))
      },
    })
    const outgoing = outgoingTo(`smtp://127.0.0.1:${port}`)
    const sent = outgoing.send(deliveryTo('ada@example.org'))
    await until(() => take !== undefined)
    let stopped = false
    const stopping = outgoing.stop().then(() => (stopped = true))
    await new Promise(resolve => setTimeout(resolve, 100))
    expect(stopped).toBe(false)
    take?.()
    await stopping
    await sent
    expect(await failureOf(outgoing.send(deliveryTo('ada@example.org')))).toBeInstanceOf(TemporaryFailure)
  })
})

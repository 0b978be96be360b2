import { createTransport } from 'nodemailer'
import { afterEach, describe, expect, test } from 'vitest'
import { composeMail } from '../../../src/adapters/email/send/compose-mail.ts'
import { TemporaryFailure } from '../../../src/adapters/email/send/smtp-failure.ts'
import { PermanentFailure, RefusesUs, UnclearEnd } from '../../../src/core/channel.ts'
import { freePort } from '../../support/free-port.ts'
import { needs } from '../../support/needs.ts'
import { hasSmtpSink } from '../../support/smtp-sink.ts'
import { hostileRecipients } from './hostile-recipients.ts'
import { address, cleanUp, deliveryTo, failureOf, logged, outgoingTo, sink } from './sending.ts'

afterEach(cleanUp)

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

test('a server that is down is worth another try', async () => {
  const failure = await failureOf(
    outgoingTo(`smtp://127.0.0.1:${await freePort()}`).send(deliveryTo('a@x.example')),
  )
  expect(failure).toBeInstanceOf(TemporaryFailure)
  expect(failure.code).toBe('smtp-econnrefused')
})

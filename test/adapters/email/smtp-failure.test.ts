import { describe, expect, test } from 'vitest'
import { readSmtpFailure, TemporaryFailure } from '../../../src/adapters/email/send/smtp-failure.ts'
import { PermanentFailure, RefusesUs, UnclearEnd } from '../../../src/core/channel.ts'

/** An error as nodemailer makes it of a server's answer. */
function answered(response: string, command = 'RCPT TO', code = 'EENVELOPE'): Error {
  return Object.assign(new Error(`Refused for ada@example.org: ${response}`), {
    code,
    command,
    response,
    responseCode: Number(response.slice(0, 3)),
  })
}

function verdict(error: unknown): string {
  const failure = readSmtpFailure(error)
  if (failure instanceof TemporaryFailure) return 'later'
  if (failure instanceof UnclearEnd) return 'unclear'
  if (failure instanceof RefusesUs) return 'us'
  return failure.placeIsDead ? 'dead mailbox' : 'this message'
}

describe('a server’s refusal', () => {
  test.each([
    ['550 5.1.1 <ada@example.org>: User unknown', 'RCPT TO', 'dead mailbox'],
    ['550-5.1.1 The email account does not exist\r\n550 5.1.1 try again', 'RCPT TO', 'dead mailbox'],
    ['550 5.1.10 null MX', 'RCPT TO', 'dead mailbox'],
    ['553 5.1.3 bad address syntax', 'RCPT TO', 'dead mailbox'],
    ['550 5.2.1 mailbox disabled', 'RCPT TO', 'dead mailbox'],
    ['550 no such user here', 'RCPT TO', 'dead mailbox'],
    ['551 user not local', 'RCPT TO', 'dead mailbox'],
    ['550 5.1.1 user unknown', 'DATA', 'dead mailbox'],
    ['550 5.2.1 <ada@example.org>... User Unknown', 'RCPT TO', 'dead mailbox'],
    ['550 5.5.0 Requested action not taken: mailbox unavailable (S2017062302).', 'RCPT TO', 'dead mailbox'],
    ['550 Requested action not taken: mailbox unavailable', 'RCPT TO', 'dead mailbox'],
    ['550 5.7.1 <ada@example.org>: Recipient address rejected: user unknown', 'RCPT TO', 'dead mailbox'],
    ['550 5.7.26 This message does not have authentication information or fails to pass', 'DATA', 'later'],
    [
      '550 5.7.1 Unfortunately, messages from [192.0.2.1] were not sent: your server is not listed',
      'RCPT TO',
      'us',
    ],
    ['550 5.7.25 The IP address sending this message does not have a PTR record', 'RCPT TO', 'us'],
    [
      '550 5.7.515 Access denied, sending domain does not meet the required authentication level',
      'DATA',
      'later',
    ],
    ['554 5.7.1 Service unavailable; client host blocked using zen.spamhaus.org', 'RCPT TO', 'us'],
    ['550 your host name does not exist in the DNS', 'RCPT TO', 'us'],
    ['552 5.2.2 mailbox full', 'RCPT TO', 'this message'],
    ['550 5.7.1 message refused by policy', 'RCPT TO', 'us'],
    ['550 5.1.0 <sign@example.org>: Sender address rejected: User unknown', 'RCPT TO', 'us'],
    ['550 #5.7.1 Your access to submit messages to this e-mail system has been rejected', 'RCPT TO', 'us'],
    ["553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)", 'RCPT TO', 'us'],
    ['550 sorry, no mailbox here by that name. (#5.1.1)', 'RCPT TO', 'dead mailbox'],
    ['550 #5.1.0 Address rejected.', 'RCPT TO', 'dead mailbox'],
    ['550 5.4.1 All recipient addresses rejected : Access denied', 'RCPT TO', 'dead mailbox'],
    ['550 5.7.1 This address is not valid for sending; account not found', 'RCPT TO', 'us'],
    ['552 5.3.4 your message is too large', 'DATA', 'this message'],
    ['554 5.7.1 looks like spam', 'DATA', 'us'],
    ['550 blocked: listed by a dnsbl', 'RCPT TO', 'us'],
    ['554 transaction failed', 'DATA', 'this message'],
    ['552 5.3.4 message too large', 'DATA', 'this message'],
    ['553 5.6.7 address needs SMTPUTF8', 'RCPT TO', 'this message'],
    ['450 4.2.0 greylisted', 'RCPT TO', 'later'],
    ['451 4.3.0 try later', 'DATA', 'later'],
    ['421 4.7.0 too many connections', 'RCPT TO', 'later'],
    ['452 4.2.2 over quota', 'RCPT TO', 'later'],
    ['503 5.5.1 bad sequence', 'DATA', 'later'],
    ['530 5.7.0 authentication required', 'RCPT TO', 'later'],
    ['535 5.7.8 bad credentials', 'AUTH PLAIN', 'later'],
    ['550 5.1.8 sender address rejected: domain not found', 'RCPT TO', 'later'],
    ['553 5.7.1 sender address rejected: not owned by user', 'MAIL FROM', 'later'],
    ['554 5.7.1 <ada@example.org>: Relay access denied', 'RCPT TO', 'later'],
    ['550 5.4.5 Daily sending quota exceeded', 'DATA', 'later'],
    ['554 Message rejected: Email address is not verified.', 'DATA', 'later'],
    ['554 no service here', 'CONN', 'later'],
  ])('%s to %s: %s', (response, command, expected) => {
    expect(verdict(answered(response, command))).toBe(expected)
  })

  test.each(['ESOCKET', 'ETLS', 'EAUTH', 'ECONNECTION', 'ETIMEDOUT', 'EDNS'])('%s is temporary', code => {
    expect(verdict(Object.assign(new Error('x'), { code, command: 'CONN' }))).toBe('later')
  })

  test('an error that is not of SMTP is temporary', () => {
    for (const thrown of [undefined, null, 'text', 42, {}, new Error('Connection pool was closed')])
      expect(verdict(thrown)).toBe('later')
  })

  test('a failure has only a code: no address and no word of the server', () => {
    const failures = [
      readSmtpFailure(answered('550 5.1.1 <ada@example.org>: User unknown')),
      readSmtpFailure(answered('451 4.3.0 ada@example.org waits')),
      readSmtpFailure(
        Object.assign(new Error('connect ada@example.org'), {
          code: 'ESOCKET',
          originalCode: 'ECONNREFUSED',
        }),
      ),
      readSmtpFailure(Object.assign(new Error('x'), { code: 'ada@example.org' })),
    ]
    expect(failures.map(({ code }) => code)).toEqual([
      'smtp-550-5.1.1',
      'smtp-451-4.3.0',
      'smtp-econnrefused',
      'smtp-failed',
    ])
    for (const failure of failures) {
      expect(`${failure.message} ${JSON.stringify(failure)} ${failure.stack}`).not.toContain('example.org')
      expect(failure.cause).toBeUndefined()
    }
    expect(failures[0]).toBeInstanceOf(PermanentFailure)
  })
})

import { describe, expect, test } from 'vitest'
import { permanenceOf } from '../../../src/adapters/email/machines/permanence.ts'
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

const numberIn = (response: string) => /^\d{3}[- #]+(\d\.\d{1,3}\.\d{1,3})/.exec(response)?.[1]

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

  // As Gmail, Outlook, Yahoo, GMX, Mimecast, Barracuda, Postfix, Exim, qmail, sendmail and Cisco write it.
  // biome-ignore format: a table
  test.each([
    '550-5.7.26 This mail has been blocked because the sender is unauthenticated. Gmail requires all senders to authenticate with either SPF or DKIM.',
    '550-5.7.26 Unauthenticated email from example.org is not accepted due to domain\'s DMARC policy. Please contact the administrator of example.org domain',
    '550 5.7.1 [192.0.2.1 12] Our system has detected that this message is likely unsolicited mail. To reduce the amount of spam sent to Gmail, this message has been blocked.',
    '550 5.7.1 This message is likely suspicious due to the very low reputation of the sending domain. To best protect our users from spam, the message has been blocked.',
    '550-5.7.1 [192.0.2.1] The IP you\'re using to send mail is not authorized to send email directly to our servers. Please use the SMTP relay at your service provider instead.',
    '550 5.7.0 Mail relay denied [192.0.2.1]. Invalid credentials for relay',
    '552-5.7.0 This message was blocked because its content presents a potential security issue.',
    '550-5.7.25 [192.0.2.1] The IP address sending this message does not have a PTR record setup, or the corresponding forward DNS entry does not point to the sending IP.',
    '550 5.7.27 SPF check failed for the sending domain',
    '550-5.7.24 The SPF record of the sending domain has one or more suspicious entries.',
    '550-5.7.29 TLS required for RCPT domain, closing connection.',
    '550-5.7.30 DKIM check failed',
    '550-5.7.28 There is an unusual rate of unsolicited mail originating from your SPF domain',
    '550 5.7.606 Access denied, banned sending IP [192.0.2.1]. To request removal from this list please visit https://sender.office.com/',
    '550 5.7.1 Unfortunately, messages from [192.0.2.1] weren\'t sent. Please contact your Internet service provider since part of their network is on our block list (S3140).',
    '550 5.7.509 Access denied, sending domain example.org does not pass DMARC verification and has a DMARC policy of reject.',
    '550 5.7.515 Access denied, sending domain example.org does not meet the required authentication level.',
    '550 5.7.501 Access denied, spam abuse detected from IP address',
    '550 5.7.703 Your message can\'t be delivered because messages to XXX, YYY are blocked by your organization using Tenant Allow Block List.',
    '550 5.7.705 Access denied, tenant has exceeded threshold',
    '550 5.7.708 Access denied, traffic not accepted from this IP',
    '550 5.7.64 TenantAttribution; Relay Access Denied',
    '550 5.7.124 Sender not in allowed-senders list',
    '550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup; authentication required; Delivery restriction check failed because the sender was not authenticated when sending to this group',
    '550 5.7.134 RESOLVER.RST.SenderNotAuthenticatedForMailbox; authentication required',
    '550 5.7.136 RESOLVER.RST.SenderNotAuthenticatedForMailUser; authentication required',
    '550 5.7.193 UnifiedGroupAgent; Delivery failed because the sender isn\'t a group member or external senders aren\'t permitted to send to this group.',
    '550 5.7.23 The message was rejected because of Sender Policy Framework violation',
    '550 5.7.1 RESOLVER.RST.NotAuthorized; not authorized',
    '550 5.7.1 Client does not have permissions to send as this sender',
    '550 5.7.60 SMTP; Client does not have permissions to send as this sender',
    '550 5.7.3 Requested action aborted; user not authenticated',
    '550 5.6.0 CAT.InvalidContent.Exception: InvalidCharsetException',
    '554 5.6.0 STOREDRV.Deliver.Exception:ConversionFailedException; Failed to process message due to a permanent exception with message',
    '550 5.6.11 InvalidCharacter; bare line feeds are not allowed',
    '554 5.3.0 <user unknown to sender>',
    '553 5.3.0 <sign@example.org>... Your domain is not allowed to send to us',
    '553 5.3.0 Mail from your domain has been denied. Spam source blocked',
    '550 5.3.4 Message too big for system',
    '550 5.3.5 System incorrectly configured',
    '554 5.3.2 STOREDRV.Deliver; Missing or bad StoreDriver MDB properties',
    '554 5.3.0 Unknown mailer error 1',
    '550 5.3.2 system not accepting network messages',
    '554 Message not allowed - [PH01] Email not accepted for policy reasons. Please visit https://postmaster.yahooinc.com/error-codes',
    '553 5.7.1 [BL21] Connections will not be accepted from 192.0.2.1, because the ip is in Spamhaus\'s list',
    '554 5.7.9 Message not accepted for policy reasons. See https://postmaster.yahooinc.com/error-codes',
    '550 5.7.9 (TSS09) All messages from 192.0.2.1 will be permanently deferred',
    '554-gmx.net (mxgmx017) Nemesis ESMTP Service not available',
    '554-No SMTP service 554-IP address is black listed. 554 For explanation visit https://postmaster.gmx.net',
    '554 Transaction failed 554 Reject due to policy restrictions. For explanation visit https://postmaster.gmx.net/de/error-messages',
    '550-Requested action not taken: mailbox unavailable 550-Reject due to policy restrictions. For explanation visit https://postmaster.gmx.net',
    '550 5.7.1 Message rejected due to SPF policy; sender not permitted by protonmail',
    '550 5.7.1 Rejected: email sender domain does not resolve',
    '554 5.7.1 <sign@example.org>: Sender address rejected: Access denied',
    '550 5.7.1 <sign@example.org>: Sender address rejected: User unknown in virtual mailbox table',
    '550 5.1.0 <sign@example.org>: Sender address rejected: User unknown',
    '550 5.1.8 <sign@example.org>: Sender address rejected: Domain not found',
    '550 5.1.7 <sign@example.org>: Sender address rejected: undeliverable address: host mx.example.org said: 550 User unknown',
    '550 5.1.7 Bad sender address syntax',
    '550 5.1.7 Invalid address: sender',
    '550 Sender verify failed',
    '550-Verification failed for <sign@example.org> 550-No Such User Here 550 Sender verify failed',
    '550 Rejected by header based manually Blocked Senders: sign@example.org - https://community.mimecast.com/docs/DOC-1369#550',
    '550 Administrative prohibition - envelope blocked - https://community.mimecast.com/docs/DOC-1369#550',
    '550 csi.mimecast.org Poor Reputation Sender. - https://community.mimecast.com/docs/DOC-1369#550',
    '550 Anti-Spoofing policy - Inbound not allowed - https://community.mimecast.com',
    '554 Email rejected due to security policies - https://community.mimecast.com',
    '550 permanent failure for one or more recipients (ada@example.org:blocked)',
    '550 permanent failure for one or more recipients (ada@example.org:550 5.7.1 Unable to relay)',
    '554 rejected due to spam URL in content; barracuda',
    '550 5.7.1 <mail.example.org[192.0.2.1]>: Client host rejected: Access denied',
    '550 5.7.1 Client host rejected: cannot find your hostname, [192.0.2.1]',
    '554 5.7.1 <mail>: Helo command rejected: Host not found',
    '550 5.7.1 Helo command rejected: need fully-qualified hostname',
    '550 R1: HELO should be a FQDN or address literal (See RFC 2821 4.1.1.1)',
    '550 relay not permitted',
    '550 authentication required',
    '550 SPF: 192.0.2.1 is not allowed to send mail from example.org',
    '550 Your IP 192.0.2.1 does not exist in our allow list',
    '550 5.7.0 Your server IP address is in the SORBS DNSBL database, bye',
    '550 5.7.1 Your mail server has no rDNS; host unknown',
    '550 5.7.1 Domain example.org not found in DNS',
    '550 5.7.1 The message was rejected: no DKIM signature found',
    '550 5.7.1 Unknown client, no account with us',
    '550 5.7.20 No passing DKIM signature found',
    '550 5.7.21 No acceptable DKIM signature found',
    '550 5.7.1 No valid account for sending through this server',
    '550 5.7.1 This email address is not valid for sending; account not found',
    '550 5.7.1 mailbox of postmaster for your domain does not exist',
    '553 sorry, your envelope sender domain must exist (#5.7.1)',
    '553 sorry, your envelope sender is in my badmailfrom list (#5.7.1)',
    '553 sorry, that domain isn\'t in my list of allowed rcpthosts (#5.7.1)',
    '550 5.7.1 No such user in our whitelist',
    '550 5.7.1 Recipient address rejected: Message rejected due to: SPF fail - not authorized',
    '550 5.7.1 Recipient address rejected: Access denied',
    '550 5.7.1 <ada@example.org>: Recipient address rejected: Please see http://www.openspf.org/Why',
    '550 5.7.1 [CS] Message blocked. Your organization is unknown',
    '550 5.7.1 Command rejected',
    '550 5.7.1 The domain of your account does not exist in our reputation database',
    '550 5.7.300 Certificate not found',
    '550 5.7.321 starttls-not-supported: Destination mail server must support TLS',
    '550 5.7.322 certificate-expired',
    '550 5.7.323 tlsa-invalid',
    '550 5.7.512 Access denied, message must be RFC 5322 section 3.6.2 compliant: multiple From',
    '554 5.6.1 Media type not supported: attachment type unknown',
    '554 5.6.3 Header error: required header not found',
    '550 5.6.9 mailbox list header does not exist',
    '550 #5.7.1 Your access to submit messages to this e-mail system has been rejected',
    '550 5.7.1 TRANSACTION FAILED - Unrepairable Virus Detected',
    '550 5.7.1 Denied by policy: no account for country',
    '550 5.7.350 Remote server returned message detected as spam -> 550 5.7.1 not found',
  ])('about us kills no mailbox, in the session or in a report: %s', response => {
    expect(['RCPT TO', 'DATA'].map(command => verdict(answered(response, command)))).not.toContain('dead mailbox')
    expect(permanenceOf(response, numberIn(response))).not.toBe('hard')
  })

  // biome-ignore format: a table
  test.each([
    '550-5.1.1 The email account that you tried to reach does not exist. Please try double-checking the recipient\'s email address for typos',
    '554 delivery error: dd Requested mail action aborted, mailbox not found',
    '554 delivery error: dd This user doesn\'t have a yahoo.com account (ada@yahoo.com) [0]',
    '552 1 Requested mail action aborted, mailbox not found',
    '550 5.5.0 Requested action not taken: mailbox unavailable (S2017062302). [AM1]',
    '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient ada@contoso.com not found by SMTP address lookup',
    '550 5.1.1 RESOLVER.ADR.ExRecipNotFound; not found',
    '550 5.4.1 Recipient address rejected: Access denied. AS(201806281)',
    '550 5.1.1 <ada@gmx.net>: user unknown',
    '550 Requested action not taken: mailbox unavailable For explanation visit https://postmaster.gmx.net/en/error-messages?c=rcpt',
    '550 5.1.1 <ada@protonmail.com>: Recipient address rejected: Address does not exist',
    '550 5.1.1 <ada@pm.me>: Recipient address rejected: undeliverable address',
    '550 5.1.1 <ada@example.org>: Recipient address rejected: User unknown in local recipient table',
    '550 5.1.1 <ada@example.org>: Recipient address rejected: User unknown in virtual mailbox table',
    '550 5.1.1 <ada@example.org>: Recipient address rejected: User unknown in relay recipient table',
    '550 5.1.1 <ada@example.org>... User unknown',
    '550 Unrouteable address',
    '550 Unknown user',
    '550 No Such User Here',
    '550 no such address here',
    '550 5.1.1 No such user ada@icloud.com',
    '550 5.1.1 unknown or illegal alias: ada@me.com',
    '550 5.1.6 recipient no longer on server',
    '550 5.2.1 User unknown',
    '550 sorry, no mailbox here by that name. (#5.1.1)',
    '550 5.7.1 No such user',
    '550 5.7.1 user unknown',
    '550 5.7.1 Mailbox does not exist',
    '550 5.7.1 recipient unknown',
    '550 5.7.1 <ada@x.org>: Recipient address rejected: no such user',
    '550 5.7.1 ada@x.org User not known',
    '550 5.7.1 Invalid recipient',
    '550 5.7.1 unknown local part in "<ada@x.org>"',
    '550 5.3.0 User unknown',
    '553 5.3.0 <ada@x.org>... No such user here',
    '553 5.3.0 <ada@x.org>... Unknown user',
    '554 5.6.0 no such user',
    '550 <ada@wanadoo.fr> User unknown. OFR_416',
    '550 5.1.1 Adresse d au moins un destinataire invalide. Invalid recipient. OFR204_416',
    '550 Empfänger unbekannt',
    '550 Non esiste la casella',
    '550 Invalid recipient <ada@mail.ru>',
    '550 Message was not accepted -- invalid mailbox. Local mailbox ada@mail.ru is unavailable: user not found',
    '550 5.7.1 No such user!',
    '550 5.1.1 mailbox unavailable',
    '550 #5.1.0 Address rejected.',
    '550 #5.1.0 Address rejected ada@x.org',
    '550 5.1.1 ada@x.org Address not found',
    '550 User not found: ada@x.org',
    '550 5.4.1 All recipient addresses rejected : Access denied',
    '551 5.1.1 Recipient not found',
    '550 Account not available',
  ])('about a mailbox that nobody has marks it, in the session and in a report: %s', response => {
    expect(verdict(answered(response))).toBe('dead mailbox')
    expect(permanenceOf(response, numberIn(response))).toBe('hard')
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

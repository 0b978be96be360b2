import { describe, expect, it } from 'vitest'
import { type BounceParts, readBounce } from '../../../src/adapters/email/machines/bounce.ts'
import { processorMs } from '../../support/processor-ms.ts'

const parts = (more: Partial<BounceParts>): BounceParts => ({
  subject: '',
  text: '',
  statusParts: [],
  originals: [],
  ...more,
})

function status(action: string, code: string, diagnostic: string): string {
  return `Reporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; ada@lovelace.example\nAction: ${action}\nStatus: ${code}\nDiagnostic-Code: smtp; ${diagnostic}\n`
}

describe('readBounce of RFC 3464 fields', () => {
  it.each([
    ['hard', 'failed', '5.1.1', '550 5.1.1 User unknown'],
    ['hard', 'failed', '5.1.2', '550 Host unknown'],
    ['hard', 'failed', '5.1.10', '556 recipient domain has null MX'],
    ['hard', 'failed', '5.0.0', '550 no such user here'],
    ['soft', 'failed', '5.2.2', '552 Mailbox full'],
    ['soft', 'failed', '5.7.1', '554 message looks like spam'],
    ['soft', 'failed', '5.1.1', '550 blocked by policy'],
    ['soft', 'failed', '4.4.7', '450 greylisted, message expired'],
    ['hard', 'failed', '5.2.1', '550 unknown user'],
    ['soft', 'failed', '5.2.1', '550 the account is over quota'],
    ['none', 'delayed', '4.4.1', '451 connection refused'],
    ['none', 'delivered', '2.0.0', '250 ok'],
    ['none', 'relayed', '2.0.0', '250 ok'],
  ])('is %s for %s %s "%s"', (permanence, action, code, diagnostic) => {
    const report = readBounce(parts({ statusParts: [status(action, code, diagnostic)] }))
    expect(report).toEqual({ permanence })
  })

  it.each([
    ['5.7.1', '550 5.7.1 this message does not have authentication information'],
    ['5.7.1', '550 5.7.1 your IP is not listed in our allow list'],
    ['5.7.1', '550 5.7.1 client is not found in whitelist'],
    ['5.7.25', '550 the sending IP does not have a PTR record'],
    ['5.1.7', '550 5.1.7 invalid sender address: user unknown'],
    ['5.1.8', '553 5.1.8 sign@p.example: unknown domain'],
    ['5.3.0', '554 sender verification failed: callback says no such user'],
    ['5.7.1', '550 the message contains a link that does not exist'],
    ['5.7.1', '550 usuario no autorizado a enviar a este grupo'],
    ['5.7.1', '550 Sie sind nicht berechtigt, an diese Adresse zu senden'],
    ['5.0.0', '450 mailbox unavailable'],
    ['5.7.1', '554 5.7.1 <ada@lovelace.example>: Recipient address rejected: Access denied'],
    ['5.3.0', '554 this address is not in directory of senders'],
    ['5.1.1', "x-unix; procmail: Couldn't create a file: No such user"],
  ])('is soft if the fault is ours, or passes: %s %s', (code, diagnostic) => {
    const report = readBounce(parts({ statusParts: [status('failed', code, diagnostic)] }))
    expect(report).toEqual({ permanence: 'soft' })
  })

  it.each([
    '550 Requested action not taken: mailbox unavailable',
    '550 user not known',
    "554 delivery error: dd This user doesn't have a yahoo.example account",
    '554 5.0.0 <ada@lovelace.example>... unknown user. 554 <ada@lovelace.example>... Service unavailable',
    '550 5.1.1 User unknown] The attachment contains the original headers',
    '550 there is no mail box available for ada',
    '550 that mailbox is not available',
    '550 user does not have a mailbox here',
    '550 Empfänger unbekannt',
    '550 unbekannter Empfänger',
    '550 La casella non esiste',
    '550 La cuenta no existe',
    '550 Boîte aux lettres inconnue',
    '550 Postvak bestaat niet',
    '550 Nie ma takiego użytkownika',
    '550 Получатель не найден',
  ])('is hard if nobody has the mailbox, in the words of any server: %s', diagnostic => {
    const report = readBounce(parts({ statusParts: [status('failed', '5.0.0', diagnostic)] }))
    expect(report).toEqual({ permanence: 'hard' })
  })

  it.each(['user unknown', 'addressee unknown', 'no such user', 'Address does not exist'])(
    'is hard if the words name the recipient, even with a number about us: %s',
    words => {
      const report = readBounce(parts({ statusParts: [status('failed', '5.3.0', `553 5.3.0 ${words}`)] }))
      expect(report).toEqual({ permanence: 'hard' })
    },
  )

  it('finds in the words of Postfix that the text was refused, and not the recipient', () => {
    const text =
      '<ada@lovelace.example>: host mx.example said: 550 : User unknown (in reply to end of DATA command)'
    const refused = status('failed', '5.0.0', '550 : User unknown')
    expect(readBounce(parts({ text, statusParts: [refused] }))).toEqual({ permanence: 'soft' })
    expect(readBounce(parts({ statusParts: [refused] }))).toEqual({ permanence: 'hard' })
  })

  it('counts the worst of several recipients, and finds our Message-ID', () => {
    const report = (...statuses: string[]) =>
      readBounce(
        parts({
          statusParts: [statuses.join('\n')],
          originals: ['From: sign@p.example\nMessage-ID: <d1@p.example>\n\nhello'],
        }),
      )
    const hard = status('failed', '5.1.1', '550 User unknown')
    const soft = 'Final-Recipient: rfc822; bo@b.example\nAction: failed\nStatus: 5.2.2\n'
    const none = status('relayed', '2.0.0', '250 ok')
    expect(report(none, soft, hard)).toEqual({ deliveryHint: '<d1@p.example>', permanence: 'hard' })
    expect(report(none, soft).permanence).toBe('soft')
    expect(report(none, none).permanence).toBe('none')
  })
})

describe('readBounce of plain text', () => {
  it('reads qmail', () => {
    const text =
      "Hi. This is the qmail-send program at mx.example.\nI'm afraid I wasn't able to deliver your message to the following addresses.\n\n<ada@lovelace.example>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n--- Below this line is a copy of the message.\n\nReturn-Path: <sign@p.example>\nMessage-ID: <d2@p.example>\n"
    expect(readBounce(parts({ text }))).toEqual({
      deliveryHint: '<d2@p.example>',
      permanence: 'hard',
    })
  })

  it('reads Exim', () => {
    const text =
      'A message that you sent could not be delivered to one or more of its\nrecipients. The following address(es) failed:\n\n  ada@lovelace.example\n    host mx.example [192.0.2.1]: 550 Unrouteable address\n\nQuestions: postmaster@x.example'
    expect(readBounce(parts({ text }))).toEqual({ permanence: 'hard' })
  })

  it('treats a refusal of the sender as soft', () => {
    const text = '<ada@lovelace.example>: host mx said: 550 No such domain (in reply to MAIL FROM command)'
    expect(readBounce(parts({ text }))).toEqual({ permanence: 'soft' })
  })

  it('treats a warning as no failure', () => {
    const text =
      'This is a warning message only.\nYou do not need to resend your message.\n\n<ada@lovelace.example>: connection timed out'
    expect(readBounce(parts({ text }))).toEqual({ permanence: 'none' })
  })

  it('treats a report without a reason as soft', () => {
    expect(readBounce(parts({ text: 'Something went wrong.' }))).toEqual({ permanence: 'soft' })
  })

  it('reads 200 status parts of many recipients quickly', () => {
    const part = 'Final-Recipient: rfc822; a@b.example\n\n'.repeat(1_700)
    const text = 'It failed. '.repeat(1_000)
    const report = () => readBounce(parts({ text, statusParts: Array(200).fill(part) }))
    expect(processorMs(report)).toBeLessThan(2_000)
  })

  it('reads a megabyte of addresses and colons in linear time', () => {
    for (const piece of [
      'a@b.example ',
      'a@b.example:\n',
      'Final-Recipient: rfc822; a@b.example\n\n',
      '5.1.1 ',
      ' ',
      '\n',
      'a@',
      'x: y\n',
    ]) {
      const text = piece.repeat(1_000_000 / piece.length)
      expect(
        processorMs(() => readBounce(parts({ text, statusParts: [text], originals: [text] }))),
        piece,
      ).toBeLessThan(6_000)
    }
  })
})

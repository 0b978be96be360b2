/**
 * Tells whether a failed handover is final for this email, final for the mailbox, or a matter of time. A refusal of the recipient or of
 * this message is final. A refusal of us (login, sender, TLS, relaying, quota, reputation) is for the operator to fix, and email waits
 * until then.
 */
import { CodedFailure, PermanentFailure, RefusesUs, UnclearEnd } from '../../../core/channel.ts'
import { permanenceOf, speaksOfUs } from '../machines/permanence.ts'

/** Worth another try. Its code is, for instance, `smtp-451` or `smtp-econnrefused`. */
export class TemporaryFailure extends CodedFailure {
  override name = 'TemporaryFailure'
}

/**
 * Never passes on the server's words, because they hold addresses. `bodyBegun`: the server had said that it takes the text before the
 * connection was lost.
 */
export function readSmtpFailure(
  error: unknown,
  { bodyBegun } = { bodyBegun: false },
): PermanentFailure | TemporaryFailure | UnclearEnd | RefusesUs {
  const field = (name: string): unknown => (error instanceof Error ? Reflect.get(error, name) : undefined)
  const text = (name: string) => String(field(name) ?? '')
  const [code, response, command] = [text('code'), text('response'), text('command')]
  const given = field('responseCode')
  const responseCode = typeof given === 'number' ? given : undefined
  // qmail and Cisco write "(#5.7.1)" at the end, and "550 #5.7.1".
  const enhanced = /(?:^\d{3}[ -]#?|\(#)(\d\.\d{1,3}\.\d{1,3})(?!\d)/.exec(response)?.[1]
  const label = responseCode === undefined ? '' : `smtp-${responseCode}${enhanced ? `-${enhanced}` : ''}`

  if (responseCode === undefined) {
    if (bodyBegun) return new UnclearEnd('smtp-unclear')
    // nodemailer compares SIZE itself, before it talks to the server.
    if (code === 'EMESSAGE' && command === 'MAIL FROM') return forThisMessage('smtp-size')
    return new TemporaryFailure(`smtp-${systemCode(text('originalCode')) ?? systemCode(code) ?? 'failed'}`)
  }
  if (responseCode < 500 || responseCode > 599) return new TemporaryFailure(label)
  if (command !== 'RCPT TO' && command !== 'DATA') return new TemporaryFailure(label)
  // Its words first: Outlook says "550 5.5.0 … mailbox unavailable" of a mailbox that nobody has.
  if (permanenceOf(response, enhanced) === 'hard') return new PermanentFailure(label, { placeIsDead: true })
  if (isAboutUs(responseCode, enhanced, response)) return new TemporaryFailure(label)
  if (isPolicy(enhanced, response)) return new RefusesUs(label)
  if (!isAboutTheMailbox(responseCode, enhanced, command)) return forThisMessage(label)
  // "550 5.1.0 <sign@…>: Sender address rejected: User unknown"
  return speaksOfUs(response) ? new RefusesUs(label) : new PermanentFailure(label, { placeIsDead: true })
}

/** Without SMTPUTF8 we cannot name this recipient to the server. */
export function smtpUtf8Missing(): PermanentFailure {
  return forThisMessage('smtp-no-smtputf8')
}

function forThisMessage(code: string): PermanentFailure {
  return new PermanentFailure(code, { placeIsDead: false })
}

function isAboutUs(responseCode: number, enhanced: string | undefined, response: string): boolean {
  // 503 is a sequence gone wrong; 530 to 538 are logins (RFC 4954); 5.1.7 and 5.1.8 the sender's address (RFC 3463).
  if (responseCode === 503 || (responseCode >= 530 && responseCode <= 538)) return true
  if (enhanced !== undefined && /^5\.(?:1\.[78]|3\.[1-35]|7\.8|7\.9|5\.[013])$/.test(enhanced)) return true
  // Relays refuse everything like this while the operator's account or address is not set up, or its quota is used up.
  return /\brelay|not (?:permitted|authori[sz]ed) to send|authenticat|\bquota (?:for|of) (?:sen|your)|(?:send|sending|daily|hourly|rate)[ -](?:limit|quota)|account (?:is )?(?:suspended|not verified|under review)|not verified/i.test(
    response,
  )
}

/** X.7.x is security and policy (RFC 3463). Without a number, the words say so. */
function isPolicy(enhanced: string | undefined, response: string): boolean {
  if (enhanced !== undefined) return /^5\.7\./.test(enhanced)
  return (
    speaksOfUs(response) ||
    /spam|block|black|polic|reject(?:ed)? (?:by|due)|reputation|listed|dnsbl|rbl|denied|virus/i.test(response)
  )
}

/** RFC 3463 and 7505: 5.1.x is about the address, 5.2.1 is a mailbox switched off. Without them the reply code decides. */
function isAboutTheMailbox(responseCode: number, enhanced: string | undefined, command: string): boolean {
  if (enhanced !== undefined) return /^5\.(?:1\.(?:0|1|2|3|6|10)|2\.1)$/.test(enhanced)
  return command === 'RCPT TO' && [501, 550, 551, 553, 556].includes(responseCode)
}

function systemCode(code: string): string | undefined {
  return /^[A-Z][A-Z0-9_]{2,40}$/.test(code) ? code.toLowerCase() : undefined
}

/** An email to the running service: it leaves by SMTP_URL, and must arrive as it was written. */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  type ArrivedEmail,
  doctorsNote,
  hashDoctorsToken,
  readDoctorsNote,
} from '../../adapters/email/doctors-email.ts'
import { ourDomain } from '../../adapters/email/our-address.ts'
import { sendPlainEmail } from '../../adapters/email/send/plain-email.ts'
import type { MailConfig } from '../../config.ts'
import type { Json } from '../../core/channel.ts'
import { newToken } from '../../core/token.ts'
import type { Db } from '../../db/database.ts'
import { dropNote, readNote, writeNote } from '../../db/notes.ts'
import { forTerminal } from '../output.ts'
import { removeFromMailbox } from './circle.ts'
import { type Finding, findings } from './finding.ts'
import { doctorsSmtpUrl, sendWords } from './mail.ts'

const { ok, wrong } = findings('email arrival')

export interface SentEmail {
  from: string
  subject: string
  text: string
}

/** Ordinary words, letters of several scripts, a plus address, and a signature mark, whose space some servers remove. */
export function doctorsEmail(address: string, token: string): SentEmail {
  return {
    from: address,
    subject: `Undersigned doctor: a test, please ignore (doctor-${token})`,
    text: [
      'Good morning. This email is a test of the server that carried it.',
      'Zoë Łukasiewicz – illustratrice, 漢字, Ελλάδα.',
      `Plus addresses such as ${address.replace('@', '+example@')} stay whole.`,
      'This line is the last one above the signature.',
      '-- ',
      'Undersigned doctor',
      '',
    ].join('\n'),
  }
}

/** Sends the email, and waits until the running service has written down how it arrived. */
export async function checkArrival(
  mail: MailConfig & { smtpUrl: string },
  db: Db,
  waitMs: number,
): Promise<Finding> {
  const token = newToken()
  const hash = hashDoctorsToken(token)
  const sent = doctorsEmail(mail.address, token)
  const messageId = `<doctor-${randomUUID()}@${ourDomain(mail.address)}>`
  await writeNote(db, 'email', doctorsNote, JSON.stringify({ hash, at: new Date().toISOString() }))
  try {
    const refused = await send(mail, sent, { token, messageId })
    if (refused !== undefined)
      return wrong(`a plain email does not leave: ${refused}`, 'SMTP_URL', 'MAIL_ADDRESS')
    const arrived = await waitFor(db, hash, waitMs)
    if (arrived === undefined) return swallowed(mail, waitMs)
    return describeArrival(sent, arrived, mail)
  } finally {
    await dropNote(db, 'email', doctorsNote)
    if (mail.imapUrl !== undefined) await removeFromMailbox(mail.imapUrl, messageId)
  }
}

/** Undefined if it left. */
async function send(
  { address, smtpUrl }: MailConfig & { smtpUrl: string },
  { from, subject, text }: SentEmail,
  { token, messageId }: { token: string; messageId: string },
): Promise<string | undefined> {
  const to = address.replace('@', `+doctor-${token}@`)
  try {
    await sendPlainEmail(doctorsSmtpUrl(smtpUrl), { from, to, subject, text, messageId })
    return undefined
  } catch (error) {
    return sendWords(error)
  }
}

async function waitFor(db: Db, hash: string, waitMs: number): Promise<ArrivedEmail | undefined> {
  for (const until = Date.now() + waitMs; Date.now() < until; await sleep(250)) {
    const note = readDoctorsNote((await readNote(db, 'email', doctorsNote)) as Json | undefined)
    if (note?.hash === hash && note.arrived !== undefined) return note.arrived
  }
  return undefined
}

function swallowed({ address, imapUrl }: MailConfig, waitMs: number): Finding {
  const where =
    imapUrl === undefined
      ? 'does the server of SMTP_URL hand email for this address to MAIL_LISTEN?'
      : 'look into the mailbox of IMAP_URL and its spam folder; does it get plus addresses?'
  return wrong(
    `SMTP_URL took an email to a plus address of ${address}, but the service did not receive it within ${Math.round(waitMs / 1000)} s: ${where} (--wait gives a slow server more time)`,
    'MAIL_ADDRESS',
    imapUrl === undefined ? 'MAIL_LISTEN' : 'IMAP_URL',
  )
}

/** `harm`: must be fixed; `note`: worth knowing. */
export function describeArrival(sent: SentEmail, arrived: ArrivedEmail, mail: MailConfig): Finding {
  const harm: string[] = []
  const notes: string[] = []
  if (!arrived.tag)
    harm.push(
      'the plus tag of the address is lost, so replies are not recognised: turn on sub-addressing (plus addresses)',
    )
  if (arrived.from.toLowerCase() !== sent.from.toLowerCase())
    harm.push(`From was rewritten to ${quoted(arrived.from)}: people would be taken for that address`)
  if (arrived.subject !== sent.subject)
    notes.push(`the subject became ${quoted(arrived.subject.replace(/\(doctor-\w+\)/, '(…)'))}`)
  const { before, after, within, lost } = compareLines(sent.text, arrived.text)
  const unknown = [...before, ...within, ...after].some(line => linesOf(arrived.newText).includes(line))
  const added = (where: string, lines: string[]) =>
    lines.length === 0 ? [] : [`${where} the text stands: ${lines.map(quoted).join(' / ')}`]
  const lines = [...added('before', before), ...added('within', within), ...added('after', after)]
  if (unknown)
    harm.push(...lines, 'the service does not know these lines and may take them for people’s own words')
  else notes.push(...lines)
  if (lost.length > 0) harm.push(`these lines did not arrive as written: ${lost.map(quoted).join(' / ')}`)
  notes.push(checked(arrived, mail))
  if (harm.length > 0) return wrong([...harm, ...notes].join('; '), 'MAIL_ADDRESS')
  return ok(['an email arrives at the service', ...notes].join('; '))
}

function checked({ checkedBy }: ArrivedEmail, { authservId }: MailConfig): string {
  if (checkedBy.length === 0)
    return authservId === undefined
      ? 'without Authentication-Results'
      : `without Authentication-Results, although MAIL_AUTHSERV_ID names ${authservId}`
  const by = [...new Set(checkedBy)].map(forTerminal).join(', ')
  const isNamed = authservId === undefined || checkedBy.includes(authservId.toLowerCase())
  return `Authentication-Results by ${by}${isNamed ? '' : `, and not by ${authservId} (MAIL_AUTHSERV_ID)`}`
}

/** The space behind a signature mark may go: the mark is known without it. */
function linesOf(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map(line => line.trimEnd())
    .filter(line => line !== '')
}

function compareLines(sent: string, arrived: string) {
  const [wanted, there] = [linesOf(sent), linesOf(arrived)]
  const isOurs = there.map(line => wanted.includes(line))
  const [first, last] = [isOurs.indexOf(true), isOurs.lastIndexOf(true)]
  const others = there.map((line, at) => ({ line, at })).filter(({ at }) => isOurs[at] === false)
  const where = (is: (at: number) => boolean) => others.filter(({ at }) => is(at)).map(({ line }) => line)
  return {
    before: first === -1 ? [] : where(at => at < first),
    within: where(at => first === -1 || (at > first && at < last)),
    after: first === -1 ? [] : where(at => at > last),
    lost: wanted.filter(line => !there.includes(line)),
  }
}

function quoted(text: string): string {
  return `“${forTerminal(text).slice(0, 200)}”`
}

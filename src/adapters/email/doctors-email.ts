/**
 * Recognises the email that `doctor` sends to the running service, to see what the operator's own email server changes. Doctor leaves a
 * note before it sends. The service claims the email that the note is about, writes down how it arrived, and answers nobody.
 */
import { createHash } from 'node:crypto'
import type { Core, Json } from '../../core/channel.ts'
import type { OurAddress } from './our-address.ts'
import type { ParsedMail } from './read/parsed-mail.ts'

/** The name of the note. There is only one: a newer email of doctor's replaces it. */
export const doctorsNote = 'doctor'

/** How the email arrived. Doctor wrote it, so this holds nothing of a person. */
export interface ArrivedEmail {
  /** The address it arrived at still had its tag. */
  tag: boolean
  subject: string
  /** The address in From. */
  from: string
  text: string
  /** The rest that is read as a person's own words. */
  newText: string
  /** The servers that say so in Authentication-Results. */
  checkedBy: string[]
}

export interface DoctorsNote {
  /** SHA-256 of the email's token, in hex. */
  hash: string
  /** The time of sending. The note is deleted after a day. */
  at: string
  arrived: ArrivedEmail | undefined
}

export function hashDoctorsToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** Notes how doctor's email arrived. Returns false for any other email, also for one that only claims to be doctor's. */
export async function noteDoctorsEmail(
  core: Pick<Core, 'readNote' | 'writeNote'>,
  mail: ParsedMail,
  to: (OurAddress | undefined)[],
): Promise<boolean> {
  const tag = to.find(address => address?.kind === 'doctor')
  const [, inSubject] = /\(doctor-([a-z2-7]{32})\)/i.exec(mail.subject) ?? []
  const token = tag?.kind === 'doctor' ? tag.token : inSubject?.toLowerCase()
  if (token === undefined) return false
  const note = readDoctorsNote(await core.readNote('email', doctorsNote))
  if (note === undefined || note.hash !== hashDoctorsToken(token)) return false
  const arrived: ArrivedEmail = {
    tag: tag !== undefined,
    subject: mail.subject.slice(0, 500),
    from: mail.from?.address ?? '',
    text: mail.text.slice(0, 10_000),
    newText: mail.visibleText.slice(0, 10_000),
    checkedBy: mail.authenticationResults.map(value =>
      (/^[^\s;]{1,200}/.exec(value)?.[0] ?? '').toLowerCase(),
    ),
  }
  await core.writeNote('email', doctorsNote, { hash: note.hash, at: note.at, arrived: { ...arrived } })
  return true
}

/** Undefined if there is none. */
export function readDoctorsNote(note: Json | undefined): DoctorsNote | undefined {
  if (typeof note !== 'object' || note === null || Array.isArray(note)) return undefined
  const { hash, at, arrived } = note
  if (typeof hash !== 'string' || typeof at !== 'string') return undefined
  if (typeof arrived !== 'object' || arrived === null || Array.isArray(arrived))
    return { hash, at, arrived: undefined }
  const { tag, checkedBy } = arrived
  const text = (name: string) => String(arrived[name] ?? '')
  return {
    hash,
    at,
    arrived: {
      tag: tag === true,
      subject: text('subject'),
      from: text('from'),
      text: text('text'),
      newText: text('newText'),
      checkedBy: Array.isArray(checkedBy) ? checkedBy.map(String) : [],
    },
  }
}

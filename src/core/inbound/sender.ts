import { answersOn } from '../../db/channels.ts'
import type { Incoming } from '../channel.ts'
import { accountHash, mailboxHash } from '../identity.ts'
import type { Keys } from '../keys.ts'
import type { Language } from '../language.ts'
import { languageOfCommand } from '../reading/commands/command-words.ts'
import { detectLanguage } from '../reading/detect-language.ts'
import { speaks } from '../texts/texts.ts'
import type { Sender, Turn } from '../turn.ts'
import type { Service, Work } from '../work.ts'

/** Begins the turn of one event. Its language is the event's until the petition is known. */
export function turnOf(service: Service, work: Work, incoming: Incoming): Turn {
  return { ...senderOf(service, incoming), work }
}

export function senderOf(service: Service, incoming: Incoming): Sender {
  const channel = answersOn(incoming.channel)
  const account = accountHash(service.keys, channel, incoming.account)
  const mailbox = mailboxOf(service.keys, incoming)
  const written = languageWritten(incoming)
  const to = {
    channel,
    place: incoming.place ?? service.mailPlace?.(incoming.account) ?? null,
    language: written ?? languageNamed(incoming) ?? 'en',
    mailbox,
    address: mailbox === null ? null : account,
    authenticated: incoming.authenticated,
  }
  return { service, incoming, account, written, to }
}

/** Hash of the mailbox that an email came from. Null in a chat, where a mailbox is only typed and proves nothing. */
export function mailboxOf(keys: Keys, { account, mailbox }: Incoming): Buffer | null {
  return mailbox !== undefined && mailbox === account ? mailboxHash(keys, mailbox) : null
}

/** The language of a command, otherwise the one the platform names. */
export function languageNamed(incoming: Incoming): Language | undefined {
  return languageOfFirstWord(incoming) ?? speaks(incoming.languageHint ?? '')
}

function languageWritten({ act }: Incoming): Language | undefined {
  const detected = 'text' in act ? detectLanguage(`${act.subject}\n${act.text}`) : undefined
  return detected === undefined ? undefined : speaks(detected)
}

function languageOfFirstWord({ act }: Incoming): Language | undefined {
  const first =
    'text' in act ? /^\s*\/?(\S+)/.exec(act.text.trim() === '' ? act.subject : act.text)?.[1] : undefined
  return languageOfCommand(first ?? '')
}

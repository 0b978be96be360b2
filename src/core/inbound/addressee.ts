import type { Incoming } from '../channel.ts'
import { accountHash, mailboxHash } from '../identity.ts'
import type { Language } from '../language.ts'
import { FRENCH_COMMAND_WORDS } from '../reading/commands/lexicon-commands.ts'
import { detectLanguage } from '../reading/detect-language.ts'
import { fold } from '../reading/fold-text.ts'
import { speaks } from '../texts/texts.ts'
import type { Turn } from '../turn.ts'
import type { Service, Work } from '../work.ts'

/** The turn of one event. Its language is that of the event until a petition is known. */
export function turnOf(service: Service, work: Work, incoming: Incoming): Turn {
  const account = accountHash(service.keys, incoming.channel, incoming.account)
  // A mailbox that is only named, in a chat, proves nothing: the answer goes to the chat.
  const mailbox = incoming.mailbox === incoming.account ? incoming.mailbox : undefined
  const to = {
    channel: incoming.channel,
    place: incoming.place,
    language: languageShown(incoming) ?? 'en',
    mailbox: mailbox === undefined ? null : mailboxHash(service.keys, mailbox),
    address: mailbox === undefined ? null : account,
    authenticated: incoming.authenticated,
  }
  return { service, work, incoming, account, to }
}

/** By what was written, else by what the platform says. */
export function languageShown(incoming: Incoming): Language | undefined {
  const written = 'text' in incoming.act ? `${incoming.act.subject}\n${incoming.act.text}` : ''
  return languageOfText(written) ?? languageOfCommand(incoming) ?? speaks(incoming.languageHint ?? '')
}

function languageOfCommand({ act }: Incoming): Language | undefined {
  const first =
    'text' in act ? /^\s*\/?(\S+)/.exec(act.text.trim() === '' ? act.subject : act.text)?.[1] : undefined
  return FRENCH_COMMAND_WORDS.has(fold(first ?? '')) ? 'fr' : undefined
}

export function languageOfText(text: string): Language | undefined {
  const detected = detectLanguage(text)
  return detected === undefined ? undefined : speaks(detected)
}

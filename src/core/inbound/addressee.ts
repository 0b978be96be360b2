import type { Incoming } from '../channel.ts'
import { accountHash, mailboxHash } from '../identity.ts'
import type { Language } from '../language.ts'
import type { Addressee } from '../outbound/post-reply.ts'
import { isFrenchCommand } from '../reading/commands/command-words.ts'
import { detectLanguage } from '../reading/detect-language.ts'
import { speaks } from '../texts/texts.ts'
import type { Service } from '../work.ts'

/** Whoever acted, as the one an answer goes to. Language and petition are set as soon as they are known. */
export function addresseeOf(service: Service, incoming: Incoming): Addressee {
  // One that is only named, in a chat, proves nothing: the answer goes to the chat.
  const mailbox = incoming.mailbox === incoming.account ? incoming.mailbox : undefined
  return {
    channel: incoming.channel,
    place: incoming.place,
    language: languageShown(incoming) ?? 'en',
    mailbox: mailbox === undefined ? null : mailboxHash(service.keys, mailbox),
    address: mailbox === undefined ? null : accountHash(service.keys, incoming.channel, incoming.account),
    authenticated: incoming.authenticated,
    petitionId: null,
  }
}

/** By what was written, else by what the platform says. */
export function languageShown(incoming: Incoming): Language | undefined {
  const written = 'text' in incoming.act ? `${incoming.act.subject}\n${incoming.act.text}` : ''
  return languageOfText(written) ?? languageOfCommand(incoming) ?? speaks(incoming.languageHint ?? '')
}

function languageOfCommand({ act }: Incoming): Language | undefined {
  const first =
    'text' in act ? /^\s*\/?(\S+)/.exec(act.text.trim() === '' ? act.subject : act.text)?.[1] : undefined
  return isFrenchCommand(first ?? '') ? 'fr' : undefined
}

export function languageOfText(text: string): Language | undefined {
  const detected = detectLanguage(text)
  return detected === undefined ? undefined : speaks(detected)
}

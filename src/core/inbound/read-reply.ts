/** Reads a reply by comparing it with the email it answers. Pure, so that a thread can run it on what strangers write. */
import type { Details } from '../details.ts'
import { type SaidCommand, understandCommand } from '../reading/commands/understand-command.ts'
import { wordCount } from '../reading/fold-text.ts'
import { takesBack } from '../reading/take-back.ts'
import {
  type Answer,
  type ManageReply,
  understandAnswer,
  understandManageReply,
} from '../reading/understand-answer.ts'
import { saysBareYes } from '../reading/whole-consent.ts'
import { type NewWords, newWords, type Said, type SentEmail } from './new-words.ts'

export interface WrittenReply extends Said {
  /** The writer's own name is neither a yes nor a no. */
  fromName: string | undefined
  about: About
}

/** The email that a reply answers, as it was before the transaction. `shown`: the details that our email showed. */
export type About =
  /**
   * `recorded`: the details of the signature, if the question was answered before. `sent` is undefined for a refused request, which is
   * emptied.
   */
  | { kind: 'request'; sent: SentEmail | undefined; shown: Details; recorded: Details | undefined }
  | { kind: 'receipt'; sent: SentEmail; shown: Details }
  | { kind: 'removal'; sent: SentEmail; shown: Details }
  /** "Shall we do this?" `sent` is undefined if our email cannot be composed again. */
  | { kind: 'command'; sent: SentEmail | undefined; slugs: ReadonlySet<string> }

export type ReadReply =
  | { kind: 'request'; wish: Answer; recorded: RecordedReply | undefined }
  | { kind: 'receipt'; wish: ManageReply }
  | { kind: 'removal'; wish: RemovalReply }
  /** `command`: another command. */
  | { kind: 'command'; wish: Answer['kind']; command: SaidCommand | undefined }

/** A reply to a question that was answered before, read as a reply about the signature made since. */
export interface RecordedReply {
  wish: Answer['kind']
  manage: ManageReply
}

/** `erases`: they ask to erase the signature, and our question was only about withdrawing it. */
export type RemovalReply = 'agrees' | 'erases' | 'refuses' | 'asks'

export function readReply({ about, ...reply }: WrittenReply): ReadReply {
  const said = newWords(reply, about.sent)
  switch (about.kind) {
    case 'request':
      return readToRequest(reply, said, about)
    case 'receipt':
      return { kind: 'receipt', wish: manageWish(reply, said, about.shown) }
    case 'removal':
      return { kind: 'removal', wish: removalWish(reply, said, about.shown) }
    case 'command': {
      const command = understandCommand({ subject: '', text: reply.text, slugs: about.slugs })
      const wish = understandAnswer({ ...said, fromName: reply.fromName, shown: nobody })
      return { kind: 'command', wish: wish.kind, command }
    }
  }
}

type Reply = Omit<WrittenReply, 'about'>

const nobody: Details = { kind: 'person', name: '', listed: true }

function readToRequest(
  reply: Reply,
  said: NewWords,
  { shown, recorded }: Extract<About, { kind: 'request' }>,
): ReadReply {
  return {
    kind: 'request',
    wish: wishOf(reply, said, shown),
    recorded: recorded && {
      wish: wishOf(reply, said, recorded).kind,
      manage: manageWish(reply, said, recorded),
    },
  }
}

/** The words above the quotation alone. */
function typedIn({ subject, text, fromName }: Reply) {
  return { subject, text, fromName }
}

/** New words act at once, wherever they stand, if there are at most this many. More may be an older wording of our own email. */
const MOST_WORDS_IN_A_QUOTATION = 12

/** A "no" in a long text counts only if it was typed above the quotation; otherwise we ask. */
function wishOf(reply: Reply, said: NewWords, shown: Details): Answer {
  const wish = understandAnswer({ ...said, fromName: reply.fromName, shown })
  const acts = wish.kind === 'refuses' || wish.kind === 'withdraws' || wish.kind === 'erases'
  if (!acts || wordCount(said.text) <= MOST_WORDS_IN_A_QUOTATION) return wish
  return understandAnswer({ ...typedIn(reply), shown }).kind === wish.kind ? wish : { kind: 'asks' }
}

/** Only words typed above the quotation act; if there are new words anywhere else, we ask. */
function manageWish(reply: Reply, said: NewWords, shown: Details): ManageReply {
  const typed = understandManageReply({ ...typedIn(reply), shown })
  if (reply.whole === undefined) return typed
  const all = understandManageReply({ ...said, fromName: reply.fromName, shown })
  return all.kind === typed.kind && !(typed.kind === 'thanks' && said.unread) ? typed : { kind: 'asks' }
}

const YES_FIRST = /^\s*(?:yes|yeah|yep|ok|okay|sure|ja|oui|sí|si|sì|sim)(?:[\s,.!]+please)?[\s,.!]+(?=\S)/iu

/** Only a plain yes agrees to the removal: a robot may have sent an empty reply, and "I sign" means the petition. */
function removalWish({ fromName }: Reply, said: NewWords, shown: Details): RemovalReply {
  const wish = understandAnswer({ ...said, fromName, shown })
  // "Please remove me" refuses a question to sign; to this question it is a yes.
  // "Yes, remove it": the signature that our email is about.
  const text = said.text.replace(YES_FIRST, '').replace(/(?<!\p{L})it(?!\p{L})/giu, 'my signature')
  const asksAgain = said.unread ? undefined : takesBack(said.subject, text)
  if (wish.kind === 'erases' || asksAgain === 'erase') return 'erases'
  const agrees =
    asksAgain !== undefined ||
    wish.kind === 'withdraws' ||
    (wish.kind === 'confirms' && wish.plainly && saysBareYes(said.text))
  if (agrees) return 'agrees'
  return wish.kind === 'refuses' ? 'refuses' : 'asks'
}

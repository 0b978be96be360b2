/** Reads a reply beside the email it answers. Pure, so that it can run in a thread: strangers write it. */
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

/** The thing that a reply answers, as it was before the transaction. `shown`: the details that our email showed. */
export type About =
  /** `recorded`: the signature that stands if the question was answered before. A refused request is forgotten: `sent` is undefined. */
  | { kind: 'request'; sent: SentEmail | undefined; shown: Details; recorded: Details | undefined }
  | { kind: 'receipt'; sent: SentEmail; shown: Details }
  | { kind: 'removal'; sent: SentEmail; shown: Details }
  /** "Shall we do this?" Nothing was sent, or it cannot be made again: `sent` is undefined. */
  | { kind: 'command'; sent: SentEmail | undefined; slugs: ReadonlySet<string> }

export type ReadReply =
  | { kind: 'request'; wish: Answer; recorded: RecordedReply | undefined }
  | { kind: 'receipt'; wish: ManageReply }
  | { kind: 'removal'; wish: RemovalReply }
  /** `command`: another command. */
  | { kind: 'command'; wish: Answer['kind']; command: SaidCommand | undefined }

/** A second reply to the question whether to sign, read as one about the signature that stands since. */
export interface RecordedReply {
  wish: Answer['kind']
  manage: ManageReply
}

/** `erases`: they ask for more than the question was about. */
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

/** Words that act at once even where nobody usually types; longer texts there may be an older wording of ours. */
const MOST_WORDS_IN_A_QUOTATION = 12

/** A no in a long text must have been typed above the quotation; otherwise we ask. */
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

/** A plain yes agrees; an empty reply may be a robot's, and "I sign" means the petition. */
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

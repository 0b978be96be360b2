/**
 * The contract between core and the adapters of the channels. An adapter imports this file and nothing else of ours.
 * The web pages have `page-contract.ts`.
 *
 * Promises:
 * - `receive` resolves after the commit. Acknowledge a platform only then.
 * - `send` may be called again with the very same delivery (a retry, or a process killed between sending and
 *   marking): send the same bytes under the same message id.
 * - `send` throws `PermanentFailure` if trying again cannot help, `UnclearEnd` if it may have arrived, `RefusesUs` if the fault may be
 *   ours, and `NotTried` if others have to leave first; anything else it throws is retried for days.
 * - `place` and `note` values are opaque to core: only the adapter that wrote them reads them.
 */
import type { ChannelName, ChatName } from '../db/channels.ts'
import type { Paragraph } from '../markdown-reader.ts'
import type { Language } from './language.ts'
import type { ChatWords } from './texts/en/chat.ts'

export {
  asRuns,
  isList,
  isOwnWords,
  type Paragraph,
  plainWords,
  type Run,
  wordsOf,
} from '../markdown-reader.ts'
export { type Accent, accentOn, ourAccent } from './accent.ts'
export {
  type Argument,
  type CommandName,
  commandNames,
  commandRow,
  isAlone,
  isCommand,
  slashed,
} from './commands.ts'
export { type Language, languages } from './language.ts'
export type { ChatWords } from './texts/en/chat.ts'

/** The names are listed in `src/db/channels.ts`; adding a chat begins there. */
export type Channel = ChannelName
export type Chat = ChatName

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

// ---- what comes in -------------------------------------------------------------------------------------------

export interface Incoming {
  /** An event that comes again has the same key (design.md, Inbox keys). Stored only as HMAC. */
  key: string
  channel: Channel
  /** The channel's own lasting id of the person who acts. Email: the mailbox of From, domain in lower case; `web`: the mailbox typed. */
  account: string
  /** Email: the same mailbox. A chat: absent, or a mailbox the member gave. */
  mailbox?: string
  /** Whether the platform vouches for the account: always in a chat; in an email by aligned DKIM, DMARC or SPF. */
  authenticated: boolean
  /**
   * Email: whether the mailbox itself is proved, by aligned DKIM with DMARC not failing (as we found out, or as the
   * operator's own server says), or by MAIL_TRUST=listener. Stronger than `authenticated`, which SPF alone satisfies: an
   * organiser's command needs it. Absent in a chat, whose platform vouches for every account.
   */
  proved?: boolean
  /** The domain an email comes from, as aligned DKIM proves: evidence for an organisation's signature. */
  provedDomain?: string
  /** The place an answer to this goes to. Null: the answer goes by email to `account`, a mailbox that somebody typed on a page. */
  place: Json
  /** Whether a plain reply to our answer comes back here and may confirm (email: yes). */
  plainReply: boolean
  /** The name the platform shows for the account, uncleaned. */
  displayName?: string
  /** BCP 47 tag the platform gives for the account, or the email's Content-Language. A hint only. */
  languageHint?: string
  /** The server or workspace it came from; absent in a direct message and in email. */
  tenant?: string
  /** From a page: the sender's network, as `198.51.100`. Kept as a hash until the next day, to limit how much comes from it. */
  network?: string
  /** Whether the account manages that server or workspace, and we are a member of it. */
  manages?: boolean
  act: Act
}

export type Act =
  /** Natural words to a petition, or to the service if no slug was named. */
  | {
      kind: 'message'
      slug?: string
      subject: string
      /** Only what the person newly typed. */
      text: string
      /** The writer's signature block: it may give details, and holds no wish. */
      block?: string
      /** Ids of our deliveries that this answers, by In-Reply-To and References: a reply may lose its address tag. */
      answersDeliveries: string[]
      whole?: WholeText | undefined
    }
  | { kind: 'answer'; token: string; subject: string; text: string; whole?: WholeText | undefined }
  /** A form of ours, filled. `form` is what `Form.id` was; it came back from outside and is checked again. */
  | { kind: 'form'; form: string; values: Record<string, string> }
  /** A command, typed or pressed. Core decides each time whether this account may use it. */
  | { kind: 'command'; command: Command }
  /** The platform reports that a delivery of ours did not arrive. */
  | { kind: 'undelivered'; deliveryId: string; permanence: 'hard' | 'soft' }

/**
 * An email with its quotations and signature blocks, but without the lines that programs add: a person may have written anywhere, and
 * core knows what it sent.
 */
export interface WholeText {
  /** The same words in several forms, and attached texts. */
  texts: string[]
  /** Whether a part could not be read: it may say anything. */
  unread: boolean
}

/** A command: typed after the slash, written in an email, or held by a `command-button`. */
export interface Command {
  /** The command and its arguments, as typed: `find Ada Lovelace`. */
  words: string
  /** The petition's slug, if the channel asks for it separately; otherwise it may be among the words. */
  petition?: string
  /** A person who was mentioned: the account as `Incoming.account` would have it, and the name as shown. */
  mentioned?: { account: string; name: string }
  /** The room it was given in, if a card can be posted there. */
  room?: Json
}

/** `repeat`: this event was taken before. `over-limit`: a page's form is refused for now; it can be sent again later. */
export type Received = { kind: 'taken' } | { kind: 'repeat' } | { kind: 'over-limit' }

// ---- what goes out -------------------------------------------------------------------------------------------

/** An answer in finished words. The adapter lays it out and changes no word. */
export interface Reply {
  language: Language
  /** An email's subject; elsewhere a heading. */
  subject: string
  blocks: Block[]
  /** The petition's own colour, `#rrggbb`, as its organiser chose it: `accentOn` makes it readable. */
  accent?: string
}

export type Block =
  | { kind: 'title'; text: string }
  | { kind: 'paragraph'; text: string }
  /** Somebody's words, verbatim: what will be published, for example. */
  | { kind: 'quote'; text: string }
  /** The statement that people sign, or news about it: what an organiser wrote in Markdown. */
  | { kind: 'statement'; paragraphs: Paragraph[] }
  | { kind: 'facts'; facts: { label: string; value: string }[] }
  /** A link on its own; `label` never repeats the URL. */
  | { kind: 'link'; label: string; url: string }
  /** The main button. */
  | { kind: 'button'; label: string; url: string }
  /** A button that opens a form of ours, by its id; `again`: a form that was refused. In chats only. */
  | { kind: 'form-button'; label: string; form: string; again?: true }
  /**
   * A button that gives a command. It comes back as an `Act` of that kind, and its answer replaces the message that was
   * pressed, if only one person sees that message. An email shows it as a link that writes an email with this subject.
   */
  | { kind: 'command-button'; label: string; command: string; danger?: true }
  /** Progress towards the goal, with the words for it. */
  | { kind: 'progress'; part: number; whole: number; text: string }
  /** The quiet lines at the end: who collects this, why, how to leave. */
  | { kind: 'small'; text: string }
  /** `alt` says what the picture shows, with its numbers: people who see no pictures miss nothing. */
  | { kind: 'image'; name: string; alt: string; png: Uint8Array }
  /** `name` has the file's extension. */
  | { kind: 'file'; name: string; mediaType: string; content: Uint8Array; instead?: InsteadOfFile }

/** The words and the link that replace a file that cannot be sent: it is too large, or the channel takes none. */
export interface InsteadOfFile {
  text: string
  label: string
  url: string
}

export function withoutFiles(reply: Reply): Reply {
  return {
    ...reply,
    blocks: reply.blocks.flatMap((block): Block[] => {
      if (block.kind !== 'file') return [block]
      if (block.instead === undefined) return []
      const { text, label, url } = block.instead
      return [
        { kind: 'paragraph', text },
        { kind: 'button', label, url },
      ]
    }),
  }
}

export interface Delivery {
  /** A UUID. Message ids, nonces and return paths are made from it. */
  id: string
  /** The place of an answer, as the adapter wrote it in `Incoming.place`; or a room, as in `Command.room`. */
  place: Json
  reply: Reply
  /** The address of a plain reply to this. A channel without plain replies ignores it. */
  answerTo: AnswerTo
  /** When the delivery was made: an email's Date, the same at every attempt. */
  createdAt: Date
  /** Nobody has just asked for it: it is a new message, and replaces no earlier answer. */
  unasked: boolean
}

export type AnswerTo =
  | { kind: 'confirm'; token: string }
  | { kind: 'manage'; token: string }
  | { kind: 'petition'; slug: string }
  | { kind: 'service' }

/** A failure whose message is a code: short and without personal data, for instance `smtp-550`. */
export class CodedFailure extends Error {
  readonly code: string
  constructor(code: string) {
    super(code)
    this.code = code
  }
}

/** Thrown if trying again cannot help. */
export class PermanentFailure extends CodedFailure {
  override name = 'PermanentFailure'
  /** True if the place itself is dead (mailbox unknown), false if only this message was refused. */
  readonly placeIsDead: boolean
  constructor(code: string, options: { placeIsDead: boolean }) {
    super(code)
    this.placeIsDead = options.placeIsDead
  }
}

/**
 * The message may have arrived: the connection was lost before the answer came. It is tried again much later, so that few people get it
 * twice. `code` is the same each time.
 */
export class UnclearEnd extends CodedFailure {
  override name = 'UnclearEnd'
}

/**
 * The receiving server refuses us and not the person: because of our reputation, our settings or its rules. The delivery is tried again for
 * a day, and the operator is warned if servers refuse most of an hour's deliveries.
 */
export class RefusesUs extends CodedFailure {
  override name = 'RefusesUs'
}

/** Other deliveries have to leave first. This one is due again after `seconds`, and this does not count as an attempt. */
export class NotTried extends Error {
  readonly seconds: number
  constructor(seconds: number) {
    super('not-tried')
    this.name = 'NotTried'
    this.seconds = seconds
  }
}

export interface Adapter {
  readonly channel: Channel
  /** Begins to listen. If the platform is down, this does not fail: it keeps trying, and reports the state. */
  start(core: Core): Promise<void>
  /** Must end soon after `signal` is aborted. */
  send(delivery: Delivery, signal?: AbortSignal): Promise<void>
  /** Takes nothing new, and resolves once everything taken is committed. When it is called, no delivery is in flight. */
  stop(): Promise<void>
}

export { errorCode } from '../db/log.ts'

/** The log, in pino's shape. Only ids, kinds and codes go in: never a text, a name, an address or a token. */
export interface Log {
  debug(fields: object, message: string): void
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

/**
 * An extra of channels with rooms: a petition's card, whose count core keeps live. Both methods throw
 * `PermanentFailure` if trying again cannot help: the room or the card is gone, or we may not write there.
 */
export interface Cards {
  readonly channel: Channel
  /** Posts a card and returns what `editCard` needs to find it. `nonce` is the same at every attempt. */
  postCard(room: Json, card: Reply, nonce: string): Promise<Json>
  editCard(card: Json, content: Reply): Promise<void>
}

/** Somebody who is about to be shown a form, or the app's Home. */
export interface Asker {
  channel: Channel
  account: string
  language: Language
  /** The name the platform shows, uncleaned. */
  name?: string
  /** Only if the platform gives it: it prefills the form, and proves nothing. */
  mailbox?: string
  /** The server or workspace they ask from; absent in a direct message. */
  tenant?: string
  /** As in `Incoming`; absent if the platform does not say so in time. */
  manages?: boolean
}

/** A form as a chat shows it; at most five fields. */
export interface Form {
  /** Opaque; comes back with the values. At most 100 characters. */
  id: string
  /** At most 45 characters. */
  title: string
  fields: FormField[]
  submit: string
}

export interface FormField {
  name: string
  /** At most 45 characters. */
  label: string
  /** At most 100 characters. */
  hint?: string
  required: boolean
  /** The problem with its value, if the form is shown again. */
  problem?: string
  input:
    | { kind: 'line' | 'text'; value?: string; maxLength: number }
    | { kind: 'choice'; value?: string; options: { value: string; label: string }[] }
}

// ---- what core offers ----------------------------------------------------------------------------------------

export interface Core {
  /** Takes one event. Throws if the database is away: do not acknowledge then. */
  receive(incoming: Incoming): Promise<Received>
  /** A message has arrived, and `receive` gets it once the adapter has parsed it. */
  expectMessage(): void
  /**
   * Counts that a message could not be taken (it cannot be parsed, or a bug stops it). From the third time on it is
   * parked, sealed, for 30 days, and the answer is `parked`: acknowledge it. Throws if the database is away.
   * `atOnce`: it is for the operator to read, and parked the first time.
   */
  failed(message: {
    channel: Channel
    key: string
    raw: Uint8Array
    reason: string
    atOnce?: true
  }): Promise<'again' | 'parked'>

  /** Tells `readyz` and the operator how a part is doing, such as `imap`; `detail` is a code, never personal. */
  report(part: string, state: 'up' | 'down' | 'standby', detail?: string): void

  /** A value that an adapter keeps in the database, such as how far a mailbox was read. */
  readNote(channel: Channel, name: string): Promise<Json | undefined>
  writeNote(channel: Channel, name: string, value: Json): Promise<void>

  /**
   * Runs `work` while this replica holds the lease on `name`; only one replica holds it at a time. When the lease is lost, the signal
   * aborts and `work` must end; it runs again once this replica has the lease again. `stop` gives the lease back.
   */
  hold(name: string, work: (signal: AbortSignal) => Promise<void>): { stop(): Promise<void> }

  /**
   * The open petitions that everybody is shown and, with an asker, those that only their community is shown. From memory, at most ten
   * seconds old, because a first response that must be immediate waits for no database.
   */
  openPetitions(asker?: Asker): OpenPetition[]
  /** The petitions to offer this account in a command: those it organises (drafts and closed ones too), then the open ones. */
  namablePetitions(asker: Asker): PetitionName[]
  /**
   * The immediate answer to a command, from memory: a form, or a sentence if there is no form to show.
   * Undefined: the command goes to `receive`.
   */
  atOnce(command: Command, asker: Asker): AtOnce | undefined
  /** The form a `form-button` opens, from memory; or a sentence if there is none, or none for this account. */
  form(id: string, asker: Asker): AtOnce
  /** The problems with a form's values, by field; empty if there are none. From memory; changes nothing. */
  checkForm(form: string, values: Record<string, string>, asker: Asker): { field: string; problem: string }[]
  /** An account's own page: the open petitions, with buttons to sign. From memory. */
  homeAtOnce(asker: Asker): Reply
  /** The same page, with what the account signed. */
  home(asker: Asker): Promise<Reply>
  /** Keeps the name of a server or workspace, for the organiser's statistics. */
  nameCommunity(channel: Channel, tenant: string, name: string): Promise<void>

  /** Everything an adapter needs to speak for a tenant, tokens included; sealed at rest. */
  installation(channel: Channel, tenant: string): Promise<Json | undefined>
  keepInstallation(channel: Channel, tenant: string, installation: Json): Promise<void>
  dropInstallation(channel: Channel, tenant: string): Promise<void>

  /** Our language for a platform's tag such as `fr` or `en-GB`. */
  languageOf(tag: string | undefined): Language
  chatWords(language: Language): ChatWords
}

export type AtOnce = { kind: 'form'; form: Form } | { kind: 'say'; reply: Reply }

export interface PetitionName {
  slug: string
  title: string
}

/** An open petition as kept in memory: enough to build a form. */
export interface OpenPetition extends PetitionName {
  /** `email`: everybody must confirm a mailbox. */
  policy: 'account' | 'email'
  organisations: boolean
}

export type { Details as DetailsView } from './details.ts'

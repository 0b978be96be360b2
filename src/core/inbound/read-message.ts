/** Reads a message that answers no question of ours. Pure, so that a thread can run it on what strangers write. */
import type { SeenPetition } from '../../db/petitions.ts'
import { askedInWords } from '../reading/commands/asked-in-words.ts'
import { commandWritten } from '../reading/commands/command-words.ts'
import { asksToBeTold, onlyGreets, onlyThanks } from '../reading/commands/manners.ts'
import { beginsAsCommand, commandSaid } from '../reading/commands/understand-command.ts'
import { isConsent, mentionsSigning } from '../reading/consent.ts'
import { withoutContactLines } from '../reading/contact-lines.ts'
import { standsBehindLabels } from '../reading/details/labels.ts'
import { fold } from '../reading/fold-text.ts'
import { linesOf, sentencesIn } from '../reading/lines.ts'
import { isReplySubject } from '../reading/subject.ts'
import { labelsName, petitionTyped, type Request, understandRequest } from '../reading/understand-request.ts'

type Sign = Extract<Request, { kind: 'sign' }>

/** `outright`: all details were written behind labels ("Name: …"). `labelsName`: the name was. */
export type SignInWords = Sign & { outright?: boolean; labelsName?: boolean }

export type Wish =
  | Exclude<Request, Sign>
  | SignInWords
  /** An organiser asked for something, but not in the words of a command: the answer lists the commands. */
  | { kind: 'lost' }
  /** An organiser's thanks for an answer: nothing to say. */
  | { kind: 'thanks' }

export interface WrittenMessage {
  subject: string
  text: string
  /** The writer's signature block. */
  block?: string | undefined
  displayName: string | undefined
  /** Whether an organiser's command would be believed. */
  proved: boolean
  /** The petitions that the writer can see. A draft of somebody else is treated like a slug that never existed. */
  seen: SeenPetition[]
}

export interface ReadMessage {
  wish: Wish
  /** The petition that was typed: "/sign fair". */
  slug: string | undefined
}

export function readMessage(message: WrittenMessage): ReadMessage {
  const { subject, text } = message
  const wish = wishOf(message)
  const slug = petitionTyped(subject, text)
  if (wish.kind !== 'sign') return { wish, slug }
  const outright = standsBehindLabels(text, wish.written)
  return { wish: { ...wish, outright, labelsName: labelsName(text) }, slug }
}

function wishOf({
  subject,
  text: typed,
  block,
  displayName,
  proved,
  seen,
}: WrittenMessage): Exclude<Wish, Sign> | Sign {
  const slugs = new Set(seen.map(({ slug }) => slug))
  const organises = seen.some(({ mine }) => mine)
  const request = understandRequest({ subject, text: typed, block, fromName: displayName, slugs, organises })
  if (!organises || request.kind === 'command') return request
  if (request.kind === 'help') return commandSaid('help', slugs)
  const text = withoutContactLines(typed)
  if (isReplySubject(subject) && onlyThanks(text)) return { kind: 'thanks' }
  const signs = givesDetails(request) && (opensWithDetails(request, text) || saysYes(text))
  const asked = signs ? undefined : askedInWords(subject, text)
  if (asked !== undefined)
    return commandSaid([asked, ...namedIn(`${subject} ${text}`, slugs)].join(' '), slugs)
  const begun = beginsAsCommand(text, slugs)
  // "Please hide 14, she signed twice"
  const isNumbered = /^\S+ #?\d/.test(begun?.words ?? '')
  if (!proved || !(isNumbered || isLost(request, { subject, text }, slugs))) return request
  return begun ?? { kind: 'lost' }
}

/** A name with an occupation or an organisation: organisers sign by email too. */
function givesDetails(request: Request): request is Sign {
  if (request.kind !== 'sign') return false
  const { name, occupation, organisation } = request.written
  return name !== undefined && (occupation !== undefined || organisation !== undefined)
}

/** "Lucy Farr, chair" signs if it comes first. Below other words it is the signature block of her email program. */
function opensWithDetails({ written }: Sign, text: string): boolean {
  const { name, occupation, organisation } = written
  const opening = linesOf(text).find(line => !onlyGreets(line)) ?? ''
  const details = occupation === undefined && organisation === undefined ? [] : [name, organisation]
  return details.some(said => said !== undefined && opening.includes(said))
}

function saysYes(text: string): boolean {
  return sentencesIn(text).some(sentence => isConsent(fold(sentence)))
}

/** The petition that the words name, if they name exactly one. */
function namedIn(said: string, slugs: ReadonlySet<string>): string[] {
  const named = new Set(said.split(/[\s"“”«»,;:.!?()]+/).filter(word => slugs.has(word)))
  return named.size === 1 ? [...named] : []
}

const unread: ReadonlySet<Request['kind']> = new Set([
  'question',
  'unclear',
  'declines',
  'state',
  'elsewhere',
])

/** An organiser asked for something, but not in the words of a command, or wrote neither details nor consent. */
function isLost(
  request: Request,
  { subject, text }: Pick<WrittenMessage, 'subject' | 'text'>,
  slugs: ReadonlySet<string>,
): boolean {
  if (unread.has(request.kind)) return true
  if (request.kind !== 'sign') return false
  // "Approve", and nothing else.
  if (linesOf(text).some(asksToBeTold) || commandWritten(text.trim()) !== undefined) return true
  const { name = '', occupation } = request.written
  const isOfDesk = (word: string) => slugs.has(word) || commandWritten(word) !== undefined
  if (occupation === undefined && name.split(/\s+/).some(isOfDesk)) return true
  // A name below "Kind regards" does not ask to sign. A name alone does.
  const said = fold(`${subject}\n${text}`)
  const isNameAlone = name !== '' && name === (text.trim() || subject.trim())
  return !isNameAlone && !opensWithDetails(request, text) && !mentionsSigning(said)
}

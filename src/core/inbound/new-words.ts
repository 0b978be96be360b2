/** What a reply by email adds to the email it answers, which is made again from what the database keeps. */
import { isChat } from '../../db/schema.ts'
import type { SignatureRow } from '../../db/signatures.ts'
import type { RevisionInContext, TokenRow } from '../../db/tokens.ts'
import { plainWords, type WholeText } from '../channel.ts'
import type { Language } from '../language.ts'
import type { ComposedReply } from '../picture.ts'
import { fold, wordsOf } from '../reading/fold-text.ts'
import { bareSubject } from '../reading/understand-request.ts'
import { newInSubject, whatIsNew } from '../reading/what-is-new.ts'
import { detailsOf } from '../signing/signature-details.ts'
import type { Removal } from '../signing/withdraw-signature.ts'
import type { ConfirmArgs, SignedArgs } from '../texts/reply-args.ts'
import { speaks, spokenLanguages, textsOf } from '../texts/texts.ts'
import { about, type PetitionSender, type PetitionTurn } from '../turn.ts'

/** A reply to an email of ours, and the token it carries. */
export interface EmailReply {
  subject: string
  text: string
  /** Until the reply has been measured against the email it answers. */
  whole?: WholeText | undefined
  /** A part of it could not be read. */
  unread?: boolean
  token: TokenRow
  tokenHash: Buffer
  /** The writer's own name is neither a yes nor a no. */
  fromName: string | undefined
}

/** Emails of ours that a reply may answer, the likeliest first. Each is made when it is asked for: mostly the first is enough. */
export type Sent = () => Iterable<ComposedReply>

/** The reply with its new words alone, wherever they stand, the subject's first. Without the whole email it stays as it is. */
export function measured(reply: EmailReply, sent: Sent): EmailReply {
  const { whole, ...rest } = reply
  if (whole === undefined) return reply
  const subject = newInSubject(
    bareSubject(reply.subject),
    each(sent(), one => one.subject),
  )
  const found = whole.texts.map(text => whatIsNew(text, each(sent(), wordsOfReply)))
  return { ...rest, subject: '', text: differing([subject, ...found]).join('\n\n'), unread: whole.unread }
}

function* each<A, B>(all: Iterable<A>, of: (one: A) => B): Iterable<B> {
  for (const one of all) yield of(one)
}

/** The languages it may have been sent in. */
function languagesFrom(likeliest: string): Language[] {
  const first = speaks(likeliest)
  return first === undefined
    ? [...spokenLanguages]
    : [first, ...spokenLanguages.filter(other => other !== first)]
}

/** An email says the same in two forms: only a form that says more than the others is added. */
function differing(texts: readonly string[]): string[] {
  const kept: string[] = []
  for (const text of [...texts].sort((a, b) => b.length - a.length)) {
    const words = wordsIn(text)
    if (words !== '' && !kept.some(other => wordsIn(other).includes(words))) kept.push(text)
    else if (words === '' && text !== '' && !kept.some(other => other.includes(text))) kept.push(text)
  }
  return texts.filter(text => kept.includes(text))
}

function wordsIn(text: string): string {
  return wordsOf(fold(text)).join(' ')
}

/** The words that an email of ours shows, a string for each block. */
export function wordsOfReply({ blocks }: ComposedReply): string[] {
  return blocks.map(wordsOfBlock)
}

function wordsOfBlock(block: ComposedReply['blocks'][number]): string {
  switch (block.kind) {
    case 'title':
    case 'paragraph':
    case 'quote':
    case 'small':
    case 'progress':
      return block.text
    case 'statement':
      return plainWords(block.paragraphs)
    case 'facts':
      return block.facts.map(({ label, value }) => `${label}: ${value}`).join('\n')
    case 'link':
    case 'button':
      return `${block.label}: ${block.url}`
    case 'command-button':
      return block.label
    case 'image':
    case 'picture':
      return block.alt
    case 'form-button':
    case 'file':
    case 'export':
      return ''
  }
}

/** The emails that ask to confirm one revision. The language, and some details, may have been different then. */
export function sentAsking(turn: PetitionSender, { token }: EmailReply, revision: RevisionInContext): Sent {
  const { service } = turn
  const { request_channel: channel } = revision
  const confirmed = revision.request_state === 'confirmed'
  const ends = [token.expires_at ?? revision.expires_at, revision.expires_at].map(end => end.toISOString())
  return function* () {
    for (const change of [confirmed, !confirmed])
      for (const expiresAt of new Set(ends))
        for (const language of languagesFrom(revision.language)) {
          const { replies } = textsOf(language)
          const args: ConfirmArgs = {
            ...about(turn),
            details: detailsOf(revision),
            confirmUrl: `${service.publicUrl}/c/`,
            plainReply: true,
            expiresAt,
            change,
            vouched: revision.authenticated,
          }
          if (channel === 'web') yield replies.confirmFromPage(args)
          if (isChat(channel)) yield replies.confirmMailbox({ ...args, channel })
          yield replies.pleaseConfirm(args)
          yield replies.pleaseUsePage(args)
          yield replies.reminder(args)
          yield replies.confirmOnceMore(args)
        }
  }
}

/** The emails that say what is recorded of a signature. */
export function sentReceipts(turn: PetitionTurn, signature: SignatureRow): Sent {
  return function* () {
    for (const language of languagesFrom(signature.language)) {
      const { replies } = textsOf(language)
      const args: SignedArgs = {
        ...about(turn),
        details: detailsOf(signature),
        number: signature.number,
        signedAt: signature.confirmed_at.toISOString(),
        how: signature.confirmed_by,
        channel: signature.channel,
        waitsForApproval: signature.approved_at === null,
        manageUrl: `${turn.service.publicUrl}/m/`,
        plainReply: true,
      }
      yield replies.recorded(args)
      yield replies.corrected(args)
      yield replies.alreadySigned(args)
      yield replies.howToManage(args)
      yield replies.joined({ ...args, changed: false })
    }
  }
}

/** The emails that ask whether a signature shall be removed. */
export function sentRemoval(
  turn: PetitionTurn,
  { token }: EmailReply,
  signature: SignatureRow,
  act: Removal,
): Sent {
  return function* () {
    for (const language of languagesFrom(signature.language))
      yield textsOf(language).replies.confirmRemoval({
        ...about(turn),
        act,
        details: detailsOf(signature),
        confirmUrl: `${turn.service.publicUrl}/c/`,
        plainReply: act === 'withdraw',
        expiresAt: (token.expires_at ?? new Date(0)).toISOString(),
      })
  }
}

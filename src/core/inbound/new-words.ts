/** What a reply by email adds to the email it answers, which is made again from what the database keeps. */
import type { SignatureRow } from '../../db/signatures.ts'
import type { RevisionInContext, TokenRow } from '../../db/tokens.ts'
import type { WholeText } from '../channel.ts'
import type { ComposedReply } from '../picture.ts'
import { fold, wordsOf } from '../reading/fold-text.ts'
import { bareSubject } from '../reading/understand-request.ts'
import { newInSubject, whatIsNew } from '../reading/what-is-new.ts'
import { openAskedFrom } from '../signing/asked-from.ts'
import { detailsOf } from '../signing/signature-details.ts'
import type { Removal } from '../signing/withdraw-signature.ts'
import { spokenLanguages, textsOf } from '../texts/texts.ts'
import type { ConfirmArgs, SignedArgs } from '../texts/words.ts'
import { about, type PetitionTurn } from '../turn.ts'

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
  /** The writer's own name says neither yes nor no. */
  fromName: string | undefined
}

/** The reply with its new words alone, wherever they stand, the subject's first. Without the whole email it stays as it is. */
export function measured(reply: EmailReply, sent: readonly ComposedReply[]): EmailReply {
  const { whole, ...rest } = reply
  if (whole === undefined) return reply
  const texts = sent.map(wordsOfReply)
  const subject = newInSubject(
    bareSubject(reply.subject),
    sent.map(one => one.subject),
  )
  const found = whole.texts.map(text => whatIsNew(text, texts))
  return { ...rest, subject: '', text: differing([subject, ...found]).join('\n\n'), unread: whole.unread }
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

/** The emails that ask for the confirmation of one revision. The language, and some details, may have been others then. */
export function sentAsking(
  turn: PetitionTurn,
  reply: EmailReply,
  revision: RevisionInContext,
): ComposedReply[] {
  const { service } = turn
  const asked = openAskedFrom(service.keys, revision.request_id, revision.request_place)
  const ends = [reply.token.expires_at ?? revision.expires_at, revision.expires_at]
  return spokenLanguages.flatMap(language => {
    const { replies } = textsOf(language)
    return [...new Set(ends.map(end => end.toISOString()))].flatMap(expiresAt =>
      [false, true].flatMap(change => {
        const args: ConfirmArgs = {
          ...about(turn),
          details: detailsOf(revision),
          confirmUrl: `${service.publicUrl}/c/`,
          plainReply: true,
          expiresAt,
          change,
        }
        const own = [replies.pleaseConfirm(args), replies.pleaseUsePage(args), replies.reminder(args)]
        if (revision.request_channel === 'email') return own
        const from = { channel: revision.request_channel, account: asked?.name ?? '' }
        return [...own, replies.confirmMailbox({ ...args, ...from })]
      }),
    )
  })
}

/** The emails that say what is recorded of a signature. */
export function sentReceipts(turn: PetitionTurn, signature: SignatureRow): ComposedReply[] {
  return spokenLanguages.flatMap(language => {
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
    return [
      replies.recorded(args),
      replies.alreadySigned(args),
      replies.corrected(args),
      replies.howToManage(args),
      replies.joined({ ...args, changed: false }),
    ]
  })
}

/** The emails that ask whether a signature shall be removed. */
export function sentRemoval(
  turn: PetitionTurn,
  { token }: EmailReply,
  signature: SignatureRow,
  act: Removal,
): ComposedReply[] {
  return spokenLanguages.map(language =>
    textsOf(language).replies.confirmRemoval({
      ...about(turn),
      act,
      details: detailsOf(signature),
      confirmUrl: `${turn.service.publicUrl}/c/`,
      plainReply: true,
      expiresAt: (token.expires_at ?? new Date(0)).toISOString(),
    }),
  )
}

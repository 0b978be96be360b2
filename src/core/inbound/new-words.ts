/** Finds what a reply by email adds to the email it answers, by composing that email again. Pure, so that a thread can run it. */
import { type Channel, plainWords, type WholeText } from '../channel.ts'
import type { Language } from '../language.ts'
import type { ComposedReply } from '../picture.ts'
import { fold, wordsOf } from '../reading/fold-text.ts'
import { newInSubject, whatIsNew } from '../reading/what-is-new.ts'
import type { ConfirmArgs, SignedArgs } from '../texts/reply-args.ts'
import { type ReplyArgs, speaks, spokenLanguages, textsOf } from '../texts/texts.ts'

/** A reply, as it was written. */
export interface Said {
  subject: string
  /** Typed above the quotation. */
  text: string
  whole?: WholeText | undefined
}

/** The new words of a reply, wherever they stand. */
export interface NewWords {
  subject: string
  text: string
  /** A part of it could not be read. */
  unread?: boolean
}

/** Emails of ours that a reply may answer, as the data from which they can be composed again. */
export type SentEmail =
  /**
   * It asked to confirm one revision. `ends`: it named one of these times as its end (ISO 8601), and may have asked for a change or not.
   */
  | {
      kind: 'asking'
      channel: Channel
      language: string
      ends: string[]
      args: Omit<ConfirmArgs, 'expiresAt'>
    }
  /** It said what is recorded of a signature. */
  | { kind: 'receipt'; language: string; args: SignedArgs }
  /** It asked whether to remove a signature. */
  | { kind: 'removal'; language: string; args: ReplyArgs<'confirmRemoval'> }
  | { kind: 'made'; reply: ComposedReply }

/** New words of the subject come first. Returns the reply as it is if the whole email, or what we sent, is unknown. */
export function newWords({ whole, subject, text }: Said, sent: SentEmail | undefined): NewWords {
  if (whole === undefined || sent === undefined) return { subject, text }
  const inSubject = newInSubject(
    subject,
    each(madeAgain(sent), one => one.subject),
  )
  const found = whole.texts.map(one => whatIsNew(one, each(madeAgain(sent), wordsOfReply), text))
  const said = differing([inSubject, ...found]).join('\n\n')
  // "...": no words, but typed.
  const isWordless = said === '' && wordsIn(text) === ''
  return { subject: '', text: isWordless ? text : said, unread: whole.unread }
}

function* each<A, B>(all: Iterable<A>, of: (one: A) => B): Iterable<B> {
  for (const one of all) yield of(one)
}

/** The languages that the email may have been sent in, likeliest first. */
function languagesFrom(likeliest: string): Language[] {
  const first = speaks(likeliest)
  return first === undefined
    ? [...spokenLanguages]
    : [first, ...spokenLanguages.filter(other => other !== first)]
}

/** An email usually says the same as text and as HTML. Keeps a form only if it says something that no longer form says. */
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

/** Yields the likeliest email first. Each is composed only when it is needed; mostly the first is enough. */
function* madeAgain(sent: SentEmail): Iterable<ComposedReply> {
  switch (sent.kind) {
    case 'asking':
      return yield* asking(sent)
    case 'receipt':
      return yield* receipts(sent)
    case 'removal':
      for (const language of languagesFrom(sent.language))
        yield textsOf(language).replies.confirmRemoval(sent.args)
      return
    case 'made':
      yield sent.reply
  }
}

/** Yields every form that the question may have had: its kind, language, last day, and whether it asked for a change. */
function* asking({ channel, ends, args: asked, ...sent }: Extract<SentEmail, { kind: 'asking' }>) {
  for (const change of [asked.change, !asked.change])
    for (const expiresAt of ends)
      for (const language of languagesFrom(sent.language)) {
        const { replies } = textsOf(language)
        const args: ConfirmArgs = { ...asked, expiresAt, change }
        if (channel === 'web') yield replies.confirmFromPage(args)
        if (channel === 'discord' || channel === 'slack') yield replies.confirmMailbox({ ...args, channel })
        yield withFormerOpening(replies.pleaseConfirm(args), language, args)
        yield replies.pleaseUsePage(args)
        if (!change) yield replies.offer(args)
        yield replies.reminder(args)
        yield replies.confirmOnceMore(args)
      }
}

/** The question opened with these words until decision 0071. A quotation may still hold them. */
const formerOpenings: Record<Language, string> = {
  en: 'You asked to sign',
  fr: 'Vous avez demandé à signer',
}

export function withFormerOpening(
  reply: ComposedReply,
  language: Language,
  { petition }: ConfirmArgs,
): ComposedReply {
  const text = `${formerOpenings[language]} ${petition.title}`
  return { ...reply, blocks: [...reply.blocks, { kind: 'paragraph', text }] }
}

function* receipts({ args, ...sent }: Extract<SentEmail, { kind: 'receipt' }>) {
  for (const language of languagesFrom(sent.language)) {
    const { replies } = textsOf(language)
    yield replies.recorded(args)
    yield replies.corrected(args)
    yield replies.alreadySigned(args)
    yield replies.howToManage(args)
    yield replies.joined({ ...args, changed: false })
  }
}

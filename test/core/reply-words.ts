import { type Language, plainWords } from '../../src/core/channel.ts'
import type { ComposedReply } from '../../src/core/picture.ts'
import type { PetitionArgs } from '../../src/core/texts/reply-args.ts'
import { type ReplyTexts, textsOf } from '../../src/core/texts/texts.ts'
import { everyReply } from '../support/replies.ts'

export const petition: PetitionArgs = {
  title: 'Fair training',
  text: 'The unlicensed use of creative works must not be permitted.',
  url: 'https://undersigned.example/p/fair-training',
  address: 'sign+fair-training@undersigned.example',
  organisedBy: 'Guild of Makers',
  listing: 'public',
  contact: 'dana@guild.example',
}
export const hostile: PetitionArgs = {
  title: 'A title\r\nBcc: <evil@evil.example>, “quoted” $& $1 {{y}} %s <b>',
  text: '<script>alert(1)</script>\n\n\n> quoted\n-- \nOn Monday Ada wrote:',
  url: 'https://undersigned.example/p/x',
  address: 'sign+x@undersigned.example',
  organisedBy: '@everyone <!channel> http://evil.example',
  listing: 'public',
}

const { contact: _, ...reachedByNobody } = petition
const onlyCounted: PetitionArgs = { ...reachedByNobody, listing: 'count' }
export const samples = { typical: petition, hostile, 'only counted': onlyCounted }

export type EveryReply = Record<keyof ReplyTexts, ComposedReply[]>

const made = new Map<string, EveryReply>()

/** Thousands of replies: made once. */
export function repliesIn(language: Language, of: PetitionArgs): EveryReply {
  const key = JSON.stringify([language, of])
  const known = made.get(key) ?? everyReply(textsOf(language).replies, of)
  made.set(key, known)
  return known
}

/** Every string of a reply that a person reads. */
export function strings(reply: ComposedReply): string[] {
  return [reply.subject, ...reply.blocks.flatMap(stringsOf)]
}

export type AnyBlock = ComposedReply['blocks'][number]

function stringsOf(block: AnyBlock): string[] {
  switch (block.kind) {
    case 'title':
    case 'paragraph':
    case 'quote':
    case 'small':
    case 'progress':
      return [block.text]
    case 'statement':
      return [plainWords(block.paragraphs)]
    case 'facts':
      return block.facts.flatMap(({ label, value }) => [label, value])
    case 'link':
    case 'button':
      return [block.label, block.url]
    case 'form-button':
      return [block.label, block.form]
    case 'command-button':
      return [block.label, block.command]
    case 'image':
      return [block.name, block.alt]
    case 'picture':
      return [block.name, block.alt, ...drawnStrings(block)]
    case 'file':
    case 'export':
      return [block.name]
  }
}

function drawnStrings({ picture }: Extract<AnyBlock, { kind: 'picture' }>): string[] {
  return [
    picture.title,
    picture.subtitle,
    picture.overTime.title,
    ...picture.overTime.series.map(({ label }) => label),
    picture.funnel.title,
    ...picture.funnel.steps.flatMap(({ label, note }) => [label, ...(note === undefined ? [] : [note])]),
    ...picture.bars.flatMap(({ title, more }) => [title, ...(more === undefined ? [] : [more])]),
  ]
}

/** The faults of a reply, whatever its language. */
export function faults(reply: ComposedReply): string[] {
  const faults = strings(reply).flatMap(text => [
    ...(text.trim() === '' ? ['empty'] : []),
    ...(/undefined|\bnull\b|\bNaN\b|\[object|Invalid Date/.test(text) ? [text] : []),
  ])
  if (/[\r\n\p{Cc}]/u.test(reply.subject)) faults.push('subject breaks the line')
  if (reply.blocks.length === 0) faults.push('no blocks')
  if (reply.blocks.some(block => block.kind === 'facts' && block.facts.length === 0)) faults.push('no facts')
  return faults
}

/** Ordinary spaces where French typography asks for an unbreakable one, or no space at all. */
export function frenchFaults(text: string): string[] {
  // A time, and numbers and conditions as people type them, are not sentences.
  const prose = text.replaceAll(/\b\d\d:\d\d\b|\b12 15(-20)?\b|\b(?:domain|since|reason):[\w.-]*/g, '')
  return [
    ...prose.matchAll(/(?<![\u202f])[;?!]|(?<!\u00a0)[:»]|«(?!\u00a0)|['"“”]|\d (?=\d|%|h\b|heures?\b)/gu),
  ].map(match => `${match[0]} in ${text}`)
}

/** Our own sentences, without links and without what the arguments brought. */
export function ownWords(reply: ComposedReply): string[] {
  return [reply.subject, ...reply.blocks.flatMap(ownWordsOf)]
    .filter(text => text !== petition.title)
    .map(text => text.replaceAll(petition.url, '').replaceAll(petition.address, ''))
}

function ownWordsOf(block: AnyBlock): string[] {
  switch (block.kind) {
    case 'title':
      return block.text === petition.title ? [] : [block.text]
    case 'paragraph':
    case 'small':
    case 'progress':
      return [block.text]
    case 'facts':
      return block.facts.map(fact => fact.label)
    case 'link':
    case 'button':
    case 'form-button':
    case 'command-button':
      return block.label === petition.title ? [] : [block.label]
    case 'image':
      return [block.alt]
    case 'picture':
      return [block.alt, ...drawnStrings(block).filter(text => text !== petition.title)]
    case 'quote':
    case 'statement':
    case 'file':
    case 'export':
      return []
  }
}

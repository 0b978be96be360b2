/** The languages the service speaks. A language is the files beside this one that begin with its tag. */
import type { Language } from '../language.ts'
import { enChat } from './en/chat.ts'
import { enChatReplies } from './en/chat-replies.ts'
import { enDeskReplies } from './en/desk-replies.ts'
import { enPages } from './en/pages.ts'
import { enReplies } from './en/replies.ts'
import { frChat } from './fr/chat.ts'
import { frChatReplies } from './fr/chat-replies.ts'
import { frDeskReplies } from './fr/desk-replies.ts'
import { frPages } from './fr/pages.ts'
import { frReplies } from './fr/replies.ts'
import type { Texts } from './words.ts'

const texts: Record<Language, Texts> = {
  en: { replies: { ...enReplies, ...enChatReplies, ...enDeskReplies }, pages: enPages, chat: enChat },
  fr: { replies: { ...frReplies, ...frChatReplies, ...frDeskReplies }, pages: frPages, chat: frChat },
}

/** In the order they are offered; the first is spoken to whoever gave no hint. */
export const spokenLanguages: readonly Language[] = ['en', 'fr']

export function textsOf(language: Language): Texts {
  return texts[language]
}

/** The language of ours that a BCP 47 tag such as `fr-CA` asks for, or `undefined`. */
export function speaks(tag: string): Language | undefined {
  const primary = tag.trim().split(/[-_]/, 1)[0]?.toLowerCase()
  return spokenLanguages.find(language => language === primary)
}

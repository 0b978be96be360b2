/** Everything that the service says, by language. */
import { type Language, languages, otherLanguages } from '../language.ts'
import { defaultSite } from '../site.ts'
import type { ChatWords } from './en/chat.ts'
import { en } from './en/en.ts'
import type { PageWords } from './en/pages.ts'
import { fr } from './fr/fr.ts'
import type { LanguageTexts } from './language-texts.ts'
import { type atTheDesk, repliesOf } from './replies/replies.ts'

export type DeskReplyTexts = ReturnType<typeof atTheDesk>
export type ReplyTexts = ReturnType<typeof repliesOf>
export type ReplyKind = keyof ReplyTexts
export type ReplyArgs<K extends ReplyKind> = Parameters<ReplyTexts[K]>[0]

interface Texts {
  replies: ReplyTexts
  chat: ChatWords
  pages: PageWords
}

const texts: Record<Language, Texts> = { en: textsFrom(en), fr: textsFrom(fr) }

function textsFrom(of: LanguageTexts): Texts {
  const { language, chat, pages } = of
  return {
    replies: repliesOf(of),
    chat: { ...chat, language },
    pages: { ...pages, language, otherLanguages: otherLanguages(language), site: defaultSite },
  }
}

export const spokenLanguages: readonly Language[] = languages

export function textsOf(language: Language): Texts {
  return texts[language]
}

/** The language of the first of these BCP 47 tags that we speak, otherwise English. A statement may be in any language. */
export function nearest(...tags: string[]): Language {
  return tags.map(speaks).find(language => language !== undefined) ?? 'en'
}

/** The language of ours that a BCP 47 tag such as `fr-CA` asks for, or `undefined`. */
export function speaks(tag: string): Language | undefined {
  const primary = tag.trim().split(/[-_]/, 1)[0]?.toLowerCase()
  return spokenLanguages.find(language => language === primary)
}

import type { Language } from '../language.ts'
import type { ActSentences } from './en/acts.ts'
import type { ChatSentences } from './en/chat.ts'
import type { ChatReplySentences } from './en/chat-replies.ts'
import type { DeskSentences } from './en/desk.ts'
import type { HelpSentences } from './en/help.ts'
import type { NewsSentences } from './en/news.ts'
import type { PageSentences } from './en/pages.ts'
import type { PartSentences } from './en/parts.ts'
import type { SigningSentences } from './en/signing.ts'
import type { Writing } from './writing.ts'

/** The texts of one language. English is the pattern: every language must have each of its sentences. */
export interface LanguageTexts {
  readonly language: Language
  readonly writing: Writing
  readonly parts: PartSentences
  readonly signing: SigningSentences
  readonly chatReplies: ChatReplySentences
  readonly acts: ActSentences
  readonly desk: DeskSentences
  readonly news: NewsSentences
  readonly help: HelpSentences
  readonly chat: ChatSentences
  readonly pages: PageSentences
}

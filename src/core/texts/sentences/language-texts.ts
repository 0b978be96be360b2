import type { Language } from '../../language.ts'
import type { ChatWords } from '../chat-words.ts'
import type { PageWords } from '../page-words.ts'
import type { Writing } from '../writing.ts'
import type { ActSentences } from './acts.ts'
import type { ChatReplySentences } from './chat-replies.ts'
import type { DeskSentences } from './desk.ts'
import type { HelpSentences } from './help.ts'
import type { NewsSentences } from './news.ts'
import type { PartSentences } from './parts.ts'
import type { SigningSentences } from './signing.ts'

/** All that a language brings: its folder gives one of these. */
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
  readonly chat: ChatWords
  readonly pages: PageWords
}

import type { LanguageTexts } from '../language-texts.ts'
import { acts } from './acts.ts'
import { chat } from './chat.ts'
import { chatReplies } from './chat-replies.ts'
import { desk } from './desk.ts'
import { help } from './help.ts'
import { news } from './news.ts'
import { pages } from './pages.ts'
import { parts } from './parts.ts'
import { signing } from './signing.ts'
import * as writing from './writing.ts'

const sentences = { parts, signing, chatReplies, acts, desk, news, help, chat, pages }

export const fr: LanguageTexts = { language: 'fr', writing, ...sentences }

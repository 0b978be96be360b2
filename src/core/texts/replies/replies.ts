/**
 * Every reply, one function each. The names and their arguments are stored in sealed deliveries: after a change, those that still wait must
 * be readable.
 */
import type { LanguageTexts } from '../language-texts.ts'
import { chatReplies } from './chat-replies.ts'
import { deskReplies } from './desk.ts'
import { helpReplies } from './help.ts'
import { howToSignReplies } from './how-to-sign.ts'
import { newsReplies } from './news.ts'
import { signingReplies } from './signing.ts'

export function atTheDesk(texts: LanguageTexts) {
  return { ...deskReplies(texts), ...newsReplies(texts), ...helpReplies(texts) }
}

export function repliesOf(texts: LanguageTexts) {
  return { ...signingReplies(texts), ...howToSignReplies(texts), ...chatReplies(texts), ...atTheDesk(texts) }
}

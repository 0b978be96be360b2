/**
 * Every reply, one function each. Their names and arguments are stored in sealed deliveries, so after a change they must still fit the
 * deliveries that wait.
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

import type { DeskReplyTexts } from './desk-words.ts'
import { enDeskReplies } from './en-desk-replies.ts'

export const frDeskReplies: DeskReplyTexts = enDeskReplies

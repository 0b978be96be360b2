import type { WholeText } from '../../../core/channel.ts'
import { htmlToText } from './html-text.ts'
import { tidyLines, withoutProgramLines } from './machine-lines.ts'
import type { Body } from './visible-text.ts'

/** Limits of what is handed on. An email with more counts as not completely read. */
const LONGEST_TEXT = 32_768
const MOST_LINES = 1000
const MOST_TEXTS = 4

/**
 * The text part, the HTML if it says something that the text part does not, and attached texts. `unread`: there are parts that we cannot
 * read, pictures that may show words, words that are struck out, or there is too much to read.
 */
export function readWholeText(
  { text: plain = '', html = '' }: Body,
  attached: readonly string[],
  unread: boolean,
): WholeText {
  const { text: shown, struck, pictured } = htmlToText(html, { everything: true })
  // The text part does not show what is struck out.
  const bodies = plain.trim() === '' || struck ? [shown] : saysMore(shown, plain) ? [plain, shown] : [plain]
  const all = [...bodies, ...attached].filter(text => text.trim() !== '')
  const lines = all.slice(0, MOST_TEXTS).map(text => tidyLines(text.slice(0, LONGEST_TEXT)))
  const tooMuch =
    all.length > MOST_TEXTS ||
    all.some(text => text.length > LONGEST_TEXT) ||
    lines.some(({ length }) => length > MOST_LINES)
  return {
    texts: lines
      .map(text => withoutRuns(withoutProgramLines(text.slice(0, MOST_LINES)).join('\n')))
      .filter(text => text.trim() !== ''),
    unread: unread || struck || pictured || tooMuch,
  }
}

function withoutRuns(text: string): string {
  return text.replace(/\n{3,}/g, '\n\n').trimEnd()
}

/** Whether the HTML has a word or an emoji that the text part lacks. Links and the places of pictures do not count. */
function saysMore(html: string, plain: string): boolean {
  if (html === '') return false
  const known = new Set(wordsOf(plain))
  return wordsOf(html).some(word => !known.has(word))
}

function wordsOf(text: string): string[] {
  const bare = text.slice(0, LONGEST_TEXT * 4).replace(/\bhttps?:\/\/\S+|\[image:[^\]\n]{0,300}\]/gi, ' ')
  return bare.toLowerCase().match(/[\p{L}\p{M}\p{N}]+|\p{Extended_Pictographic}/gu) ?? []
}

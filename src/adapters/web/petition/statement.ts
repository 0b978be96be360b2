/** Sets the words that people sign: their size, direction and first letter. */
import type { PageWords, PublicPetition } from '../../../core/page-contract.ts'
import { type Html, html } from '../html.ts'
import { markdown, plainText } from './markdown.ts'

type Statement = Pick<PublicPetition, 'text' | 'language'>

export type LetterSize = 'poster-size' | 'display-size' | 'reading-size'

/** One sentence is a poster, a few are a declaration, and more are a letter to be read. */
export function letterSize(text: string): LetterSize {
  if (text.length <= 280) return 'poster-size'
  return text.length <= 700 ? 'display-size' : 'reading-size'
}

/** Large, as the subject of its page. */
export function letter({ text, language }: Statement): Html {
  const size = letterSize(text)
  const classes: string[] = ['letter', size]
  if (size === 'poster-size' && !/^["“”„«»「『]/u.test(text.trim())) classes.push('quoted')
  if (size === 'reading-size') classes.push(...initial(text))
  return html`<blockquote class="${classes.join(' ')}" ${writtenIn(text, language)}>
${markdown(text)}</blockquote>`
}

/** The shortest paragraph that fills the lines beside a large first letter. */
const longEnough = 220

/** The paragraph that begins with the large letter: the first, or the second if the first is a salutation. */
function initial(text: string): string[] {
  const [first = '', second = ''] = text.trim().split(/\n\s*\n/)
  const begins = (paragraph: string) =>
    paragraph.length >= longEnough && /^\p{Lu}\p{Ll}*[\s\p{Ll}]/u.test(paragraph)
  if (begins(first)) return ['initial']
  return first.length < longEnough && begins(second) ? ['initial-second'] : []
}

/** As a quotation on another page, with what was appended later. */
export function statement(words: PageWords, petition: PublicPetition): Html {
  return html`<blockquote class="statement" ${writtenIn(petition.text, petition.language)}>
${markdown(petition.text)}</blockquote>
${appendices(words, petition, 'h3')}`
}

export function appendices(
  words: PageWords,
  { appendices, language }: PublicPetition,
  level: 'h2' | 'h3',
): Html[] {
  return appendices.map(({ text, addedAt }) => {
    const heading = words.appendix(addedAt)
    return html`<section class="appendix">${level === 'h2' ? html`<h2>${heading}</h2>` : html`<h3>${heading}</h3>`}
<blockquote class="statement" ${writtenIn(text, language)}>${markdown(text)}</blockquote></section>`
  })
}

/** The attributes `lang` and `dir` of words in the petition's language. */
export function writtenIn(text: string, language: string): Html {
  const direction = directionOf(plainText(text))
  return html`lang="${direction === 'rtl' ? languageOfScript(text, language) : language}" dir="${direction}"`
}

/** Corrects a petition whose language tag does not fit its letters: otherwise a screen reader would spell them out. */
function languageOfScript(text: string, language: string): string {
  if (new Intl.Locale(language).getTextInfo?.().direction === 'rtl') return language
  return /\p{Script=Hebrew}/u.test(text) ? 'he' : 'ar'
}

/** The direction of most letters: a statement in Arabic may begin with a name in Latin letters. */
export function directionOf(text: string): 'ltr' | 'rtl' {
  const count = (letters: RegExp) => text.match(letters)?.length ?? 0
  const rightToLeft = count(
    /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/gu,
  )
  return rightToLeft * 2 > count(/\p{L}/gu) ? 'rtl' : 'ltr'
}

/**
 * The beginning of a text, for the previews of links and for lists. It starts after a salutation, and breaks off after a sentence if
 * that leaves at least half of `length`, otherwise after a word.
 */
export function excerpt(text: string, length = 200): string {
  const line = plainText(withoutSalutation(text))
  if (line.length <= length) return line
  const begun = line.slice(0, length)
  const [sentences = ''] = /^.*(?:[.!?؟]["”’»)]*(?=\s)|[。！？])/u.exec(begun) ?? []
  const kept = sentences.length * 2 >= length ? sentences : begun.replace(/\s\S*$/, '')
  return `${kept.replace(/[\s,;:،؛–—-]+$/u, '')} …`
}

/** A letter without its first line, if that greets somebody: “Dear Minister,”. */
function withoutSalutation(text: string): string {
  const [, rest] = /^\s*[^\n]{1,60}[,،，]\s*\n\s*\n(.*)$/su.exec(text) ?? []
  return rest ?? text
}

// The occupation that somebody says shall be shown: "You can write archaeologist", "Novelist will do", "just bookseller".

import { anywhere, fold, wordCount } from '../fold-text.ts'
import { OCCUPATION_ENOUGH, WRITE_OCCUPATION } from '../lexicon/privacy.ts'
import { sentencesIn } from '../lines.ts'
import { nameShape } from './name-shape.ts'
import { isOccupationOnly, looksLikeOccupation } from './occupation-shape.ts'
import { INDEFINITE } from './self-introduction.ts'
import { withoutEnd } from './signer-fields.ts'

const ENOUGH = anywhere(OCCUPATION_ENOUGH)
const WRITE = anywhere(WRITE_OCCUPATION)

/** Returns it as it was written. Undefined if no sentence says so. */
export function toldOccupation(text: string): string | undefined {
  return sentencesIn(text)
    .map(said)
    .find(work => work !== undefined)
}

function said(sentence: string): string | undefined {
  const enough = ENOUGH.exec(fold(sentence))
  const write = WRITE.exec(fold(sentence))
  const from = write === null ? 0 : write.index + write[0].length
  if (enough === null && write === null) return undefined
  const typed = enough === null ? sentence.slice(from) : sentence.slice(0, enough.index)
  // "my name and “virologist”, and not my institute"
  const quoted = /["“„«]([^"“”„«»]{3,60})["”“»]/u.exec(typed)?.[1]
  const [first = ''] = (quoted ?? typed.replace(INSTEAD, '')).split(/[,;(]/u)
  const work = withoutEnd(first.trim().replace(INDEFINITE, ''))
  const isName = wordCount(work) > 1 && nameShape(work) === 'capitalised'
  const isOne = wordCount(work) < 6 && isOccupationOnly(work) && looksLikeOccupation(work) && !isName
  return isOne ? work : undefined
}

const INSTEAD = /\s(?:neer|hin|instead|please|bitte|graag|svp|there|here)[.!]?$/iu

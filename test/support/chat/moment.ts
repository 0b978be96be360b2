import { spokenLanguages, textsOf } from '../../../src/core/texts/texts.ts'

const moments = spokenLanguages.map(language => textsOf(language).chat.oneMoment)

/** Whether a chat says that it is not saved yet: on a busy machine that comes before the answer. */
export function isMoment(plain: string): boolean {
  return moments.some(moment => plain.includes(moment))
}

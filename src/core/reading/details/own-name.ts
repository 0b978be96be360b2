// The writer's name inside a sentence, with what they do beside it. The From header says which name it is. If it gives no whole
// name, two words that are nobody's words but a name's will do.

import { mentionsJoining } from '../consent.ts'
import { fold, wordCount, wordSet, wordsOf } from '../fold-text.ts'
import { isTitle } from '../lines.ts'
import { isCommonWord, isParticle, nameShape } from './name-shape.ts'
import {
  HONORIFIC,
  holdsOccupation,
  isOccupationOnly,
  looksLikeOccupation,
  looksLikeOrganisation,
  withoutAside,
  withoutClause,
} from './occupation-shape.ts'
import { afterName, fieldsOf, type Written } from './signer-fields.ts'

// "sign me as", "add me -", "Name: ", `Use "`: a name may follow, whatever it is.
const OPENS =
  /(?::|[–—("“„«]|\s-|(?<!\p{L})(?:as|als|come|como|comme|it.s|c.est|(?:just|simply|pure|schrijf maar|simplement|einfach|simplemente|semplicemente|gewoon|put|write|list|print|mettez|écrivez|schreibt|poned|pongan|mettete|scrivete|ponham|zet|schrijf)|(?:full name|nome completo|nom complet|nombre completo|volledige naam|vollen namen)(?: is)?,?|(?:me|i|mich|ich|moi|je|mij|ik|io|yo|eu)(?:,|\s[-–—(]|(?: down)? (?:please|pls|plz|down|bitte|svp|graag|aub))))\s*$/iu

// "desmond okafor bus driver"
const BEFORE_WORK = wordSet(
  'bus taxi lorry truck tram tree tyre primary secondary aide school nursery care social youth music piano film art shop stage sound graphic web software game theatre dance swimming sailing fitness personal assistant senior junior trainee kfz maître maitre',
  'padre madre mother father mum dad mère père maman papa mutter vater mãe pai moeder vader',
)

// "im darren kettlewell plumber", "yo alba tejedor guionista firmo"
const ENDS_I_AM =
  /(?<!\p{L})(?:i am|i['’]?m|i|this is|it['’]?s|je suis|je|moi c|c['’]est|ich bin|bin (?:der|die)|ich|hier|soy|yo|sono|io|sou|eu|é [ao]|ik ben|ik|met)\s$/iu
// They say so in so many words: no occupation need follow.
const WANTS =
  /^\s(?:want|would|wish|hereby|sign(?:ing)?|here|from the|(?:mother|mum|father|dad|mère|père|mutter|vater|madre|padre|mãe|pai|moeder|vader) (?:of|de|di|von|van)|möchte|unterschreibe|voudrais|veux|signe|quiero|firmo|vorrei|voglio|quero|assino|wil|teken)(?!\p{L})/iu

// Small words of names, which in small letters open none: "zet mij erop joey van den broek"
const BETWEEN = wordSet('op in aan auf and und y i e')

export interface From {
  fromTokens: ReadonlySet<string>
  /** From holds a single word, or nothing */
  isUnknown: boolean
}

/** "Please sign for me as Ada Lovelace, composer", "I would like to sign (Ada Lovelace, composer)", from Ada Lovelace or from Ada. */
export function ownName(sentence: string, from: From): Written | undefined {
  const found = [...sentence.matchAll(/(?<![\p{L}\p{M}\p{N}'’.-])\p{L}/gu)].flatMap(({ index }) => {
    const one = nameAt(sentence, index, from)
    return one === undefined ? [] : [one]
  })
  const isOwn = ({ name = '' }: Written) => wordsOf(fold(name)).some(word => from.fromTokens.has(word))
  return found.find(isOwn) ?? found[0]
}

function nameAt(sentence: string, start: number, { fromTokens, isUnknown }: From): Written | undefined {
  const before = sentence.slice(0, start)
  const name = nameAhead(sentence.slice(start), fromTokens)
  const words = wordsOf(fold(name)).filter(word => !isTitle(word) && !HONORIFIC.test(word))
  if (words.length < 2) return undefined
  const own = words.filter(word => fromTokens.has(word) && !isParticle(word))
  const opening = OPENS.exec(before)?.[0] ?? ''
  // "As Perpetua Aldous rather than the P.", from P. Aldous
  const isFuller = opening !== '' && own.length > 0 && fromTokens.size < 2
  const after = sentence.slice(start + name.length)
  // "Kev": kevin smit
  const [known = ''] = fromTokens
  const isLonger = isUnknown && known.length > 2 && words.slice(0, 2).some(word => word.startsWith(known))
  const isIntroduced = ENDS_I_AM.test(before)
  const isSaid = isIntroduced && WANTS.test(after)
  const goesOn =
    isSaid ||
    ((isFuller || isLonger) && /^\s[\p{Ll}\d]/u.test(after)) ||
    // "put me down as Jack Sorrel please"
    (isUnknown && /^(?:as|als|comme|como|come)\s$/iu.test(opening) && /^\s\p{Ll}/u.test(after))
  const details = detailsAhead(name, withoutAside(`.${after}`).slice(1)) ?? (goesOn ? {} : undefined)
  if (details === undefined) return undefined
  const found = { name, ...details }
  const isKnown = holdsOccupation(details.occupation ?? '')
  const isWhole = nameShape(name) === 'capitalised' && !looksLikeOrganisation(name)
  if (start === 0) {
    // "joanna birch nurse", "Roy Barlow retired postman"
    const isShort = !/\p{Lu}/u.test(name) && words.filter(word => !isParticle(word)).length < 4
    const isAll =
      isWhole &&
      /^\s\p{Ll}/u.test(after) &&
      wordCount(sentence) === wordCount(`${name} ${details.occupation}`)
    // "sjors veerman, echt waar, …", from Sjors
    const isOwn = own.length > 0 && words.length === 2 && /^,/.test(after)
    // "sid lomas angler", from Sid Lomas
    if (own.length > 1 && isKnown && /^ \p{L}/u.test(after)) return found
    return isUnknown && (isShort || isAll) && (isKnown || (isShort && (isOwn || goesOn))) ? found : undefined
  }
  // From may be an organisation, and says nothing of who writes.
  const isTold = /(?:[:\p{L}]|\p{L}(?:,|\s[-–—(]))\s*$/u.test(opening) && wordCount(before) > 1
  const isMe = /(?<!\p{L})(?:me|myself|mich|moi|mij|io|eu|yo|ik)\s?[:(]\s*$/u.test(before)
  if (opening !== '' && isWhole && (own.length > 0 || isMe || (isTold && fromTokens.size < 2))) return found
  // In "J. van Houten", "Canon Judith Peel" and "Mag. art. Katharina Huber" the name begins before.
  const last = /[\p{L}.]+\s$/u.exec(fold(before))?.[0].replace(/\W/gu, '') ?? ''
  const isBegun = /(?:\p{Lu}[\p{L}.)]*(?:\s(?:\p{Ll}{1,5}\.){1,3})*|['’])\s?$/u.test(before)
  if (!isIntroduced && ((isParticle(last) && !BETWEEN.has(last)) || isTitle(last) || isBegun))
    return undefined
  if (own.length > 1) return isKnown ? found : undefined
  // "Here is mine, Dave Ollerenshaw, shipwright", from Big Dave
  if (own.length === 1 && own[0] === words[0] && isWhole && isKnown) return found
  if (!isUnknown) return undefined
  if (isWhole) return isKnown && !/.\p{Lu}|\./u.test(before) ? found : undefined
  // "yes sign me derek oyelaran, tree surgeon"
  const isWish = /^\P{Lu}*$/u.test(before) && (mentionsJoining(fold(before)) || isIntroduced)
  if (isWish && (isKnown || isSaid) && words.filter(word => !isParticle(word)).length < 4) return found
  return isLonger ? found : undefined
}

/** The words of a name at the start: no word of a sentence, no occupation; small letters only if From writes itself so. */
export function nameAhead(text: string, fromTokens: ReadonlySet<string>): string {
  let [end, last, count] = [0, 0, 0]
  for (const { index, 0: word } of text.slice(0, 100).matchAll(/\p{L}[\p{L}\p{M}'’.‑-]*/gu)) {
    if (text.slice(last, index).trim() !== '' || count === 5) break
    last = index + word.length
    const folded = fold(word)
    if (/\p{L}{3,}\.$/u.test(word) && !isTitle(folded.slice(0, -1))) break
    if (isParticle(folded) && count > 0) continue
    if (BETWEEN.has(word)) return ''
    const isOwn = fromTokens.has(folded)
    const isSmall = /^\p{Ll}/u.test(word)
    const isWork = (isOccupationOnly(word) || BEFORE_WORK.has(folded)) && (isSmall || count > 1)
    if (!isOwn && isSmall && count > 1 && /^\p{Lu}/u.test(text)) break
    // "they call me Dino"
    if (!isSmall && /^\p{Ll}{4}/u.test(text)) return ''
    if (!isOwn && (isCommonWord(folded) || isWork || (isSmall && fromTokens.size > 1))) break
    end = last
    count += 1
  }
  return text.slice(0, end)
}

// "Aïcha Diarra, je suis aide-soignante"
const I_AM = /^(?:i am|i['’]?m|je suis|ich bin|soy|sono|sou|ik ben)\s/iu

// "moniteur de kayak au club"
const OF_WHAT = /^ (?:(?:of|de|du|des|di|dei|del|della|van|von) |d['’])\p{L}+(?=\s|$)/u

/** Reads on behind the name: fields, an occupation without a comma, or nothing. Undefined: the sentence goes on. */
function detailsAhead(name: string, after: string): Written | undefined {
  if (/^[\s)"”»“.!]*$/u.test(after)) return {}
  const [, mark = '', behind = ''] = /^(\s*[,(|:]\s?|\s[–—-]\s|\s)?(.{3,150})?/u.exec(after) ?? []
  const inside = behind.replace(I_AM, '')
  // Behind a closing mark the sentence around it goes on.
  const [rest = ''] = inside.split(/["”»]|(?<!\([^()]{0,150})\)/u)
  if (mark.trim() === '') {
    const [first = ''] = fieldsOf(rest)
    const words = first.split(' ')
    const end = words.length <= 4 ? words.length : words.slice(0, 3).findIndex(isOccupationOnly) + 1
    const [of = ''] = OF_WHAT.exec(first.slice(words.slice(0, end).join(' ').length)) ?? []
    const work = words.slice(0, end).join(' ') + of
    // "Shazia Iqbal primary teacher"
    const isWork = isOccupationOnly(words[0] ?? '') || (words.length < 4 && isOccupationOnly(first))
    return isWork ? afterName([work]) : undefined
  }
  const between = /[–—|-]/u.test(mark) ? mark : ', '
  const fields = fieldsOf(`${name}${between}${rest}`).slice(1)
  // "… Hallam Pages, but they would have kittens, so just bookseller"
  const end = fields.findIndex(field => !looksLikeOccupation(withoutClause(field)))
  const details = afterName(end === -1 ? fields : fields.slice(0, end))
  const isKnown =
    holdsOccupation(details.occupation ?? '') || looksLikeOrganisation(details.organisation ?? '')
  return isKnown || wordCount(rest) <= 6 ? details : {}
}

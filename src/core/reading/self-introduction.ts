// A sentence in which somebody says who they are: "my name is …", "on behalf of …", "the Society signs".

import { isAgreeableWord, isConsent, mentionsSigning } from './consent.ts'
import { stripLeads } from './consent-lead.ts'
import { anywhere, fold, wordCount, wordSet, wordsOf } from './fold-text.ts'
import { OCCUPATIONS } from './lexicon-occupations.ts'
import { INTRODUCTIONS, OCCUPATION_IS, ON_BEHALF, REPRESENTED_BY } from './lexicon-requests.ts'
import { isCommonWord, nameShape } from './name-shape.ts'
import {
  holdsOccupation,
  isOccupationOnly,
  looksLikeOccupation,
  looksLikeOrganisation,
} from './occupation-shape.ts'
import {
  afterName,
  fieldsOf,
  occupationAndOrganisation,
  personFrom,
  type Written,
  withoutArticle,
  withoutEnd,
} from './signer-fields.ts'

const NOT_AN_ORGANISATION =
  /^(?:my|our|mine|myself|me|all|every|everyone|everybody|those|artists?|creators?|us|mes|mon|ma|nos|notre|tous|meine[rsmn]?|mich|unsere[rsmn]?|aller?|mi|mis|nuestr[oa]s?|todos|mi[ao]|miei|tutti|meus?|minhas?|tod[oa]s|mijn|mij|onze|alle|iedereen)(?:\s|$)/iu

const SENTENCE_GOES_ON =
  /\s+(?:(?:and\s+)?(?:i|we)\s|(?:i|we)['’]|(?:et\s+)?(?:je|nous)\s|(?:ich|wir)\s|(?:unterschreibe|unterzeichne)|(?:yo|nosotros)\s|firm[oa]|(?:ik|wij)\s|signs?\b|signe|sign\b|hereby|teken|onderteken|assin|represented|représent|vertreten|vertegenwoordigd|rappresentat|representad|,)/iu

export const BEHALF = anywhere(ON_BEHALF)

const REPRESENTED = anywhere(REPRESENTED_BY)

function organisationName(raw: string): string | undefined {
  const cut = SENTENCE_GOES_ON.exec(` ${raw}`)
  const end = cut === null ? raw.length : Math.max(0, cut.index - 1)
  const name = withoutArticle(withoutEnd(raw.slice(0, end).trim()))
  if (name === '' || NOT_AN_ORGANISATION.test(name) || !/[\p{L}\p{N}]/u.test(name) || wordCount(name) > 15)
    return undefined
  return name
}

// "as its director"
const ITS = /^(?:(?:as|comme|als|como|come)\s+)?(?:(?:its|their)\s+)?/u

export function representativeFrom(fields: readonly string[]): Pick<Written, 'name' | 'occupation'> {
  const usable = fields.filter(field => !isConsent(fold(field)))
  const at = usable.findIndex(
    field =>
      nameShape(stripLeads(field)) === 'capitalised' && !(isOccupationOnly(field) && wordCount(field) === 1),
  )
  const name = usable[at]
  if (name === undefined) {
    const role = usable.find(field => looksLikeOccupation(field) && holdsOccupation(field))
    return role === undefined ? {} : { occupation: role.replace(ITS, '') }
  }
  const roles = [...usable.slice(at + 1), ...usable.slice(0, at)].filter(
    field => looksLikeOccupation(field) && nameShapeOfRole(field),
  )
  const role = roles[0]
  return {
    name: stripLeads(name),
    ...(role === undefined
      ? {}
      : {
          occupation: role.replace(ITS, ''),
        }),
  }
}

/** Cuts the phrase off a sentence that begins with it: "We, the Society, sign. Represented by Eve Moss." */
export function withoutRepresentedBy(field: string): string {
  const found = REPRESENTED.exec(fold(field))
  return found?.index === 0 ? field.slice(found[0].length).trim() : field
}

function nameShapeOfRole(field: string): boolean {
  return holdsOccupation(field) || nameShape(field) !== 'capitalised' || wordCount(field) === 1
}

export function onBehalf(raw: string): Written | undefined {
  const folded = fold(raw)
  const found = BEHALF.exec(folded)
  if (found === null) return undefined
  const afterPhrase = raw.slice(found.index + found[0].length).trim()
  const represented = REPRESENTED.exec(fold(afterPhrase))
  const organisationPart = represented === null ? afterPhrase : afterPhrase.slice(0, represented.index)
  const fields = fieldsOf(organisationPart.replace(/:\s/u, ', '))
  const [first, ...others] = fields
  const organisation = first === undefined ? undefined : organisationName(first)
  if (organisation === undefined) return undefined
  const goesOn = first === undefined ? '' : first.slice(first.indexOf(organisation) + organisation.length)
  const before = fieldsOf(raw.slice(0, found.index))
    .map(field => stripLeads(field.replace(CLAUSE_GOES_ON, '').replace(AND_I_DO, '')))
    .map(withoutIntroduction)
    .filter(field => !mentionsSigning(fold(field)))
  const byWhom =
    represented === null ? [] : fieldsOf(afterPhrase.slice(represented.index + represented[0].length))
  const after = representativeFrom([...byWhom, stripLeads(goesOn), ...others].filter(field => field !== ''))
  const representative = after.name !== undefined ? after : { ...after, ...representativeFrom(before) }
  return { kind: 'organisation', organisation, ...representative }
}

const AND_I_DO = /\s+(?:and|et|und|y|e|en)(?:\s+(?:i|je|ich|yo|io|eu|ik))?(?:\s+(?:hereby|am|we))?$/iu

function withoutIntroduction(field: string): string {
  const found = INTRODUCES.exec(fold(field))
  return found?.index === 0 ? field.slice(found[0].length).trim().replace(INDEFINITE, '') : field
}

const WE = /^(?:we|nous|wir|nosotros|noi|nós|wij)\s*,\s*([^,]{2,150}),?\s*(.*)$/iu

export const SIGNS =
  /^(.{3,150}?)\s+(?:hereby |gladly |proudly )?(?:signs?|supports?|endorses?|signe|soutient|unterschreibt|unterzeichnet|unterstützt|firma|apoya|sottoscrive|sostiene|aderisce|assina|apoia|subscreve|ondertekent|tekent|steunt)(?:\s+(?:this|the|it|cette|la|le|die|diese|den|dieses|esta|este|questa|questo|deze|dit|de|a|o)(?:\s.{0,80})?)?$/iu

export function organisationSpeaks(raw: string): Written | undefined {
  const we = WE.exec(raw)
  if (
    we?.[1] !== undefined &&
    /^\p{L}/u.test(we[1]) &&
    !mentionsSigning(fold(we[1])) &&
    /\p{Lu}|\p{Lo}/u.test(we[1])
  ) {
    if (looksLikeOrganisation(we[1]) || /^(?:the|la|le|die|der|het|de|a|o|il|el|l['’])/iu.test(we[1])) {
      const organisation = organisationName(we[1])
      if (organisation !== undefined)
        return {
          kind: 'organisation',
          organisation,
          ...representativeFrom(fieldsOf(we[2] ?? '').filter(field => nameShape(field) === 'capitalised')),
        }
    }
  }
  const represented = REPRESENTED.exec(fold(raw))
  if (represented !== null) {
    const organisation = fieldsOf(raw.slice(0, represented.index).replace('(', ', '))
      .map(stripLeads)
      .findLast(field => /\p{Lu}/u.test(field) && looksLikeOrganisation(field))
    const byWhom = raw.slice(represented.index + represented[0].length).replace(/\)\s*\.?$/u, '')
    if (organisation !== undefined)
      return {
        kind: 'organisation',
        organisation: withoutArticle(organisation),
        ...representativeFrom(fieldsOf(byWhom)),
      }
  }
  const signs = SIGNS.exec(raw)
  if (signs?.[1] === undefined) return undefined
  const [subject, ...others] = fieldsOf(signs[1])
  if (subject === undefined) return undefined
  const isPlace = looksLikeOrganisation(subject) || /^The \p{Lu}/u.test(subject)
  if (isPlace && /\p{Lu}/u.test(subject) && wordCount(subject) <= 12)
    return { kind: 'organisation', organisation: withoutThe(subject), ...representativeFrom(others) }
  return personFrom([subject, ...others], false)
}

/** "The Society supports this" opens with the sentence's article, "The Guardian supports this" with its name. */
function withoutThe(subject: string): string {
  const [first, second = ''] = subject.split(' ')
  return first === 'The' && looksLikeOrganisation(second) ? subject.slice(4) : withoutArticle(subject)
}

export const INTRODUCES = anywhere(INTRODUCTIONS)

const OCCUPATION_PHRASE = anywhere(OCCUPATION_IS)

const AND_I_AM =
  /\s*[,;]?\s+(?:and|et|und|y|e|en|&)\s+(?:i\s+am|i['’]?m|am|i\s+work\s+as|work\s+as|je\s+suis|suis|ich\s+bin|bin|arbeite\s+als|soy|trabajo\s+como|sono|faccio|lavoro\s+come|eu\s+sou|sou|trabalho\s+como|ik\s+ben|ben|werk\s+als)\s+/iu

const CLAUSE_GOES_ON =
  /[,;]?\s+(?:(?:and|et|und|y|e|en|but|so)\s+(?:i|we|je|nous|ich|wir|yo|io|eu|ik|wij|would|want|wish|support|sign|signe|unterschreibe|unterzeichne|möchte|firmo|quiero|voglio|assino|quero|teken|wil|fully|strongly|please|hereby)\b|who\s|which\s|qui\s|signing\b|i\s+(?:sign|support|want|would|agree|hereby|am\s+signing)|je\s+(?:signe|soutiens|souhaite)|ich\s+(?:unterschreibe|unterzeichne|möchte)).*$/iu

const SELF = /^(?:and\s+)?(?:je suis|i am|i['’]m|ich bin|soy|sono|(?:eu )?sou|ik ben)\s+/iu

export const INDEFINITE = /^(?:an?|une?|eine?n?|un[ao]?|uma?|een)\s+/iu

export function introduced(raw: string): Written | undefined {
  const folded = fold(raw)
  const occupationIs = OCCUPATION_PHRASE.exec(folded)
  const found = INTRODUCES.exec(folded)
  if (found === null || (occupationIs !== null && occupationIs.index < found.index)) {
    if (occupationIs === null) return undefined
    const said = withoutEnd(
      raw
        .slice(occupationIs.index + occupationIs[0].length)
        .replace(CLAUSE_GOES_ON, '')
        .trim(),
    )
    return looksLikeOccupation(said) ? occupationAndOrganisation(said) : undefined
  }
  // An introduction opens its clause; "… so I am convinced" is none.
  if (
    found.index > 0 &&
    !/[,;:.!–—-]\s*$/u.test(raw.slice(0, found.index)) &&
    !onlyConnecting(folded.slice(0, found.index))
  )
    return undefined
  const said = raw.slice(found.index + found[0].length).replace(/^[\s:,]+/u, '')
  const joint = AND_I_AM.exec(said)
  const whoPart = withoutEnd(
    (joint === null ? said : said.slice(0, joint.index)).replace(CLAUSE_GOES_ON, '').trim(),
  )
  const whatPart =
    joint === null
      ? ''
      : said
          .slice(joint.index + joint[0].length)
          .replace(CLAUSE_GOES_ON, '')
          .trim()
  const fields = fieldsOf(whoPart)
  const [first, ...others] = fields
  if (first === undefined) return undefined
  const whatFields = whatPart === '' ? [] : fieldsOf(whatPart)
  const isName = /name|nom|nombre|nome|naam|heis|heet|llamo|appelle|chiamo|chamo/u.test(found[0])
  const shape = nameShape(first)
  const saysOccupation =
    INDEFINITE.test(first) || (isOccupationOnly(first) && !isName && wordCount(first) <= 4)
  if (
    saysOccupation &&
    looksLikeOccupation(first) &&
    !(
      INDEFINITE.test(first) &&
      wordsOf(fold(first)).every(word => isCommonWord(word) && !OCCUPATIONS.has(word))
    )
  )
    return afterName(fields.map(field => field.replace(INDEFINITE, '')))
  const rest = afterName(
    [...others, ...whatFields].map(field => field.replace(SELF, '').replace(INDEFINITE, '').replace(ITS, '')),
  )
  const from =
    /^(.{2,80}?)\s+(?:from|at|with|of|de|von|vom|di|da|van|bei|chez)\s+((?:the |der |die |dem |la |le |l['’])?\p{Lu}.{2,150})$/u.exec(
      first,
    )
  if (
    from?.[1] !== undefined &&
    from[2] !== undefined &&
    looksLikeOrganisation(from[2]) &&
    nameShape(from[1]) === 'capitalised'
  )
    return { name: from[1], organisation: withoutArticle(from[2]), ...rest }
  if (shape === 'capitalised' || (shape === 'plain' && isName)) return { name: first, ...rest }
  return undefined
}

const CONNECTORS = wordSet(
  'but and however actually correction sorry mais et aber und sondern pero y ma mas e maar en no nein non não nee because',
)

function onlyConnecting(folded: string): boolean {
  return wordsOf(folded).every(word => isAgreeableWord(word) || CONNECTORS.has(word))
}

// Finds who signs in what a person typed. Explicit words win: labels, then "on behalf of", then "my name is", then a
// line of fields, then the sign-off. Where nothing is certain nothing is taken: the From header serves then, and the
// signer sees what will be published before anything counts.

import { canBeName, cleanField } from './details.ts'
import { anywhere, atStart, fold, wordSet, wordsOf } from './fold-text.ts'
import { isEmptyValue, labelsInLine } from './labelled-details.ts'
import { COMPANY_FORMS, OCCUPATIONS } from './lexicon-occupations.ts'
import { INTRODUCTIONS, OCCUPATION_IS, ON_BEHALF, REPRESENTED_BY } from './lexicon-requests.ts'
import {
  asksCountOnly,
  closingLength,
  cutGreeting,
  holdsOccupation,
  isAgreeableWord,
  isCommonWord,
  isConsent,
  isNameSuffix,
  isOccupationOnly,
  linesOf,
  looksLikeOccupation,
  looksLikeOrganisation,
  mentionsSigning,
  nameShape,
  sentencesOf,
  wordCount,
} from './words-of-signers.ts'

/** What somebody explicitly wrote about themselves; nothing guessed from headers. */
export interface Written {
  kind?: 'person' | 'organisation'
  name?: string
  occupation?: string
  organisation?: string
  listed?: boolean
}

const ARTICLE_BEFORE_OCCUPATION =
  /^(?:an?|the|its|their|une?|eine?n?|el|la|le|un[ao]?|uma?|een|der|die|de|o)\s+(?=\S)/iu
const ARTICLE_BEFORE_ORGANISATION =
  /^(?:[Tt]he|la|le|les|die|der|das|den|dem|des|el|los|las|il|lo|gli|i|o|a|os|as|de|het|du|vom|von der|von|del|della|do|da)\s+(?=\S)|^(?:[lLdD]|dell|all|nell)['’](?=\p{L})/u

export function withoutArticle(organisation: string): string {
  return organisation.replace(ARTICLE_BEFORE_ORGANISATION, '')
}

function withoutEnd(raw: string): string {
  const cut = raw.replace(/[\s,;:!–—*_-]+$/u, '').replace(/^[\s,;:!–—*_•·-]+/u, '')
  if (!cut.endsWith('.')) return cut
  return /(?:\b\p{Lu}|\b(?:jr|sr|inc|ltd|co|corp|e\.v|esq|ph\.d|m\.d|b\.v|s\.a|st|etc))\.$/iu.test(cut)
    ? cut
    : cut.replace(/\.+$/u, '')
}

// A longer sentence is prose and holds no fields (UTF-16 units).
const FIELDS_AT_MOST = 1_000

/** "Ada Lovelace (composer) | London Symphony" → its three fields. */
export function fieldsOf(raw: string): string[] {
  if (raw.length > FIELDS_AT_MOST) return [raw]
  let text = raw
  const bracket = /^([^()]{1,200}?)\s*\(([^()]{1,200})\)\s*([^()]*)$/u.exec(text)
  if (bracket !== null) {
    const after = bracket[3] ?? ''
    // "Mary (Molly) Byrne" keeps her name.
    const alias =
      nameShape(bracket[2] ?? '') === 'capitalised' &&
      wordCount(bracket[2] ?? '') > 1 &&
      !holdsOccupation(bracket[2] ?? '')
    if (!alias && (after === '' || /^[,;|.\-–—]/u.test(after))) text = `${bracket[1]}, ${bracket[2]} ${after}`
  }
  const colon = /^([^:,;|]{2,60}):\s+(.+)$/u.exec(text)
  if (colon?.[1] !== undefined && nameShape(colon[1]) === 'capitalised') text = `${colon[1]}, ${colon[2]}`
  const fields: string[] = []
  let start = 0
  for (const cut of fold(text).matchAll(/[,;|·•\t]|\s[-–—]{1,2}\s|—|\s\/\/?\s/gu)) {
    fields.push(text.slice(start, cut.index))
    start = cut.index + cut[0].length
  }
  fields.push(text.slice(start))
  const clean = fields.map(field => withoutEnd(field.trim())).filter(field => field !== '')
  const joined: string[] = []
  for (const field of clean) {
    const last = joined.at(-1)
    const bare = fold(field).replace(/[.\s]/g, '')
    const belongs = joined.length === 1 ? isNameSuffix(field) : false
    if (last !== undefined && (belongs || (COMPANY_FORMS.has(bare) && looksMoreThanAName(last)))) {
      // "King, Jr." as typed, its full stop too.
      const dotted = new RegExp(`${escapeForPattern(field)}\\.`, 'u').test(text)
        ? `${field}${field.endsWith('.') ? '' : '.'}`
        : field
      joined[joined.length - 1] = `${last}, ${dotted}`
    } else joined.push(field)
  }
  return joined
}

function looksMoreThanAName(field: string): boolean {
  return looksLikeOrganisation(field) || wordCount(field) > 0
}

function escapeForPattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

const AT_ORGANISATION =
  /^(.{2,100}?)[\s,]+(?:at|with|for|from|@|à|chez|auprès de|bei|beim|bij|presso|for the|at the|with the)\s+((?:the |der |den |dem |de |het |la |le |il |l['’])?[\p{Lu}\p{Lo}\d].{1,150})$/u

function occupationAndOrganisation(raw: string): Pick<Written, 'occupation' | 'organisation'> {
  const text = withoutEnd(raw.trim())
  const at = AT_ORGANISATION.exec(text)
  // "illustratrice à Lyon" works in a town, "compositrice à l'Opéra de Paris" for somebody.
  const inTown = /\sà\s+\p{Lu}/u.test(text) && !looksLikeOrganisation(text)
  if (at?.[1] !== undefined && at[2] !== undefined && looksLikeOccupation(at[1]) && !inTown)
    return { occupation: at[1].replace(ARTICLE_BEFORE_OCCUPATION, ''), organisation: withoutArticle(at[2]) }
  return { occupation: text.replace(ARTICLE_BEFORE_OCCUPATION, '') }
}

/** Fields after the name: occupations join, what looks like an affiliation goes last. */
export function afterName(fields: readonly string[]): Pick<Written, 'occupation' | 'organisation'> {
  const usable = fields.filter(field => looksLikeOccupation(field) || looksLikeOrganisation(field))
  const [first, ...others] = usable
  if (first === undefined) return {}
  const prefixed = /^(?:at|with|from|for|chez|bei|beim|bij|presso)\s+(.{2,})$/iu.exec(first)
  if (prefixed?.[1] !== undefined) return { organisation: withoutArticle(prefixed[1]) }
  if (others.length === 0) {
    if (looksLikeOrganisation(first) && !holdsOccupation(first))
      return { organisation: withoutArticle(first) }
    return occupationAndOrganisation(first)
  }
  const occupations = [first.replace(ARTICLE_BEFORE_OCCUPATION, '')]
  const rest = [...others]
  while (rest[0] !== undefined && isOccupationOnly(rest[0])) {
    occupations.push(rest[0].replace(ARTICLE_BEFORE_OCCUPATION, ''))
    rest.shift()
  }
  if (rest.length === 0) {
    const last = occupationAndOrganisation(occupations.at(-1) ?? '')
    if (last.organisation === undefined) return { occupation: occupations.join(', ') }
    return {
      occupation: [...occupations.slice(0, -1), last.occupation ?? ''].join(', '),
      organisation: last.organisation,
    }
  }
  return {
    occupation: occupations.join(', '),
    organisation: withoutArticle(rest.join(', ').replace(/^(?:at|with|from)\s+/u, '')),
  }
}

/** Name, occupation, organisation in that order; undefined where the first field is nobody's name. */
function personFrom(fields: readonly string[], sure: boolean): Written | undefined {
  const [first, ...others] = fields.filter(field => !isConsent(fold(field)) && !asksCountOnly(fold(field)))
  if (first === undefined) return undefined
  const name = first
    .replace(/^(?:name|i|ich|je|yo|io|eu|ik)\s*[:,]\s*/iu, '')
    .replace(/\s+(?:here|hier|ici|aquí|qui|aqui)$/iu, '')
  const shape = nameShape(name)
  const rest = afterName(others)
  if (shape === 'capitalised') return { name, ...rest }
  if (
    shape !== 'no' &&
    ((sure && shape === 'plain') || (rest.occupation !== undefined && holdsOccupation(rest.occupation)))
  )
    return { name, ...rest }
  return undefined
}

const NOT_AN_ORGANISATION =
  /^(?:my|our|mine|myself|me|all|every|everyone|everybody|those|artists?|creators?|us|mes|mon|ma|nos|notre|tous|meine[rsmn]?|mich|unsere[rsmn]?|aller?|mi|mis|nuestr[oa]s?|todos|mi[ao]|miei|tutti|meus?|minhas?|tod[oa]s|mijn|mij|onze|alle|iedereen)(?:\s|$)/iu
const SENTENCE_GOES_ON =
  /\s+(?:(?:and\s+)?(?:i|we)\s|(?:i|we)['’]|(?:et\s+)?(?:je|nous)\s|(?:ich|wir)\s|(?:unterschreibe|unterzeichne)|(?:yo|nosotros)\s|firm[oa]|(?:ik|wij)\s|signs?\b|signe|sign\b|hereby|teken|onderteken|assin|represented|représent|vertreten|vertegenwoordigd|rappresentat|representad|,)/iu

const BEHALF = anywhere(ON_BEHALF)
const REPRESENTED = anywhere(REPRESENTED_BY)

function organisationName(raw: string): string | undefined {
  const cut = SENTENCE_GOES_ON.exec(` ${raw}`)
  const end = cut === null ? raw.length : Math.max(0, cut.index - 1)
  const name = withoutArticle(withoutEnd(raw.slice(0, end).trim()))
  if (name === '' || NOT_AN_ORGANISATION.test(name) || !/[\p{L}\p{N}]/u.test(name) || wordCount(name) > 15)
    return undefined
  return name
}

function representativeFrom(fields: readonly string[]): Pick<Written, 'name' | 'occupation'> {
  const usable = fields.filter(field => !isConsent(fold(field)))
  const at = usable.findIndex(
    field =>
      nameShape(stripLeads(field)) === 'capitalised' && !(isOccupationOnly(field) && wordCount(field) === 1),
  )
  const name = usable[at]
  if (name === undefined) {
    const role = usable.find(field => looksLikeOccupation(field) && holdsOccupation(field))
    return role === undefined ? {} : { occupation: role.replace(ARTICLE_BEFORE_OCCUPATION, '') }
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
          occupation: role
            .replace(/^(?:as|comme|als|como|come)\s+/iu, '')
            .replace(ARTICLE_BEFORE_OCCUPATION, ''),
        }),
  }
}

function nameShapeOfRole(field: string): boolean {
  return holdsOccupation(field) || nameShape(field) !== 'capitalised' || wordCount(field) === 1
}

function onBehalf(raw: string): Written | undefined {
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
const SIGNS =
  /^(.{3,150}?)\s+(?:hereby |gladly |proudly )?(?:signs?|supports?|endorses?|signe|soutient|unterschreibt|unterzeichnet|unterstützt|firma|apoya|sottoscrive|sostiene|aderisce|assina|apoia|subscreve|ondertekent|tekent|steunt)(?:\s+(?:this|the|it|cette|la|le|die|diese|den|dieses|esta|este|questa|questo|deze|dit|de|a|o).{0,80})?$/iu

function organisationSpeaks(raw: string): Written | undefined {
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
  if (looksLikeOrganisation(subject) && /\p{Lu}/u.test(subject) && wordCount(subject) <= 12)
    return { kind: 'organisation', organisation: withoutArticle(subject), ...representativeFrom(others) }
  return personFrom([subject, ...others], false)
}

const INTRODUCES = anywhere(INTRODUCTIONS)
const OCCUPATION_PHRASE = anywhere(OCCUPATION_IS)
const AND_I_AM =
  /\s*[,;]?\s+(?:and|et|und|y|e|en|&)\s+(?:i\s+am|i['’]?m|am|i\s+work\s+as|work\s+as|je\s+suis|suis|ich\s+bin|bin|arbeite\s+als|soy|trabajo\s+como|sono|faccio|lavoro\s+come|eu\s+sou|sou|trabalho\s+como|ik\s+ben|ben|werk\s+als)\s+/iu
const CLAUSE_GOES_ON =
  /[,;]?\s+(?:(?:and|et|und|y|e|en|but|so)\s+(?:i|we|je|nous|ich|wir|yo|io|eu|ik|wij|would|want|wish|support|sign|signe|unterschreibe|unterzeichne|möchte|firmo|quiero|voglio|assino|quero|teken|wil|fully|strongly|please|hereby)\b|who\s|which\s|qui\s|signing\b|i\s+(?:sign|support|want|would|agree|hereby|am\s+signing)|je\s+(?:signe|soutiens|souhaite)|ich\s+(?:unterschreibe|unterzeichne|möchte)).*$/iu
const SELF = /^(?:and\s+)?(?:je suis|i am|i['’]m|ich bin|soy|sono|(?:eu )?sou|ik ben)\s+/iu
const INDEFINITE = /^(?:an?|une?|eine?n?|un[ao]?|uma?|een)\s+/iu

function introduced(raw: string): Written | undefined {
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
  // "… so I am convinced": an introduction opens its clause.
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
    [...others, ...whatFields].map(field => field.replace(SELF, '').replace(INDEFINITE, '')),
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

const CONSENT_LEAD = atStart([
  '(?:please )?(?:add|include|list|put|sign|register|enter)(?: me| us)?(?: up| down| on| in)?(?: to the list| to this| too)?(?: as| under| with| under the name(?: of)?)?(?: my)?(?: name| signature| full name)?(?: as| is)?',
  '(?:please )?count me in(?: too| please)?(?: as)?',
  '(?:yes|yep|yeah|ok|okay|sure|hereby|gladly|here is|here.s)',
  '(?:i|we)(?: hereby| gladly| happily| also| would like to| want to| wish to| would love to| am happy to| am proud to)* (?:sign|support|endorse|agree|confirm)(?: this| it| the (?:petition|statement|letter|appeal)| your (?:petition|statement)| up)?(?: too| gladly)?(?: as| under the name(?: of)?)?',
  'signed(?: by)?',
  'signing(?: as)?',
  '(?:\\+1|count me)',
  '(?:oui|merci d.ajouter|ajoutez|veuillez ajouter)(?: mon nom| ma signature)?',
  'je (?:soussignée?|signe|soutiens)(?: cette pétition| ce texte| la pétition| cet appel| la tribune)?(?: aussi)?(?: en tant que| sous le nom(?: de)?)?',
  'ajoutez[- ]moi',
  '(?:ja|hiermit)',
  '(?:hiermit )?(?:ich|wir) (?:unterschreiben?|unterzeichnen?|zeichnen?|unterstützen?)(?: hiermit| diese petition| die petition| den aufruf| das| dies| gerne| gern| mit){0,3}(?: als)?',
  'hiermit unterschreibe ich|hiermit unterzeichne ich',
  '(?:sí|si|yo)',
  '(?:yo )?firm[oa](?: la petición| esta petición| el manifiesto| la carta)?(?: como)?',
  '(?:añadan|añadid|agreguen|incluyan|pongan)(?: mi nombre| mi firma)?',
  '(?:io )?(?:firmo|sottoscrivo|aderisco)(?: la petizione| questa petizione| l.appello)?(?: come)?',
  '(?:aggiungete|aggiungi|inserite)(?: il mio nome| la mia firma)?',
  '(?:eu )?(?:assino|subscrevo)(?: a petição| esta petição| o manifesto)?(?: como)?',
  '(?:adicionem|acrescentem|incluam)(?: o meu nome| meu nome| a minha assinatura)?',
  '(?:ik )?(?:teken|onderteken)(?: de petitie| deze petitie| hierbij| graag| mee)*(?: als)?'.replace(
    ')*',
    '){0,2}',
  ),
  'hierbij teken ik',
  '(?:zet mijn naam|voeg mij toe|voeg mijn naam toe)',
])

/** What is left of "I sign, Ada Lovelace, composer": the fields after the consent. */
export function stripLeads(raw: string): string {
  let rest = raw.trim()
  for (let turn = 0; turn < 4; turn += 1) {
    const folded = fold(rest)
    const pronoun =
      /^(?:i|we|ich|je|yo|io|eu|ik|me|moi),\s*/u.exec(folded) ??
      /^(?:je soussignee?|(?:i )?the undersigned|el abajo firmante|il sottoscritto|la sottoscritta|der unterzeichnende|die unterzeichnende|ondergetekende),?\s+/u.exec(
        folded,
      )
    if (pronoun !== null) {
      rest = rest.slice(pronoun[0].length)
      continue
    }
    // "Ajoutez-moi s'il vous plaît : Ada Lovelace"
    const colon = folded.indexOf(':')
    if (
      colon > 0 &&
      colon <= 80 &&
      (mentionsSigning(folded.slice(0, colon)) || isConsent(folded.slice(0, colon))) &&
      nameShape(fieldsOf(rest.slice(colon + 1))[0] ?? '') !== 'no'
    ) {
      rest = rest.slice(colon + 1).trim()
      continue
    }
    const lead = CONSENT_LEAD.exec(folded)
    if (lead === null || lead[0] === '') break
    const after = rest.slice(lead[0].length)
    // Without a mark between, only a capital letter says that something new begins: "Sign Jan Novak".
    if (!/^\s*[,:;.!–—-]/u.test(after) && !/^\s+(?:an?\s+|une?\s+|eine?\s+)?\S/u.test(after)) break
    if (
      !/^\s*[,:;.!–—-]/u.test(after) &&
      !/^\s+["“]?[\p{Lu}\p{Lo}]/u.test(after) &&
      !/ (?:as|als|como|come|en tant que)$/u.test(lead[0])
    )
      break
    rest = after.replace(/^[\s,:;.!–—-]+/u, '')
  }
  return rest
}

const TRAILS =
  /[\s,]+(?:to|on|auf|à|a|in|aan|op)\s+(?:the|this|your|die|la|cette|esta|questa|deze|de)\s+(?:list|petition|letter|statement|signatories|signatures|liste|lista|petición|petizione|lijst|petitie)$|[\s,]+(?:here|please|bitte|svp|signing|hier|ici)$/iu

interface Piece {
  raw: string
  line: number
  /** nothing but this, greetings and consents on its line */
  alone: boolean
  lastLine: boolean
}

const BARE_ORGANISATION_FIRST = (fields: readonly string[]): Written | undefined => {
  const [first, second, ...others] = fields
  if (first === undefined || second === undefined || !/\p{Lu}/u.test(first)) return undefined
  if (
    !looksLikeOrganisation(first) ||
    holdsOccupation(first) ||
    wordCount(first) < 2 ||
    nameShape(first) !== 'no'
  )
    return undefined
  if (nameShape(second) !== 'capitalised' || wordCount(second) < 2 || isOccupationOnly(second))
    return undefined
  return {
    kind: 'organisation',
    organisation: withoutArticle(first),
    ...representativeFrom([second, ...others]),
  }
}

function tokensOf(name: string | undefined): Set<string> {
  return new Set(wordsOf(fold(name ?? '')).filter(word => word.length > 1))
}

export interface WrittenSources {
  /** the subject's own words, or '' where it is a reply's */
  subject: string
  text: string
  fromName?: string | undefined
  /** corrections: only what is said outright counts (labels, "my name is", fields with a name first) */
  strict?: boolean
}

/** Everything the mail says about its writer. Linear; never throws. */
export function findWritten({ subject, text, fromName, strict = false }: WrittenSources): Written {
  const fromTokens = tokensOf(fromName)
  const body = fromLines(linesOf(text), fromTokens, strict)
  if (subject === '') return tidy(body)
  const head = fromLines(linesOf(subject.slice(0, 500)), fromTokens, strict)
  // A subject may add to its own person; it never mixes with another's details.
  if (body.name !== undefined && (head.name === undefined || fold(head.name) !== fold(body.name)))
    return tidy({ ...pickListed(head), ...body })
  return tidy({ ...head, ...body })
}

function pickListed(written: Written): Written {
  return written.listed === undefined ? {} : { listed: written.listed }
}

function tidy(written: Written): Written {
  const clean: Written = {}
  if (written.kind !== undefined) clean.kind = written.kind
  for (const field of ['name', 'occupation', 'organisation'] as const) {
    const value = cleanField((written[field] ?? '').replace(/^["“«„]([^"“”«»„]*)["”»“]$/u, '$1'))
    if (value !== '') clean[field] = value
  }
  if (written.listed !== undefined) clean.listed = written.listed
  // "We sign as an organisation": which one, the role may say ("director of the Society of …").
  if (
    clean.organisation !== undefined &&
    /^(?:an? )?(?:organi[sz]ation|organisation|association|company|verein|azienda|empresa|vereniging)$/iu.test(
      clean.organisation,
    )
  ) {
    delete clean.organisation
    clean.kind = 'organisation'
  }
  if (clean.kind === 'organisation' && clean.organisation === undefined) {
    const of = /^(.{2,80}?)\s+(?:of|von|vom|der|des|de|du|del|della|di|da|do|van|at)\s+(.{2,150})$/u.exec(
      clean.occupation ?? '',
    )
    if (of?.[1] !== undefined && of[2] !== undefined && looksLikeOrganisation(of[2])) {
      clean.occupation = of[1]
      clean.organisation = withoutArticle(of[2])
    } else if (clean.occupation !== undefined && looksLikeOrganisation(clean.occupation)) {
      clean.organisation = clean.occupation
      delete clean.occupation
    }
  }
  return clean
}

const YES_VALUES = wordSet('yes y true ja oui sí si sim 1 да')
const NO_VALUES = wordSet('no n false nein non não nao nee 0 нет')
const KIND_ORGANISATION =
  /organi[sz]|organisation|association|company|verein|entreprise|azienda|empresa|entidad|ente|bedrijf|vereniging/u
const KIND_PERSON = /individual|person|myself|privat|particulier|moi|yo|self|artist|citizen/u

function fromLabels(lines: string[]): { written: Written; used: Set<number> } {
  const written: Written = {}
  const used = new Set<number>()
  let first: string | undefined
  let last: string | undefined
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? ''
    const values = labelsInLine(line)
    if (values.length === 0) continue
    used.add(at)
    for (const { label, value: typed } of values) {
      let value = typed
      if (value === '' && label !== 'details') {
        const next = lines.slice(at + 1, at + 3).findIndex(candidate => candidate !== '')
        const candidate = next === -1 ? '' : (lines[at + 1 + next] ?? '')
        if (candidate !== '' && labelsInLine(candidate).length === 0 && wordCount(candidate) <= 12) {
          value = candidate
          used.add(at + 1 + next)
        }
      }
      if (label === 'other') continue
      if (isEmptyValue(value) && label !== 'listed' && label !== 'anonymous') {
        if (label === 'details') used.delete(at)
        continue
      }
      switch (label) {
        case 'name': {
          const fields = fieldsOf(value)
          const rest =
            fields.length > 2 || (fields[1] !== undefined && isOccupationOnly(fields[1]))
              ? afterName(fields.slice(1))
              : {}
          const [name] = fields
          if (asksCountOnly(fold(value))) written.listed = false
          else if (rest.occupation !== undefined && name !== undefined)
            Object.assign(written, { name, ...rest, ...written })
          else written.name ??= withoutEnd(value)
          break
        }
        case 'details': {
          if (KIND_ORGANISATION.test(fold(value)) && wordCount(value) <= 2 && !/^\p{Lu}.* /u.test(value))
            written.kind = 'organisation'
          else if (asksCountOnly(fold(value))) written.listed = false
          else {
            const behalf = onBehalf(value)
            const intro =
              behalf ??
              (INDEFINITE.test(value) ? afterName(fieldsOf(value.replace(INDEFINITE, ''))) : undefined)
            const person = intro ?? personFrom(fieldsOf(value.replace(TRAILS, '')), true)
            if (person !== undefined) Object.assign(written, { ...person, ...written })
            else if (/^(?:i )?sign(?:ing)? as/u.test(fold(line)) && !KIND_PERSON.test(fold(value)))
              written.name ??= value
          }
          break
        }
        case 'first-name':
          first = value
          break
        case 'last-name':
          last = value
          break
        case 'occupation': {
          written.occupation ??= withoutEnd(value)
          break
        }
        case 'organisation':
          written.organisation ??= withoutArticle(withoutEnd(value))
          break
        case 'represents':
          Object.assign(written, onBehalf(`on behalf of ${value}`) ?? {})
          break
        case 'representative': {
          written.kind = 'organisation'
          Object.assign(written, { ...representativeFrom(fieldsOf(value)), ...written })
          break
        }
        case 'listed':
          if (NO_VALUES.has(fold(value))) written.listed = false
          else if (YES_VALUES.has(fold(value))) written.listed = true
          break
        case 'anonymous':
          if (YES_VALUES.has(fold(value))) written.listed = false
          else if (NO_VALUES.has(fold(value))) written.listed = true
          break
        case 'kind':
          if (KIND_ORGANISATION.test(fold(value))) written.kind = 'organisation'
          else if (KIND_PERSON.test(fold(value))) written.kind = 'person'
          break
      }
    }
  }
  // French "Nom" alone is the whole name; beside "Prénom" it is the family name.
  const whole = [first, last].filter(part => part !== undefined)
  if (written.name === undefined && whole.length > 0) written.name = whole.join(' ')
  else if (
    written.name !== undefined &&
    first !== undefined &&
    last === undefined &&
    wordCount(written.name) === 1 &&
    fold(written.name) !== fold(first)
  )
    written.name = `${first} ${written.name}`
  if (
    written.kind === 'organisation' &&
    written.organisation === undefined &&
    written.name !== undefined &&
    looksLikeOrganisation(written.name)
  ) {
    written.organisation = written.name
    delete written.name
  }
  return { written, used }
}

function fromLines(lines: string[], fromTokens: Set<string>, strict: boolean): Written {
  const { written, used } = fromLabels(lines)
  const saysWho = (folded: string) =>
    INTRODUCES.exec(folded)?.index === 0 || CONSENT_LEAD.test(folded) || BEHALF.exec(folded)?.index === 0
  const pieces: Piece[] = []
  const lastLine = lines.findLastIndex(line => line !== '')
  let closed: number | undefined
  let signOff: Written | undefined
  let behalf: Written | undefined
  let intro: Written | undefined
  let prose = 0
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? ''
    if (line === '' || used.has(at)) continue
    if (asksCountOnly(fold(line))) written.listed ??= false
    const sentences = sentencesOf(line)
    const kept: string[] = []
    let proseHere = false
    for (const sentence of sentences) {
      if (sentence.length > FIELDS_AT_MOST) {
        proseHere = true
        continue
      }
      const closing = closingLength(fold(sentence))
      if (closing > 0 && kept.length === 0 && !/^\s+[\p{Ll}]/u.test(sentence.slice(closing))) {
        const after = sentence.slice(closing).replace(/^[\s,.!:;–—-]+/u, '')
        closed = at
        if (after !== '' && /^\s*[,.!:;–—-]/u.test(sentence.slice(closing))) kept.push(after)
        else if (after !== '' && wordCount(after) > 4) proseHere = true
        continue
      }
      const cut = withoutTrail(cutGreeting(sentence, saysWho))
      const folded = fold(cut)
      if (cut === '' || isConsent(folded) || wordsOf(folded).length === 0) continue
      if (wordsOf(folded).every(word => isAgreeableWord(word)) && !fromTokensIn(folded, fromTokens)) continue
      const organisation = onBehalf(cut)
      if (organisation !== undefined) {
        behalf ??= organisation
        continue
      }
      const said = introduced(cut)
      if (said !== undefined) {
        intro = { ...said, ...intro }
        continue
      }
      const speaks = organisationSpeaks(cut)
      if (speaks?.kind === 'organisation') {
        behalf ??= speaks
        continue
      }
      if (speaks !== undefined) {
        kept.push(cut.replace(SIGNS, '$1'))
        continue
      }
      const stripped = stripLeads(cut)
      if (asksCountOnly(fold(stripped)) && fieldsOf(stripped).length < 2) continue
      if (stripped !== cut && INDEFINITE.test(stripped)) {
        intro = { ...afterName(fieldsOf(stripped.replace(INDEFINITE, ''))), ...intro }
        continue
      }
      kept.push(stripped)
      if (
        wordCount(stripped) > 14 ||
        (fieldsOf(stripped).length < 2 && nameShape(withoutEnd(stripped)) === 'no' && wordCount(stripped) > 5)
      )
        proseHere = true
    }
    if (proseHere) prose += 1
    for (const raw of kept)
      pieces.push({
        raw,
        line: at,
        alone: !proseHere && kept.every(one => wordCount(one) <= 8 || kept.length === 1),
        lastLine: at === lastLine,
      })
  }
  const person = strict
    ? firstFields(pieces.filter(piece => closed === undefined || piece.line < closed))
    : bestPerson(pieces, fromTokens, closed, prose)
  const offAt =
    strict || closed === undefined ? undefined : pieces.findIndex(piece => piece.line >= (closed ?? 0))
  if (offAt !== undefined && offAt >= 0) signOff = signedOff(pieces.slice(offAt, offAt + 3))
  return combine(written, behalf, intro, person, signOff)
}

function fromTokensIn(folded: string, fromTokens: Set<string>): boolean {
  return fromTokens.size > 0 && wordsOf(folded).some(word => fromTokens.has(word))
}

function withoutTrail(raw: string): string {
  return (
    withoutEnd(raw).replace(TRAILS, '') +
    (raw.trimEnd().endsWith('.') && withoutEnd(raw).endsWith('.') ? '' : '')
  )
}

/** The first that knows a field gives it; but the fields of another person are never mixed in. */
function combine(...sources: (Written | undefined)[]): Written {
  const all: Written = {}
  for (const source of sources) {
    if (source === undefined) continue
    const other = all.name !== undefined && source.name !== undefined && !sharesToken(all.name, source.name)
    if (all.kind === 'organisation' && source.kind !== 'organisation') {
      // Who represents it may be named in the next sentence or the sign-off, with the role.
      if (all.name === undefined || !other) {
        if (source.name !== undefined) all.name ??= source.name
        if (source.occupation !== undefined) all.occupation ??= source.occupation
      }
    } else if (!other) Object.assign(all, { ...source, ...all })
  }
  return all
}

function sharesToken(a: string, b: string): boolean {
  const tokens = tokensOf(a)
  return wordsOf(fold(b)).some(word => tokens.has(word))
}

/** Name, occupation, organisation of a sign-off, each perhaps on its own line. */
function signedOff(pieces: readonly Piece[]): Written | undefined {
  const [first, second, third] = pieces
  if (first === undefined) return undefined
  const fields = fieldsOf(first.raw.replace(/^[\s/~*–—-]+/u, ''))
  const name = fields[0]
  if (name === undefined || nameShape(name) === 'no') return undefined
  if (nameShape(name) === 'plain' && wordCount(name) > 2) return undefined
  const rest = fields.length > 1 ? afterName(fields.slice(1)) : afterName(nextLines(first, second, third))
  return { name, ...rest }
}

function nextLines(first: Piece, second: Piece | undefined, third: Piece | undefined): string[] {
  if (second === undefined || second.line - first.line > 1 || wordCount(second.raw) > 10) return []
  const fields = fieldsOf(second.raw)
  if (fields.some(field => !looksLikeOccupation(field) && !looksLikeOrganisation(field))) return []
  if (
    third !== undefined &&
    third.line - second.line <= 1 &&
    fields.length === 1 &&
    looksLikeOccupation(third.raw)
  )
    return [...fields, ...fieldsOf(third.raw)]
  return fields
}

/** Corrections: fields count only where a name and something more are given on one line. */
function firstFields(pieces: readonly Piece[]): Written | undefined {
  for (const piece of pieces) {
    const fields = fieldsOf(piece.raw)
    const found = fields.length > 1 && piece.alone ? personFrom(fields, false) : undefined
    if (found?.name !== undefined && (found.occupation !== undefined || found.organisation !== undefined))
      return found
  }
  return undefined
}

function bestPerson(
  pieces: readonly Piece[],
  fromTokens: Set<string>,
  closed: number | undefined,
  prose: number,
): Written | undefined {
  let named: Written | undefined
  let namedAt = -1
  for (let at = 0; at < pieces.length; at += 1) {
    const piece = pieces[at]
    if (piece === undefined) continue
    const raw = piece.raw.replace(/^[\s/~*–—-]+/u, '')
    const fields = fieldsOf(raw)
    const first = fields[0]
    if (first === undefined || !canBeName(first)) continue
    if (closed !== undefined && piece.line >= closed && named === undefined) break
    const shared = wordsOf(fold(first)).some(word => fromTokens.has(word))
    const sole = pieces.length === 1
    if (fields.length > 1) {
      const organisation = BARE_ORGANISATION_FIRST(fields)
      if (organisation !== undefined) return organisation
      // The line under a name tells of that name: "Rear Admiral, US Navy".
      if (named?.occupation !== undefined && namedAt === at - 1) return named
      const found = personFrom(fields, shared || sole)
      if (found?.name === undefined) continue
      if (sameName(fields, fromTokens)) return { name: withoutEnd(raw) }
      const what = found.occupation ?? found.organisation
      const certain = shared || (what !== undefined && (holdsOccupation(what) || looksLikeOrganisation(what)))
      const many = wordCount(found.name) > 1 && nameShape(found.name) === 'capitalised'
      if (
        what === undefined
          ? many && piece.alone
          : certain || (piece.alone && (many || sole) && wordCount(raw) <= 16)
      )
        return found
      continue
    }
    const shape = nameShape(first)
    if (sole && shape === 'no' && isBareOrganisation(first))
      return { kind: 'organisation', organisation: withoutArticle(first) }
    if (shape === 'no' || wordCount(raw) > 10) continue
    if (isOccupationOnly(first) && !shared) continue
    const rest = afterName(nextLines(piece, pieces[at + 1], pieces[at + 2]))
    const strong =
      shape === 'capitalised' && (wordCount(first) > 1 || shared || sole || /\p{Lo}/u.test(first))
    const block = rest.occupation !== undefined && holdsOccupation(rest.occupation)
    const ok =
      shape === 'capitalised'
        ? strong || block || piece.lastLine
        : shared ||
          (shape === 'plain' && sole && wordCount(first) >= 2 && wordCount(first) <= 4) ||
          (block && wordCount(first) <= 3)
    const placed = piece.alone && (prose === 0 || shared || piece.lastLine || block || at === 0)
    if (ok && placed && named === undefined) {
      named = { name: first, ...rest }
      namedAt = at
    }
  }
  return named
}

/** A mail that is only "Society of Tiny Publishers". */
function isBareOrganisation(raw: string): boolean {
  const words = wordsOf(fold(raw))
  if (words.length < 2 || words.length > 10 || !/^(?:[Tt]he )?\p{Lu}/u.test(raw) || /[?!@]/.test(raw))
    return false
  // A name is capitalised but for its small words; a sentence about companies is not.
  const small = raw.split(' ').filter(word => /^\p{Ll}{4,}/u.test(word) && fold(word) !== 'with')
  if (small.length > 1 || !looksLikeOccupation(raw)) return false
  return looksLikeOrganisation(raw) && words.filter(word => !isCommonWord(word)).length >= 2
}

/** "Lovelace, Ada" from Ada Lovelace is one name. */
function sameName(fields: readonly string[], fromTokens: Set<string>): boolean {
  const words = fields.flatMap(field => wordsOf(fold(field)))
  return (
    fields.length === 2 &&
    fromTokens.size > 1 &&
    words.length <= fromTokens.size &&
    words.every(word => fromTokens.has(word))
  )
}

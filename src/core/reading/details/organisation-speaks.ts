// A sentence in which an organisation signs: "on behalf of …", "our band The Lanterns signs", "X would like to be added".
// The organisation is published under its name alone.

import { isNegated, mentionsJoining } from '../consent.ts'
import { stripLeads } from '../consent-lead.ts'
import { anywhere, atStart, fold, whole, wordCount, wordSet, wordsOf } from '../fold-text.ts'
import { COMPANY_FORMS } from '../lexicon/occupations.ts'
import {
  ADDS,
  AS_ORGANISATION,
  BOARD_OF,
  DECIDED_THAT,
  OFFICERS,
  OFFICES,
  ON_BEHALF,
  ORGANISATION_SIGNS,
  PRONOUNS,
  REPRESENTED_BY,
  SIGNED_BEFORE,
  THEY_SIGNED,
  WE_ARE,
} from '../lexicon/requests.ts'
import { startsAsking } from '../lines.ts'
import { remembered } from '../remembered.ts'
import { nameShape } from './name-shape.ts'
import {
  holdsOccupation,
  isOccupationOnly,
  isPrivate,
  looksLikeOccupation,
  looksLikeOrganisation,
  withoutAside,
} from './occupation-shape.ts'
import {
  isKindOnly,
  KIND,
  mentionsIn,
  NAME_RUN,
  OUR_KIND,
  OURS,
  ofKind,
  THE,
  withoutKind,
} from './organisation-name.ts'
import { ITS } from './self-introduction.ts'
import { fieldsOf, type Written, withoutArticle, withoutEnd } from './signer-fields.ts'

const NOT_AN_ORGANISATION =
  /^(?:my|our|mine|myself|me|all|every|everyone|everybody|those|artists?|creators?|us|mes|mon|ma|nos|notre|tous|meine[rsmn]?|mich|unsere[rsmn]?|aller?|mi|mis|nuestr[oa]s?|todos|mi[ao]|miei|tutti|meus?|minhas?|tod[oa]s|mijn|mij|onze|alle|iedereen)(?:\s|$)/iu

// "au nom de la chorale seulement"
const ONLY = / (?:only|seulement|nur|solo|sólo|soltanto|apenas|só|alleen)$/iu

export const BEHALF = anywhere(ON_BEHALF)
const REPRESENTED = anywhere(REPRESENTED_BY)
const REPRESENTED_FIRST = atStart(REPRESENTED_BY)
const OFFICER = anywhere(OFFICERS)

function organisationName(raw: string): string | undefined {
  const said = withoutArticle(withoutEnd(raw.trim()))
  const run = NAME_RUN.exec(said)?.[0] ?? said.split(' ', 1)[0] ?? said
  const rest = said.slice(run.length)
  const goesOn =
    / (?:(?:as|en tant que|como|come) \p{Ll}|als \p{L})/u.test(rest) ||
    SAYS_I.test(rest) ||
    mentionsJoining(fold(rest)) ||
    isNegated(fold(rest))
  const name = goesOn ? withoutEnd(run) : said
  return name === '' || NOT_AN_ORGANISATION.test(name) ? undefined : name
}

/** "la présidente Eve Moss" */
function roleAndName(field: string): string[] {
  const [, role = '', name = ''] = /^(\p{Ll}[^\p{Lu}]*) (\p{Lu}\S* \p{Lu}.*)$/u.exec(field) ?? []
  return isOccupationOnly(withoutArticle(role)) && nameShape(name) === 'capitalised' ? [role, name] : [field]
}

export function representativeFrom(typed: readonly string[]): Pick<Written, 'name' | 'occupation'> {
  const fields = typed.flatMap(fieldsOf).flatMap(roleAndName)
  // "3 Dock Road, Saltby": a place follows a street.
  const street = fields.findIndex(isPrivate)
  const usable = fields.slice(0, street === -1 ? undefined : street)
  const at = usable.findIndex(field => nameShape(stripLeads(field)) === 'capitalised')
  const name = usable[at]
  const isRole = (field: string) =>
    looksLikeOccupation(field) &&
    (holdsOccupation(field) || (name !== undefined && nameShape(field) !== 'capitalised'))
  const role = [...usable.slice(at + 1), ...usable.slice(0, Math.max(0, at))].find(isRole)
  // "En tant que présidente", "de voorzitter"
  const occupation = role && withoutArticle(role.replace(IN_ROLE, '').replace(ITS, ''))
  return { ...(name && { name: stripLeads(name) }), ...(occupation && { occupation }) }
}

/** Cuts the phrase off a sentence that begins with it: "We, the Society, sign. Represented by Eve Moss." */
export function withoutRepresentedBy(field: string): string {
  const found = REPRESENTED.exec(fold(field))
  if (found?.index !== 0) return field
  // An author's agent
  if (/\sagen(?:cy|ts?|ce|tur|cia|zia|tschap)(?!\p{L})/iu.test(field)) return ''
  return field.slice(found[0].length).trim()
}

export function onBehalf(raw: string): Written | undefined {
  const found = BEHALF.exec(fold(raw))
  if (found === null || /(?:not|nicht|pas|no|non|nao|niet) $/u.test(fold(raw).slice(0, found.index)))
    return undefined
  const afterPhrase = withoutKind(raw.slice(found.index + found[0].length).trim())
  const [first = '', ...others] = fieldsOf(afterPhrase.replace(/:\s/u, ', ')).map(withoutRepresentedBy)
  const opening = raw.slice(0, found.index).replace(/ I$/u, '')
  const isOther = isCause(found[0], first, opening)
  const organisation = isOther ? ofOfficer(opening, first) : organisationName(first)
  if (organisation === undefined)
    return OUR_KIND.exec(fold(first))?.index === 0 ? { kind: 'organisation' } : undefined
  if (isKindOnly(organisation.replace(ONLY, ''))) return { kind: 'organisation' }
  const goesOn = first.slice(Math.max(first.indexOf(organisation), 0) + organisation.length)
  const before = isOther ? [] : fieldsOf(opening).map(stripLeads)
  const after = representativeFrom([stripLeads(goesOn), ...others])
  const representative = after.name === undefined ? { ...after, ...representativeFrom(before) } : after
  return { kind: 'organisation', organisation, ...representative }
}

/** "I sign for the future", "for the local library", "As a mother I sign for Parkside School", "p.p. Eve Moss" */
function isCause(phrase: string, named: string, opening: string): boolean {
  if (phrase.endsWith('.')) return !looksLikeOrganisation(named) && !OPENS_WITH_ARTICLE.test(named)
  if (!/ (?:for|pour|fur|por|pel[oa]|per|voor)$/u.test(phrase)) return false
  const isPrivately = IN_ROLE.test(opening) && !OFFICER.test(fold(opening))
  // "for the museum to stay free", and more words than a name has
  const isPurpose = /^[^,]*\sto\s\p{L}/u.test(named) || wordCount(named) > 8
  return isPrivately || isPurpose || !/^\P{Lu}*(?!I\s)\p{Lu}.*\s(?!I\s)\p{Lu}|\p{Lo}|\p{N}/u.test(named)
}

const IN_ROLE = /^(?:as|en tant que|als|como|come|na qualidade de)\s/iu

/** "As chair of the Fiddlers' Society I sign for the society." */
function ofOfficer(before: string, named: string): string | undefined {
  const isIts = isKindOnly(withoutArticle(named)) && OFFICER.test(fold(before))
  return isIts ? mentionsIn(before)[0]?.name : undefined
}

/** "Tiny Press Ltd", "Chor Cantabile e.V." */
const hasLegalForm = (name: string) =>
  COMPANY_FORMS.has(fold(name.split(' ').at(-1) ?? '').replaceAll('.', ''))

// "Für den Verein", alone above a name: no library and no school, which may be what somebody signs for.
const CLUB = /^(?:verein|vorstand|board|society|asso[cz]i[a-zéçã]+|asociación|vereniging|bestuur)$/iu
const FOR = /^(?:for|pour|für|per|por|voor) /iu

/** "Pour la Chorale Vent Debout, la présidente", "Eve Moss, for Larkspur Records" */
function forIts(text: string): Written | undefined {
  const fields = fieldsOf(text)
  const at = fields.findIndex(field => FOR.test(field))
  const named = withoutArticle((fields[at] ?? '').replace(FOR, ''))
  if (fields.length === 1 && CLUB.test(named)) return { kind: 'organisation' }
  const name = withoutKind(named)
  if (!looksLikeOrganisation(named) || NAME_RUN.exec(name)?.[0] !== name || SAYS_I.test(text))
    return undefined
  const others = fields.filter((_, index) => index !== at)
  const who = representativeFrom(others)
  const isTold = who.name !== undefined || OFFICER.test(fold(others.join(', '))) || hasLegalForm(name)
  return isTold ? { ...organisation(name), ...who } : undefined
}

const LINE_ABOVE = /^(.{3,100}[^\s!?])[ \t\r]*\n(?=(.{3,150}))/gmu

/** One line from "Tiny Press Ltd" above "p.p. Eve Moss", and from "For the Fiddlers' Society" above "Eve Moss, chair", from Eve Moss. */
export function withRepresentative(text: string, fromName: string): string {
  const from = wordSet(fold(fromName))
  return text.replace(LINE_ABOVE, (both, above: string, below: string) => {
    const line = fold(below)
    const speaks = REPRESENTED_FIRST.test(line) || (FOR.test(above) && OFFICER.test(line))
    const isOwn = speaks && wordsOf(line).some(word => word.length > 2 && from.has(word))
    return isOwn && looksLikeOrganisation(above) ? `${above}, ` : both
  })
}

/** "Ada Lovelace signs this": the first group is the signer. */
export const SIGNS =
  /^(.{3,150}?)\s+(?:hereby |gladly |proudly )?(?:signs?|supports?|backs?|joins?|endorses?|signen?t?|souti(?:ent|ennent)|adhèren?t?|unterschreib(?:t|en)|unterzeichne(?:t|n)|(?:mit)?zeichne(?:t|n)|unterstütz(?:t|en)|firman?|apoyan?|sottoscrive|sostiene|aderiscono|aderisce|assinam?|apoiam?|subscreve|ondertekent|tekent|steunt|popiera|wspiera|podpisuje|podporuje|podepisuje|skriver|stöder|støtter|ställer|associa-se|junta-se|s['’]associe|rejoint|si unisce|se une|przyłącza się)(?:\s+l['’]\S.{0,80}|\s+(?:mee|sig bakom|under|på|uppropet|opfordringen|si[eę]|votre|notre|your|ihren?|eure[n]?|vuestr[ao]|vostr[ao]|voss[ao]|jullie|uw|a[lil]l[ao]?|à|au|petycję|apel|petici|this|cet|ce|diesen|the|it|hereby|hiermit|as|als|como|come|en tant|cette|la|le|die|diese|den|dieses|esta|este|questa|questo|deze|dit|de|a|o|compatt[ao]|unit[aoi]|unanimously|einstimmig|unaniem|all['’]unanimità|à l['’]unanimité|por unanimidade?)(?:\s.{0,80})?)?$/iu

const WISHES = anywhere(ORGANISATION_SIGNS)
const BOARD = anywhere(BOARD_OF)
const SAYS_ORGANISATION = anywhere(AS_ORGANISATION)
const ADDING = anywhere(ADDS)
const RUNS = anywhere(OFFICES)
// "Somos Ana Soto (pintora) y Diego Lara"
const AND_ANOTHER = /^.{2,60} (?:and|et|und|y|e|en|i|&) \p{Lu}/u
const WE_OPEN = atStart(WE_ARE)
// "As the maintainer of Lumen, …"
const IN_MY_ROLE = /^(?:as|en tant que|als|como|come|na qualidade de)\s[^,:]{2,80},\s*/iu
const OPENS_WITH_ARTICLE =
  /^(?:(?:[Tt]he|Le|La|Les|El|Los|Las|Il|Lo|Gli|De|Het)\s["“„«]?\p{Lu}|(?:Der|Die|Das)\s\p{Lu}\S*\s\p{Lu})/u

/** "I own Half Moon Books", "We are called Second Breakfast": the name, if another sentence says that "our shop" signs. */
export function officeOf(text: string): string | undefined {
  const found = RUNS.exec(fold(text))
  const we = WE_OPEN.exec(fold(text))
  const from = found ?? we
  const said = from === null ? undefined : withoutArticle(text.slice(from.index + from[0].length).trim())
  // "Somos Ana Soto, pintora, y Diego Lara"
  const isPerson =
    found === null &&
    (AND_ANOTHER.test(said ?? '') || holdsOccupation(said ?? '')) &&
    !looksLikeOrganisation(said ?? '')
  return (isPerson ? undefined : NAME_RUN.exec(said ?? '')?.[0]) ?? mentionsIn(text)[0]?.name
}

/** The organisation that signs in this sentence. It has no name if the sentence gives none. */
export const organisationSpeaks = remembered((raw): Written | undefined => {
  const text = raw.replace(IN_MY_ROLE, '')
  const folded = fold(text)
  const decided = DECIDED_THAT.exec(folded)
  if (decided !== null) {
    // "The committee of the Choral Society resolved that the Society should sign"
    const [whose] = mentionsIn(text.slice(0, decided.index))
    if (whose !== undefined && looksLikeOrganisation(whose.name)) return organisation(whose.name)
    const that = text.slice(decided.index + decided[0].length).trim()
    const name = NAME_RUN.exec(withoutKind(withoutArticle(that)))?.[0] ?? ''
    if (looksLikeOrganisation(name) || wordCount(name) > 1) return organisation(withoutEnd(name))
  }
  const we = representedBy(text) ?? forIts(text)
  if (we !== undefined) return we
  // "Is it possible to sign as an organisation?" only asks.
  const saysAs = SAYS_ORGANISATION.exec(folded)
  const saysSo = saysAs !== null && !startsAsking(folded)
  const isSaid =
    (NOT_MYSELF.test(folded) && !/\b(?:she|he|her|him)\b/u.test(folded)) ||
    (saysSo && !isNegated(folded) && !/\bme\b/u.test(folded))
  const afterColon = saysSo ? /^[^:]{2,80}(?::|\s[-–—]\s)\s*(.{2,})$/u.exec(raw)?.[1] : undefined
  if (afterColon !== undefined) {
    const [first = '', ...others] = fieldsOf(afterColon)
    return { ...organisation(withoutArticle(first)), ...representativeFrom(others) }
  }
  if (!isSaid && (SIGNED.test(folded) || SAYS_I.test(text))) return mentionSigns(text)
  const wishes = WISHES.exec(folded)
  const signs = SIGNS.exec(text)?.[1]
  const subject = wishes === null ? signs : text.slice(0, wishes.index)
  const bySubject = subject === undefined ? undefined : subjectSigns(subject.trim(), wishes !== null)
  const isSubject = !THAT.test(bySubject?.organisation ?? '') && !NOT.test(bySubject?.organisation ?? '')
  if (bySubject !== undefined && isSubject) return bySubject
  const opening = WE_OPEN.exec(folded)
  const adding = isNegated(folded) ? null : ADDING.exec(folded)
  const from = opening ?? adding
  if (from !== null) {
    const after = text
      .slice(from.index + from[0].length)
      .replace(/^[\s,]+(?:please |bitte |kindly |sie )?/u, '')
    const kind = ofKind(after)
    if (kind !== undefined && kind.index <= 1) return organisation(kind.name)
    // "Please add the studio"
    if (opening === null && ADDS_KIND.test(fold(after))) return organisation(undefined)
    const name = withoutEnd(NAME_RUN.exec(withoutKind(withoutArticle(after)))?.[0] ?? '')
    const isOne =
      looksLikeOrganisation(name) || (opening !== null && mentionsJoining(folded) && !AND_ANOTHER.test(after))
    if (isOne && organisationName(name) !== undefined) return organisation(name)
  }
  // "Come associazione Terra Viva sottoscriviamo l'appello"
  const [name = ''] = NAME_RUN.exec(text.slice((saysAs?.index ?? 0) + (saysAs?.[0].length ?? 0)).trim()) ?? []
  if (isSaid) return organisation(wordCount(name) > 1 ? name : mentionsIn(text, true)[0]?.name)
  return mentionSigns(text)
})

// "Als Laden, nicht ich persönlich"
const NOT_MYSELF =
  /(?<!\p{L})(?:(?:rather than|instead of) me|not (?:me|myself|personally|as an? (?:individual|person))|pas moi|nicht (?:ich|personlich)|no yo|non io|nao eu|niet ik)(?!\p{L})/u

function organisation(name: string | undefined): Written {
  return name === undefined ? { kind: 'organisation' } : { kind: 'organisation', organisation: name }
}

// "der Vorstand des Musikvereins", "des Verbandes"
const GENITIVE = /^(\p{Lu}\p{L}+?)(?:(?<=[dtszß])e)?s(?=\s)/u

function subjectSigns(said: string, isWish: boolean): Written | undefined {
  const board = BOARD.exec(fold(said))
  const ofIt = board === null ? said : said.slice(board.index + board[0].length).trim()
  const subject = board?.[0].endsWith(' des') ? ofIt.replace(GENITIVE, '$1') : ofIt
  const ofBoard = board === null ? undefined : NAME_RUN.exec(withoutKind(subject))?.[0]
  if (ofBoard !== undefined) return organisation(withoutEnd(ofBoard))
  // "Following our AGM the Angling Association would like"
  const last = /(?<! of) the (\p{Lu}.*)$/u.exec(subject)?.[1] ?? ''
  const behind = NAME_RUN.exec(last)?.[0] ?? ''
  if (looksLikeOrganisation(behind) && /^(?: \p{Ll}|$)/u.test(last.slice(behind.length)))
    return organisation(withoutEnd(behind))
  // "Our charity, Open Pages, signs"
  const kind = ofKind(subject)
  const [first = '', ...others] = fieldsOf(stripLeads(subject))
  // "The band The Lanterns (Mira, Tom and Jane) signs": its members are no representative.
  const names = others.filter(field => nameShape(field.replace(/^[^:]*:\s*/u, '')) === 'capitalised')
  const representative =
    names.length > 1 ? {} : representativeFrom(others.filter(field => field !== kind?.name))
  if (kind !== undefined)
    return kind.name !== undefined || isWish ? { ...organisation(kind.name), ...representative } : undefined
  const bare = withoutArticle(withoutAside(first))
  const run = NAME_RUN.exec(bare)?.[0] ?? ''
  // "The Glee Society (62 voices) voted on Thursday to"
  const isLong = /[(\d]/u.test(first) && wordCount(bare) > wordCount(run) + 1
  const name = isLong && looksLikeOrganisation(run) ? withoutEnd(run) : bare
  if (
    !/^["“„«]?[\p{Lu}\p{N}]/u.test(name) ||
    !(looksLikeOrganisation(first) || OPENS_WITH_ARTICLE.test(first))
  )
    return undefined
  if (wordsOf(fold(subject)).some(word => PRONOUNS.has(word))) return undefined
  // "The Society endorses this petition and asks to be included": the first verb is no part of the name.
  const isCut = /\s(?:and|et|und|y|e|en|i)$/u.test(said)
  return { ...organisation((isCut && NAME_RUN.exec(name)?.[0]) || name), ...representative }
}

/** "Society of Tiny Publishers, represented by Eve Moss". */
function representedBy(text: string): Written | undefined {
  const found = REPRESENTED.exec(fold(text))
  const name = found === null ? undefined : mentionsIn(text.slice(0, found.index))[0]?.name
  if (found === null || name === undefined) return undefined
  const byWhom = text.slice(found.index + found[0].length).replace(/\)\s*\.?$/u, '')
  return { ...organisation(name), ...representativeFrom(fieldsOf(byWhom)) }
}

// Italian and Polish have the small word "i".
export const SAYS_I =
  /(?<![\p{L}'’])(?:I|[IiJj]['’]\p{L}+|[Mm]e|[Mm]yself|[Jj]e|[Mm]oi|[Ii]ch|[Mm]ich|[Mm]ir|[Yy]o|[Mm]i|[Qq]uiero|[Qq]uisiera|[Ff]irmo|[Aa]poyo|[Ii]o|[Vv]orrei|[Vv]oglio|[Ee]u|[Qq]uero|[Aa]ssino|[Ii]k|[Mm]ij|[Cc]hciała?bym|[Pp]odpisuję)(?![\p{L}'’])/u
const TOO = anywhere(['too|also|as well|so (?:do|am|will) i|aussi|auch|también|anch.io|anche|também|ook|też'])

/** "The Writers Guild signs this. So do I." */
export function signsToo(sentence: string): boolean {
  const folded = fold(sentence)
  return SAYS_I.test(sentence) && TOO.test(folded) && mentionsJoining(folded)
}

// "mestranda na Universidade de Serra Azul, e queria assinar"
const AT =
  /(?<!\p{L})(?:at|from|in|na|em|an der|am|im|bei|beim|à|au|en (?:la|el)|alla|presso|all['’]|aan de|bij) ?(?:the |la |de |der |l['’])?$/iu
// "The group can't …"
const NOT = /n['’]t(?!\p{L})|\s(?:whether|ob|not|cannot|never|nicht|niet)(?!\p{L})/u
// "This email is to confirm that the Beacon Trust …"
const THAT = /\s(?:that|que|dass|che|dat|że)\s/u
const SIGNED = anywhere(SIGNED_BEFORE)
// "please add us:", "sign up our choir,"
const ADDS_KIND = atStart([`${THE} ?${KIND} (?:to|on|in|zu|auf|à|a|al|aan|op)`])
const TO_ADD = anywhere([...ADDS, 'count|sign up|sign for|fügt'])
const BEFORE_ADDED = whole([
  `(?: (?:also|too|please|up|auch|aussi|bitte|graag|a|as)){0,2}(?: (?:us|nous|uns|ons))?:?(?: the (?:name|support|signature) of)?(?: (?:${OURS}|${THE}))?(?: (?:[a-z]{2,20} ){0,2}?${KIND},?)?[ "“„«]*`,
])

/** "The Friends of Harbour Street would like their name on it", "please add Kestrel Youth Theatre", if nobody says "I". */
function mentionSigns(text: string): Written | undefined {
  const found = mentionsIn(text).find(
    ({ before, after }) =>
      (!SAYS_I.test(before.split(THAT).at(-1) ?? '') && !AT.test(before) && joinsNext(after)) ||
      isAdded(fold(before.slice(-80))),
  )
  return found && organisation(found.name)
}

function isAdded(before: string): boolean {
  const verb = TO_ADD.exec(before)
  return verb !== null && BEFORE_ADDED.test(before.slice(verb.index + verb[0].length))
}

/** Joining follows, and nobody says "I" on the way. */
function joinsNext(after: string): boolean {
  const clauses = after.slice(0, 160).split(/[.;:!?,]/u)
  const end = clauses.findIndex(clause => SAYS_I.test(clause) || SIGNED.test(fold(clause)))
  const theirs = clauses.slice(0, end === -1 ? undefined : end).map(fold)
  if (theirs.some(clause => THEY_SIGNED.test(clause))) return false
  return theirs.some(clause => mentionsJoining(clause) && !isNegated(clause))
}

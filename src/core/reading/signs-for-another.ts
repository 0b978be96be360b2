// Finds out whether the name in the From header is not the one to publish: somebody writes for another person, or signs
// with a pen name. Only a name that is plainly given is taken; otherwise the answer asks for it.

import { isNegated } from './consent.ts'
import { anywhere, atStart, everywhere, fold, wordSet, wordsOf } from './fold-text.ts'
import { sentencesOf } from './lines.ts'
import { nameShape } from './name-shape.ts'
import { holdsOccupation, isAcronym, looksLikeOrganisation } from './occupation-shape.ts'
import { BEHALF } from './organisation-speaks.ts'
import { afterName, fieldsOf, type Written, withoutArticle, withoutEnd } from './signer-fields.ts'

interface Words {
  /** whom people write for */
  another: string
  mine: string
  /** "I am writing for" */
  writesFor: string
  /** "her name is" */
  called: string
}

const WORDS: readonly Words[] = [
  {
    another:
      '(?:gran|granny|grandma|grandmother|nan|nana|grandad|granddad|grandpa|grandfather|mother|mum|mom|father|dad|aunt|auntie|uncle|husband|wife|partner|sister|brother|friend|neighbou?r|client|author|boss|colleague)',
    mine: '(?:my|our)',
    writesFor: '(?:writ(?:e|ing)|typing|emailing|mailing|asking|sending)(?: to you)?(?: this)? for',
    called: '(?:her|his) (?:full )?name(?: is|.s)|s?he(?: is|.s) called',
  },
  {
    another:
      '(?:grand-?mère|mamie|mémé|grand-?père|papi|papy|mère|maman|père|papa|tante|oncle|mari|femme|sœur|frère|amie?|voisine?|cliente?|auteure?|autrice|collègue)',
    mine: '(?:ma|mon|notre)',
    writesFor: '(?:écris|envoie|demande)(?: ceci| cela| ce (?:mail|mot))? (?:pour|à la place de)',
    called: 'elle s.appelle|il s.appelle|son nom est',
  },
  {
    another:
      '(?:oma|omi|großmutter|opa|großvaters?|mutter|mama|vaters?|papa|tante|onkels?|mann|mannes|frau|schwester|bruders?|freundin|freunde?s?|nachbarin|nachbarn|mandantin|mandanten|klientin|klienten|autorin|autors?|chefs?|chefin|kollegin|kollegen)',
    mine: '(?:meine[rnms]?|unsere[rnms]?)',
    writesFor: '(?:schreibe|frage|sende|maile|schicke)(?: ihnen| euch)?(?: das| dies| hier)? für',
    called: '(?:sie|er) hei(?:ß|ss)t|(?:ihr|sein) name ist',
  },
  {
    another:
      '(?:abuelit?a|abuel[oa]|madre|mamá|padre|papá|tí[oa]|marido|mujer|esposa|esposo|hermana|hermano|amig[oa]|vecin[oa]|client[ea]|autora?|representad[oa]|jef[ea]|compañer[oa])',
    mine: '(?:mi|nuestr[oa])',
    writesFor: '(?:escribo|mando|envío|pregunto)(?: esto)? (?:por|para|de parte de|en lugar de)',
    called: '(?:ella|él) se llama|su nombre es',
  },
  {
    another:
      '(?:nonn[ao]|madre|mamma|padre|papà|babbo|zi[ao]|marito|moglie|sorella|fratello|amic[ao]|vicin[ao]|client[ei]|autore|autrice|assistit[ao]|capo|collega)',
    mine: '(?:mi[ao]|la mia|il mio|nostr[oa]|il nostro|la nostra)',
    writesFor: '(?:scrivo|mando|chiedo)(?: questo)? (?:per|da parte di|a nome di|al posto di)',
    called:
      '(?:lei|lui|(?:mia |la )?nonna|(?:mio |il )?nonno|(?:mia )?zia|(?:mio )?zio|(?:mia )?madre) si chiama|il su[oa] nome è',
  },
  {
    another:
      '(?:oma|opa|grootmoeder|grootvader|moeder|mama|vader|papa|tante|oom|man|vrouw|zus|broer|vriendin|vriend|buurvrouw|buurman|cliënte?|klant|auteur|schrijver|schrijfster|baas|collega)',
    mine: '(?:mijn|m.n|onze|ons)',
    writesFor: '(?:schrijf|mail|stuur|vraag|typ)(?: dit| u| jullie)?(?: even)? (?:voor|namens)',
    called: '(?:zij|ze|hij) heet|(?:haar|zijn) naam is',
  },
  {
    another:
      '(?:av[óô]|vov[óô]|mãe|pai|tia|tio|marido|mulher|esposa|irmã|irmão|amig[oa]|vizinh[oa]|client[ea]|autora?|chefe|colega)',
    mine: '(?:minha|meu|noss[oa])',
    writesFor: '(?:escrevo|mando|envio|peço)(?: isto| isso)? (?:pela|pelo|por|para a|para o|em nome d[ao])',
    called: '(?:ela|ele) (?:se chama|chama-se)|(?:o )?nome del[ae] é',
  },
]

const WRITES_FOR = anywhere(
  WORDS.map(({ writesFor, mine, another }) => `${writesFor} (?:${mine} )(?:[^ ,.;:]{1,20} ){0,2}?${another}`),
)
const OPENS_ANOTHER = atStart(WORDS.map(({ mine, another }) => `${mine} (?:[^ ,.;:]{1,20} ){0,2}?${another}`))
const ANOTHER = anywhere(WORDS.map(({ another }) => another))
const CALLED = anywhere(WORDS.map(({ called }) => called))
const SIGNING_FOR = /sign/u

const PEN_NAMES = [
  'pseudon[yi]m[oea]?s?|nom de plume|noms? d.artiste|nom de scène|pen name|pen-name|stage name|stage-name|real name|legal name|birth name|artist name|alias',
  'état civil|vrai nom|nom civil|véritable nom',
  'künstlername|künstlernamen|autorenname|autorennamen|schriftstellername|bühnenname|bürgerlicher name|bürgerlichen namen|echter name|echten namen|richtiger name|wirklicher name|klarnamen?',
  'pseudónimos?|seudónimos?|nombre artístico|nombre de pluma|nombre real|verdadero nombre|nombre verdadero',
  'nome d.arte|vero nome|nome vero|nome anagrafico|pseudonimi',
  'pseudoniem(?:en)?|artiestennaam|schrijversnaam|pennaam|echte (?:achter)?naam|eigenlijke naam',
  'nome artístico|nome de pluma|nome verdadeiro|verdadeiro nome|nome civil|nome literário',
]
const PEN_NAME = anywhere(PEN_NAMES)
// "sign under" has been read; "my stage name" follows.
const WITH_PEN_NAME = atStart([
  `(?:(?:under|with|as|avec|sous|comme|unter|als|con|col|come|com|como|onder|met) )?(?:(?:il|o) )?(?:(?:my|the|mon|le|dem|meinem|mi|el|mio|meu|mijn|de|het) )?(?:${PEN_NAMES.join('|')})(?: (?:of|di|de|von|van))?`,
])

// "Sign as Rex Carver", "under my pen name, Rex Carver".
const NAMED_PLAINLY = everywhere([
  '(?:put me(?: down)?|list me|add me|sign(?: me)?(?: up)?|signing|include me|publish me|i sign|enter me|count me in)(?: please)? (?:as|under)',
  '(?:sign|list me|put me down|add me|publish me|include me|signing) (?:with|under|by|as) (?:my |the )?(?:pen|stage|artist.?s?)[ -]name(?: of)?',
  '(?:please )?(?:publish|use|show|print)(?: only| just)?(?: the name)?',
  '(?:publiez|inscrivez|ajoutez|mettez|affichez)(?:-moi)?(?: seulement| sous| comme| le nom)?|signer (?:comme|sous)|je signe (?:comme|sous)',
  '(?:avec|sous) (?:mon|le) (?:nom (?:d.artiste|de plume|de scène)|pseudonyme)',
  '(?:unterschreiben?|unterzeichnen?|zeichnen?|eintragen|mich|veröffentlichen sie(?: bitte)?)(?: bitte)? (?:als|unter)|(?:veröffentlichen|nennen|schreiben) sie(?: bitte)?(?: nur)?|als',
  'unter (?:dem|meinem) (?:künstlernamen|autorennamen|pseudonym)',
  '(?:publiquen|pongan|pónganme|apúntenme|inclúyanme|añádanme|firmo|firmar)(?: solo)?(?: como)?',
  'con mi (?:nombre artístico|seudónimo|pseudónimo)',
  '(?:pubblicate|scrivete|mettetemi|aggiungetemi|inseritemi|firmo|firmare)(?: solo)?(?: come)?',
  "col mio nome d'arte|con il mio (?:nome d'arte|pseudonimo)|con lo pseudonimo(?: di)?",
  '(?:tekenen?|teken ik|vermeld mij|zet mij erbij|zet me erbij)(?: graag)?(?: als| onder)|als|vermeld(?: alleen)?',
  'onder (?:mijn|de) (?:artiestennaam|schrijversnaam|pseudoniem)',
  '(?:publiquem|ponham|coloquem|incluam|assino|assinar)(?:-me)?(?: só)?(?: como)?',
  'com o (?:meu )?(?:nome artístico|pseudónimo|pseudônimo)',
])

// Capitalised words, with the small words of a name between them.
const NAME_AHEAD =
  /^[\s,:]*["“„«]?((?:\p{Lu}[\p{L}\p{M}'’.-]*)(?: (?:(?:de|da|do|dos|di|del|della|van|von|der|den|la|le|el|the|of) ){0,2}\p{Lu}[\p{L}\p{M}'’.-]*){0,4})/u

/**
 * What the email says of the one who signs, if that is not the person in the From header, or {} if the name is not plain.
 * Undefined: the email speaks of nobody else. Linear.
 */
export function signsForAnother(lines: readonly string[], fromName = ''): Written | undefined {
  const text = lines.join('\n')
  const folded = fold(text)
  const from = new Set(wordsOf(fold(fromName)).filter(word => word.length > 2))
  if (PEN_NAME.test(folded)) return plainPenName(lines, from) ?? {}
  if (WRITES_FOR.test(folded) || (CALLED.test(folded) && ANOTHER.test(folded))) return {}
  return lines.some(line => sentencesOf(line).some(sentence => isForPerson(sentence, from))) ? {} : undefined
}

function plainPenName(lines: readonly string[], from: ReadonlySet<string>): Written | undefined {
  for (const sentence of lines.flatMap(sentencesOf)) {
    for (const found of fold(sentence).matchAll(NAMED_PLAINLY)) {
      const clause = fold(sentence.slice(0, found.index)).split(/[,;:]/u).at(-1) ?? ''
      if (isNegated(clause)) continue
      const said = sentence.slice(found.index + found[0].length).trimStart()
      const after = said.slice(WITH_PEN_NAME.exec(fold(said))?.[0].length ?? 0)
      const name = withoutEnd(NAME_AHEAD.exec(after)?.[1] ?? '')
      if (name === '' || holdsOccupation(name) || isPenName(name)) continue
      const rest = after.slice(after.indexOf(name) + name.length).trimStart()
      const fields = /^[,(|–-]/u.test(rest) ? fieldsOf(rest.replace(/[()]/gu, ',')) : []
      return { name, ...afterName(fields.filter(field => isOccupationOf(field, from))) }
    }
  }
  return undefined
}

/** The civil name in From is no occupation. */
function isOccupationOf(field: string, from: ReadonlySet<string>): boolean {
  const words = wordsOf(fold(field))
  return (
    words.length <= (holdsOccupation(field) ? 6 : 4) &&
    !isPenName(field) &&
    !isNegated(fold(field)) &&
    !words.some(word => from.has(word))
  )
}

function isPenName(field: string): boolean {
  return PEN_NAME.test(fold(field))
}

const TITLE_AHEAD = atStart([
  '(?:the )?(?:mr|mrs|ms|mx|miss|sir|dame|prof|professor|dr|herrn?|frau|monsieur|madame|mme|señora?|don|doña|sr|sra|signora?|sig|dott|senhora?|meneer|mevrouw|dhr|mevr)',
])
const PERSON_CLAUSE = /^[\s,]+(?:who|die|der)\s/u
// "on behalf of The Lanterns", "im Namen von Berlin"
const NO_FORENAME = wordSet('the la le les los las die der das den het de il lo i gli os as')

/** "On behalf of" a person: with a title, with an occupation in brackets, or "our author". */
function isForPerson(sentence: string, from: ReadonlySet<string>): boolean {
  const found = BEHALF.exec(fold(sentence))
  if (found === null) return false
  const after = sentence.slice(found.index + found[0].length).replace(/^[\s:]+/u, '')
  const folded = fold(after)
  if (OPENS_ANOTHER.test(folded)) return !SIGNING_FOR.test(found[0])
  if (TITLE_AHEAD.test(folded) && /^\S+\s\p{Lu}/u.test(after)) return true
  const named = NAME_AHEAD.exec(withoutArticle(after))?.[1] ?? ''
  const name = withoutEnd(named)
  const words = wordsOf(fold(name))
  if (words.length < 2 || nameShape(name) !== 'capitalised' || NO_FORENAME.has(words[0] ?? '')) return false
  if (looksLikeOrganisation(name) || isAcronym(name) || words.some(word => from.has(word))) return false
  const rest = after.slice(after.indexOf(named) + named.length)
  const inBrackets = /^\s*\(([^()]{2,80})\)/u.exec(rest)?.[1]
  return PERSON_CLAUSE.test(rest) || (inBrackets !== undefined && holdsOccupation(inBrackets))
}

// An organiser asks for the numbers as people ask each other: "Dear team, how many have signed so far?" Only what changes nothing
// is understood like this.

import type { CommandName } from '../../commands.ts'
import { anywhere, fold, whole, wordCount } from '../fold-text.ts'
import { linesOf, ownWords, sentencesOf } from '../lines.ts'
import { bareText } from '../whole-text.ts'
import { asksToBeTold, withoutManners } from './manners.ts'

const HOW_MANY = anywhere([
  'how many|how is it going|how are (?:we|the (?:signatures|numbers)) (?:doing|looking|coming)|where (?:are we|do we stand)|how far (?:are|have) we|(?:the|our|current|latest) (?:count|total|figures?|numbers?|tally)|total so far',
  'combien|où en (?:sommes|est)|le (?:compte|total) (?:actuel|à ce jour)',
  'wie ?viele?|wo stehen wir|wie stehen wir|(?:aktuelle[nr]?|der) stand|zwischenstand',
  'cuánt[ao]s?',
  'quant[ei]',
  'quant[ao]s',
  'hoeveel',
])

const WHO = anywhere([
  'who(?: has| have|.s)?(?: already| just)? signed|list of|signatories',
  'qui(?: a| ont)?(?: déjà)? signé|liste des|signataires',
  'wer(?: hat| haben)?(?: schon| bereits| zuletzt| neu)? (?:alles )?(?:unterschrieben|unterzeichnet)|liste (?:der|aller|mit)|unterzeichner',
  'quién(?:es)? (?:ha|han) firmado|quién(?:es)? (?:firmó|firmaron)|lista de|firmantes',
  'chi ha(?: già)? firmato|elenco (?:dei|delle|di)|lista (?:dei|delle|di)|firmatari',
  'quem(?: já)? assinou|lista (?:de|dos|das)|signatários',
  'wie(?: heeft| hebben)?(?: er)?(?: al)? (?:getekend|ondertekend)|(?:wie|iedereen die) (?:getekend|ondertekend) (?:heeft|hebben)|lijst (?:van|met)|ondertekenaars',
])

const FILE = anywhere([
  'spreadsheet|file|csv|excel|download(?:ed)?|fichier|tableur|datei|tabelle|archivo|hoja de cálculo|foglio di calcolo|ficheiro|arquivo|planilha|bestand',
])

// "Send me the CSV"
const LONGEST_WISH = 8

// "Could I have the full list as a spreadsheet please?"
const LISTING = anywhere(['lists?|names|liste|noms|namen|lista|nombres|elenco|nomi|nomes|lijst'])

const LIST = whole(['list|lists', 'liste', 'lista', 'elenco', 'lijst'])
const NUMBERS = whole([
  'numbers|status|state|progress|total',
  'chiffres|nombres|statut|état',
  'zahlen|stand|statistik|zwischenstand',
  'números|cifras|estado|estadísticas',
  'numeri|cifre|stato|statistiche',
  'números|estatísticas|ponto da situação',
  'cijfers|aantallen|stand|statistieken',
])
const PLEASE = /[\s,]+(?:bitte|por favor|per favore|alstublieft|alsjeblieft|aub|graag)$/u

/** Longer sentences tell something, and ask nothing. */
const LONGEST_QUESTION = 20

/** The command that the first such line or sentence means. The text is read before the subject. */
export function askedInWords(subject: string, text: string): CommandName | undefined {
  for (const line of [...linesOf(ownWords(text)), ...linesOf(subject.slice(0, 1_000))]) {
    const alone = bareText(fold(withoutManners(line))).replace(PLEASE, '')
    if (LIST.test(alone)) return 'recent'
    if (NUMBERS.test(alone)) return 'stats'
    for (const sentence of sentencesOf(line)) {
      if (wordCount(sentence) > LONGEST_QUESTION) continue
      const folded = fold(sentence)
      const isWish = asksToBeTold(sentence) && wordCount(sentence) <= LONGEST_WISH
      if (FILE.test(folded) && (isWish || LISTING.test(folded))) return 'export'
      if (HOW_MANY.test(folded)) return 'count'
      if (WHO.test(folded)) return FILE.test(folded) ? 'export' : 'recent'
    }
  }
  return undefined
}

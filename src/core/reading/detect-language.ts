// Detects the language of a short email by common words and letters. If unsure, the caller uses what it knows from elsewhere.

import { fold, wordsOf } from './fold-text.ts'
import { OCCUPATIONS_BY_LANGUAGE } from './lexicon/occupations.ts'

export type DetectedLanguage = 'en' | 'fr' | 'de' | 'es' | 'it' | 'pt' | 'nl'

const LANGUAGES = ['en', 'fr', 'de', 'es', 'it', 'pt', 'nl'] as const satisfies readonly DetectedLanguage[]

// Accents tell languages apart ("à", "é", "ã"), so the text is compared both as typed and without accents.
const COMMON: Readonly<Record<DetectedLanguage, string>> = {
  en: 'the and is are was i you we he they it my your our this that these of to for with from not have has had do does did will would can please thank thanks hello hi dear regards best sign signed signing signature add name support confirm yes count withdraw remove delete petition what who how why when where on behalf cheers sincerely statement letter fully agree want a an be been as at by but if am me too occupation',
  fr: 'le les des est et une je nous vous il elle mon ma mes votre vos notre ce cette ces pour avec dans sur pas ne que qui suis sont avons merci bonjour bonsoir salut cordialement signe signer signature ajouter ajoutez nom soutiens confirme oui non retirer retire veux souhaite comment pourquoi quoi qui où données au aux du un à être très bien plus tout soussigné soussignée tribune pétition appelle profession métier effacez supprimez',
  de: 'der die das und ist sind war ich du wir sie er es mein meine ihr ihre unser unsere dieser diese dieses für mit von zu nicht haben habe hat bitte danke hallo grüße gruß freundliche viele liebe unterschreibe unterschrift unterzeichne unterstütze name beruf ja nein auch auf den dem des ein eine einen zur zum im am bin möchte will kann warum wie wer löschen zurückziehen hiermit aus bei heiße namen bestätige daten was geht passiert guten tag',
  es: 'el los las una y es son soy estoy yo nosotros mi mis su sus este esta para por con no que quien gracias hola saludos saludo firmo firma firmar nombre apoyo confirmo sí quiero retirar datos buenos días cordial atentamente como cómo qué quién del al un de la en muy todo me llamo ocupación profesión añadan borrar estimados',
  it: 'il lo gli una e è sono io noi mio mia questo questa per con non che chi grazie ciao buongiorno saluti firmo firma firmare nome sostegno confermo sì voglio ritirare dati cordiali come cosa perché del della dei delle nel nella un di la le molto tutto mi chiamo professione aggiungete cancellate gentili anche',
  pt: 'o os as uma e é são sou eu nós meu minha este esta para por com não que quem obrigado obrigada olá saudações assino assinatura assinar nome apoio confirmo sim quero retirar dados bom dia cumprimentos atenciosamente como porque do da dos das no na um de a em muito tudo me chamo profissão adicionem apagar gostaria também você',
  nl: 'de het een en is zijn was ik jij je wij we mijn uw ons onze deze dit voor met van niet heb hebben heeft alstublieft bedankt dank hallo groet groeten vriendelijke teken tekenen handtekening naam beroep steun bevestig ja nee wil graag intrekken gegevens hoe waarom wie wat ook op aan ben te er om namens goedendag ondertekenen verwijder heet',
}

const LETTERS: readonly [RegExp, Partial<Record<DetectedLanguage, number>>][] = [
  [/ß/u, { de: 3 }],
  [/[äü]/u, { de: 1 }],
  [/ö/u, { de: 1 }],
  [/[ñ¿¡]/u, { es: 3 }],
  [/[ãõ]/u, { pt: 3 }],
  [/ç/u, { pt: 1, fr: 1 }],
  [/[œêîûëï]/u, { fr: 1 }],
  [/[èù]/u, { fr: 1, it: 1 }],
  [/à/u, { fr: 1, it: 1, pt: 0.5 }],
  [/ò|ì/u, { it: 2 }],
  [/[íóú]/u, { es: 1, pt: 1 }],
  [/(?:^|\s)(?:j|l|d|qu|c|n|s|m)['’](?=\p{L})/u, { fr: 2 }],
  [/(?:^|\s)(?:un|dell|all|nell|dall|sull|quest)['’](?=\p{L})/u, { it: 2 }],
  [/ção|ções|nh[aoe]/u, { pt: 2 }],
  [/ción/u, { es: 2 }],
  [/zione\b/u, { it: 2 }],
  [/ij(?=\p{L}|\b)/u, { nl: 0.5 }],
  [/\b(?:i'm|i’m|don't|don’t|it's|it’s)\b/iu, { en: 2 }],
]

interface Weight {
  language: DetectedLanguage
  weight: number
}

const WEIGHTS: ReadonlyMap<string, readonly Weight[]> = weigh()

function weigh(): Map<string, Weight[]> {
  const owners = new Map<string, Set<DetectedLanguage>>()
  for (const language of LANGUAGES) {
    for (const word of COMMON[language].split(' ')) {
      for (const form of new Set([word, fold(word)])) {
        const set = owners.get(form) ?? new Set()
        owners.set(form, set.add(language))
      }
    }
  }
  const weights = new Map<string, Weight[]>()
  // A word that three languages share counts a third for each.
  for (const [word, languages] of owners)
    weights.set(
      word,
      [...languages].map(language => ({ language, weight: (word.length > 4 ? 1.5 : 1) / languages.size })),
    )
  for (const language of LANGUAGES) {
    for (const word of OCCUPATIONS_BY_LANGUAGE[language]) {
      const sharedBy = LANGUAGES.filter(other => OCCUPATIONS_BY_LANGUAGE[other].has(word)).length
      if (!weights.has(word) && sharedBy === 1) weights.set(word, [{ language, weight: 1 }])
    }
  }
  return weights
}

const ENOUGH = 1
const CLEARLY_AHEAD = 1.4
const READ_AT_MOST = 4_000

/** The language of what a person typed, or undefined if unsure. Reads the first 4,000 UTF-16 units. */
export function detectLanguage(text: string): DetectedLanguage | undefined {
  const start = text.slice(0, READ_AT_MOST).normalize('NFC')
  const scores: Record<DetectedLanguage, number> = { en: 0, fr: 0, de: 0, es: 0, it: 0, pt: 0, nl: 0 }
  const lower = start.toLowerCase()
  const typed = lower.match(/[\p{L}\p{M}]+/gu) ?? []
  const folded = wordsOf(fold(start))
  // First as typed ("é" is Portuguese, "e" is Italian too), otherwise without accents.
  for (const word of [...typed, ...folded.filter(word => word.includes("'"))]) {
    const weights = WEIGHTS.get(word) ?? WEIGHTS.get(fold(word))
    for (const { language, weight } of weights ?? []) scores[language] += weight
  }
  if (folded.length > 1) {
    for (const [letters, weights] of LETTERS) {
      if (!letters.test(lower)) continue
      // An accent may come from a name alone, so it only adds to a language that already has a word.
      for (const language of LANGUAGES)
        scores[language] += (weights[language] ?? 0) * (scores[language] > 0 ? 0.5 : 0)
    }
  }
  const ranked = [...LANGUAGES].sort((a, b) => scores[b] - scores[a])
  const [best, second] = ranked
  if (best === undefined || second === undefined) return undefined
  if (scores[best] < ENOUGH || scores[best] < scores[second] * CLEARLY_AHEAD) return undefined
  return best
}

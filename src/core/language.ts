/** The languages the service speaks, in the order in which they are offered. The first is the default. */
export const languages = ['en', 'fr'] as const

/** Its sentences are in `texts/<language>/`. */
export type Language = (typeof languages)[number]

export function isLanguage(tag: string | undefined): tag is Language {
  return languages.some(language => language === tag)
}

/**
 * A tag as BCP 47 writes it (`pt-br` is `pt-BR`); undefined if it is not a tag. Two letters must be a language that we know by name, which
 * finds slips. Three letters are any of 7,000. A private tag (`x-…`) tells nobody else the language: `und`.
 */
export function languageTag(text: string): string | undefined {
  const typed = text.trim().replaceAll('_', '-').replace(/^x-/i, 'und-x-')
  try {
    // A language within a group stands for itself (RFC 5646, 4.5): `zh-yue` is `yue`.
    const tag = new Intl.Locale(typed.replace(/^[a-z]{2,3}-(?=[a-z]{3}(?:-|$))/i, ''))
    const { language = 'und' } = tag
    const isLanguage = language.length === 2 ? isKnown(language) : language.length === 3
    return isLanguage ? tag.baseName : undefined
  } catch {
    return undefined
  }
}

function isKnown(language: string): boolean {
  return new Intl.DisplayNames('en', { type: 'language', fallback: 'none' }).of(language) !== undefined
}

/** `languageName('en', 'fr')` is `anglais`. */
export function languageName(of: string, language: Language): string {
  return new Intl.DisplayNames(language, { type: 'language' }).of(of) ?? of
}

/** All but one, each under the name its own speakers give it. */
export function otherLanguages(than: Language): { language: Language; name: string }[] {
  return languages
    .filter(language => language !== than)
    .map(language => ({
      language,
      name: languageName(language, language).replace(/^./u, first => first.toLocaleUpperCase(language)),
    }))
}

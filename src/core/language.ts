/** The languages the service speaks, in the order in which they are offered. The first is the default. */
export const languages = ['en', 'fr'] as const

/** Its sentences are in `texts/<language>/`. */
export type Language = (typeof languages)[number]

export function isLanguage(tag: string | undefined): tag is Language {
  return languages.some(language => language === tag)
}

/** A tag as BCP 47 writes it (`pt-br` is `pt-BR`); undefined if it is not a tag, or names an unknown language. */
export function languageTag(text: string): string | undefined {
  try {
    const { baseName, language } = new Intl.Locale(text.trim().replaceAll('_', '-'))
    const name = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' }).of(language ?? '')
    return name === undefined ? undefined : baseName
  } catch {
    return undefined
  }
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

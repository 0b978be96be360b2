import type { Language } from '../language.ts'
import type { PageCore } from '../page-contract.ts'
import type { Site } from '../site.ts'
import { speaks, spokenLanguages, textsOf } from './texts.ts'

/** The words of the pages in every language, made once. `missing`: the days that a restore lost, as in `Service`. */
export function pageWords({
  missing,
  site,
}: {
  missing?: { from: Date; to: Date } | undefined
  site: Site
}): PageCore['pageWords'] {
  const words = everyLanguage(language => {
    const { pages } = textsOf(language)
    const unknownLink =
      missing === undefined ? pages.unknownLink : pages.unknownLinkRestored(missing.from, missing.to)
    return { ...pages, unknownLink, site }
  })
  return accept => words[bestLanguage(accept)]
}

/** Picks a language by the weights of an Accept-Language header (RFC 9110, section 12.5.4). A plain tag is such a header, too. */
function bestLanguage(accept: string | undefined) {
  const wishes = (accept ?? '')
    .slice(0, 1000)
    .split(',')
    .map(wish => {
      const [tag = '', ...parameters] = wish.split(';')
      const weight = parameters.map(p => /^\s*q=([\d.]+)\s*$/.exec(p)?.[1]).find(q => q !== undefined)
      return { language: speaks(tag.trim()), weight: weight === undefined ? 1 : Number(weight) }
    })
    .filter(wish => wish.language !== undefined && wish.weight > 0)
    .sort((a, b) => b.weight - a.weight)
  return wishes[0]?.language ?? spokenLanguages[0] ?? 'en'
}

function everyLanguage<T>(make: (language: Language) => T): Record<Language, T> {
  const made = spokenLanguages.map(language => [language, make(language)] as const)
  // The list has every language.
  return Object.fromEntries(made) as Record<Language, T>
}

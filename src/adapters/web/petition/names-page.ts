/** Lists the names of a petition: newest first, A to Z, by occupation, or found by name. */
import type { Occupation, PageWords, PublicPetition, SignatoryPage } from '../../../core/page-contract.ts'
import { type Html, hrefIn, html, layout } from '../html.ts'
import { occupationList, organisationList, wall } from './names.ts'
import { writtenIn } from './statement.ts'

export type Look =
  | { order: 'newest' | 'name' }
  | { kind: 'organisation' }
  | { by: 'occupation' }
  | { occupation: string }
  | { find: string }

export interface NamesArgs {
  words: PageWords
  petition: PublicPetition
  look: Look
  /** Undefined for the list of occupations. */
  page: SignatoryPage | undefined
  occupations: Occupation[]
  /** Whether it is a later page of its list. */
  later: boolean
}

export function namesPage({ words, petition, look, page, occupations, later }: NamesArgs): Html {
  const { slug, title, language } = petition
  const heading = headingOf(words, petition, look, occupations)
  const names = page?.signatories ?? []
  const next = page?.next
  return layout({
    words,
    title: `${heading} · ${title}`,
    otherLanguagePath: `/p/${slug}/names`,
    className: 'poster names',
    accent: petition.accent,
    // Search engines need no copies of the list in other orders.
    noIndex: true,
    body: html`<header class="masthead">
<p class="back"><a href="${hrefIn(words, `/p/${slug}`)}" ${writtenIn(title, language)}>${title}</a></p>
<h1>${heading}</h1>
</header>
${namesTools(words, petition, look)}
${'by' in look && (occupations.length > 0 ? occupationList(words, occupations, ({ key }) => hrefOf(words, petition, { occupation: key })) : html`<p class="beside">${words.noOccupations}</p>`)}
${page && names.length === 0 && html`<p class="beside">${'find' in look ? words.nobodyFound : words.nobodyHere}</p>`}
${names.length > 0 && ('kind' in look ? organisationList(words, names) : wall(names))}
${'find' in look && next && html`<p class="beside">${words.onlyTheFirst(names.length)}</p>`}
${
  !('find' in look) &&
  (later || next) &&
  html`<nav class="pages" aria-label="${words.signatoryPages}">
${later && html`<a href="${hrefOf(words, petition, look)}">${words.firstPage}</a>`}
${next && html`<a href="${hrefOf(words, petition, look, next)}">${isNewest(look) ? words.older : words.moreNames}</a>`}
</nav>`
}`,
  })
}

function isNewest(look: Look): boolean {
  return 'order' in look && look.order === 'newest'
}

function headingOf(
  words: PageWords,
  { people, organisations }: PublicPetition,
  look: Look,
  occupations: Occupation[],
): string {
  if ('find' in look) return words.foundFor(look.find)
  if ('kind' in look) return words.organisationsCount(organisations)
  if ('by' in look) return words.byOccupation
  if ('occupation' in look)
    return occupations.find(({ key }) => key === look.occupation)?.name ?? look.occupation
  return words.peopleCount(people)
}

function hrefOf(words: PageWords, { slug }: PublicPetition, look: Look, after?: string): string {
  const query = new URLSearchParams()
  if ('order' in look && look.order === 'name') query.set('order', 'name')
  if ('kind' in look) query.set('kind', look.kind)
  if ('by' in look) query.set('by', look.by)
  if ('occupation' in look) query.set('occupation', look.occupation)
  if (after !== undefined) query.set('after', after)
  return hrefIn(words, `/p/${slug}/names${query.size > 0 ? `?${query}` : ''}`)
}

/** The search, and the orders to choose from. */
export function namesTools(words: PageWords, petition: PublicPetition, look: Look): Html {
  const order = (to: Look, label: string) => {
    const isCurrent = JSON.stringify(to) === JSON.stringify(look)
    return html`<li><a href="${hrefOf(words, petition, to)}"${isCurrent && html` aria-current="true"`}>${label}</a></li>`
  }
  return html`<div class="tools">
<form role="search" action="/p/${petition.slug}/names"><input type="search" name="find" value="${'find' in look && look.find}" aria-label="${words.findName}" placeholder="${words.findName}" dir="auto" maxlength="100" autocomplete="off">${words.chosen && html`<input type="hidden" name="lang" value="${words.chosen}">`}<button type="submit">${words.findButton}</button></form>
<nav aria-label="${words.orderOfNames}"><ul>
${order({ order: 'newest' }, words.newestFirst)}
${order({ order: 'name' }, words.aToZ)}
${order({ by: 'occupation' }, words.byOccupation)}
${petition.organisations > 0 && order({ kind: 'organisation' }, words.organisations)}
</ul></nav>
</div>`
}

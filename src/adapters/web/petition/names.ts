/** The people: the featured ones, the organisations, and everybody as a wall of names. */
import { raw } from 'hono/html'
import type { Occupation, PageWords, Signatory } from '../../../core/page-contract.ts'
import { type Html, html, representative } from '../html.ts'
import { directionOf } from './statement.ts'

/** Lists of up to this many names are set large. */
const few = 40

export function featuredList(words: PageWords, featured: Signatory[]): Html {
  return html`<ul class="first" role="list"${running(featured)}>${featured.map(
    signatory => html`<li>${boxed(words, signatory)}</li>`,
  )}</ul>`
}

export function organisationList(words: PageWords, organisations: Signatory[]): Html {
  return html`<ul class="organisations" role="list"${running(organisations)}>${organisations.map(
    signatory => html`<li>${boxed(words, signatory)}</li>`,
  )}</ul>`
}

/** Sets a `role`, because Safari does not announce a list without bullets as a list. */
export function wall(people: Signatory[]): Html {
  const direction = directionOfMost(people)
  return html`<ul class="wall${people.length <= few && html` few`}" role="list"${running(people)}>${people.map(
    signatory => person(signatory, direction),
  )}</ul>`
}

/** On the petition's page, the newest names stand larger, before the columns of the others. */
const newest = 12

/**
 * Shows the newest people first and large, as the nearest faces of a crowd. An empty line for the next name stands before them.
 * It leads to the form at `href`; without `href` nobody can sign any more, and there is no line.
 */
export function crowd(words: PageWords, people: Signatory[], href: string | undefined): Html {
  const [near, far] = people.length > few ? [people.slice(0, newest), people.slice(newest)] : [people, []]
  const direction = directionOfMost(people)
  const line =
    href !== undefined &&
    html`<li><a class="blank" href="${href}" dir="auto">${words.yourName}</a></li>
`
  return html`<ul class="wall few" role="list"${running(people)}>${line}${near.map(signatory => person(signatory, direction))}</ul>
${far.length > 0 && html`<ul class="wall" role="list"${running(people)}>${far.map(signatory => person(signatory, direction))}</ul>`}`
}

function directionOfMost(signatories: Signatory[]): 'ltr' | 'rtl' {
  return directionOf(signatories.map(({ name, organisation }) => `${name} ${organisation ?? ''}`).join(' '))
}

/** A list of mostly Arabic or Hebrew names begins on the right, whatever the language of the page. */
function running(signatories: Signatory[]): Html | '' {
  return directionOfMost(signatories) === 'rtl' ? html` dir="rtl"` : ''
}

export function occupationList(
  words: PageWords,
  occupations: Occupation[],
  href: (occupation: Occupation) => string,
): Html {
  return html`<ul class="trades" role="list">${occupations.map(
    occupation =>
      html`<li><a href="${href(occupation)}"><bdi>${occupation.name}</bdi></a> <span class="n">${words.number(occupation.people)}</span></li>
`,
  )}</ul>`
}

const tick = raw('<path d="M3 8.5 6.5 12 13 4.5" fill="none" stroke="currentColor" stroke-width="2.2"/>')

/** The domain that an organiser checked. */
function mark(words: PageWords, domain: string): Html {
  return html`<span class="checked" title="${words.checkedDomain}"><svg viewBox="0 0 16 16" role="img" aria-label="${words.checkedDomain}">${tick}</svg>${domain}</span>`
}

function boxed(words: PageWords, signatory: Signatory): Html {
  const { kind, name, occupation, organisation, checkedDomain } = signatory
  if (kind === 'organisation')
    return html`<span class="name"><bdi>${organisation ?? name}</bdi>${checkedDomain && html` ${mark(words, checkedDomain)}`}</span>${
      name && organisation && html`<span class="what">${representative(words, name, occupation)}</span>`
    }`
  return html`<span class="name"><bdi>${name}</bdi></span>${what(occupation, organisation)}`
}

/** Longer names may not fit on a line of a phone. */
const longName = 30
/** Scripts without spaces, in which a browser would break a line anywhere between two words of a name. */
const unspaced = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u

function person({ name = '', occupation, organisation }: Signatory, around: 'ltr' | 'rtl'): Html {
  const classes = [name.length > longName && 'long', unspaced.test(name) && 'whole'].filter(Boolean).join(' ')
  const said = html`<bdi${classes && html` class="${classes}"`}>${name}</bdi>${(occupation || organisation) && html` ${what(occupation, organisation)}`}`
  const direction = directionOf(name)
  // Otherwise the occupation of a person with an Arabic name would be read before the name.
  return html`<li>${direction === around ? said : html`<span dir="${direction}">${said}</span>`}</li>
`
}

/** In italics, if the script has them. */
function what(occupation: string | undefined, organisation: string | undefined): Html | '' {
  const said = [occupation, organisation].filter(part => part !== undefined && part !== '')
  if (said.length === 0) return ''
  const parts = said.map((part, at) => html`${at > 0 && ', '}<bdi>${part}</bdi>`)
  const slanted = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\P{L}]*$/u.test(said.join(''))
  return slanted ? html`<i class="what">${parts}</i>` : html`<span class="what">${parts}</span>`
}

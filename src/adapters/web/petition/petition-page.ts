/** A petition's page: a poster. The statement is the picture, the names are the ornament. */
import type {
  Channel,
  NewsPage,
  PageWords,
  PublicFigures,
  PublicPetition,
  Signatory,
  SignatoryPage,
} from '../../../core/page-contract.ts'
import { scriptHref } from '../assets/assets.ts'
import { type Html, hrefIn, html, isolated, layout, whoCollects } from '../html.ts'
import { corrections } from '../share/corrections.ts'
import { shareSection } from '../share/share-links.ts'
import { shareTags } from '../share/share-tags.ts'
import { figuresSection } from './figures.ts'
import { trialNotice } from './home-page.ts'
import { crowd, featuredList, organisationList } from './names.ts'
import { namesTools } from './names-page.ts'
import { newestNews, newsSection } from './news.ts'
import { appendices, directionOf, excerpt, letter, letterSize, writtenIn } from './statement.ts'

export interface SignatoryLists {
  /** The signatures that the organiser features, in that order. */
  featured: Signatory[]
  person: SignatoryPage
  organisation: SignatoryPage
}

export interface PetitionArgs {
  words: PageWords
  petition: PublicPetition
  lists: SignatoryLists
  figures: PublicFigures | undefined
  news: NewsPage
  /** The channels in which people can sign. */
  channels: readonly Channel[]
  canonical: string
  /** Without a slash at the end. */
  publicUrl: string
  /** The trial desk, if this reader can use it instead of an email program. */
  trialDesk: string | undefined
}

export function petitionPage(args: PetitionArgs): Html {
  const { words, petition, figures, lists } = args
  const { slug, title, text, language, status, listing } = petition
  const size = letterSize(text)
  return layout({
    words,
    title,
    description: excerpt(text),
    head: shareTags({
      words,
      petition,
      publicUrl: args.publicUrl,
      featured: lists.featured,
      description: excerpt(text),
    }),
    canonical: args.canonical,
    noIndex: petition.unlisted === true,
    otherLanguagePath: `/p/${slug}`,
    className: 'poster',
    script: scriptHref,
    accent: petition.accent,
    body: html`<article>
<header class="masthead${size === 'reading-size' && html` of-long`}${directionOf(text) === 'rtl' && html` turned`}">
${petition.addressee && kicker(words, petition.addressee)}
<h1 ${writtenIn(title, language)}>${title}</h1>
<p class="by">${words.putForwardBy(isolated(petition.organisedBy))}</p>
</header>
${letter(petition)}
${appendices(words, petition, 'h2')}
${corrections(words, petition)}
<div class="rail">
${tally(words, petition, figures)}
${status === 'open' ? ways(args) : over(words, petition)}
${facts(words, petition)}
${newestNews(words, petition, args.news)}
</div>
</article>
${args.trialDesk && trialNotice(words, args.trialDesk)}
${listing === 'count' ? html`<p class="beside">${words.onlyTheCountIsShown}</p>` : people(words, petition, lists)}
${newsSection(words, petition, args.news)}
${figures && figuresSection(words, petition, figures)}
${shareSection(words, petition, args.publicUrl)}
<h2>${words.whoCollectsTitle}</h2>
${whoCollects(words, petition)}`,
  })
}

function kicker(words: PageWords, addressee: string): Html {
  // Space between the letters would tear Arabic words apart.
  const joined = directionOf(addressee) === 'rtl' && html` joined`
  return html`<p class="kicker${joined}">${words.addressedTo(isolated(addressee))}</p>`
}

/** The number and the button. Until somebody has signed, an invitation is in the place of the number. */
function tally(words: PageWords, petition: PublicPetition, figures: PublicFigures | undefined): Html {
  const { slug, status, signatures, organisations } = petition
  const today = status === 'open' && figures !== undefined && figures.today > 0 && figures.today
  const live = status === 'open' && html` data-live="/p/${slug}/live"`
  const invites = status === 'open' && signatures === 0
  // The script knows no plurals: beside a small number, it gets both forms of the words.
  const forms =
    live &&
    signatures < 2 &&
    html` data-one="${words.haveSigned(1, organisations)}" data-more="${words.haveSigned(2, organisations)}"`
  return html`<div class="act">
${wayToGoal(words, petition)}<p class="tally"><strong class="n"${live}${invites && html` hidden`}>${words.number(signatures)}</strong> <span class="of"${forms}>${invites ? words.noSignatoriesYet : words.haveSigned(signatures, organisations)}${today && ` · ${words.number(today)} ${words.today}`}</span></p>
${status === 'open' && html`<a class="button sign" href="${hrefIn(words, `/p/${slug}/sign`)}">${words.signButton}</a>`}
</div>`
}

function ways({ words, petition, channels }: PetitionArgs): Html {
  const { slug } = petition
  // This page comes first, because it is the nearest way.
  const links = channels
    .toSorted((a, b) => Number(b === 'web') - Number(a === 'web'))
    .map(channel => ({
      href: hrefIn(words, `/p/${slug}/sign#${channel}`),
      label: channel === 'web' ? words.here : words.wayToSign(channel),
    }))
  const list = new Intl.ListFormat(words.locale, { type: 'disjunction' })
  const spoken = list.formatToParts(links.map(({ label }) => label)).map(({ type, value }) => {
    const link = type === 'element' ? links.shift() : undefined
    return link === undefined ? value : html`<a href="${link.href}">${link.label}</a>`
  })
  return html`<p class="ways">${words.waysToSign} ${spoken}.
${words.confirmedByYou}</p>`
}

function over(words: PageWords, { closedAt, timeZone }: PublicPetition): Html {
  return html`<p class="over">${words.closedOn(closedAt, timeZone)}. ${words.finalNumber}</p>`
}

/** The line above the number, coloured as far as the goal is reached. A closed petition that missed its goal does not show it. */
function wayToGoal(words: PageWords, petition: PublicPetition): Html | '' {
  const { signatures, goal } = petition
  if (goal === undefined || !showsGoal(petition)) return ''
  return html`<progress max="${goal}" value="${Math.min(signatures, goal)}" aria-label="${words.ofGoal(signatures, goal)}"></progress>
`
}

function showsGoal({ signatures, goal = Number.POSITIVE_INFINITY, status }: PublicPetition): boolean {
  return status === 'open' || signatures >= goal
}

/** The goal, and since when or until when people can sign. */
function facts(words: PageWords, petition: PublicPetition): Html {
  const { signatures, goal, status, closesAt, openedAt, timeZone } = petition
  const time =
    status === 'closed'
      ? undefined
      : closesAt
        ? words.closesOn(closesAt, timeZone)
        : openedAt && words.openFrom(openedAt, timeZone)
  if (goal === undefined || !showsGoal(petition)) return html`${time && html`<p class="beside">${time}</p>`}`
  const said = signatures >= goal ? words.goalReached(goal) : words.goalIs(goal)
  return html`<p class="beside">${said}${time && html`${signatures >= goal ? ' ' : '\u00a0· '}<span>${time}</span>`}</p>`
}

/** Organisations. The style (names.css) hides the others in a narrow window. */
const shownOnPhones = 12

function people(words: PageWords, petition: PublicPetition, lists: SignatoryLists): Html {
  const { featured, person, organisation } = lists
  // Nobody is named twice on this page. The pages of names have everybody in their place.
  const first = new Set(featured.map(({ number }) => number))
  const others = (page: SignatoryPage) => page.signatories.filter(({ number }) => !first.has(number))
  const [organisations, persons] = [others(organisation), others(person)]
  if (featured.length + organisations.length + persons.length === 0)
    return petition.signatures === 0 ? html`` : html`<p class="beside">${words.nobodyListed}</p>`
  const all = `/p/${petition.slug}/names`
  const isOpen = petition.status === 'open'
  const named = featured.filter(({ kind }) => kind === 'person').length
  const rest = petition.people - named
  const unnamed = person.next ? 0 : rest - persons.length
  return html`<div id="signatories">
${featured.length > 0 && html`<h2>${words.featured}</h2>${featuredList(words, featured)}`}
${
  organisations.length > 0 &&
  html`<h2>${words.organisations}</h2>${organisationList(words, organisations)}${
    (organisation.next || organisations.length > shownOnPhones) &&
    html`<p class="pages"><a href="${hrefIn(words, `${all}?kind=organisation`)}">${words.allOrganisations(petition.organisations)}</a></p>`
  }`
}
${
  persons.length > 0 &&
  html`<h2 id="newest">${featured.length + organisations.length > 0 ? words.andMorePeople(rest) : words.peopleCount(rest)}</h2>
${(person.next || persons.length > 12) && namesTools(words, petition, { order: 'newest' })}
${crowd(words, persons, isOpen ? hrefIn(words, `/p/${petition.slug}/sign`) : undefined)}
${person.next && html`<p class="pages"><a href="${hrefIn(words, `${all}?after=${person.next}`)}">${words.older}</a></p>`}`
}
${unnamed > 0 && html`<p class="unnamed">${words.andUnnamed(unnamed)}</p>`}
</div>`
}

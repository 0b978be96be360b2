import type {
  Channel,
  PageWords,
  PublicPetition,
  Signatory,
  SignatoryPage,
} from '../../core/page-contract.ts'
import {
  chatCommands,
  type Html,
  html,
  layout,
  mailtoAddress,
  representative,
  statement,
  whoCollects,
} from './html.ts'
import { corrections } from './share/corrections.ts'
import { shareSection } from './share/share-links.ts'
import { shareTags } from './share/share-tags.ts'

export interface SignatoryLists {
  /** The signatures that the organiser features, in that order; on the first page only. */
  featured: Signatory[]
  person?: SignatoryPage
  organisation?: SignatoryPage
  /** The list of which this is a later page; absent on the first page. */
  later?: 'person' | 'organisation'
}

export interface PetitionArgs {
  words: PageWords
  petition: PublicPetition
  lists: SignatoryLists
  /** The channels in which people can sign. */
  channels: readonly Channel[]
  /** Writing to this address signs it. */
  address: string
  canonical: string
  /** Without a slash at the end. */
  publicUrl: string
  /** Whether this reader can use the trial desk instead of an email program. */
  trial: boolean
  /** The language the reader chose with `?lang=`. */
  chosen: string | undefined
}

export function petitionPage(args: PetitionArgs): Html {
  const { words, petition } = args
  return layout({
    words,
    title: petition.title,
    description: excerpt(petition.text),
    head: shareTags({
      words,
      petition,
      publicUrl: args.publicUrl,
      featured: args.lists.featured,
      description: excerpt(petition.text),
    }),
    canonical: args.canonical,
    otherLanguagePath: `/p/${petition.slug}`,
    body: html`<h1 dir="auto" lang="${petition.language}">${petition.title}</h1>
${statement(words, petition, 'large')}
${corrections(words, petition)}
${count(words, petition)}
${petition.status === 'open' && args.channels.includes('email') && signByMail(args)}
${petition.status === 'open' && chatCommands(words, args.channels)}
${petition.listing === 'count' ? html`<p class="soft">${words.onlyTheCountIsShown}</p>` : signatories(args)}
${shareSection(words, petition, args.publicUrl)}
<h2>${words.whoCollectsTitle}</h2>
${whoCollects(words, petition)}`,
  })
}

function count(words: PageWords, petition: PublicPetition): Html {
  const { signatures, goal } = petition
  return html`<div class="card">
<p class="count">${words.signatures(signatures)}</p>
${
  goal !== undefined &&
  html`<progress max="${goal}" value="${Math.min(signatures, goal)}" aria-label="${words.ofGoal(signatures, goal)}">${words.ofGoal(signatures, goal)}</progress>
<p class="soft">${words.ofGoal(signatures, goal)}</p>`
}
<ul class="facts">
${
  petition.organisations > 0 &&
  html`<li>${words.peopleCount(petition.people)}</li><li>${words.organisationsCount(petition.organisations)}</li>`
}
${
  petition.status === 'closed'
    ? html`<li><strong>${words.closedOn(petition.closedAt, petition.timeZone)}</strong></li>`
    : petition.closesAt
      ? html`<li>${words.closesOn(petition.closesAt, petition.timeZone)}</li>`
      : petition.openedAt && html`<li>${words.openFrom(petition.openedAt, petition.timeZone)}</li>`
}
</ul>
</div>`
}

function signByMail({ words, petition, address, trial, chosen }: PetitionArgs): Html {
  const mailto = `mailto:${mailtoAddress(address)}?subject=${encodeURIComponent(words.mailSubject(petition.title))}`
  const desk = `/trial?${new URLSearchParams({ to: address, ...(chosen && { lang: chosen }) })}`
  return html`<h2 id="sign">${words.howToSignTitle}</h2>
<p>${words.howToSign}<br><span class="address">${address}</span></p>
${petition.takesOrganisations && html`<p>${words.howToSignForOrganisation}</p>`}
<p>${words.howToSignNext}</p>
<div class="actions">
${trial && html`<a class="button" href="${desk}">${words.tryHereButton}</a>`}
${trial ? html`<a href="${mailto}">${words.writeMailButton}</a>` : html`<a class="button" href="${mailto}">${words.writeMailButton}</a>`}
</div>`
}

function signatories({ words, petition, lists, chosen }: PetitionArgs): Html {
  const { featured, later } = lists
  // Nobody is named twice on a page: the lists leave out the featured ones. Later pages, and the API, have everybody in their place.
  const first = new Set(featured.map(({ number }) => number))
  const listed = (page?: SignatoryPage) => page?.signatories.filter(({ number }) => !first.has(number)) ?? []
  const [organisations, people] = [listed(lists.organisation), listed(lists.person)]
  if (featured.length + people.length + organisations.length === 0 && !later) {
    return html`<p class="soft">${petition.signatures === 0 ? words.noSignatoriesYet : words.nobodyListed}</p>`
  }
  const href = (where: Record<string, string>) => {
    const query = new URLSearchParams({ ...where, ...(chosen && { lang: chosen }) }).toString()
    return `/p/${petition.slug}${query && `?${query}`}#signatories`
  }
  const section = (kind: 'person' | 'organisation', heading: string, parameter: string, lines: Html[]) => {
    const next = lists[kind]?.next
    return html`${
      lines.length > 0 &&
      html`<h2>${heading}</h2>
<ul class="signatories">${lines}</ul>`
    }
${
  (later === kind || next) &&
  html`<nav class="pages" aria-label="${words.signatoryPages}: ${heading}">
${later === kind && html`<a href="${href({})}">${words.newest}</a>`}
${next && html`<a href="${href({ [parameter]: next })}">${words.older}</a>`}
</nav>`
}`
  }
  const line = (signatory: Signatory) =>
    signatory.kind === 'organisation' ? organisationLine(words, signatory) : personLine(signatory)
  return html`<div id="signatories">
${
  featured.length > 0 &&
  html`<h2>${words.featured}</h2>
<ul class="signatories featured">${featured.map(line)}</ul>`
}
${section('organisation', words.organisations, 'organisations', organisations.map(line))}
${section('person', words.people, 'after', people.map(line))}
</div>`
}

function personLine({ name, occupation, organisation }: Signatory): Html {
  return html`<li><span class="name"><bdi>${name}</bdi></span>${
    (occupation || organisation) &&
    html`<span class="what">${occupation && html`<bdi>${occupation}</bdi>`}${occupation && organisation && ', '}${
      organisation && html`<bdi>${organisation}</bdi>`
    }</span>`
  }</li>`
}

function organisationLine(words: PageWords, { name, occupation, organisation }: Signatory): Html {
  return html`<li><span class="name"><bdi>${organisation ?? name}</bdi></span>${
    name && organisation && html`<span class="what">${representative(words, name, occupation)}</span>`
  }</li>`
}

function excerpt(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length <= 200 ? line : `${line.slice(0, 200).replace(/\s\S*$/, '')} …`
}

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

export interface PetitionArgs {
  words: PageWords
  petition: PublicPetition
  /** People; organisations stand apart, on the first page, all of them. */
  page: SignatoryPage
  organisations: Signatory[]
  /** Whom the organiser wants named first, in that order; on the first page. */
  featured: Signatory[]
  /** Whether this is a later page of the list. */
  later: boolean
  /** Where people can sign. */
  channels: readonly Channel[]
  /** Where to write to sign it. */
  address: string
  canonical: string
  /** Whether whoever asks may use the trial desk instead of a mail program. */
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
    canonical: args.canonical,
    otherLanguagePath: `/p/${petition.slug}`,
    body: html`<h1 dir="auto" lang="${petition.language}">${petition.title}</h1>
${statement(words, petition, 'large')}
${count(words, petition)}
${petition.status === 'open' && args.channels.includes('email') && signByMail(args)}
${petition.status === 'open' && chatCommands(words, args.channels)}
${petition.listing === 'count' ? html`<p class="soft">${words.onlyTheCountIsShown}</p>` : signatories(args)}
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
    ? html`<li><strong>${words.closedOn(petition.closedAt)}</strong></li>`
    : petition.closesAt
      ? html`<li>${words.closesOn(petition.closesAt)}</li>`
      : petition.openedAt && html`<li>${words.openFrom(petition.openedAt)}</li>`
}
</ul>
</div>`
}

function signByMail({ words, petition, address, trial, chosen }: PetitionArgs): Html {
  const mailto = `mailto:${mailtoAddress(address)}?subject=${encodeURIComponent(words.mailSubject(petition.title))}`
  const desk = `/trial?${new URLSearchParams({ to: address, ...(chosen && { lang: chosen }) })}`
  return html`<h2 id="sign">${words.howToSignTitle}</h2>
<p>${words.howToSign}<br><span class="address">${address}</span></p>
<p>${words.howToSignNext}</p>
<div class="actions">
${trial && html`<a class="button" href="${desk}">${words.tryHereButton}</a>`}
${trial ? html`<a href="${mailto}">${words.writeMailButton}</a>` : html`<a class="button" href="${mailto}">${words.writeMailButton}</a>`}
</div>`
}

function signatories(args: PetitionArgs): Html {
  const { words, petition, page, featured, later, chosen } = args
  // Named once a page: who stands at the top is left out below. A later page, and the API, have everybody in their place.
  const first = new Set(featured.map(({ number }) => number))
  const organisations = args.organisations.filter(({ number }) => !first.has(number))
  const people = page.signatories.filter(({ number }) => !first.has(number))
  if (featured.length + people.length + organisations.length === 0 && !later) {
    return html`<p class="soft">${petition.signatures === 0 ? words.noSignatoriesYet : words.nobodyListed}</p>`
  }
  const href = (after: string | undefined) => {
    const query = new URLSearchParams({ ...(after && { after }), ...(chosen && { lang: chosen }) }).toString()
    return `/p/${petition.slug}${query && `?${query}`}#signatories`
  }
  return html`<div id="signatories">
${
  featured.length > 0 &&
  html`<h2>${words.featured}</h2>
<ul class="signatories featured">${featured.map(signatory =>
    signatory.kind === 'organisation' ? organisationLine(words, signatory) : personLine(signatory),
  )}</ul>`
}
${
  organisations.length > 0 &&
  html`<h2>${words.organisations}</h2>
<ul class="signatories">${organisations.map(signatory => organisationLine(words, signatory))}</ul>`
}
${
  people.length > 0 &&
  html`<h2>${words.people}</h2>
<ul class="signatories">${people.map(personLine)}</ul>`
}
${
  (later || page.next) &&
  html`<nav class="pages" aria-label="${words.signatoryPages}">
${later && html`<a href="${href(undefined)}">${words.newest}</a>`}
${page.next && html`<a href="${href(page.next)}">${words.older}</a>`}
</nav>`
}
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

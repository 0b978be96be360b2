import type { Channel, PageWords, PetitionName } from '../../core/page-contract.ts'
import { chatCommands, type Html, html, layout } from './html.ts'

export interface HomeArgs {
  words: PageWords
  petitions: PetitionName[]
  /** The channels in which people can sign. */
  channels: readonly Channel[]
  /** Whether this reader can use the trial desk. */
  trial: boolean
  /** `?lang=fr` if the reader chose a language; otherwise empty. */
  query: string
}

export function homePage({ words, petitions, channels, trial, query }: HomeArgs): Html {
  return layout({
    words,
    title: words.openPetitionsTitle,
    otherLanguagePath: '/',
    body: html`<h1>${words.openPetitionsTitle}</h1>
<p class="lead">${words.homeIntro(channels)}</p>
${
  petitions.length === 0
    ? html`<p class="empty">${words.nothingOpen}</p>`
    : html`<ul class="petitions">
${petitions.map(petition => html`<li><a href="/p/${petition.slug}${query}" dir="auto">${petition.title}</a></li>`)}
</ul>
${chatCommands(words, channels)}`
}
${
  trial &&
  html`<div class="notice"><p>${words.trialHint}</p>
<p><a class="button" href="/trial${query}">${words.trialLink}</a></p></div>`
}`,
  })
}

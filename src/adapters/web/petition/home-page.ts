/** The petitions that are open. With exactly one, home is its page (posters.ts). */
import type { Channel, HomePetition, PageWords } from '../../../core/page-contract.ts'
import { chatCommands, type Html, hrefIn, html, isolated, layout } from '../html.ts'
import { homeTags } from '../share/share-tags.ts'
import { directionOf, excerpt, letterSize, writtenIn } from './statement.ts'

export interface HomeArgs {
  words: PageWords
  petitions: HomePetition[]
  /** The channels in which people can sign. */
  channels: readonly Channel[]
  /** Without a slash at the end. */
  publicUrl: string
  /** The trial desk, if this reader can use it. */
  trialDesk: string | undefined
}

export function homePage({ words, petitions, channels, publicUrl, trialDesk }: HomeArgs): Html {
  const intro = words.homeIntro(channels)
  return layout({
    words,
    title: words.openPetitionsTitle,
    description: intro,
    head: homeTags(words, intro, publicUrl),
    canonical: `${publicUrl}/`,
    otherLanguagePath: '/',
    className: 'home',
    body: html`<h1>${words.openPetitionsTitle}</h1>
<p class="lead">${intro}</p>
${
  petitions.length === 0
    ? html`<p class="empty">${words.nothingOpen}</p>`
    : html`<ul class="petitions" role="list">${petitions.map(petition => line(words, petition))}</ul>
${chatCommands(words, channels)}`
}
${trialDesk && trialNotice(words, trialDesk)}`,
  })
}

function line(
  words: PageWords,
  { slug, title, text, language, organisedBy, signatures }: HomePetition,
): Html {
  // As on the petition's page: a long letter has its title as the headline, and a short statement is its own.
  const classes = [letterSize(text) === 'reading-size' && 'of-long', directionOf(text) === 'rtl' && 'turned']
  return html`<li class="${classes.filter(Boolean).join(' ')}">
<h2 ${writtenIn(title, language)}><a href="${hrefIn(words, `/p/${slug}`)}">${title}</a></h2>
<p class="first-line" ${writtenIn(text, language)}>${excerpt(text)}</p>
<p class="small">${signatures > 0 && html`<strong>${words.signatures(signatures)}</strong>\u00a0· `}${words.putForwardBy(isolated(organisedBy))}</p>
</li>`
}

export function trialNotice(words: PageWords, trialDesk: string): Html {
  return html`<div class="notice trial"><p>${words.trialHint}</p>
<p><a class="button" href="${trialDesk}">${words.trialLink}</a></p></div>`
}

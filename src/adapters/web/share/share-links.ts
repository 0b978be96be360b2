import { type PageWords, type PetitionName, shareLinks } from '../../../core/page-contract.ts'
import { type Html, html } from '../html.ts'
import { petitionPath } from './paths.ts'

/**
 * Plain links to share a petition. Where our script runs (`page-client.js`) there is a button that copies the address and, on a phone, one for its
 * own list of apps.
 */
export function shareSection(words: PageWords, { slug, title }: PetitionName, publicUrl: string): Html {
  const url = `${publicUrl}${petitionPath(slug)}`
  const say = words.share
  const links = shareLinks({ title, url })
  return html`<section class="share" id="share" aria-labelledby="share-title">
<h2 id="share-title">${say.title}</h2>
<ul class="share-links">
${links.map(({ name, href }) => html`<li><a href="${href}">${name || say.byEmail}</a></li>`)}
</ul>
<p class="share-address"><span class="address" id="share-address">${url}</span>
<button type="button" class="quiet" data-copy="share-address" data-done="${say.copied}" aria-live="polite" hidden>${say.copy}</button>
<button type="button" class="quiet" data-sheet="${url}" data-title="${title}" hidden>${say.sheet}</button></p>
</section>`
}

/** The live number for the signer's own site, with the code to copy. */
export function badgeSection(words: PageWords, { slug, title }: PetitionName, publicUrl: string): Html {
  const path = petitionPath(slug)
  const code = `<a href="${publicUrl}${path}"><img src="${publicUrl}${path}/badge.svg" height="28" alt=""></a>`
  return html`<details class="badge"><summary>${words.share.badge}</summary>
<p><img src="${path}/badge.svg" alt="${title}"></p>
<p>${words.share.badgeCode}<br><code>${code}</code></p>
</details>`
}

import { type PageWords, type PetitionName, shareLinks } from '../../../core/page-contract.ts'
import { type Html, html } from '../html.ts'
import { petitionPath } from './paths.ts'

/**
 * Plain links to share a petition. Where a script of ours runs (`share-client.js`) there is a button that copies the address and, on a phone,
 * one for its own list of apps; without it the address stands in a field to copy from.
 */
export function shareSection(words: PageWords, { slug, title }: PetitionName, publicUrl: string): Html {
  const url = `${publicUrl}${petitionPath(slug)}`
  const say = words.share
  const links = shareLinks({ title, text: say.text(title), url })
  return html`<section class="share" id="share" aria-labelledby="share-title" data-url="${url}" data-title="${title}">
<h2 id="share-title">${say.title}</h2>
<ul class="share-links">
${links.map(
  ({ network, name, href }) =>
    html`<li><a class="share-${network}" href="${href}" rel="noopener noreferrer"${network !== 'email' && html` target="_blank"`}>${network === 'email' ? say.byEmail : name}</a></li>`,
)}
</ul>
<p class="share-address"><label for="share-address">${say.address}</label>
<input type="text" id="share-address" value="${url}" readonly>
<button type="button" class="quiet" data-copy data-done="${say.copied}" hidden>${say.copy}</button>
<button type="button" class="quiet" data-sheet hidden>${say.sheet}</button></p>
</section>`
}

/** The live number for the signer's own site, with the code to copy. */
export function badgeSection(words: PageWords, { slug, title }: PetitionName, publicUrl: string): Html {
  const path = petitionPath(slug)
  const code = `<a href="${publicUrl}${path}"><img src="${publicUrl}${path}/badge.svg" height="28" alt=""></a>`
  return html`<details class="badge"><summary>${words.share.badge}</summary>
<p><img src="${path}/badge.svg" alt="${title}"></p>
<p><label for="badge-code">${words.share.badgeCode}</label>
<input type="text" id="badge-code" value="${code}" readonly></p>
</details>`
}

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

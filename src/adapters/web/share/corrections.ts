import type { PageWords, PublicPetition } from '../../../core/page-contract.ts'
import { type Html, html } from '../html.ts'

/** Changes since the first signature: the old words, the new ones, and the date. */
export function corrections(words: PageWords, petition: PublicPetition): Html | '' {
  if (petition.corrections.length === 0) return ''
  return html`<ul class="corrections small">${petition.corrections.map(
    ({ field, before, after, correctedAt }) =>
      html`<li dir="auto">${words.corrected(field, before, after, correctedAt)}</li>`,
  )}</ul>`
}

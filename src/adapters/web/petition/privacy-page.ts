import type { PageWords } from '../../../core/page-contract.ts'
import { contactLink, type Html, html, isolated, layout } from '../html.ts'

/** Says what the service keeps, and for how long: for operators who have no such page of their own. */
export function privacyPage(words: PageWords): Html {
  const { privacy, site } = words
  const operator = site.operator === undefined ? undefined : isolated(site.operator)
  return layout({
    words,
    title: privacy.title,
    otherLanguagePath: '/privacy',
    body: html`<h1>${privacy.title}</h1>
<p class="lead">${privacy.intro(operator)}</p>
${privacy.parts.map(
  ({ title, text }) => html`<h2>${title}</h2>
<p>${text}</p>`,
)}
${
  site.contact &&
  html`<h2>${privacy.questions}</h2>
<p>${contactLink(site.contact)}</p>`
}`,
  })
}

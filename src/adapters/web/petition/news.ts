/** Shows the organiser's news: the newest on the petition's page, all of it on a page of its own. */
import type { NewsItem, NewsPage, PageWords, PublicPetition } from '../../../core/page-contract.ts'
import { type Html, hrefIn, html, isolated, layout } from '../html.ts'
import { newsItemPath, newsPath, petitionPath } from '../share/paths.ts'
import { markdown } from './markdown.ts'
import { directionOf, excerpt, writtenIn } from './statement.ts'

/** The petition's page shows this many. */
export const newsOnPoster = 3

/** The petition's page shows only the beginning of longer news. */
const longestOnPoster = 900
const begunLength = 400

type Petition = Pick<PublicPetition, 'slug' | 'language' | 'timeZone'>

/** One line beside the statement, which leads to the news below the names. */
export function newestNews(words: PageWords, petition: Petition, { news: [newest] }: NewsPage): Html | '' {
  if (newest === undefined) return ''
  const heading = headingOf(newest)
  return html`<p class="beside">${words.news.title}: <a href="#news" ${writtenIn(heading, petition.language)}>${heading}</a>\u00a0· ${date(words, petition, newest)}</p>`
}

/** The newest in full, unless it is long; the headings of the two before it. */
export function newsSection(words: PageWords, petition: Petition, { news, next }: NewsPage): Html | '' {
  const [newest, ...earlier] = news
  if (newest === undefined) return ''
  const isLong = newest.text.length > longestOnPoster
  const all = hrefIn(words, newsPath(petition.slug))
  return html`<section class="news" id="news"><h2>${words.news.title}</h2>
${update(words, petition, newest, 'h3', isLong)}
${
  earlier.length > 0 &&
  html`<ul class="earlier" role="list">${earlier.map(
    item =>
      html`<li>${date(words, petition, item)} <a href="${hrefOf(words, petition, item)}" ${writtenIn(headingOf(item), petition.language)}>${headingOf(item)}</a></li>
`,
  )}</ul>`
}
${next !== undefined && html`<p class="pages"><a href="${all}">${words.news.all}</a></p>`}
</section>`
}

export interface NewsPageArgs {
  words: PageWords
  petition: PublicPetition
  page: NewsPage
  canonical: string
  /** Whether it is a later page of the list. */
  later: boolean
}

/** The heading, or the beginning of news without one. */
export function headingOf({ title, text }: NewsItem): string {
  return title ?? excerpt(text, 80)
}

export function newsPage({ words, petition, page, canonical, later }: NewsPageArgs): Html {
  const { slug, title, language } = petition
  const path = newsPath(slug)
  return layout({
    words,
    title: `${words.news.title} · ${title}`,
    otherLanguagePath: path,
    className: 'poster',
    accent: petition.accent,
    canonical,
    head: html`<link rel="alternate" type="application/atom+xml" href="${petitionPath(slug)}/feed.atom">`,
    noIndex: later,
    body: html`<header class="masthead">
<p class="back"><a href="${hrefIn(words, petitionPath(slug))}" ${writtenIn(title, language)}>${title}</a></p>
<h1>${words.news.title}</h1>
<p class="by">${words.news.by(isolated(petition.organisedBy))}</p>
</header>
${page.news.length === 0 && html`<p class="beside">${words.news.none}</p>`}
${page.news.map(item => update(words, petition, item, 'h2'))}
${
  (later || page.next) &&
  html`<nav class="pages" aria-label="${words.news.title}">
${later && html`<a href="${hrefIn(words, path)}">${words.news.newest}</a>`}
${page.next && html`<a href="${hrefIn(words, `${path}?after=${page.next}`)}">${words.news.earlier}</a>`}
</nav>`
}`,
  })
}

/** News without a title has its date as heading. `isBegun`: only the beginning is shown, and the heading leads to the rest. */
function update(
  words: PageWords,
  petition: Petition,
  item: NewsItem,
  level: 'h2' | 'h3',
  isBegun = false,
): Html {
  const { number, title, text } = item
  const { language } = petition
  const named =
    title === undefined
      ? date(words, petition, item)
      : html`<span ${writtenIn(title, language)}>${title}</span>`
  const heading = isBegun ? html`<a href="${hrefOf(words, petition, item)}">${named}</a>` : named
  return html`<article class="update" id="n${number}" dir="${directionOf(text)}">
${level === 'h2' ? html`<h2>${heading}</h2>` : html`<h3>${heading}</h3>`}
${title !== undefined && html`<p class="when">${date(words, petition, item)}</p>`}
<div class="told" ${writtenIn(text, language)}>${isBegun ? html`<p>${excerpt(text, begunLength)}</p>` : markdown(text)}</div>
</article>`
}

function hrefOf(words: PageWords, { slug }: Petition, { number }: NewsItem): string {
  return hrefIn(words, newsItemPath(slug, number))
}

/** When it was published and, if it was changed since, when that was. */
function date(words: PageWords, { timeZone }: Petition, { publishedAt, editedAt }: NewsItem): Html {
  const time = (when: Date) =>
    html`<time datetime="${when.toISOString()}" dir="auto">${words.day(when, timeZone)}</time>`
  return html`${time(publishedAt)}${editedAt && html` · ${words.news.edited} ${time(editedAt)}`}`
}

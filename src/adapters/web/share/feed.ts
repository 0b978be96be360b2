import type { NewsItem, PageWords, PublicPetition } from '../../../core/page-contract.ts'
import { markdown } from '../petition/markdown.ts'
import { headingOf } from '../petition/news.ts'
import { newsItemPath, petitionPath } from './paths.ts'
import { xml } from './xml.ts'

interface Entry {
  /** Never changes, because feed readers know an entry by it. */
  id: string
  title: string
  at: Date
  /** The time of the last change. */
  changedAt?: Date
  text: string
  /** `text` is HTML. */
  isHtml?: true
  /** The entry's own page, if it has one. */
  path?: string
}

/** The events of a petition, newest first, as Atom (RFC 4287). */
export function petitionFeed(
  words: PageWords,
  petition: PublicPetition,
  news: readonly NewsItem[],
  publicUrl: string,
): string {
  const page = `${publicUrl}${petitionPath(petition.slug)}`
  const entries = entriesOf(words, petition, news)
  const changes = entries.map(({ at, changedAt = at }) => changedAt.getTime())
  const updated = new Date(Math.max(petition.openedAt?.getTime() ?? 0, ...changes))
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${xml(words.language)}">
<id>${xml(page)}</id>
<title>${xml(petition.title)}</title>
<subtitle>${xml(words.share.number(petition.signatures, petition.status === 'open'))}</subtitle>
<updated>${updated.toISOString()}</updated>
<author><name>${xml(petition.organisedBy)}</name></author>
<link rel="alternate" type="text/html" href="${xml(page)}"/>
<link rel="self" type="application/atom+xml" href="${xml(`${page}/feed.atom`)}"/>
${entries.map(entry => entryXml(entry, page)).join('\n')}
</feed>
`
}

function entryXml({ id, title, at, changedAt = at, text, isHtml, path }: Entry, page: string): string {
  const link = path === undefined ? page : new URL(path, page).href
  return `<entry><id>${xml(`${page}#${id}`)}</id><title>${xml(title)}</title><published>${at.toISOString()}</published><updated>${changedAt.toISOString()}</updated><link rel="alternate" type="text/html" href="${xml(link)}"/><content type="${isHtml ? 'html' : 'text'}">${xml(text)}</content></entry>`
}

function entriesOf(words: PageWords, petition: PublicPetition, news: readonly NewsItem[]): Entry[] {
  const { openedAt, closedAt, appendices, corrections, text, status } = petition
  const say = words.share
  const entries: Entry[] = [
    ...(openedAt === undefined ? [] : [{ id: 'opened', title: say.opened, at: openedAt, text }]),
    ...news.map(
      (item): Entry => ({
        id: `news-${item.number}`,
        title: headingOf(item),
        at: item.publishedAt,
        ...(item.editedAt && { changedAt: item.editedAt }),
        text: `${markdown(item.text)}`,
        isHtml: true,
        path: newsItemPath(petition.slug, item.number),
      }),
    ),
    ...appendices.map((appendix, at) => ({
      id: `appendix-${at + 1}`,
      title: say.appended,
      at: appendix.addedAt,
      text: appendix.text,
    })),
    ...corrections.map(({ field, before, after, correctedAt }, at) => ({
      id: `correction-${at + 1}`,
      title: before === '' ? say.addresseeAdded : say.corrected,
      at: correctedAt,
      text: words.corrected(field, before, after, correctedAt),
    })),
    ...(status === 'closed' && closedAt !== undefined
      ? [{ id: 'closed', title: say.closed(petition.signatures), at: closedAt, text: petition.title }]
      : []),
  ]
  return entries.toSorted((a, b) => b.at.getTime() - a.at.getTime())
}

import type { PageWords, PublicPetition, Signatory } from '../../../core/page-contract.ts'
import { type Html, html } from '../html.ts'
import { petitionPath } from './paths.ts'

export interface ShareTagsArgs {
  words: PageWords
  petition: PublicPetition
  /** Without a slash at the end. */
  publicUrl: string
  /** Those the organiser features: the first three stand in the picture. */
  featured: readonly Signatory[]
  /** The beginning of the statement. */
  description: string
}

/**
 * The tags in a page's head that tell other sites how to show its link: Open Graph (ogp.me), and the size of the card for X, which takes the
 * rest from Open Graph.
 */
export function shareTags({ words, petition, publicUrl, featured, description }: ShareTagsArgs): Html {
  const { title, signatures } = petition
  const path = petitionPath(petition.slug)
  // The number makes a new address, so that sites which keep a picture for good fetch the next one.
  const image = `${publicUrl}${path}/share.png?n=${signatures}`
  const names = featured
    .slice(0, 3)
    .map(({ kind, name, organisation }) => (kind === 'organisation' ? (organisation ?? name) : name))
  const alt = words.share.picture(
    title,
    words.share.number(signatures, petition.status === 'open'),
    names.filter(name => name !== undefined),
  )
  return html`${linkTags(words, { type: 'article', title, description, url: `${publicUrl}${path}` })}
<meta property="og:image" content="${image}">
<meta property="og:image:width" content="1200">
<meta property="og:image:height" content="630">
<meta property="og:image:alt" content="${alt}">
<meta name="twitter:card" content="summary_large_image">
<link rel="alternate" type="application/atom+xml" href="${publicUrl}${path}/feed.atom">`
}

/** Tags of the list of petitions. They name no picture: that of one petition would speak for the others. */
export function homeTags(words: PageWords, description: string, publicUrl: string): Html {
  return html`${linkTags(words, { type: 'website', title: words.openPetitionsTitle, description, url: `${publicUrl}/` })}
<meta name="twitter:card" content="summary">`
}

interface Link {
  type: 'article' | 'website'
  title: string
  description: string
  url: string
}

function linkTags(words: PageWords, { type, title, description, url }: Link): Html {
  return html`<meta property="og:type" content="${type}">
<meta property="og:site_name" content="${words.site.name}">
<meta property="og:title" content="${title}">
<meta property="og:description" content="${description}">
<meta property="og:url" content="${url}">`
}

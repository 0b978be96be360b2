import type { PetitionName } from '../../../core/page-contract.ts'
import { petitionPath } from './paths.ts'
import { xml } from './xml.ts'

/** A sitemap holds this many addresses (sitemaps.org). */
const most = 50_000

export function sitemap(petitions: readonly PetitionName[], publicUrl: string): string {
  const paths = ['/', ...petitions.slice(0, most - 1).map(({ slug }) => petitionPath(slug))]
  const urls = paths.map(path => `<url><loc>${xml(`${publicUrl}${path}`)}</loc></url>`)
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${urls.join('\n')}
</urlset>
`
}

/** Keeps search engines away from pages behind a private link, and from forms. */
export function robots(publicUrl: string): string {
  const closed = ['/c/', '/m/', '/x/', '/mine', '/trial']
  return [
    'User-agent: *',
    ...closed.map(path => `Disallow: ${path}`),
    '',
    `Sitemap: ${publicUrl}/sitemap.xml`,
    '',
  ].join('\n')
}

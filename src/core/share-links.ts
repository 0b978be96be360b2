/** Sites on which a petition can be shared by a plain link, without a script and without loading anything from them. */

interface ShareLink {
  network: 'email' | 'bluesky' | 'mastodon' | 'whatsapp' | 'linkedin'
  /** Its name in any language; empty for email. */
  name: string
  href: string
}

/** The title and the address, in no language: both are shorter than the 300 characters that Bluesky takes. */
export function shareLinks({ title, url }: { title: string; url: string }): ShareLink[] {
  const [subject, address, both] = [title, url, `${title} ${url}`].map(encodeURIComponent)
  return [
    { network: 'email', name: '', href: `mailto:?subject=${subject}&body=${both}` },
    { network: 'bluesky', name: 'Bluesky', href: `https://bsky.app/intent/compose?text=${both}` },
    // Mastodon's own page, which asks for one's server; the text stands after # and stays in the browser.
    { network: 'mastodon', name: 'Mastodon', href: `https://share.joinmastodon.org/#text=${both}` },
    { network: 'whatsapp', name: 'WhatsApp', href: `https://wa.me/?text=${both}` },
    {
      network: 'linkedin',
      name: 'LinkedIn',
      href: `https://www.linkedin.com/sharing/share-offsite/?url=${address}`,
    },
  ]
}

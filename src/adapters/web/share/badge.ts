import { accentOn, ourAccent, type PageWords, type PublicPetition } from '../../../core/page-contract.ts'
import { xml } from './xml.ts'

/** Widths of a letter in a sans serif of 13 px, as far as a number and its noun need them. */
const wide = 8.2
const narrow = 4.4

/** A picture of the live number for other sites: an SVG of 28 pixels in height that loads nothing. */
export function badge(words: PageWords, petition: PublicPetition, theme: 'light' | 'dark'): string {
  const count = words.share.number(petition.signatures, petition.status === 'open')
  const room = Math.ceil(
    [...count].reduce((sum, letter) => sum + (/[\s.,’ilIjtfr1']/u.test(letter) ? narrow : wide), 0),
  )
  const width = room + 50
  const [paper, ink, line] =
    theme === 'dark' ? ['#161513', '#ece8de', '#38352f'] : ['#fbfaf6', '#1b1a17', '#d9d4c7']
  const { accent } = accentOn(petition.accent ?? ourAccent, 'light')
  const label = xml(`${petition.title}: ${count}`)
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="28" viewBox="0 0 ${width} 28" role="img" aria-label="${label}"><title>${label}</title><rect x=".5" y=".5" width="${width - 1}" height="27" rx="6" fill="${paper}" stroke="${line}"/><path d="M0 6a6 6 0 0 1 6-6h24v28H6a6 6 0 0 1-6-6z" fill="${accent}"/><g fill="none" stroke="#fff" stroke-linecap="round"><path d="M8.5 20.5h13" stroke-width="1.8"/><path d="M11 7.5v5.2a4 4 0 0 0 8 0V7.5" stroke-width="2.1"/></g><text x="40" y="18.5" font-family="system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif" font-size="13" font-weight="600" fill="${ink}" textLength="${room}" lengthAdjust="spacingAndGlyphs">${xml(count)}</text></svg>`
}

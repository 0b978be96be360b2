/** The widget: a page in a frame of another site, and the script that makes the frame. No cookies, nothing from elsewhere. */
import { readFileSync } from 'node:fs'
import { ourAccent, type PageWords, type PublicPetition } from '../../../core/page-contract.ts'
import { accentRules } from '../assets/accent-rules.ts'
import { type Html, html } from '../html.ts'
import { directionOf } from '../petition/statement.ts'
import { petitionPath } from './paths.ts'

/** For the other site: makes the frame where it stands, and gives it its height. */
export const widgetScript = readFileSync(new URL('./widget-client.js', import.meta.url), 'utf8')
/** In the frame: keeps the number live, and tells its height. */
export const frameScript = readFileSync(new URL('./widget-frame.js', import.meta.url), 'utf8')
const style = readFileSync(new URL('./widget.css', import.meta.url), 'utf8')

export const widgetPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "connect-src 'self'",
  "style-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  'frame-ancestors *',
].join('; ')

export interface Theme {
  look: 'light' | 'dark' | 'auto'
  /** Six hexadecimal digits. */
  accent: string
}

/** An unknown theme becomes the default one. `own`: the petition's accent. */
export function readTheme(query: (name: string) => string | undefined, own?: string): Theme {
  const look = query('theme')
  const accent = (query('accent') ?? own)?.toLowerCase().replace(/^#/, '')
  return {
    look: look === 'light' || look === 'dark' ? look : 'auto',
    accent: accent !== undefined && /^[0-9a-f]{6}$/.test(accent) ? accent : ourAccent.slice(1),
  }
}

export function themeQuery({ look, accent }: Theme): string {
  return new URLSearchParams({ theme: look, accent }).toString()
}

/** The style with the accent of the other site, made readable as on our own pages. */
export function widgetStyle({ look, accent }: Theme): string {
  return `${style}${accentRules(`#${accent}`, look)}`
}

export function widgetPage(
  words: PageWords,
  petition: PublicPetition,
  { theme, publicUrl }: { theme: Theme; publicUrl: string },
): Html {
  const { title, signatures, goal, slug, language, status } = petition
  return html`<!doctype html>
<html lang="${words.language}" class="${theme.look}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<link rel="stylesheet" href="/widget.css?${themeQuery(theme)}">
<script src="/widget-frame.js" defer></script>
</head>
<body>
<main${directionOf(title) === 'rtl' && html` class="turned"`}>
<p class="who" dir="auto"><bdi>${petition.organisedBy}</bdi></p>
<h1 dir="auto" lang="${language}">${title}</h1>
<p class="count" role="status"><strong>${words.share.number(signatures, status === 'open')}</strong></p>
${goal !== undefined && html`<progress max="${goal}" value="${Math.min(signatures, goal)}" aria-label="${words.ofGoal(signatures, goal)}"></progress>`}
<p><a class="button" href="${publicUrl}${petitionPath(slug)}" target="_blank" rel="noopener">${
    status === 'open' ? words.share.readAndSign : words.share.read
  }</a></p>
</main>
</body>
</html>`
}

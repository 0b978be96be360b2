/** The frame of every page, and the few pieces that several pages share. */
import { html, raw } from 'hono/html'
import {
  type Channel,
  type DetailsView,
  type PageWords,
  type PublicPetition,
  representativeOf,
} from '../../core/page-contract.ts'
import { accentedStyleHref, styleHref } from './assets/assets.ts'

export { html } from 'hono/html'

/** Markup that is escaped already. */
export type Html = ReturnType<typeof html>

export interface Frame {
  words: PageWords
  title: string
  body: Html
  /** For search engines. */
  description?: string
  /** More of the page's head. */
  head?: Html
  /** The lasting address of the page. */
  canonical?: string
  /** The path of this page, if it can be read in other languages too. */
  otherLanguagePath?: string
  /** A script of ours. Of the pages behind a token, only the one after signing has it. */
  script?: string | undefined
  className?: string
  /** The petition's own colour, as `#rrggbb`. */
  accent?: string | undefined
  /** Search engines leave this page out. */
  noIndex?: boolean
}

const mark = raw(
  '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M3 20.5h18" stroke="currentColor" stroke-width="2.4" stroke-linecap="round"/><path d="M6 3.5v7.2a6 6 0 0 0 12 0V3.5" fill="none" stroke="currentColor" stroke-width="2.8" stroke-linecap="round"/></svg>',
)

export function layout(frame: Frame): Html {
  const { words } = frame
  return html`<!doctype html>
<html lang="${words.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${frame.title} · ${words.site.name}</title>
${frame.description && html`<meta name="description" content="${frame.description}">`}
${frame.head}
${frame.noIndex && html`<meta name="robots" content="noindex">`}
${frame.canonical && html`<link rel="canonical" href="${frame.canonical}">`}
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${frame.accent === undefined ? styleHref : accentedStyleHref(frame.accent)}">
${frame.script && html`<script src="${frame.script}" defer></script>`}
</head>
<body${frame.className && html` class="${frame.className}"`}>
<a class="skip" href="#content">${words.skipToContent}</a>
<header class="top"><a class="brand" href="${hrefIn(words, '/')}">${mark}${words.site.name}</a>
${
  frame.otherLanguagePath &&
  html`<nav class="languages" aria-label="${words.languagesLabel}">${words.otherLanguages.map(
    ({ language, name }) =>
      html`<a href="${frame.otherLanguagePath}?lang=${language}" hreflang="${language}" lang="${language}">${name}</a>`,
  )}</nav>`
}</header>
<main id="content" tabindex="-1">
${frame.body}
</main>
<footer class="foot">
<p>${words.site.operator && `${words.runBy(words.site.operator)} `}${words.footer}</p>
<p><a href="${words.site.privacyUrl ?? hrefIn(words, '/privacy')}">${words.privacyLink}</a> · <a href="${hrefIn(words, '/mine')}">${words.share.mine.link}</a>${
    words.site.imprintUrl && html` · <a href="${words.site.imprintUrl}">${words.imprintLink}</a>`
  }${words.site.contact && html` · ${words.contact} ${contactLink(words.site.contact)}`}</p>
</footer>
</body>
</html>`
}

/** A text in paragraphs, with its own line breaks. */
export function paragraphs(text: string): Html[] {
  return text
    .split(/\r?\n[ \t]*\r?\n/)
    .filter(paragraph => paragraph.trim() !== '')
    .map(paragraph => html`<p dir="auto">${paragraph.trim()}</p>`)
}

/** A signature as the public sees it. The caller has checked `listed`. */
export function detailsLine(words: PageWords, details: DetailsView): Html {
  if (details.kind === 'organisation') {
    return html`<p><strong><bdi>${details.organisation ?? details.name}</bdi></strong></p>
${details.listed && representativeOf(details) && html`<p class="soft">${representative(words, details.name, details.occupation)}</p>`}`
  }
  return html`<p><strong><bdi>${details.name}</bdi></strong>${details.occupation && html`, <bdi>${details.occupation}</bdi>`}${
    details.organisation && html`, <bdi>${details.organisation}</bdi>`
  }</p>`
}

export function representative(words: PageWords, name: string, role: string | undefined): string {
  return words.representedBy(isolated(name), role === undefined ? undefined : isolated(role))
}

/**
 * Keeps a right-to-left name from reordering the sentence around it (UAX #9, isolates). Other names stay as they are, so that
 * text copied from the page holds no invisible characters.
 */
export function isolated(text: string): string {
  return /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/.test(text) ? `\u2068${text}\u2069` : text
}

/** How to sign from the chats that are set up; nothing if there is none. */
export function chatCommands(words: PageWords, channels: readonly Channel[]): Html | '' {
  const chats = channels.filter(channel => channel !== 'email' && channel !== 'web')
  if (chats.length === 0) return ''
  return html`<h2>${words.signInChatTitle(chats)}</h2>
<ul class="chats">${chats.map(chat => html`<li>${words.signInChat(chat)} <code class="command">/sign</code></li>`)}</ul>
<p class="small">${words.signInChatNext}</p>`
}

/** Says who collects this, what for, and how to leave. Every page that takes data from somebody has it. */
export function whoCollects(words: PageWords, petition: PublicPetition): Html {
  return html`<p class="small">${words.collectedBy(isolated(petition.organisedBy))}
${petition.contact && html` ${words.contact} ${contactLink(petition.contact)}.`}
${words.howToLeave}</p>`
}

export function contactLink(contact: string): Html {
  if (/^https?:\/\/\S+$/i.test(contact)) {
    return html`<a href="${contact}" rel="noreferrer noopener nofollow">${contact.replace(/^https?:\/\//i, '')}</a>`
  }
  if (/^[^\s@<>]+@[^\s@<>]+$/.test(contact)) {
    return html`<a href="mailto:${mailtoAddress(contact)}">${contact}</a>`
  }
  return html`<bdi>${contact}</bdi>`
}

/** A mailbox as RFC 6068 wants it in a mailto: URL. A plus stays a plus in every email program only if it is encoded. */
export function mailtoAddress(mailbox: string): string {
  return encodeURIComponent(mailbox).replace('%40', '@')
}

/** The address of a page of ours, in the language that the reader chose. */
export function hrefIn({ chosen }: PageWords, path: string): string {
  if (chosen === undefined) return path
  const [, before = path, hash = ''] = /^([^#]*)(#.*)?$/.exec(path) ?? []
  return `${before}${before.includes('?') ? '&' : '?'}lang=${chosen}${hash}`
}

/** A page that says something, with a link to go on. */
export function messagePage(
  words: PageWords,
  message: { title: string; text: string; link?: { href: string; label: string }; extra?: Html },
): Html {
  return layout({
    words,
    title: message.title,
    body: html`<h1>${message.title}</h1>
<p class="lead">${message.text}</p>
${message.extra}
${message.link && html`<p><a href="${hrefIn(words, message.link.href)}">${message.link.label}</a></p>`}`,
  })
}

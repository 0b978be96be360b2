/**
 * A reply as HTML that all email programs show alike: one column of tables, styles on the elements, no script, and nothing to load, because
 * pictures come with the email. The style sheet only changes colours for dark mode; programs that drop it show the light ones. All text is
 * escaped, and `dir="auto"` gives each piece its own direction.
 */
import {
  type Accent,
  accentOn,
  type Block,
  isList,
  ourAccent,
  type Paragraph,
  type Reply,
  type Run,
} from '../../../core/channel.ts'
import { RepeatedTexts } from './repeated-texts.ts'

const ink = '#1b1a17'
const faint = '#625e55'
const rule = '#d9d4c7'
const paper = '#fbfaf6'
const panel = '#f2ede1'

const font = "font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"
const letters =
  "font-family:'Iowan Old Style','Palatino Linotype',Palatino,Charter,Georgia,'Times New Roman',serif"
/** The serif for statements and names, as on the pages. */
const serif = `${letters};font-size:18px`
const body = `${font};font-size:16px;line-height:1.5;color:${ink}`

/** The rules of dark mode. */
function darkRules({ accent, on }: Accent): string {
  return [
    '.u-page{background-color:#161513!important}',
    '.u-ink,.u-ink td,.u-ink th{color:#ece8de!important}',
    '.u-faint,.u-ink th.u-faint{color:#aaa497!important}',
    `.u-panel{background-color:#25221d!important;border-color:${accent}!important}`,
    '.u-rule{border-color:#38352f!important}',
    `.u-link{color:${accent}!important}`,
    `.u-button{background-color:${accent}!important;color:${on}!important}`,
  ].join('')
}

const wrapAnywhere = 'overflow-wrap:anywhere;word-break:break-word'

/** Links of one email. `at` is the block's position in the reply. */
export interface MailLinks {
  /** The mailto: link of a command. */
  command(command: string): string
  /** The Content-ID of a picture. */
  picture(at: number): string
}

const colours = new RepeatedTexts<{ accent: string; dark: string }>()

export function mailHtml(reply: Reply, links: MailLinks): string {
  const own = reply.accent ?? ourAccent
  const { accent, dark } = colours.of(own, () => ({
    accent: accentOn(own, 'light').accent,
    dark: darkRules(accentOn(own, 'dark')),
  }))
  return [
    `<!doctype html><html lang="${reply.language}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    '<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">',
    // iOS would link dates, and numbers as telephone numbers.
    '<meta name="format-detection" content="telephone=no,date=no,address=no,email=no,url=no">',
    `<title>${escapeHtml(reply.subject)}</title>`,
    `<style>:root{color-scheme:light dark}@media (prefers-color-scheme:dark){${dark}}</style></head>`,
    `<body class="u-page" style="margin:0;padding:0;background-color:${paper}">`,
    `<table role="presentation" class="u-page" width="100%" cellspacing="0" cellpadding="0" border="0" style="background-color:${paper}">`,
    '<tr><td align="center" style="padding:24px 16px">',
    `<table role="presentation" class="u-ink" width="100%" cellspacing="0" cellpadding="0" border="0" style="max-width:600px;text-align:start;${body}"><tr><td>`,
    ...reply.blocks.map((block, at) => htmlOf(block, { at, links, accent })).filter(html => html !== ''),
    '</td></tr></table></td></tr></table></body></html>',
    '',
  ].join('\n')
}

interface Place {
  /** The block's position in the reply. */
  at: number
  links: MailLinks
  accent: string
}

function htmlOf(block: Block, { at, links, accent }: Place): string {
  switch (block.kind) {
    case 'title':
      return `<h1 class="u-ink" dir="auto" style="margin:0 0 16px;${letters};font-size:26px;font-weight:400;line-height:1.25;${wrapAnywhere}">${escapeLines(block.text)}</h1>`
    case 'form-button':
    case 'file':
      return ''
    case 'image':
      return imageHtml(block, links.picture(at))
    case 'progress':
    case 'paragraph':
      return `<p dir="auto" style="margin:0 0 16px;${wrapAnywhere}">${escapeLines(block.text)}</p>`
    case 'quote':
      return [
        `<blockquote class="u-panel" dir="auto" style="margin:0 0 16px;padding:12px 16px;border-inline-start:4px solid ${accent};background-color:${panel};${serif};${wrapAnywhere}">`,
        `${escapeLines(block.text)}</blockquote>`,
      ].join('')
    case 'statement':
      return [
        `<blockquote class="u-panel" dir="auto" style="margin:0 0 16px;padding:16px 16px 4px;border-inline-start:4px solid ${accent};background-color:${panel};${serif};${wrapAnywhere}">`,
        ...block.paragraphs.map((paragraph, at) =>
          paragraphHtml(paragraph, block.paragraphs[at + 1], accent),
        ),
        '</blockquote>',
      ].join('\n')
    case 'facts':
      return [
        `<table role="presentation" width="100%" cellspacing="0" cellpadding="0" border="0" style="margin:0 0 16px;${body}" class="u-ink">`,
        ...block.facts.map(factHtml),
        '</table>',
      ].join('\n')
    case 'link':
      return `<p dir="auto" style="margin:0 0 16px;${wrapAnywhere}">${anchor(block.url, block.label, accent)}</p>`
    case 'command-button':
      return `<p dir="auto" style="margin:0 0 16px;${wrapAnywhere}">${anchor(links.command(block.command), block.label, accent)}</p>`
    case 'button':
      return [
        '<table role="presentation" cellspacing="0" cellpadding="0" border="0" style="margin:0 0 8px"><tr>',
        `<td class="u-button" bgcolor="${accent}" style="border-radius:2px;background-color:${accent}">`,
        `<a href="${href(block.url)}" class="u-button" style="display:inline-block;padding:14px 24px;border-radius:2px;background-color:${accent};${font};font-size:18px;line-height:1.3;font-weight:600;color:#ffffff;text-decoration:none">${escapeHtml(block.label)}</a>`,
        '</td></tr></table>',
        // For programs that hide the button, and for people who want to see where it leads.
        `<p class="u-faint" dir="ltr" style="margin:0 0 16px;font-size:13px;color:${faint};word-break:break-all">${anchor(block.url, block.url, accent)}</p>`,
      ].join('\n')
    case 'small':
      return `<p class="u-faint u-rule" dir="auto" style="margin:24px 0 0;padding-top:12px;border-top:1px solid ${rule};font-size:13px;color:${faint};${wrapAnywhere}">${escapeLines(block.text)}</p>`
  }
}

/** Marks are written as text, because programs set lists too differently, and one that quotes us would lose the numbers. */
function paragraphHtml(paragraph: Paragraph, next: Paragraph | undefined, accent: string): string {
  const { runs, mark, depth } = paragraph
  const below = isList(paragraph, next) ? 4 : 12
  const inward = depth * 24
  const hanging = mark === undefined ? '' : ';text-indent:-24px'
  // The mark is as wide as its lines are indented, except in Outlook, which knows no inline blocks.
  const before =
    mark === undefined
      ? ''
      : `<span style="display:inline-block;min-width:20px;text-indent:0">${mark}</span> `
  return `<p style="margin:0 0 ${below}px;padding-inline-start:${inward}px${hanging}">${before}${runs.map(run => runHtml(run, accent)).join('')}</p>`
}

function runHtml({ text, strong, emphasis, href }: Run, accent: string): string {
  let html = escapeLines(text)
  if (emphasis) html = `<em>${html}</em>`
  if (strong) html = `<strong>${html}</strong>`
  // The reader of statements lets only harmless schemes through.
  if (href !== undefined)
    html = `<a href="${escapeHtml(href)}" class="u-link" rel="nofollow noopener noreferrer" style="color:${accent};text-decoration:underline">${html}</a>`
  return html
}

function factHtml({ label, value }: { label: string; value: string }): string {
  return [
    `<tr><th class="u-faint" align="start" valign="top" style="padding:2px 0;padding-inline-end:12px;font-weight:400;white-space:nowrap;text-align:start;color:${faint}">${escapeHtml(label)}</th>`,
    `<td dir="auto" valign="top" width="100%" style="padding:2px 0;${wrapAnywhere}">${escapeLines(value)}</td></tr>`,
  ].join('')
}

const COLUMN = 600

/**
 * The words of a picture are repeated below it, because some programs cut the alternative text at the box, or show none. A screen reader
 * reads them once.
 */
function imageHtml({ alt, png }: Block & { kind: 'image' }, cid: string): string {
  const width = Math.min(COLUMN, widthOf(png) ?? COLUMN)
  return [
    // Outlook reads the attribute and ignores max-width.
    `<img src="cid:${escapeHtml(cid)}" alt="${escapeHtml(alt)}" width="${width}" style="display:block;width:100%;max-width:${width}px;height:auto;border:0;margin:0 0 8px">`,
    `<p class="u-faint" dir="auto" aria-hidden="true" style="margin:0 0 16px;font-size:14px;color:${faint};${wrapAnywhere}">${escapeLines(alt)}</p>`,
  ].join('\n')
}

/** Pixels, from the header chunk, which comes first (PNG specification, 5.6 and 11.2.1). */
function widthOf(png: Uint8Array): number | undefined {
  const width = png.byteLength < 24 ? 0 : new DataView(png.buffer, png.byteOffset).getUint32(16)
  return width === 0 ? undefined : width
}

function anchor(url: string, label: string, accent: string): string {
  return `<a href="${href(url)}" class="u-link" style="color:${accent};text-decoration:underline">${escapeHtml(label)}</a>`
}

/** Links come from core, never from a signer, so any other scheme is a bug of ours. */
function href(url: string): string {
  if (!/^(?:https?:\/\/|mailto:[^?]*\?subject=)/.test(url)) throw new Error('a link of a reply is not http')
  return escapeHtml(url)
}

function escapeLines(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map(escapeHtml)
    .join('<br>\n')
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, sign => entities[sign] ?? sign)
}

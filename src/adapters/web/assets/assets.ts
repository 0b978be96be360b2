/** The files that pages need: a style, an icon, a small script, and the script of the trial desk. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

/** The style in the order of its files: a later one may change what an earlier one says. */
const sheets = ['ground', 'forms', 'statement', 'home', 'trial', 'poster', 'act', 'names', 'beside', 'print']

/** Without comments, indentation and the ends of most lines, which are a fifth of it. */
export const style = sheets
  .map(sheet => readFileSync(new URL(`./style/${sheet}.css`, import.meta.url), 'utf8'))
  .join('')
  .replace(/\/\*.*?\*\//gs, '')
  .replace(/\s*\n\s*/g, '\n')
  .replace(/(?<=[{};])\n/g, '')
/** This script copies addresses, and keeps the number live. */
export const script = readFileSync(new URL('./page-client.js', import.meta.url), 'utf8')
export const trialScript = readFileSync(new URL('../trial/trial-client.js', import.meta.url), 'utf8')

/** Named by their content, so that browsers may keep them for good. */
export const styleHref = `/style/${versionOf(style)}.css`
export const scriptHref = `/script/${versionOf(script)}.js`

/** The style with a petition's own colour. */
export function accentedStyleHref(accent: string): string {
  return `/style/${versionOf(style)}-${accent.slice(1)}.css`
}

function versionOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12)
}

export const favicon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect width="24" height="24" rx="5.5" fill="#8c1d18"/><g fill="none" stroke="#fff" stroke-linecap="round"><path d="M5.5 18.5h13" stroke-width="1.8"/><path d="M8 5.5v5.2a4 4 0 0 0 8 0V5.5" stroke-width="2.1"/></g></svg>'

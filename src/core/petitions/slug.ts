import { commandNames, commandRow } from '../commands.ts'

const commandArguments = new Set([
  ...'today tomorrow tonight demain noon on now at page'.split(' '),
  ...commandNames.flatMap(name => commandRow(name).takes.flatMap(({ choices = [] }) => choices)),
])

/** Letters that removing accents does not turn into ASCII. */
const spelledOut: Readonly<Record<string, string>> = { œ: 'oe', æ: 'ae', ß: 'ss', ø: 'o', ł: 'l', đ: 'd' }

/** `Fair training: no consent, no deal` → `fair-training-no-consent-no-deal`. At most 59 characters. */
export function slugOf(title: string): string {
  const slug = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[œæßøłđ]/g, letter => spelledOut[letter] ?? letter)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, 50)
    .replace(/-+$/, '')
  // A command would read these as something other than a slug: "stats week", "hide 12". `confirm` with a
  // number behind it would look like one of our addresses.
  const reserved =
    slug === '' ||
    /^(confirm|manage|bounce)(-|$)/.test(slug) ||
    /^[\d-]+$/.test(slug) ||
    commandNames.some(name => name === slug) ||
    commandArguments.has(slug)
  return reserved ? `petition-${slug}`.replace(/-$/, '') : slug
}

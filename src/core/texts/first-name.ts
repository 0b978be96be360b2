import type { DetailsView } from '../channel.ts'

/** Titles and articles before a name, in lower case, in the languages that we meet most. */
const titles = new Set(
  (
    'mr mrs ms mx miss mister madam sir dame lord lady dr doctor prof professor rev reverend father sister brother ' +
    'saint st captain capt dj mc the el la le les los las der die das van von de di da del al bin ibn abu ' +
    'm mme mlle monsieur madame mademoiselle maître docteur professeur père soeur sœur frère ' +
    'herr frau señor señora don doña dom sr sra signor signora'
  ).split(' '),
)

const greetable =
  /^(?=\p{Lu})[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{M}]+(?:[-'’][\p{L}\p{M}]+)?$/u
const otherNames = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{M}'’. -]+$/u

/** Marks that only Vietnamese, which puts the family name first, has on vowels. Matched in NFD. */
const vietnamese = /[\u0302\u0306][\u0300\u0301\u0303]|[\u0323\u0309\u031b]/u

/**
 * The name to greet somebody by. Undefined if it would be a guess: for organisations, names of one word, stage names, initials, titles, and
 * scripts and languages that put the family name first.
 */
export function firstName(details: DetailsView): string | undefined {
  if (details.kind === 'organisation') return undefined
  const [first, ...rest] = details.name.trim().split(/\s+/u)
  if (first === undefined || rest.length === 0 || rest.length > 4) return undefined
  if (first.length < 2 || first.length > 20 || titles.has(first.toLowerCase())) return undefined
  if (!greetable.test(first) || !otherNames.test(rest.join(' '))) return undefined
  return vietnamese.test(details.name.normalize('NFD')) ? undefined : first
}

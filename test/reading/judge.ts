/** Compares what an email led to with what a careful reader understands. */
import type { MadeEmail, MadeIn, Outcome } from './made.ts'

/** Details as they were shown to the sender. */
export interface ShownDetails {
  kind: 'person' | 'organisation'
  name: string
  occupation: string | null
  organisation: string | null
  listed: boolean
}

export interface Heard {
  outcome: Outcome
  details?: ShownDetails
  /** The details are published already: nobody is asked to confirm them. */
  atOnce?: boolean
}

/** `shown`: wrong, but the answer shows it, and nothing has happened yet. */
export type Verdict = 'right' | 'shown' | 'harmful'

export interface Judged extends MadeIn {
  verdict: Verdict
  why: string
}

export function judge(made: MadeEmail, heard: Heard): Pick<Judged, 'verdict' | 'why'> {
  const { outcome, details, atOnce = false } = heard
  const wrongly = atOnce ? 'harmful' : 'shown'
  if (made.harm.includes(outcome)) return { verdict: 'harmful', why: outcome }
  const published = details === undefined ? '' : publishedOf(details)
  // An offer claims nothing, and a signer has the same button.
  const isOffered = outcome === 'offered'
  const leaked =
    isOffered && !made.right.outcome.includes('asked')
      ? undefined
      : made.neverPublished?.find(words => published.includes(words))
  if (leaked !== undefined) return { verdict: 'harmful', why: `would publish “${leaked}”: ${published}` }
  if (isOffered && made.right.outcome.includes('not a signature')) return { verdict: 'right', why: outcome }
  if (!made.right.outcome.includes(isOffered ? 'asked' : outcome))
    return { verdict: wrongly, why: [outcome, published].filter(Boolean).join(': ') }
  const wrong =
    isOffered || outcome === 'asked' || outcome === 'corrected'
      ? wrongDetails(made.right, details)
      : undefined
  return wrong === undefined ? { verdict: 'right', why: outcome } : { verdict: wrongly, why: wrong }
}

function publishedOf({ kind, name, occupation, organisation, listed }: ShownDetails): string {
  // An organisation is shown even if its representative is not.
  if (!listed) return kind === 'organisation' ? (organisation ?? name) : ''
  return [name, occupation, organisation].filter(Boolean).join(', ')
}

function wrongDetails(right: MadeEmail['right'], details: ShownDetails | undefined): string | undefined {
  const { name, rest, kind = 'person', listed = true } = right
  if (name === undefined) return undefined
  if (details === undefined) return 'shows no details'
  const { occupation, organisation } = details
  const shown = `${details.kind}: ${publishedOf({ ...details, listed: true })}`
  if (details.kind !== kind) return shown
  if (!name.includes(kind === 'organisation' ? (organisation ?? details.name) : details.name)) return shown
  const said = wordsOf(`${occupation ?? ''} ${organisation ?? ''}`)
  if (kind === 'person' && rest !== undefined && !rest.some(one => wordsOf(one) === said)) return shown
  if (kind === 'person' && details.listed !== listed)
    return `${listed ? 'would not be' : 'would be'} listed: ${shown}`
  return undefined
}

/** Small words that stand between an occupation and an organisation, in the seven languages. */
const between = new Set(
  [
    ['at', 'of', 'the', 'for', 'from'],
    ['der', 'die', 'das', 'dem', 'am', 'an', 'im', 'bei', 'beim', 'aus'],
    ['à', 'au', 'du', 'de', 'des', 'la', 'le', 'les'],
    ['en', 'el', 'del', 'en', 'una'],
    ['di', 'da', 'del', 'della', 'dell', 'presso', 'il', 'lo'],
    ['bij', 'van', 'het', 'een'],
    ['do', 'na', 'no', 'em', 'o', 'a'],
  ].flat(),
)

/** Without punctuation, case and those small words: what is left must be the same. */
function wordsOf(text: string): string {
  const words = text.toLowerCase().match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
  return words.filter(word => !between.has(word)).join(' ')
}

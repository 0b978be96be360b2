import type { InsteadOfFile, Reply } from './channel.ts'

/** The numbers that are drawn for an organiser, as plain data in finished words. The picture writes numbers as `language` does. */
export interface Picture {
  /** BCP 47. */
  language: string
  title: string
  subtitle: string
  overTime: {
    title: string
    unit: 'hour' | 'day' | 'week' | 'month'
    /** A channel each. `at`: the beginning of UTC's hour, day, week or month, ISO 8601; one without signatures may be missing. */
    series: { label: string; points: { at: string; count: number }[] }[]
  }
  /** `note`: in small letters below the label. `aside`: beside the way and not on it, such as "withdrew"; drawn in grey. */
  funnel: { title: string; steps: { label: string; count: number; note?: string; aside?: true }[] }
  goal?: { label: string; count: number; target: number }
  /** `#rrggbb`, if the petition has its own. */
  accent?: string
  /** Replaces a text of which nothing can be drawn. */
  undrawable: string
  bars: { title: string; rows: { label: string; count: number }[]; more?: string }[]
}

/** The picture of a shared link, 1200 × 630: the statement or its title, the number, a few names. */
export interface SharePicture {
  kind: 'share'
  title: string
  /** In plain words, if it is short enough to be the picture. */
  statement?: string
  /** "4,213 signatures" */
  count: string
  /** How much of the goal is reached, 1 for all of it. */
  goal?: number
  /** Those the organiser features, at most three. */
  names: string[]
  /** The organiser's name. */
  organiser: string
  site: string
  /** `#rrggbb`, if the petition has its own. */
  accent?: string
}

export type Drawing = Picture | SharePicture

/** A reply whose pictures and files are made when it is sent. */
export type ComposedReply = Omit<Reply, 'blocks'> & {
  blocks: (
    | Reply['blocks'][number]
    | { kind: 'picture'; name: string; alt: string; picture: Picture }
    | { kind: 'export'; name: string; petitionId: string; format: 'csv' | 'json'; instead: InsteadOfFile }
  )[]
}

/**
 * What the organiser's picture shows: plain JSON, every word finished in the reader's language. Counts are numbers, for the
 * picture writes them itself as `language` does.
 */
export interface StatsPicture {
  /** BCP 47; months, days and numbers are written in it */
  language: string
  title: string
  subtitle: string
  overTime: TimeSection
  goal?: Goal
  funnel: FunnelSection
  /** occupations, organisations, communities; a section without rows is left out */
  bars: BarSection[]
  /**
   * Stands for a text that no glyph of ours can draw, such as "(cannot be drawn here)". Its row keeps its bar and its
   * number; without this, the row shows an ellipsis.
   */
  undrawable?: string
}

export type TimeUnit = 'hour' | 'day' | 'week' | 'month'

/** Stacked bars. Best below 120 buckets; up to 400 stay readable. Left out when nothing is counted. */
export interface TimeSection {
  title: string
  unit: TimeUnit
  /** IANA; in whose days and hours the buckets are */
  timeZone: string
  /** Colours go by order, so that a channel keeps its own; there are four, and a fifth series begins again. */
  series: { label: string; points: TimePoint[] }[]
}

/** `at`: ISO 8601, the start of the bucket. Buckets without signatures may be missing. */
export interface TimePoint {
  at: string
  count: number
}

/** Drawn as a bar from nothing to `target`; `label` says it in words, such as "84 % of the goal of 5,000". */
export interface Goal {
  label: string
  count: number
  target: number
}

export interface FunnelSection {
  title: string
  steps: FunnelStep[]
}

export interface FunnelStep {
  label: string
  count: number
  /** in small letters beside the label, or below the bar where there is no room */
  note?: string
  /** beside the way and not on it, such as "withdrawn": drawn in grey */
  aside?: boolean
}

export interface BarSection {
  title: string
  rows: { label: string; count: number }[]
  /** such as "… and 57 more" */
  more?: string
}

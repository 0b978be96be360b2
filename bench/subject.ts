/** The contract between the things that are measured and the program that measures them. */
import type { Ground } from './ground.ts'

export interface Subject {
  /** For `--only`, and for the lines of the table. */
  key: string
  /** The subject whose round it shows a side of. */
  beside?: string
  /** The unit of its figure, such as ` a second` or ` ms`. */
  unit: string
  /** Prepares. The rounds of all subjects then take turns. */
  open(ground: Ground): Promise<Running | Missing>
}

export interface Running {
  /** One figure a round. @throws Error if the counts at the sink and in the tables differ */
  round(): Promise<number>
  /** Stands beside the figure, such as the processor's time. Asked after the last round. */
  notes?(): string[]
}

/** Not on this machine. */
export interface Missing {
  missing: string
}

/** A line of the table: a subject, compared with another one that took its turn in the same round. */
export interface Line {
  work: string
  subject: string
  against: string
  /** Absent: the figure is judged alone. */
  reference?: string
  /** `more`: the ratio, or the figure, should be high; `less`: low. */
  better: 'more' | 'less'
  /** The bound of the ratio, or of the figure. Absent: shown without a bound. */
  floor?: number
  reach?: number
}

import type { Channel } from '../../channel.ts'
import type { Period } from '../../command-names.ts'
import type { DeskStatsArgs } from '../desk-words.ts'

/** Such as `asked 1,734 · answered 1,729`, for people who see no pictures. */
export type Funnel = DeskStatsArgs['funnel']

/** The numbers of a petition: asked for, in a digest, in a room, or because something is unusual. */
export interface NewsSentences {
  readonly within: Readonly<Record<Exclude<Period, 'all'>, string>>
  readonly periods: Readonly<Record<Period, string>>
  /** What a button shows. */
  readonly picture: string
  readonly recent: string
  readonly whoWaits: string

  readonly count: {
    subject(title: string): string
    waiting(n: number): string
    waitingForYou(organisations: string): string
    withdrawn(n: number): string
    removed(n: number): string
    refused(n: number): string
  }
  readonly facts: Readonly<
    Record<
      'byChannel' | 'pace' | 'fromHere' | 'signedBy' | 'occupations' | 'organisations' | 'communities',
      string
    >
  >
  readonly pace: {
    /** `fastest`: the hour of the day in which most signed, and how many. */
    today(n: number, fastest: { hour: string; count: number } | undefined): string
    lastHour(n: number): string
    last24Hours(n: number): string
  }

  readonly stats: {
    subject(title: string): string
    /** Under the title of the picture. */
    total(signatures: string, day: string): string
    confirmed(share: string): string
    /** `84 % of the goal of 5,000`. */
    goal(share: string, goal: number): string
    /** `within` is empty or begins with a space. */
    byChannel(within: string, channels: string): string
    funnel(within: string, steps: string): string
    readonly steps: (funnel: Funnel) => readonly string[]
    /** Between the parts of a sentence. */
    readonly semicolon: string
  }
  /** On the picture. */
  readonly drawn: {
    readonly overTime: Readonly<Record<DeskStatsArgs['unit'], string>>
    readonly funnel: string
    readonly steps: Readonly<Record<'asked' | 'answered' | 'fetched' | 'confirmed' | 'withdrawn', string>>
    byScanners(n: number): string
    readonly occupations: string
    readonly organisations: string
    readonly communities: string
    /** Stands for what no glyph of ours can draw. */
    readonly undrawable: string
  }

  readonly milestone: {
    /** `here`: how many came from this room's server or workspace. */
    title(number: number, here: number): string
    reached(petition: string, signatures: string, goal: boolean): string
  }
  readonly digest: {
    /** `change`: `+12`; `since`: a day, where the time is longer than usual. */
    subject(title: string, change: string, every: 'daily' | 'weekly', since: string | undefined): string
    opening(
      petition: string,
      now: { gained: number; signatures: number; every: 'daily' | 'weekly'; since: string | undefined },
    ): string
    readonly last: string
    readonly stop: string
  }
  readonly alert: {
    readonly subject: string
    readonly nothingDone: string
    /** `from`: a domain of mailboxes, or a community of a channel. `usually`: an hour. */
    burst(n: number, from: { domain: string } | { community: string; channel: Channel | undefined }): string
    usually(n: number): string
    elsewhere(n: number): string
    confirmationsFall(asked: number, domain: string, confirmed: number, usually: string): string
  }
}

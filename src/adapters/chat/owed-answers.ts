/** Keeps track of members whom this process owes an answer, and of what they were told so far. */
import type { Delivery } from '../../core/channel.ts'
import { Remembered } from './remembered.ts'

/** `First`: the result of sending the first message. */
export interface Owed<Place, First> {
  readonly place: Place
  /** The words for "one moment"; absent if another process received the event and says them. */
  readonly oneMoment: (() => string) | undefined
  /** The first message, on its way or arrived. Later messages wait for it. */
  first: Promise<First> | undefined
  /** Whether the answer was given. Nothing older may follow it. */
  told: boolean
  timer: NodeJS.Timeout | undefined
}

/** The number of places whose latest answer is remembered, for a retry that comes late. */
const remembered = 10_000

export class OwedAnswers<Place, First> {
  readonly #oneMomentMs: number
  readonly #sayOneMoment: (place: Place, words: string) => Promise<First>
  readonly #owed = new Map<string, Owed<Place, First>>()
  /** By place, when the delivery it shows was made: milliseconds since 1970. */
  readonly #shown = new Remembered<number>(remembered)

  /** `sayOneMoment` must not throw. */
  constructor(oneMomentMs: number, sayOneMoment: (place: Place, words: string) => Promise<First>) {
    this.#oneMomentMs = oneMomentMs
    this.#sayOneMoment = sayOneMoment
  }

  get(id: string): Owed<Place, First> | undefined {
    return this.#owed.get(id)
  }

  /** Notes that an answer is owed. Forgets it after `forMs`, when the platform takes no answer there any more. */
  owe(id: string, place: Place, forMs: number, oneMoment?: () => string): Owed<Place, First> {
    const owed: Owed<Place, First> = { place, oneMoment, first: undefined, told: false, timer: undefined }
    if (oneMoment !== undefined) owed.timer = setTimeout(() => void this.#oneMoment(owed), this.#oneMomentMs)
    this.#owed.set(id, owed)
    setTimeout(() => {
      if (this.#owed.get(id) === owed) this.leave(id)
    }, forMs).unref()
    return owed
  }

  /** Sends the first message. */
  begin(owed: Owed<Place, First>, say: () => Promise<First>): Promise<First> {
    clearTimeout(owed.timer)
    owed.first = say()
    return owed.first
  }

  /** Ends what is owed: nothing changed, or another process answers. */
  leave(id: string): void {
    clearTimeout(this.#owed.get(id)?.timer)
    this.#owed.delete(id)
  }

  /** Tells everybody who waits "one moment", because the service is stopping. Any process can replace that message with the answer. */
  async hurry(): Promise<void> {
    await Promise.all([...this.#owed.values()].map(owed => this.#oneMoment(owed)))
  }

  /** Whether the place shows something newer: a late retry must not take that back. */
  isOvertaken(id: string, { createdAt }: Delivery): boolean {
    return (this.#shown.get(id) ?? 0) > createdAt.getTime()
  }

  shows(id: string, { createdAt }: Delivery): void {
    this.#shown.set(id, createdAt.getTime())
  }

  async #oneMoment(owed: Owed<Place, First>): Promise<void> {
    const { first, told, oneMoment, place } = owed
    if (first === undefined && !told && oneMoment !== undefined)
      await this.begin(owed, () => this.#sayOneMoment(place, oneMoment()))
  }
}

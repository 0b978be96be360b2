import type { Json } from '../../../src/core/channel.ts'

/** The part of core that a mailbox needs. Its notes outlive a reader, as the database does. */
export class MailboxCore {
  readonly notes = new Map<string, Json>()
  readonly reports: string[] = []
  databaseIsAway = false
  #controllers: AbortController[] = []

  async readNote(_channel: string, name: string): Promise<Json | undefined> {
    if (this.databaseIsAway) throw new Error('database is away')
    const note = this.notes.get(name)
    return note === undefined ? undefined : structuredClone(note)
  }

  async writeNote(_channel: string, name: string, value: Json): Promise<void> {
    if (this.databaseIsAway) throw new Error('database is away')
    this.notes.set(name, structuredClone(value))
  }

  report(part: string, state: string, detail?: string): void {
    this.reports.push(detail === undefined ? `${part} ${state}` : `${part} ${state} ${detail}`)
  }

  hold(_name: string, work: (signal: AbortSignal) => Promise<void>): { stop(): Promise<void> } {
    let stopped = false
    const running = (async () => {
      while (!stopped) {
        const controller = new AbortController()
        this.#controllers.push(controller)
        await work(controller.signal)
      }
    })()
    return {
      stop: async () => {
        stopped = true
        this.loseHold()
        await running
      },
    }
  }

  loseHold(): void {
    for (const controller of this.#controllers.splice(0)) controller.abort()
  }

  note(): { mark: number; pending: number[]; gaps: Json; left: Json } | undefined {
    const [note] = this.notes.values()
    if (typeof note !== 'object' || note === null || Array.isArray(note)) return undefined
    return {
      mark: Number(note.mark),
      pending: Array.isArray(note.pending) ? note.pending.map(Number) : [],
      gaps: note.gaps ?? null,
      left: note.left ?? null,
    }
  }
}

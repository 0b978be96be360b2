import type { Core, Incoming, Json } from '../../../src/core/channel.ts'
import type { PageWords } from '../../../src/core/page-contract.ts'

/** Records what an adapter hands to core, and knows repeats by their key, as the inbox does. */
export class RecordingCore implements Core {
  readonly taken: Incoming[] = []
  readonly failures: { key: string; reason: string }[] = []
  readonly reports: string[] = []
  readonly kept: string[] = []
  repeats = 0
  databaseIsAway = false
  readonly #notes = new Map<string, Json>()

  async receive(incoming: Incoming) {
    if (this.databaseIsAway) throw new Error('database is away')
    if (this.taken.some(({ key }) => key === incoming.key)) {
      this.repeats++
      return { kind: 'repeat' as const }
    }
    this.taken.push(incoming)
    return { kind: 'taken' as const }
  }

  expectMessage() {}

  async failed({ key, reason, atOnce }: { key: string; reason: string; atOnce?: true }) {
    if (this.databaseIsAway) throw new Error('database is away')
    if (atOnce) return this.kept.push(reason) > 0 ? ('parked' as const) : ('again' as const)
    this.failures.push({ key, reason })
    return this.failures.filter(failure => failure.key === key).length >= 3
      ? ('parked' as const)
      : ('again' as const)
  }

  report(part: string, state: string) {
    this.reports.push(`${part} ${state}`)
  }
  async readNote(_channel: string, name: string) {
    return this.#notes.get(name)
  }
  async writeNote(_channel: string, name: string, value: Json) {
    this.#notes.set(name, value)
  }
  hold(_name: string, work: (signal: AbortSignal) => Promise<void>) {
    const controller = new AbortController()
    const working = work(controller.signal)
    return {
      stop: async () => {
        controller.abort()
        await working
      },
    }
  }

  // The email channel uses none of these.
  openPetitions(): never {
    throw new Error('not asked')
  }
  petition = this.openPetitions
  signatories = this.openPetitions
  requestByToken = this.openPetitions
  confirm = this.openPetitions
  refuse = this.openPetitions
  signatureByToken = this.openPetitions
  correct = this.openPetitions
  withdraw = this.openPetitions
  erase = this.openPetitions
  namablePetitions = this.openPetitions
  atOnce = this.openPetitions
  form = this.openPetitions
  homeAtOnce = this.openPetitions
  home = this.openPetitions
  nameCommunity = this.openPetitions
  installation = this.openPetitions
  keepInstallation = this.openPetitions
  dropInstallation = this.openPetitions
  linkFetched = this.openPetitions
  exportByToken = this.openPetitions
  featured = this.openPetitions
  checkForm = this.openPetitions
  languageOf = this.openPetitions
  chatWords = this.openPetitions
  pageWords(): PageWords {
    throw new Error('not asked')
  }
}

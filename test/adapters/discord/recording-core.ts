/** Core as the adapter sees it: keeps what it is given, answers what the test wishes, remembers notes, holds names. */
import { randomUUID } from 'node:crypto'
import {
  type Adapter,
  type Core,
  type Delivery,
  type Incoming,
  type Json,
  type Log,
  type OpenPetition,
  PermanentFailure,
  type Received,
  type Reply,
} from '../../../src/core/channel.ts'
import { createForm, signForm } from '../../../src/core/forms.ts'
import { speaks, textsOf } from '../../../src/core/texts/texts.ts'

export const fair: OpenPetition = {
  slug: 'fair',
  title: 'Fair training',
  policy: 'account',
  organisations: true,
}

export class RecordingCore implements Core {
  readonly received: Incoming[] = []
  readonly reports: string[] = []
  readonly notes: Map<string, Json>
  open: OpenPetition[] = [fair]
  /** What receiving does; by default everything new is taken. */
  onReceive: (incoming: Incoming) => Promise<Received> = async () => ({ kind: 'taken' })
  readonly #terms = new Set<AbortController>()
  readonly #seen = new Set<string>()

  /** Two replicas share their notes. */
  constructor(notes = new Map<string, Json>()) {
    this.notes = notes
  }

  async receive(incoming: Incoming): Promise<Received> {
    this.received.push(incoming)
    if (this.#seen.has(incoming.key)) return { kind: 'repeat' }
    this.#seen.add(incoming.key)
    return this.onReceive(incoming)
  }

  report(part: string, state: 'up' | 'down' | 'standby', detail?: string): void {
    this.reports.push([part, state, ...(detail === undefined ? [] : [detail])].join(' '))
  }

  async readNote(_: string, name: string): Promise<Json | undefined> {
    return this.notes.get(name)
  }

  async writeNote(_: string, name: string, value: Json): Promise<void> {
    this.notes.set(name, value)
  }

  hold(_: string, work: (signal: AbortSignal) => Promise<void>): { stop(): Promise<void> } {
    const term = new AbortController()
    this.#terms.add(term)
    const working = work(term.signal)
    return {
      stop: async () => {
        term.abort()
        await working
      },
    }
  }

  /** The hold is lost, as when the database is away. */
  lose(): void {
    for (const term of this.#terms) term.abort()
  }

  openPetitions = () => this.open
  signForm: Core['signForm'] = (slug, prefill) => {
    const petition =
      slug === undefined
        ? this.open.length === 1
          ? this.open[0]
          : undefined
        : this.open.find(p => p.slug === slug)
    return petition && signForm(petition, prefill)
  }
  createForm = createForm
  checkForm = () => []
  languageOf = (tag: string | undefined) => speaks(tag ?? '') ?? 'en'
  chatWords: Core['chatWords'] = language => textsOf(language).chat

  failed = notAsked
  petition = notAsked
  signatories = notAsked
  requestByToken = notAsked
  confirm = notAsked
  refuse = notAsked
  signatureByToken = notAsked
  correct = notAsked
  withdraw = notAsked
  erase = notAsked
  pageWords = (): never => {
    throw new Error('an adapter of a chat has no pages')
  }
}

async function notAsked(): Promise<never> {
  throw new Error('the Discord adapter has no business here')
}

/** Every line that was logged, as one text. */
export class RecordingLog implements Log {
  readonly lines: string[] = []
  readonly #keep = (fields: object, message: string) => {
    this.lines.push(`${message} ${JSON.stringify(fields)}`)
  }
  debug = this.#keep
  info = this.#keep
  warn = this.#keep
  error = this.#keep
}

export function reply(subject: string, blocks: Reply['blocks'] = []): Reply {
  return { language: 'en', subject, blocks }
}

let made = Date.UTC(2026, 10, 23)

/** Deliveries of later calls are later. */
export function delivery(incoming: Incoming, content: Reply): Delivery {
  made += 1000
  return {
    id: randomUUID(),
    place: incoming.place,
    reply: content,
    answerTo: { kind: 'service' },
    createdAt: new Date(made),
  }
}

/** What the queue does after the commit: sends, and tries again. Resolves with the error of the last try, if any. */
export async function sendWithRetries(adapter: Adapter, one: Delivery, tries = 5): Promise<unknown> {
  try {
    await adapter.send(one)
    return undefined
  } catch (error) {
    if (tries <= 1 || error instanceof PermanentFailure) return error
    await new Promise(resolve => setTimeout(resolve, 300))
    return sendWithRetries(adapter, one, tries - 1)
  }
}

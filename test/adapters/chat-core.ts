/** Core as the adapter of a chat sees it: records what it receives, answers as the test wishes, holds leases. */
import {
  type Adapter,
  type Core,
  type Delivery,
  type Incoming,
  type Log,
  type OpenPetition,
  PermanentFailure,
  type Received,
  type Reply,
} from '../../src/core/channel.ts'
import { speaks, textsOf } from '../../src/core/texts/texts.ts'

export const fair: OpenPetition = {
  slug: 'fair',
  title: 'Fair training',
  policy: 'account',
  organisations: true,
}

export abstract class ChatCore implements Core {
  readonly received: Incoming[] = []
  readonly reports: string[] = []
  /** Each time a server or workspace was named: its id and name. */
  readonly named: string[][] = []
  open: OpenPetition[] = [fair]
  /** Receives an event; by default takes everything new. */
  onReceive: (incoming: Incoming) => Promise<Received> = async () => ({ kind: 'taken' })
  readonly #terms = new Set<AbortController>()
  readonly #seen = new Set<string>()

  async receive(incoming: Incoming): Promise<Received> {
    this.received.push(incoming)
    if (this.#seen.has(incoming.key)) return { kind: 'repeat' }
    this.#seen.add(incoming.key)
    return this.onReceive(incoming)
  }

  report(part: string, state: 'up' | 'down' | 'standby', detail?: string): void {
    this.reports.push([part, state, ...(detail === undefined ? [] : [detail])].join(' '))
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

  abstract atOnce: Core['atOnce']
  abstract form: Core['form']
  openPetitions = () => this.open
  namablePetitions: Core['namablePetitions'] = () => this.open
  checkForm: Core['checkForm'] = () => []
  nameCommunity: Core['nameCommunity'] = async (_, tenant, name) => {
    this.named.push([tenant, name])
  }
  languageOf = (tag: string | undefined) => speaks(tag ?? '') ?? 'en'
  chatWords: Core['chatWords'] = language => textsOf(language).chat

  // Only some chats ask these; their cores answer.
  readNote: Core['readNote'] = notAsked
  writeNote: Core['writeNote'] = notAsked
  installation: Core['installation'] = notAsked
  keepInstallation: Core['keepInstallation'] = notAsked
  dropInstallation: Core['dropInstallation'] = notAsked
  homeAtOnce: Core['homeAtOnce'] = never
  home: Core['home'] = notAsked
  // No chat asks these.
  linkFetched = never
  pageWords = never
  exportByToken = notAsked
  expectMessage = notAsked
  failed = notAsked
  petition = notAsked
  signatories = notAsked
  featured = notAsked
  requestByToken = notAsked
  confirm = notAsked
  refuse = notAsked
  signatureByToken = notAsked
  correct = notAsked
  withdraw = notAsked
  erase = notAsked
}

function never(): never {
  throw new Error('the adapter of this chat has no business here')
}

async function notAsked(): Promise<never> {
  never()
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

/** Sends and tries again, as the queue does after the commit. Resolves with the error of the last try, if any. */
export async function sendWithRetries(adapter: Adapter, one: Delivery, tries = 10): Promise<unknown> {
  try {
    await adapter.send(one)
    return undefined
  } catch (error) {
    if (tries <= 1 || error instanceof PermanentFailure) return error
    await new Promise(resolve => setTimeout(resolve, 150))
    return sendWithRetries(adapter, one, tries - 1)
  }
}

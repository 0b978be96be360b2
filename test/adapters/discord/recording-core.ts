/** Core as the adapter sees it: keeps what it is given, answers what the test wishes, remembers notes, holds names. */
import { randomUUID } from 'node:crypto'
import {
  type Adapter,
  type AtOnce,
  type Core,
  type Delivery,
  type Form,
  type Incoming,
  type Json,
  type Log,
  type OpenPetition,
  PermanentFailure,
  type Received,
  type Reply,
} from '../../../src/core/channel.ts'
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
  namablePetitions: Core['namablePetitions'] = () => this.open
  /** What is answered at once; by default forms for `sign` and `create`, a sentence for `help`. */
  atOnce: Core['atOnce'] = ({ words, petition }, asker): AtOnce | undefined => {
    const chat = this.chatWords(asker.language)
    const form = (id: string) => this.form(id, asker)
    if (words === 'create') return form('create')
    if (words === 'help') return { kind: 'say', reply: sentenceOf(asker.language, chat.commands.help) }
    if (words !== 'sign') return undefined
    const [first, ...others] = this.open
    if (petition !== undefined) return form(`sign:${petition}`)
    if (first === undefined) return { kind: 'say', reply: sentenceOf(asker.language, chat.nothingOpen) }
    if (others.length === 0) return form(`sign:${first.slug}`)
    const buttons = this.open.slice(0, 25).map(({ slug, title }) => ({
      kind: 'form-button' as const,
      label: title,
      form: `sign:${slug}`,
    }))
    return { kind: 'say', reply: { language: asker.language, subject: chat.whichPetition, blocks: buttons } }
  }
  form: Core['form'] = (id, asker) => {
    if (id === 'create') return { kind: 'form', form: createForm }
    const petition = this.open.find(({ slug }) => id === `sign:${slug}`)
    if (petition !== undefined) return { kind: 'form', form: signForm(petition, asker.name) }
    return { kind: 'say', reply: sentenceOf(asker.language, this.chatWords(asker.language).noSuchPetition) }
  }
  checkForm: Core['checkForm'] = () => []
  /** Each time a server was named: its id and name. */
  readonly named: string[][] = []
  nameCommunity: Core['nameCommunity'] = async (_, tenant, name) => {
    this.named.push([tenant, name])
  }
  languageOf = (tag: string | undefined) => speaks(tag ?? '') ?? 'en'
  chatWords: Core['chatWords'] = language => textsOf(language).chat

  homeAtOnce = (): never => {
    throw new Error('Discord has no Home')
  }
  linkFetched = (): never => {
    throw new Error('a link is nothing of a chat’s')
  }
  home = notAsked
  featured = notAsked
  installation = notAsked
  keepInstallation = notAsked
  dropInstallation = notAsked
  exportByToken = notAsked
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

function sentenceOf(language: Reply['language'], text: string): Reply {
  return { language, subject: '', blocks: [{ kind: 'paragraph', text }] }
}

/** Fields of each kind; which there are is core's business. */
function signForm({ slug, title }: OpenPetition, name: string | undefined): Form {
  const ways = [
    { value: 'myself', label: 'Myself' },
    { value: 'counted', label: 'Count me only' },
  ]
  return {
    id: `sign:${slug}`,
    title: `Sign: ${title}`,
    submit: 'Go on',
    fields: [
      {
        name: 'name',
        label: 'Name',
        required: true,
        input: { kind: 'line', maxLength: 200, ...(name === undefined ? {} : { value: name }) },
      },
      { name: 'occupation', label: 'What you do', required: false, input: { kind: 'line', maxLength: 200 } },
      {
        name: 'way',
        label: 'Signing as',
        required: true,
        input: { kind: 'choice', value: 'myself', options: ways },
      },
    ],
  }
}

const createForm: Form = {
  id: 'create',
  title: 'Start a petition',
  submit: 'Start it',
  fields: [
    { name: 'title', label: 'Title', required: true, input: { kind: 'line', maxLength: 200 } },
    {
      name: 'text',
      label: 'Statement',
      hint: 'It is fixed once somebody has signed.',
      required: true,
      input: { kind: 'text', maxLength: 4000 },
    },
  ],
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
export function delivery({ place }: { place: Json }, content: Reply): Delivery {
  made += 1000
  return {
    id: randomUUID(),
    place,
    reply: content,
    answerTo: { kind: 'service' },
    createdAt: new Date(made),
    unasked: false,
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

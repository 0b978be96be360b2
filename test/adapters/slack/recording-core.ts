/** Core as the adapter sees it: keeps what it is given, answers what the test wishes, holds names and installations. */
import { randomUUID } from 'node:crypto'
import {
  type Adapter,
  type Asker,
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
  readonly named: string[][] = []
  readonly asked: Asker[] = []
  readonly installations: Map<string, Json>
  open: OpenPetition[] = [fair]
  /** What receiving does; by default everything new is taken. */
  onReceive: (incoming: Incoming) => Promise<Received> = async () => ({ kind: 'taken' })
  /** How long the database takes for an installation. */
  installationMs = 0
  signed = 'nothing yet'
  readonly #terms = new Set<AbortController>()
  readonly #seen = new Set<string>()

  /** Two replicas share their installations. */
  constructor(installations = new Map<string, Json>()) {
    this.installations = installations
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
  atOnce: Core['atOnce'] = ({ words }, asker): AtOnce | undefined => {
    this.asked.push(asker)
    const [command, slug] = words.split(' ')
    if (words === 'create') return { kind: 'form', form: createForm }
    if (command !== 'sign') return undefined
    const [first, ...others] = slug === undefined ? this.open : this.open.filter(one => one.slug === slug)
    if (first === undefined)
      return { kind: 'say', reply: { ...reply('No such petition'), language: asker.language } }
    if (others.length === 0) return { kind: 'form', form: signForm(first, asker) }
    const blocks = this.open.map(one => ({
      kind: 'form-button' as const,
      label: one.title,
      form: `sign:${one.slug}`,
    }))
    return { kind: 'say', reply: reply('Which one?', blocks) }
  }
  form: Core['form'] = (id, asker) => {
    this.asked.push(asker)
    const petition = this.open.find(one => id === `sign:${one.slug}`)
    if (petition !== undefined) return { kind: 'form', form: signForm(petition, asker) }
    const text = this.chatWords(asker.language).noSuchPetition
    return { kind: 'say', reply: { ...reply('', [{ kind: 'paragraph', text }]), language: asker.language } }
  }
  checkForm: Core['checkForm'] = (_, { name }, { language }) =>
    name === 'nobody'
      ? [{ field: 'name', problem: language === 'fr' ? 'Un nom, s’il vous plaît.' : 'A name, please.' }]
      : []
  homeAtOnce: Core['homeAtOnce'] = () => home(this.open, undefined)
  home: Core['home'] = async () => home(this.open, this.signed)
  nameCommunity: Core['nameCommunity'] = async (_, tenant, name) => {
    this.named.push([tenant, name])
  }
  installation: Core['installation'] = async (_, tenant) => {
    if (this.installationMs > 0) await new Promise(resolve => setTimeout(resolve, this.installationMs))
    return this.installations.get(tenant)
  }
  keepInstallation: Core['keepInstallation'] = async (_, tenant, installation) => {
    // As the database would: a copy, and only what JSON holds.
    this.installations.set(tenant, JSON.parse(JSON.stringify(installation)))
  }
  dropInstallation: Core['dropInstallation'] = async (_, tenant) => {
    this.installations.delete(tenant)
  }
  languageOf = (tag: string | undefined) => speaks(tag ?? '') ?? 'en'
  chatWords: Core['chatWords'] = language => textsOf(language).chat

  linkFetched = (): never => {
    throw new Error('a link is nothing of a chat’s')
  }
  pageWords = (): never => {
    throw new Error('an adapter of a chat has no pages')
  }
  readNote = notAsked
  writeNote = notAsked
  exportByToken = notAsked
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

async function notAsked(): Promise<never> {
  throw new Error('the Slack adapter has no business here')
}

const createForm: Form = {
  id: 'create',
  title: 'A new petition with quite a long title',
  submit: 'Create it now, for everybody to see',
  fields: [
    { name: 'title', label: 'Title', required: true, input: { kind: 'line', maxLength: 120 } },
    {
      name: 'text',
      label: 'Text',
      hint: 'Verbatim.',
      required: true,
      input: { kind: 'text', maxLength: 4000 },
    },
  ],
}

function signForm({ slug, title }: OpenPetition, { language, name, mailbox }: Asker): Form {
  return {
    id: `sign:${slug}`,
    title: `Sign ${title}`,
    submit: language === 'fr' ? 'Envoyer' : 'Send',
    fields: [
      {
        name: 'name',
        label: language === 'fr' ? 'Nom' : 'Name',
        required: true,
        input: { kind: 'line', maxLength: 100, ...(name === undefined ? {} : { value: name }) },
      },
      {
        name: 'way',
        label: 'Signing as',
        required: true,
        input: {
          kind: 'choice',
          value: 'myself',
          options: [
            { value: 'myself', label: 'Myself' },
            { value: 'counted', label: 'Count me only' },
          ],
        },
      },
      {
        name: 'mailbox',
        label: 'Mailbox',
        required: false,
        input: { kind: 'line', maxLength: 254, ...(mailbox === undefined ? {} : { value: mailbox }) },
      },
    ],
  }
}

function home(open: OpenPetition[], signed: string | undefined): Reply {
  return reply('Petitions', [
    ...open.map(one => ({
      kind: 'form-button' as const,
      label: `Sign ${one.title}`,
      form: `sign:${one.slug}`,
    })),
    ...(signed === undefined ? [] : [{ kind: 'paragraph' as const, text: `You signed: ${signed}` }]),
    { kind: 'command-button', label: 'Withdraw', command: 'unsign fair', danger: true },
  ])
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

let made = 0

/** Deliveries of later calls are later. */
export function delivery(place: Json, content: Reply): Delivery {
  made = Math.max(made + 1, Date.now())
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

/** Core as Slack's adapter sees it: it has a Home, and keeps installations. */
import { randomUUID } from 'node:crypto'
import type {
  Asker,
  AtOnce,
  Core,
  Delivery,
  Form,
  Json,
  OpenPetition,
  Reply,
} from '../../../src/core/channel.ts'
import { ChatCore, reply } from '../chat-core.ts'

export class RecordingCore extends ChatCore {
  readonly asked: Asker[] = []
  readonly installations: Map<string, Json>
  /** How long the database takes for an installation. */
  installationWaits: Promise<void> | undefined
  signed = 'nothing yet'

  /** Two replicas share their installations. */
  constructor(installations = new Map<string, Json>()) {
    super()
    this.installations = installations
  }

  override atOnce: Core['atOnce'] = ({ words }, asker): AtOnce | undefined => {
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
  override form: Core['form'] = (id, asker) => {
    this.asked.push(asker)
    const petition = this.open.find(one => id === `sign:${one.slug}`)
    if (petition !== undefined) return { kind: 'form', form: signForm(petition, asker) }
    const text = this.chatWords(asker.language).noSuchPetition
    return { kind: 'say', reply: { ...reply('', [{ kind: 'paragraph', text }]), language: asker.language } }
  }
  override checkForm: Core['checkForm'] = (_, { name }, { language }) =>
    name === 'nobody'
      ? [{ field: 'name', problem: language === 'fr' ? 'Un nom, s’il vous plaît.' : 'A name, please.' }]
      : []
  override homeAtOnce: Core['homeAtOnce'] = () => home(this.open, undefined)
  override home: Core['home'] = async () => home(this.open, this.signed)
  override installation: Core['installation'] = async (_, tenant) => {
    await this.installationWaits
    return this.installations.get(tenant)
  }
  override keepInstallation: Core['keepInstallation'] = async (_, tenant, installation) => {
    // As the database would: a copy, and only what JSON holds.
    this.installations.set(tenant, JSON.parse(JSON.stringify(installation)))
  }
  override dropInstallation: Core['dropInstallation'] = async (_, tenant) => {
    this.installations.delete(tenant)
  }
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

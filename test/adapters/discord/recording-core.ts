/** Core as Discord's adapter sees it: it also remembers notes. */
import { randomUUID } from 'node:crypto'
import type { AtOnce, Core, Delivery, Form, Json, OpenPetition, Reply } from '../../../src/core/channel.ts'
import { ChatCore } from '../chat-core.ts'

export class RecordingCore extends ChatCore {
  readonly notes: Map<string, Json>

  /** Two replicas share their notes. */
  constructor(notes = new Map<string, Json>()) {
    super()
    this.notes = notes
  }

  override readNote: Core['readNote'] = async (_, name) => this.notes.get(name)
  override writeNote: Core['writeNote'] = async (_, name, value) => {
    this.notes.set(name, value)
  }
  /** Answers at once; by default forms for `sign` and `create`, a sentence for `help`. */
  override atOnce: Core['atOnce'] = ({ words, petition }, asker): AtOnce | undefined => {
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
  override form: Core['form'] = (id, asker) => {
    if (id === 'create') return { kind: 'form', form: createForm }
    const petition = this.open.find(({ slug }) => id === `sign:${slug}`)
    if (petition !== undefined) return { kind: 'form', form: signForm(petition, asker.name) }
    return { kind: 'say', reply: sentenceOf(asker.language, this.chatWords(asker.language).noSuchPetition) }
  }
}

function sentenceOf(language: Reply['language'], text: string): Reply {
  return { language, subject: '', blocks: [{ kind: 'paragraph', text }] }
}

/** Fields of each kind; core decides which a real form has. */
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

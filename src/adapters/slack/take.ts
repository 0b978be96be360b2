/** Takes what somebody did: acknowledges it, answers at once what can be, and hands the rest to core. */
import {
  type Act,
  type Asker,
  type AtOnce,
  type Command,
  type Core,
  commandRow,
  type Form,
  isCommand,
  type Language,
  type Log,
} from '../../core/channel.ts'
import { Remembered } from '../chat/remembered.ts'
import type { AckSubmit } from './bolt-app.ts'
import { codeOf, SlackFailure } from './failure.ts'
import { modalOf } from './form.ts'
import type { Homes } from './home.ts'
import {
  type Action,
  readCommand,
  readHomeOpened,
  readPress,
  readSubmit,
  type Source,
  type Submit,
  toIncoming,
} from './incoming.ts'
import type { Installations } from './installations.ts'
import { keepTrying } from './keep-trying.ts'
import { layOut, sentence, windowOf } from './layout.ts'
import type { Messages } from './messages.ts'
import type { Answers } from './outgoing.ts'
import type { People, Person } from './people.ts'
import { metadataOf, type Place, readMetadata, roomAt } from './place.ts'
import type { Workspaces } from './workspace.ts'

export interface TakerParts {
  core: Core
  log: Log
  workspaces: Workspaces
  messages: Messages
  answers: Answers
  homes: Homes
  people: People
  patienceMs: number
  installations: Installations | undefined
  /** Where a workspace installs the app, if it can by itself. */
  installUrl: string | undefined
}

interface Who {
  asker: Asker
  person: Person
}

export class Taker {
  readonly #parts: TakerParts
  /** What was answered at once: an envelope that comes twice opens one form. */
  readonly #seen = new Remembered<true>(10_000)
  readonly #named = new Remembered<true>(10_000)

  constructor(parts: TakerParts) {
    this.#parts = parts
  }

  async onCommand(body: unknown, ack: () => Promise<void>): Promise<void> {
    await ack()
    const action = readCommand(body)
    if (action !== undefined) await this.#act(action, action.place)
  }

  async onPress(body: unknown, ack: () => Promise<void>): Promise<void> {
    await ack()
    const action = readPress(body)
    if (action === undefined) return
    const { place, asked } = action
    if (asked.kind === 'link') {
      if (asked.place !== undefined && place.response?.replaces === true)
        this.#parts.answers.pressed(asked.place, place.response.url)
      return
    }
    // In a form, what is answered goes where the form was opened.
    const metadata = readMetadata(action.view?.metadata, place, url =>
      this.#parts.workspaces.api.isSlacks(url),
    )
    if (metadata.kind === 'refused') return this.#refused()
    await this.#act(action, metadata.kind === 'place' ? metadata.place : place)
  }

  async onSubmit(body: unknown, ack: AckSubmit): Promise<void> {
    const { core, workspaces, people } = this.#parts
    const submit = readSubmit(body)
    if (submit === undefined) return ack()
    const asker = askerOf(core, submit.source, await people.of(submit.source, 0))
    const { language } = asker
    const metadata = readMetadata(submit.metadata, submit.place, url => workspaces.api.isSlacks(url))
    if (metadata.kind === 'refused') {
      this.#refused()
      return ack(beside(submit, core.chatWords(language).notSaved))
    }
    const problems = core.checkForm(submit.form, submit.values, asker)
    if (problems.length > 0) {
      const shown = problems.filter(({ field }) => submit.fields.includes(field))
      const told = Object.fromEntries(shown.map(({ field, problem }) => [field, problem]))
      const [first] = problems
      if (shown.length > 0) return ack({ errors: told })
      if (first !== undefined && submit.fields.length > 0) return ack(beside(submit, first.problem))
    }
    await ack()
    const place = metadata.kind === 'place' ? metadata.place : submit.place
    const act: Act = { kind: 'form', form: submit.form, values: submit.values }
    const again = this.#isAgain(submit.key)
    await this.#receive(submit, place, act, { again, managing: asksWhoManages(submit.form) })
  }

  async onEvent(type: string, body: unknown): Promise<void> {
    const { core, homes, installations, log } = this.#parts
    if (type === 'app_home_opened') {
      const source = readHomeOpened(body)
      if (source === undefined) return
      const { asker } = await this.#who(source)
      await homes.opened(core, source, asker)
    } else if (installations !== undefined) {
      const tell = (error: unknown) => log.warn({ code: codeOf(error), event: type }, 'not forgotten yet')
      await keepTrying(() => installations.takenOut(type, body), tell)
    }
  }

  async #act(action: Action, place: Place): Promise<void> {
    const { answers, core, log } = this.#parts
    const { asked, source } = action
    if (asked.kind === 'link') return
    const again = this.#isAgain(action.key)
    if (again) log.debug({ asked: asked.kind }, 'it came again')
    let language: Language = 'en'
    if (!again) answers.owe(place, () => core.chatWords(language).oneMoment)
    if (!(await this.#isInstalled(action, place, again))) return
    const { asker, person } = await this.#who(source, asksWhoManages(saidBy(asked)))
    language = asker.language
    const atOnce =
      asked.kind === 'command'
        ? core.atOnce(asked.command, asker)
        : asked.kind === 'form'
          ? core.form(asked.form, asker)
          : undefined
    if (atOnce !== undefined) {
      if (again) return
      answers.leave(place.id)
      await this.#answerAtOnce(action, place, atOnce, language)
    } else if (asked.kind !== 'command') {
      if (again) return
      answers.leave(place.id)
      await this.#say(place, core.chatWords(language).noSuchPetition)
    } else if (await this.#mayPost(asked.command)) {
      const act: Act = { kind: 'command', command: await this.#meant(asked.command, source) }
      const managing = asksWhoManages(asked.command.words)
      await this.#receive(action, place, act, { again, managing, person })
    } else {
      answers.leave(place.id)
      await this.#say(place, core.chatWords(language).notInChannel)
    }
  }

  #isAgain(key: string): boolean {
    const again = this.#seen.get(key) === true
    this.#seen.set(key, true)
    return again
  }

  async #answerAtOnce(action: Action, place: Place, answer: AtOnce, language: Language): Promise<void> {
    if (answer.kind === 'form') return this.#show(action, place, answer.form, language)
    const { reply } = answer
    if (place.response !== undefined || action.trigger === undefined) {
      await this.#parts.answers.say(place, layOut(reply, { place: place.id, told: true }))
      return
    }
    const title = this.#parts.core.chatWords(language).home.open
    const view = windowOf(reply, title, metadataOf(place))
    await this.#open(action, view, place, language)
  }

  async #show(action: Action, place: Place, form: Form, language: Language): Promise<void> {
    await this.#open(action, modalOf(form, metadataOf(place)), place, language)
  }

  /** A trigger opens one window. What was pressed in a window takes its place. */
  async #open(action: Action, view: object, place: Place, language: Language): Promise<void> {
    const { core, workspaces, log } = this.#parts
    const [method, args] =
      action.view === undefined
        ? ['views.open', { trigger_id: action.trigger, view }]
        : ['views.update', { view_id: action.view.id, view }]
    const open = () => workspaces.call(action.source.tenant, method, args, { quick: true })
    try {
      await open().catch(async (error: unknown) => {
        // A second try may find that the first was done.
        if (!(error instanceof SlackFailure) || error.permanent || error.code === 'slack-429') throw error
        return open()
      })
    } catch (error) {
      const spent = ['exchanged_trigger_id', 'trigger_exchanged', 'duplicate_external_id']
      if (error instanceof SlackFailure && spent.includes(error.reason)) return
      log.warn({ code: codeOf(error), method }, 'a form could not be shown')
      await this.#say(place, core.chatWords(language).notSaved)
    }
  }

  async #receive(
    one: Action | Submit,
    place: Place,
    act: Act,
    options: { again: boolean; managing: boolean; person?: Person },
  ): Promise<void> {
    const { again, managing, person: known } = options
    const { answers, core, homes, log, people, patienceMs } = this.#parts
    const person = known ?? (await people.of(one.source, patienceMs))
    const words = core.chatWords(core.languageOf(person.language))
    if (known === undefined && !again) answers.owe(place, () => words.oneMoment)
    const manages = managing ? { manages: (await people.manages(one.source)) === true } : {}
    const incoming = toIncoming(one, place, act, { name: person.name, language: person.language, ...manages })
    try {
      const { kind } = await core.receive(incoming)
      if (kind === 'repeat' && !again) answers.leave(place.id)
      log.debug({ act: act.kind, kind }, 'taken')
    } catch (error) {
      log.warn({ code: codeOf(error), act: act.kind }, 'something asked in Slack could not be saved')
      // What became of the first nobody knows here: it has its own answer.
      if (again) return
      await answers
        .notSaved(place, words.notSaved)
        .catch((failure: unknown) => log.warn({ code: codeOf(failure) }, 'and that could not be said'))
      return
    }
    this.#nameCommunity(one.source)
    if ('from' in one && one.from === 'home') await homes.refresh(core, one.source)
  }

  /** Says how to install the app where it is not, by an address that needs no token; false then. */
  async #isInstalled({ source }: Action, place: Place, again: boolean): Promise<boolean> {
    const { answers, core, installUrl, workspaces, log } = this.#parts
    if (installUrl === undefined) return true
    const words = core.chatWords('en')
    try {
      if ((await workspaces.tokens.tokenOf(source.tenant)) !== undefined) return true
      if (again) return false
      answers.leave(place.id)
      await this.#say(place, words.notInstalled(installUrl))
    } catch (error) {
      log.warn({ code: codeOf(error) }, 'an installation could not be looked up')
      await this.#say(place, words.notSaved)
    }
    return false
  }

  /** `managing`: also whether they manage the workspace; the trigger of a form lives for three seconds. */
  async #who(source: Source, managing = false): Promise<Who> {
    const { core, people, patienceMs } = this.#parts
    const person = await people.of(source, patienceMs)
    const manages = managing ? await people.manages(source, patienceMs) : undefined
    return { asker: askerOf(core, source, person, manages), person }
  }

  /** A card is wanted: not where the app may not write, which it cannot mend by itself. */
  async #mayPost(command: Command): Promise<boolean> {
    const room = /^announce\b/i.test(command.words) ? roomAt(command.room) : undefined
    return room === undefined || this.#parts.messages.mayPost(room.tenant, room.channelId)
  }

  async #meant(command: Command, source: Source): Promise<Command> {
    const { mentioned, ...said } = command
    if (mentioned === undefined) return command
    const meant = await this.#parts.people.mentioned(source, mentioned)
    return meant === undefined ? said : { ...said, mentioned: meant }
  }

  /** Does not throw: nothing is lost with it. */
  async #say(place: Place, words: string): Promise<void> {
    try {
      await this.#parts.answers.say(place, sentence(words))
    } catch (error) {
      this.#parts.log.warn({ code: codeOf(error) }, 'an answer could not be given')
    }
  }

  #nameCommunity({ tenant, teamId, teamName }: Source): void {
    const { core, log } = this.#parts
    // A workspace's name is not its organisation's.
    if (teamName === undefined || tenant !== teamId || this.#named.get(tenant) === true) return
    this.#named.set(tenant, true)
    core.nameCommunity('slack', tenant, teamName).catch((error: unknown) => {
      this.#named.delete(tenant)
      log.debug({ code: codeOf(error) }, 'a workspace could not be named')
    })
  }

  #refused(): void {
    this.#parts.log.warn({ code: 'foreign-metadata' }, 'a form that is not of who sent it was refused')
  }
}

function askerOf(core: Core, source: Source, person: Person, manages?: boolean): Asker {
  const name = person.name ?? source.userName
  return {
    channel: 'slack',
    account: source.account,
    language: core.languageOf(person.language),
    ...(name === undefined ? {} : { name }),
    ...(person.mailbox === undefined ? {} : { mailbox: person.mailbox }),
    ...(manages === undefined ? {} : { manages }),
  }
}

function saidBy(asked: Action['asked']): string {
  return asked.kind === 'command' ? asked.command.words : asked.kind === 'form' ? asked.form : ''
}

/** Only a command or form that is also for those who manage the workspace asks who does; help says what they may. */
function asksWhoManages(words: string): boolean {
  const [, word = ''] = /^\/?([a-z]+)\b/i.exec(words) ?? []
  const name = word.toLowerCase()
  return isCommand(name) && (name === 'help' || commandRow(name).of === 'managers')
}

/** Beside the first field, since a modal has no other place for it. */
function beside({ fields }: Submit, problem: string): { errors: Record<string, string> } | undefined {
  const [first] = fields
  return first === undefined ? undefined : { errors: { [first]: problem } }
}

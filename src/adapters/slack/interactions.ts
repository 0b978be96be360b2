/** Takes what members do: acknowledges it, then answers from memory if possible, and otherwise hands it to core. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Act, Asker, AtOnce, Command, Core, Log } from '../../core/channel.ts'
import type { Communities } from '../chat/communities.ts'
import { handOver } from '../chat/hand-over.ts'
import { RefusedForms } from '../chat/refused-forms.ts'
import { Remembered } from '../chat/remembered.ts'
import type { AckSubmit, Handlers } from './bolt-app.ts'
import { codeOf } from './failure.ts'
import { modalOf } from './form.ts'
import type { Homes } from './home.ts'
import {
  type Action,
  askerOf,
  type Person,
  readCommand,
  readHomeOpened,
  readPress,
  readSubmit,
  type Source,
  type Submit,
  toIncoming,
} from './incoming.ts'
import type { Installations } from './installations.ts'
import { layOut, sentence, windowOf } from './layout.ts'
import type { Messages } from './messages.ts'
import { openModal } from './open-modal.ts'
import type { Answers } from './outgoing.ts'
import { asksWhoManages, type People } from './people.ts'
import { metadataOf, type Place, readMetadata, roomAt } from './place.ts'
import type { Workspaces } from './workspace.ts'

export interface InteractionsParts {
  core: Core
  log: Log
  workspaces: Workspaces
  messages: Messages
  answers: Answers
  homes: Homes
  communities: Communities
  people: People
  lookupMs: number
  installations: Installations | undefined
  /** The page on which a workspace installs the app, if workspaces can do that themselves. */
  installUrl: string | undefined
}

export class Interactions {
  readonly #parts: InteractionsParts
  readonly #refused = new RefusedForms()
  /** Keys of the newest events: an envelope that comes twice opens one form. */
  readonly #seen = new Remembered<true>(10_000)

  readonly #taking = new Set<Promise<void>>()
  #stopped = false

  constructor(parts: InteractionsParts) {
    this.#parts = parts
  }

  /** None of these throws. After `stop`, none of them takes or acknowledges anything. */
  readonly handlers: Handlers = {
    onCommand: (body, ack) => this.#keep('command', () => this.#onCommand(body, ack)),
    onPress: (body, ack) => this.#keep('press', () => this.#onPress(body, ack)),
    onSubmit: (body, ack) => this.#keep('form', () => this.#onSubmit(body, ack)),
    onEvent: (type, body) => this.#keep(type, () => this.#onEvent(type, body)),
  }

  /** Takes nothing new. Resolves once everything taken is committed. */
  async stop(): Promise<void> {
    this.#stopped = true
    await Promise.all(this.#taking)
  }

  async #keep(what: string, work: () => Promise<void>): Promise<void> {
    if (this.#stopped) return
    const taking: Promise<void> = work()
      .catch((error: unknown) =>
        this.#parts.log.error(
          { what, code: codeOf(error) },
          'could not take something a member did in Slack',
        ),
      )
      .finally(() => this.#taking.delete(taking))
    this.#taking.add(taking)
    await taking
  }

  async #onCommand(body: unknown, ack: () => Promise<void>): Promise<void> {
    await ack()
    const action = readCommand(body)
    if (action !== undefined) await this.#act(action, action.place)
  }

  async #onPress(body: unknown, ack: () => Promise<void>): Promise<void> {
    await ack()
    const action = readPress(body)
    if (action === undefined) return
    const { place, asked } = action
    if (asked.kind === 'link') {
      if (asked.place !== undefined && place.response?.replaces === true)
        this.#parts.answers.pressed(asked.place, place.response.url)
      return
    }
    // An answer to a press in a form goes to the place where the form was opened.
    const opened = this.#openedFrom(action.view?.metadata, place)
    if (opened !== undefined) await this.#act(action, opened)
  }

  async #onSubmit(body: unknown, ack: AckSubmit): Promise<void> {
    const { core, people } = this.#parts
    const submit = readSubmit(body)
    if (submit === undefined) return ack()
    const { form, values, fields, source } = submit
    const asker = askerOf(core, source, await people.of(source, 0))
    const place = this.#openedFrom(submit.metadata, submit.place)
    if (place === undefined) return ack(beside(submit, core.chatWords(asker.language).notSaved))
    const problems = core.checkForm(form, values, asker)
    const shown = problems.filter(({ field }) => fields.includes(field))
    if (shown.length > 0)
      return ack({ errors: Object.fromEntries(shown.map(({ field, problem }) => [field, problem])) })
    const [first] = problems
    if (first !== undefined && fields.length > 0) return ack(beside(submit, first.problem))
    await ack()
    this.#refused.forget(source.account, form)
    const act: Act = { kind: 'form', form, values }
    await this.#receive(submit, place, act, { again: this.#isAgain(submit.key), said: form })
  }

  async #onEvent(type: string, body: unknown): Promise<void> {
    const { core, homes, installations, log } = this.#parts
    if (type === 'app_home_opened') {
      const source = readHomeOpened(body)
      if (source === undefined) return
      const person = await this.#parts.people.of(source, this.#parts.lookupMs)
      await homes.opened(core, source, askerOf(core, source, person))
    } else if (installations !== undefined) {
      const tell = (error: unknown) =>
        log.warn({ code: codeOf(error), event: type }, 'could not forget an installation yet; trying again')
      await keepTrying(() => installations.takenOut(type, body), tell)
    }
  }

  async #act(action: Action, place: Place): Promise<void> {
    const { answers, core, log, people, lookupMs } = this.#parts
    const { asked, source } = action
    if (asked.kind === 'link') return
    const again = this.#isAgain(action.key)
    if (again) log.debug({ asked: asked.kind }, 'the same event came again')
    let words = core.chatWords('en')
    if (!again) answers.owe(place, () => words.oneMoment)
    if (!(await this.#isInstalled(action, place, again))) return
    const person = await people.of(source, lookupMs)
    const said = asked.kind === 'command' ? asked.command.words : asked.kind === 'form' ? asked.form : ''
    // The trigger of a form lives for three seconds.
    const manages = asksWhoManages(said) ? await people.manages(source, lookupMs) : undefined
    const asker = askerOf(core, source, person, manages)
    words = core.chatWords(asker.language)
    let known: AtOnce | undefined
    if (asked.kind === 'form') known = core.form(asked.form, asker)
    else if (asked.kind === 'command') {
      known = core.atOnce(asked.command, asker)
      if (known === undefined && (await this.#mayPost(asked.command))) {
        const act: Act = { kind: 'command', command: await this.#meant(asked.command, source) }
        return this.#receive(action, place, act, { again, said, person })
      }
    }
    if (again) return
    answers.owed.leave(place.id)
    if (known !== undefined) await this.#answerAtOnce(action, place, known, asker)
    else await this.#say(place, asked.kind === 'command' ? words.notInChannel : words.noSuchPetition)
  }

  #isAgain(key: string): boolean {
    const again = this.#seen.get(key) === true
    this.#seen.set(key, true)
    return again
  }

  /** The place where the form was opened. Undefined if its metadata was changed. */
  #openedFrom(metadata: string | undefined, place: Place): Place | undefined {
    const { workspaces, log } = this.#parts
    const opened = readMetadata(metadata, place, url => workspaces.api.isSlacks(url))
    if (opened === undefined)
      log.warn({ code: 'foreign-metadata' }, 'refused a form that another account had opened')
    return opened
  }

  async #answerAtOnce(action: Action, place: Place, answer: AtOnce, asker: Asker): Promise<void> {
    const { answers, core } = this.#parts
    const words = core.chatWords(asker.language)
    const says = answer.kind === 'say' && (place.response !== undefined || action.trigger === undefined)
    if (says) return answers.say(place, layOut(answer.reply, { place: place.id, told: true }))
    const view =
      answer.kind === 'say'
        ? windowOf(answer.reply, words.home.open, metadataOf(place))
        : modalOf(this.#refused.refill(asker.account, answer.form), metadataOf(place))
    if (!(await openModal(this.#parts, action, view))) await this.#say(place, words.notSaved)
  }

  /** `said`: the command or the form's id. */
  async #receive(
    one: Action | Submit,
    place: Place,
    act: Act,
    { again, said, person: known }: { again: boolean; said: string; person?: Person },
  ): Promise<void> {
    const { answers, communities, core, homes, log, people, lookupMs } = this.#parts
    const { source } = one
    const person = known ?? (await people.of(source, lookupMs))
    const words = core.chatWords(core.languageOf(person.language))
    if (!again) answers.owe(place, () => words.oneMoment)
    const manages = asksWhoManages(said) ? (await people.manages(source)) === true : undefined
    const parts = {
      core,
      log,
      codeOf,
      refused: this.#refused,
      leave: () => answers.owed.leave(place.id),
      notSaved: () => this.#quietly(answers.notSaved(place, words.notSaved)),
    }
    if (!(await handOver(parts, toIncoming(one, { place, act, person, manages }), !again))) return
    const { tenant, teamId, teamName } = source
    // The name of a workspace is not the name of its organisation.
    if (teamName !== undefined && tenant === teamId) communities.seen(core, tenant, async () => teamName)
    if ('from' in one && one.from === 'home') await homes.refresh(core, source)
  }

  /** False if the app is not installed; says how to install it, by an address that needs no token. */
  async #isInstalled({ source }: Action, place: Place, again: boolean): Promise<boolean> {
    const { answers, core, installUrl, workspaces, log } = this.#parts
    if (installUrl === undefined) return true
    const words = core.chatWords('en')
    try {
      if ((await workspaces.tokens.tokenOf(source.tenant)) !== undefined) return true
      if (again) return false
      answers.owed.leave(place.id)
      await this.#say(place, words.notInstalled(installUrl))
    } catch (error) {
      log.warn({ code: codeOf(error) }, 'could not look up an installation')
      await this.#say(place, words.notSaved)
    }
    return false
  }

  /** Whether the app may post a card, if one is wanted. It cannot join a private channel by itself. */
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

  #say(place: Place, words: string): Promise<void> {
    return this.#quietly(this.#parts.answers.say(place, sentence(words)))
  }

  /** Does not throw: nothing is lost with such an answer. */
  #quietly(answering: Promise<void>): Promise<void> {
    return answering.catch((error: unknown) =>
      this.#parts.log.warn({ code: codeOf(error) }, 'could not give an answer'),
    )
  }
}

/** Tries for about ten minutes, then throws the last error. */
async function keepTrying(work: () => Promise<void>, tell: (error: unknown) => void): Promise<void> {
  for (let wait = 500; ; wait = Math.min(wait * 2, 60_000)) {
    try {
      return await work()
    } catch (error) {
      tell(error)
      if (wait >= 60_000) throw error
    }
    await sleep(wait, undefined, { ref: false })
  }
}

/** Puts a problem beside the first field, since a modal has no other place for it. */
function beside({ fields }: Submit, problem: string): { errors: Record<string, string> } | undefined {
  const [first] = fields
  return first === undefined ? undefined : { errors: { [first]: problem } }
}

import type { Member, OptionValue, Seen } from '../discord/member.ts'
import type { Message } from '../discord/message.ts'
import type { RunningService } from '../service.ts'
import type { Answer, Desk, Filled } from './desk.ts'
import { confirmLink, pressLink } from './press-link.ts'

/** A member of a server; what they type goes into the options that Discord offers. */
export class DiscordDesk implements Desk {
  readonly member: Member
  readonly #service: RunningService
  #newest: Message | undefined

  constructor(service: RunningService, member: Member) {
    this.#service = service
    this.member = member
  }

  async says(command: string, slug?: string, rest = ''): Promise<Answer> {
    const options = { ...optionsOf(command, rest), ...(slug === undefined ? {} : { petition: slug }) }
    return this.#read(await this.member.command(`petition ${command}`, options))
  }

  async presses(label: string): Promise<Answer> {
    const message = this.#before()
    const edits = message.edits
    const seen = await this.member.press(message, label)
    if (seen.interaction.original === message) await message.until(one => one.edits > edits)
    return this.#read(seen)
  }

  agrees(): Promise<Answer> {
    return this.presses(this.#before().buttons.find(({ customId }) => customId !== undefined)?.label ?? '')
  }

  async fills(command: string, slug: string | undefined, values: Record<string, string>): Promise<Filled> {
    await this.member.command(`petition ${command}`, slug === undefined ? {} : { petition: slug })
    return this.mends(values)
  }

  async mends(values: Record<string, string>): Promise<Filled> {
    const answer = await this.#read(await this.member.submitModal(values))
    const [again] = this.#before().buttons
    if (again === undefined || !/again|de nouveau/.test(again.label)) return { kind: 'answered', answer }
    const { modal } = await this.member.press(this.#before(), again.label)
    const kept = modal.fields.map(({ name, value }) => [name, value] as const)
    return { kind: 'refused', problem: answer.plain, kept: Object.fromEntries(kept) }
  }

  async adds(colleague: Desk, slug: string): Promise<Answer> {
    if (!(colleague instanceof DiscordDesk)) throw new Error('no member of this server')
    const options: Record<string, OptionValue> = { act: 'add', person: colleague.member.person }
    return this.#read(await this.member.command('petition organiser', { ...options, petition: slug }))
  }

  async signs(slug: string, name: string, occupation = ''): Promise<void> {
    await this.member.command('sign', { petition: slug })
    const { message } = await this.member.submitModal({ name, occupation })
    const question = await message.until(one => one.links.some(link => confirmLink.test(link)))
    await pressLink(this.#service.url, question.links.find(link => confirmLink.test(link)) ?? '')
    await question.until(one => /signature/.test(one.plain) && !one.plain.includes('One step left'))
  }

  #before(): Message {
    if (this.#newest === undefined) throw new Error('nothing was answered yet')
    return this.#newest
  }

  async #read(seen: Seen): Promise<Answer> {
    const message = await seen.message.said()
    if (!message.ephemeral) throw new Error(`everybody sees: ${message.plain}`)
    this.#newest = message
    return {
      plain: message.plain,
      pictures: message.pictures.map(({ alt, bytes }) => ({ alt, png: bytes })),
      files: message.downloads.map(({ name, bytes }) => ({ name, content: bytes })),
      buttons: message.buttons.map(({ label }) => label),
      links: message.links,
      message,
    }
  }
}

/** The option that somebody would choose or type for each argument. */
function optionsOf(command: string, rest: string): Record<string, OptionValue> {
  if (rest === '') return {}
  const [first = '', ...others] = rest.split(' ')
  switch (command) {
    case 'recent':
    case 'log':
      return { page: Number(rest) }
    case 'undo':
      return { entry: Number(rest) }
    case 'remove':
      return { numbers: first, reason: others.join(' ') }
    case 'organiser':
      return others.length === 0 ? { act: first } : { act: first, mailbox: others.join(' ') }
    default:
      return { [names[command] ?? 'numbers']: rest }
  }
}

const names: Record<string, string> = {
  stats: 'period',
  find: 'name',
  export: 'format',
  edit: 'part',
  close: 'when',
  digest: 'every',
}

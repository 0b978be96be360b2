import { isMoment } from '../chat/moment.ts'
import type { RunningService } from '../service.ts'
import type { Member, Seen } from '../slack/member.ts'
import type { Message } from '../slack/message.ts'
import type { View } from '../slack/view.ts'
import type { Answer, Desk, Filled } from './desk.ts'
import { confirmLink, pressLink } from './press-link.ts'

/** A member of a workspace, in a channel; files reach them in their direct messages. */
export class SlackDesk implements Desk {
  readonly member: Member
  readonly #service: RunningService
  #newest: Message | undefined
  #modal: View | undefined
  /** The text typed into it: the client keeps that after a refusal. */
  #typed: Record<string, string> = {}

  constructor(service: RunningService, member: Member) {
    this.#service = service
    this.member = member
  }

  async says(command: string, slug = '', rest = ''): Promise<Answer> {
    const text = [command, slug, rest].filter(word => word !== '').join(' ')
    return this.#read(() => this.member.slash('/petition', text))
  }

  async presses(label: string): Promise<Answer> {
    const message = this.#before()
    const edits = message.edits
    return this.#read(
      () => this.member.press(message, label),
      () => message.until(one => one.edits > edits && !isMoment(one.plain)),
    )
  }

  agrees(): Promise<Answer> {
    return this.presses(this.#before().buttons.find(({ url }) => url === undefined)?.label ?? '')
  }

  async fills(command: string, slug = '', values: Record<string, string> = {}): Promise<Filled> {
    this.#modal = await (await this.member.slash('/petition', `${command} ${slug}`.trim())).modal()
    this.#typed = {}
    return this.mends(values)
  }

  async mends(values: Record<string, string>): Promise<Filled> {
    const modal = this.#modal
    if (modal === undefined) throw new Error('no form is open')
    this.#typed = { ...this.#typed, ...values }
    const before = this.member.sees().ephemerals.length
    const seen = await this.member.submits(modal, this.#typed)
    const problems = Object.keys(values).flatMap(field => seen.errors[field] ?? [])
    if (!modal.closed && Object.keys(seen.errors).length > 0)
      return { kind: 'refused', problem: problems.join(' '), kept: { ...this.#typed } }
    const answer = await this.#read(
      async () => seen,
      () =>
        this.member.ephemeral(
          one => this.member.sees().ephemerals.indexOf(one) >= before && !isMoment(one.plain),
        ),
    )
    return { kind: 'answered', answer }
  }

  async adds(colleague: Desk, slug: string): Promise<Answer> {
    if (!(colleague instanceof SlackDesk)) throw new Error('no member of this workspace')
    return this.says('organiser', slug, `add @${colleague.member.user.name}`)
  }

  async signs(slug: string, name: string, occupation = ''): Promise<void> {
    const seen = await this.member.slash('/sign', slug)
    await this.member.submits(await seen.modal(), { name, occupation, mailbox: '' })
    const question = await seen.answer(one => one.links.some(link => confirmLink.test(link)))
    await pressLink(this.#service.url, question.links.find(link => confirmLink.test(link)) ?? '')
    await seen.answer(one => /signature/.test(one.plain) && !one.plain.includes('One step left'))
  }

  #before(): Message {
    if (this.#newest === undefined) throw new Error('nothing was answered yet')
    return this.#newest
  }

  async #read(act: () => Promise<Seen>, answered?: () => Promise<Message>): Promise<Answer> {
    const before = this.member.dms.length
    const seen = await act()
    const message = await (answered?.() ?? seen.answer())
    if (!message.ephemeral) throw new Error(`everybody sees: ${message.plain}`)
    this.#newest = message
    const files = this.member.dms.slice(before).flatMap(dm => dm.files)
    const isPicture = (name: string) => name.endsWith('.png')
    return {
      plain: message.plain,
      pictures: files
        .filter(({ name }) => isPicture(name))
        .map(({ altText, bytes }) => ({ alt: altText ?? '', png: bytes })),
      files: files
        .filter(({ name }) => !isPicture(name))
        .map(({ name, bytes }) => ({ name, content: bytes })),
      buttons: message.buttons.map(({ label }) => label),
      links: message.links,
      message,
    }
  }
}

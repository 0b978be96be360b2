/** One person's way through the service. Each step is tried again until it is taken: the service may be down. */
import { setTimeout as sleep } from 'node:timers/promises'
import { bounceOf } from '../../test/support/bounce.ts'
import { plainMail } from '../../test/support/service.ts'
import { sendBySmtp } from '../../test/support/smtp-client.ts'
import type { Doors, Person } from './ledger.ts'
import { asBrowser, press } from './press.ts'
import type { Provider, SentEmail } from './provider.ts'

/** Far more than anybody waits on a quiet machine. */
const LONGEST_MS = 300_000
const PAUSE_MS = 120
/** A mail server would wait for ten minutes, and come again as well. */
const SILENCE_MS = 20_000
const silence = { code: 451, text: 'no answer' }

/** Returns whether it was taken. */
export type Deliver = (person: Person, raw: string, to: string) => Promise<boolean>

export interface Ground {
  provider: Provider
  doors: Doors
  /** The petition's, such as `sign+demo@…`. */
  address: string
  /** Whether everything has been given up. */
  isOver: () => boolean
}

/** A reason for which somebody comes. */
export type Errand = (journey: Journey) => Promise<void>

export class Journey {
  readonly person: Person
  readonly #ground: Ground
  readonly #deliver: Deliver
  readonly #until = Date.now() + LONGEST_MS

  constructor(ground: Ground, person: Person, deliver: Deliver) {
    this.#ground = ground
    this.person = person
    this.#deliver = deliver
  }

  get address(): string {
    return this.#ground.address
  }

  goesOn(): boolean {
    return Date.now() < this.#until && !this.#ground.isOver() && this.person.refused === undefined
  }

  /** Writes a new email. `owed`: the answers to it. */
  async write(text: string, to = this.address, owed = 1): Promise<boolean> {
    const { name, mailbox } = this.person
    const raw = plainMail({ from: `${name} <${mailbox}>`, to, text })
    return this.#owing(owed, () => this.#deliver(this.person, raw, to))
  }

  /** Presses Reply and Send. Sent again, it has the same bytes. */
  async reply(email: SentEmail, text: string, { owed = 1, to = addressOf(email) } = {}): Promise<boolean> {
    const { name, mailbox } = this.person
    const { messageId } = email
    const raw = plainMail({
      from: `${name} <${mailbox}>`,
      to,
      subject: `Re: ${headerOf(email, 'Subject')}`,
      text,
      headers: { 'In-Reply-To': messageId, References: messageId },
    })
    return this.#owing(owed, () => bySmtp(this.#ground.doors, this.person, raw, to))
  }

  /** The mail server that had taken our email says that there is no such mailbox. */
  async bounce(email: SentEmail): Promise<boolean> {
    const { mailbox } = this.person
    const raw = bounceOf(mailbox, email.from)
    return this.#again(() => bySmtp(this.#ground.doors, { ...this.person, mailbox: '' }, raw, email.from))
  }

  /** From now on, the server refuses this person's mailbox. */
  refuseMailbox(): void {
    this.#ground.provider.deadMailboxes.add(this.person.mailbox)
  }

  /** Opens a page. */
  open(path: string): Promise<boolean> {
    return this.#again(async () => {
      const page = await fetch(`${this.#ground.doors.url()}${path}`)
      await page.arrayBuffer()
      return page.ok
    })
  }

  /** Presses a button of a page, or sends its form. `mostStatus`: the highest status that is an answer. */
  async press(
    path: string,
    fields?: Record<string, string>,
    owed = 0,
    headers = {},
    mostStatus = 399,
  ): Promise<boolean> {
    return this.#owing(owed, async () => {
      const url = `${this.#ground.doors.url()}${path}`
      const status = (await press(url, { ...asBrowser(url), ...headers }, fields)) ?? 500
      return status <= mostStatus
    })
  }

  /** The `n`th email to this person (from 1), without copies. Undefined: it did not come in time. */
  async email(n: number): Promise<SentEmail | undefined> {
    for (;;) {
      const found = this.#emails()[n - 1]
      if (found !== undefined) this.person.answeredAt ??= Date.now()
      if (found !== undefined || !this.goesOn()) return found
      await sleep(20)
    }
  }

  #emails(): SentEmail[] {
    const mine = this.#ground.provider.emailsTo(this.person.mailbox)
    return mine.filter(({ messageId }, at) => mine.findIndex(each => each.messageId === messageId) === at)
  }

  /** A step that is never taken is owed no answer, and is counted apart. */
  async #owing(owed: number, act: () => Promise<boolean>): Promise<boolean> {
    const taken = await this.#again(act)
    if (taken) this.person.owed += owed
    else this.person.isNotTaken = true
    return taken
  }

  async #again(act: () => Promise<boolean>): Promise<boolean> {
    while (this.goesOn()) {
      if (await act().catch(() => false)) return true
      await sleep(PAUSE_MS)
    }
    return false
  }
}

export async function bySmtp(doors: Doors, person: Person, raw: string, to: string): Promise<boolean> {
  try {
    const answer = sendBySmtp(doors.mailPort(), { from: person.mailbox, to, raw })
    answer.catch(() => {})
    const { code, text } = await Promise.race([answer, sleep(SILENCE_MS).then(() => silence)])
    if (code >= 500) person.refused = `${code} ${text}`
    return code === 250
  } catch {
    return false
  }
}

function headerOf(email: SentEmail, name: string): string {
  return new RegExp(`^${name}: (.*?)\r?$`, 'im').exec(email.raw)?.[1] ?? ''
}

function addressOf(email: SentEmail): string {
  return /^Reply-To:[^\r]*?([^\s<]+\+(?:confirm|manage)-[a-z2-7]{32}@[^\s>]+)/im.exec(email.raw)?.[1] ?? ''
}

/** The path of a link in an email, such as `/m/…`. */
export function linkIn(email: SentEmail, root: 'c' | 'm'): string {
  const text = email.raw.replace(/=\r\n/g, '')
  return new RegExp(`/${root}/[a-z2-7]{32}`).exec(text)?.[0] ?? `/${root}/none`
}

/**
 * The oracle. It stands outside: it knows what it wrote, what was answered with 250, what came out at the mail server, and what the
 * public page counts. It knows nothing of the database.
 */
import { randomBytes } from 'node:crypto'
import { request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { plainMail } from '../../test/support/service.ts'
import { sendBySmtp } from '../../test/support/smtp-client.ts'
import type { Provider, SentEmail } from './provider.ts'

/** One of the services that are up. A way in may be down at any moment. */
export interface Doors {
  mailPort(): number
  url(): string
}

export interface Person {
  mailbox: string
  name: string
  /** What went on while they wrote. */
  during: string
  /** 250 to their request, or it is in our mailbox. */
  asked: boolean
  /** 250 to their reply, or the page said so. */
  confirmed: boolean
  /** A 5xx, which no honest email may get. */
  refused: string | undefined
  /** In milliseconds since the epoch. */
  answeredAt: number | undefined
  /** 250 to their wish to be taken off again. */
  left: boolean
  /** The answers that they are owed in all, as far as they came. */
  owed: number
}

/** `leaves`: signs, and withdraws afterwards. `asks`: only wants to know how it works. */
export type Errand = 'signs' | 'leaves' | 'asks'

export interface Verdict {
  runs: number
  lost: string[]
  doubled: string[]
  /** Emails beyond the question and the receipt. */
  extra: number
}

const LONGEST_MS = 100_000
const PAUSE_MS = 120
/** A mail server would wait for ten minutes, and come again as well. */
const SILENCE_MS = 20_000
const silence = { code: 451, text: 'no answer' }

export class Ledger {
  readonly people: Person[] = []
  readonly #provider: Provider
  readonly #doors: Doors
  readonly #address: string
  #over = false

  /** `address`: of the petition, such as `sign+demo@…`. */
  constructor(provider: Provider, doors: Doors, address: string) {
    this.#provider = provider
    this.#doors = doors
    this.#address = address
  }

  /** A whole journey: asks, waits for the question, confirms by reply or by the page, waits for the receipt. Never rejects. */
  async sign(during: string, deliver = this.bySmtp, errand: Errand = 'signs'): Promise<Person> {
    const person = this.#newcomer(during)
    const until = Date.now() + LONGEST_MS
    const goesOn = () => Date.now() < until && !this.#over && person.refused === undefined
    const again = async (act: () => Promise<boolean>): Promise<boolean> => {
      while (goesOn()) {
        if (await act()) return true
        await sleep(PAUSE_MS)
      }
      return false
    }
    const emails = () => this.#provider.emails.filter(({ to }) => to === person.mailbox)

    const raw = plainMail({
      from: `${person.name} <${person.mailbox}>`,
      to: this.#address,
      text: errand === 'asks' ? 'help' : person.name,
    })
    person.asked = await again(() => deliver(person, raw, this.#address))
    person.owed = 1
    const question = await this.#wait(goesOn, () => emails()[0])
    if (question === undefined) return person
    person.answeredAt = Date.now()
    if (errand === 'asks') return person

    const { token } = question
    const reply = replyTo(question, person, '')
    const byReply = person.mailbox.length % 2 === 0
    person.confirmed = await again(() =>
      byReply ? this.bySmtp(person, reply, addressOf(question)) : this.#byPage(`/c/${token}`),
    )
    person.owed = 2
    const receipt = await this.#wait(goesOn, () => emails().find(each => each.token === undefined))
    if (receipt === undefined || errand === 'signs') return person

    const farewell = replyTo(receipt, person, 'withdraw')
    person.left = await again(() => this.bySmtp(person, farewell, addressOf(receipt)))
    person.owed = 3
    await this.#wait(
      goesOn,
      () => emails().filter(each => each.raw !== receipt.raw && each.token === undefined)[0],
    )
    return person
  }

  /** What is under way is given up. */
  end(): void {
    this.#over = true
  }

  readonly bySmtp = async (person: Person, raw: string, to: string): Promise<boolean> => {
    try {
      const answer = sendBySmtp(this.#doors.mailPort(), { from: person.mailbox, to, raw })
      answer.catch(() => {})
      const { code, text } = await Promise.race([answer, sleep(SILENCE_MS).then(() => silence)])
      if (code >= 500) person.refused = `${code} ${text}`
      return code === 250
    } catch {
      return false
    }
  }

  /** Opens the page, and presses its button. */
  async #byPage(path: string): Promise<boolean> {
    try {
      const url = `${this.#doors.url()}${path}`
      const page = await fetch(url)
      await page.text()
      return page.ok && (await press(url)) === 200
    } catch {
      return false
    }
  }

  /** The public count against what was acknowledged. The pages may be some seconds old. */
  async judge(slug = 'demo'): Promise<Verdict> {
    for (let tries = 0; ; tries++) {
      const verdict = await this.#look(slug)
      if (tries === 12 || (verdict.lost.length === 0 && verdict.doubled.length === 0)) return verdict
      await sleep(500)
    }
  }

  async #look(slug: string): Promise<Verdict> {
    const url = this.#doors.url()
    const { signatures } = (await (await fetch(`${url}/api/petitions/${slug}`)).json()) as {
      signatures: number
    }
    const listed = await this.#listed(`${url}/api/petitions/${slug}/signatories`)
    const lost: string[] = []
    const doubled: string[] = []
    let extra = 0
    for (const person of this.people) {
      const { name, owed, confirmed, left } = person
      const who = `${person.mailbox} (${person.during})`
      const sent = this.#provider.emails.filter(({ to }) => to === person.mailbox).map(({ raw }) => raw)
      const emails = sent.length
      const counted = listed.filter(each => each === name).length
      extra += Math.max(0, emails - owed)
      if (person.refused !== undefined) lost.push(`${who}: refused with ${person.refused}`)
      else if (!person.asked) lost.push(`${who}: never taken`)
      else if (emails < owed) lost.push(`${who}: never answered (${emails} of ${owed})`)
      else if (confirmed && !left && counted === 0) lost.push(`${who}: not counted`)
      // A copy has the same bytes. Another answer to the same email is a fault.
      if (new Set(sent).size > owed) doubled.push(`${who}: answered in ${new Set(sent).size} ways`)
      if (counted > (left ? 0 : 1)) doubled.push(`${who}: counted ${counted} times`)
    }
    const expected = this.people.filter(({ confirmed, left }) => confirmed && !left).length
    if (signatures < expected && lost.length === 0) lost.push(`${expected} confirmed, ${signatures} counted`)
    // A press whose answer was lost may be recorded.
    const unclear = this.people.filter(({ owed, confirmed }) => owed === 2 && !confirmed).length
    if (signatures > expected + unclear && doubled.length === 0)
      doubled.push(`${expected} confirmed, ${signatures} counted`)
    return { runs: this.people.length, lost, doubled, extra }
  }

  #newcomer(during: string): Person {
    const n = this.people.length
    const mailbox = `person${n}-${randomBytes(3).toString('hex')}@house${n % 7}.example`
    const name = `${letters(n)} ${letters(n * 7 + 3)}son`
    const person: Person = {
      mailbox,
      name,
      during,
      asked: false,
      confirmed: false,
      refused: undefined,
      answeredAt: undefined,
      left: false,
      owed: 0,
    }
    this.people.push(person)
    return person
  }

  async #wait<T>(goesOn: () => boolean, look: () => T | undefined): Promise<T | undefined> {
    for (;;) {
      const found = look()
      if (found !== undefined || !goesOn()) return found
      await sleep(20)
    }
  }

  async #listed(address: string): Promise<string[]> {
    const names: string[] = []
    for (let next: string | null = null; ; ) {
      const query = next === null ? '' : `&after=${encodeURIComponent(next)}`
      const page = (await (await fetch(`${address}?limit=1000${query}`)).json()) as {
        signatories: { name: string }[]
        next: string | null
      }
      names.push(...page.signatories.map(({ name }) => name))
      if (page.next === null) return names
      next = page.next
    }
  }
}

/** Sent again, it has the same bytes. */
function replyTo(email: SentEmail, { name, mailbox }: Person, text: string): string {
  const header = (name: string) => new RegExp(`^${name}: (.*?)\r?$`, 'im').exec(email.raw)?.[1] ?? ''
  const messageId = header('Message-ID')
  return plainMail({
    from: `${name} <${mailbox}>`,
    to: addressOf(email),
    subject: `Re: ${header('Subject')}`,
    text,
    headers: { 'In-Reply-To': messageId, References: messageId },
  })
}

function addressOf(question: SentEmail): string {
  return /^Reply-To:[^\r]*?([^\s<]+\+(?:confirm|manage)-[a-z2-7]{32}@[^\s>]+)/im.exec(question.raw)?.[1] ?? ''
}

/** Presses the button as a browser does. Undefined: nobody answered. */
export function press(
  url: string,
  headers: Record<string, string> = asBrowser(url),
): Promise<number | undefined> {
  return new Promise(resolve => {
    const options = { method: 'POST', headers: { ...headers, 'Content-Length': '0' }, timeout: 20_000 }
    const asked = request(url, options, response => {
      response
        .resume()
        .once('end', () => resolve(response.statusCode))
        .once('error', () => resolve(undefined))
    })
    asked.once('timeout', () => asked.destroy(new Error('no answer'))).once('error', () => resolve(undefined))
    asked.end()
  })
}

export function asBrowser(url: string): Record<string, string> {
  return {
    'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
    Accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
    'Accept-Language': 'en',
    'Content-Type': 'application/x-www-form-urlencoded',
    Origin: new URL(url).origin,
    Referer: url,
    'Sec-Fetch-Dest': 'document',
    'Sec-Fetch-Mode': 'navigate',
    'Sec-Fetch-Site': 'same-origin',
    'Sec-Fetch-User': '?1',
  }
}

/** A name for a number: no two are alike, and each reads as one. */
function letters(n: number): string {
  const word = [...(n + 26).toString(26)]
    .map(digit => 'abcdefghijklmnopqrstuvwxyz'[Number.parseInt(digit, 26)])
    .join('')
  return `${word[0]?.toUpperCase()}${word.slice(1)}ina`
}

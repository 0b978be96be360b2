/**
 * The oracle. It stands outside: it knows what it wrote, what was answered with 250, what came out at the mail server, and what the
 * public page counts. It knows nothing of the database.
 */
import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { errands } from './errands.ts'
import type { Errand } from './journey.ts'
import { bySmtp, type Deliver, Journey } from './journey.ts'
import type { Provider } from './provider.ts'

/** One of the services that are up. A way in may be down at any moment. */
export interface Doors {
  mailPort(): number
  url(): string
}

export interface Person {
  mailbox: string
  name: string
  /** The fault while they wrote. */
  during: string
  /** 250 to their request, or it is in our mailbox. */
  asked: boolean
  /** 250 to their reply, or the page said so. */
  confirmed: boolean
  /** A 5xx, which no honest email may get. */
  refused: string | undefined
  /** In milliseconds since the epoch. */
  answeredAt: number | undefined
  /** The answer 250 to their wish to be removed again. */
  left: boolean
  /** The answers that they are owed in all, as far as they came. */
  owed: number
  /** One of their emails or presses was not taken as long as they tried. */
  isNotTaken: boolean
  /** They contradicted themselves: they may be counted or not, and be asked once more. */
  isUnclear: boolean
}

export interface Verdict {
  runs: number
  lost: string[]
  doubled: string[]
  /** Emails beyond the question and the receipt. */
  extra: number
}

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

  /** A whole journey, from the first email to the last answer. Never rejects. */
  async sign(
    during: string,
    deliver: Deliver = this.bySmtp,
    errand: Errand = errands.signs,
    mailbox?: string,
  ): Promise<Person> {
    const person = this.#newcomer(during, mailbox)
    const ground = {
      provider: this.#provider,
      doors: this.#doors,
      address: this.#address,
      isOver: () => this.#over,
    }
    await errand(new Journey(ground, person, deliver))
    return person
  }

  /** Gives up every journey that is under way. */
  end(): void {
    this.#over = true
  }

  readonly bySmtp: Deliver = (person, raw, to) => bySmtp(this.#doors, person, raw, to)

  /** The public count against what was acknowledged. The pages may be some seconds old. `people`: only these. */
  async judge(slug = 'demo', people = this.people): Promise<Verdict> {
    for (let tries = 0; ; tries++) {
      const verdict = await this.#look(slug, people)
      if (tries === 12 || (verdict.lost.length === 0 && verdict.doubled.length === 0)) return verdict
      await sleep(500)
    }
  }

  async #look(slug: string, people: readonly Person[]): Promise<Verdict> {
    const url = this.#doors.url()
    const { signatures } = (await (await fetch(`${url}/api/petitions/${slug}`)).json()) as {
      signatures: number
    }
    const listed = await this.#listed(`${url}/api/petitions/${slug}/signatories`)
    const lost: string[] = []
    const doubled: string[] = []
    let extra = 0
    for (const person of people) {
      const { name, owed, confirmed, left, isUnclear } = person
      const who = `${person.mailbox} (${person.during})`
      const sent = this.#provider.emailsTo(person.mailbox)
      const [emails, answers] = [sent.length, distinct(sent.map(({ messageId }) => messageId))]
      const counted = listed.get(name) ?? 0
      const most = owed + (isUnclear || person.isNotTaken ? 2 : 0)
      extra += Math.max(0, emails - most)
      if (person.refused !== undefined) lost.push(`${who}: refused with ${person.refused}`)
      else if (!person.asked || person.isNotTaken) lost.push(`${who}: never taken`)
      else if (answers < owed) lost.push(`${who}: never answered (${answers} of ${owed})`)
      else if (confirmed && !left && counted === 0) lost.push(`${who}: not counted`)
      // Another answer to the same email is a fault, and so is a copy with other bytes.
      if (answers > most) doubled.push(`${who}: answered in ${answers} ways`)
      if (distinct(sent.map(({ raw }) => raw)) > answers) doubled.push(`${who}: a copy has other bytes`)
      if (counted > (left ? 0 : 1)) doubled.push(`${who}: counted ${counted} times`)
    }
    if (people !== this.people) return { runs: people.length, lost, doubled, extra }
    const expected = this.people.filter(({ confirmed, left }) => confirmed && !left).length
    if (signatures < expected && lost.length === 0) lost.push(`${expected} confirmed, ${signatures} counted`)
    // A press whose answer was lost may be recorded.
    const unclear = this.people.filter(each => each.isUnclear || (each.isNotTaken && !each.confirmed)).length
    if (signatures > expected + unclear && doubled.length === 0)
      doubled.push(`${expected} confirmed, ${signatures} counted`)
    return { runs: this.people.length, lost, doubled, extra }
  }

  #newcomer(during: string, given?: string): Person {
    const n = this.people.length
    const mailbox = given ?? `person${n}-${randomBytes(3).toString('hex')}@house${n % 7}.example`
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
      isNotTaken: false,
      isUnclear: false,
    }
    this.people.push(person)
    return person
  }

  /** How many times each name is listed. */
  async #listed(address: string): Promise<Map<string, number>> {
    const names = new Map<string, number>()
    for (let next: string | null = null; ; ) {
      const query = next === null ? '' : `&after=${encodeURIComponent(next)}`
      const page = (await (await fetch(`${address}?limit=1000${query}`)).json()) as {
        signatories: { name: string }[]
        next: string | null
      }
      for (const { name } of page.signatories) names.set(name, (names.get(name) ?? 0) + 1)
      if (page.next === null) return names
      next = page.next
    }
  }
}

function distinct(texts: readonly string[]): number {
  return new Set(texts).size
}

/** A name for a number: no two are alike, and each reads as one. */
function letters(n: number): string {
  const word = [...(n + 26).toString(26)]
    .map(digit => 'abcdefghijklmnopqrstuvwxyz'[Number.parseInt(digit, 26)])
    .join('')
  return `${word[0]?.toUpperCase()}${word.slice(1)}ina`
}

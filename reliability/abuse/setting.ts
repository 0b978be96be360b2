/** A service to attack, with everything that the tries need. */
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { createPetition } from '../../src/core/petitions/organise-petition.ts'
import { openDatabase } from '../../src/db/database.ts'
import { plainMail, type WrittenMail } from '../../test/support/service.ts'
import { sendBySmtp } from '../../test/support/smtp-client.ts'
import type { SentEmail } from '../faults/provider.ts'
import { World, type WorldOptions } from '../faults/world.ts'

export interface Try {
  /** The point; `held`: others found that it holds. */
  point: string
  /** A sentence that must be true. */
  holds: string
  /** Returns what was seen instead; nothing if it holds. A control must be seen, or the tries beside it prove nothing. */
  act(setting: Setting): Promise<string | undefined>
}

export class Setting {
  readonly world: World
  readonly databaseUrl: string
  #named = 0

  /** The second service believes nobody's From; the first believes the server before it. */
  static async open(options: WorldOptions): Promise<Setting> {
    const world = await World.open({
      ...options,
      replicas: 2,
      envOf: at => (at === 1 ? { MAIL_TRUST: 'none' } : {}),
    })
    const { db, close } = await openDatabase({ url: options.databaseUrl }, { poolSize: 1 })
    const text = { text: 'A sentence.', organisedBy: 'A guild' }
    await createPetition(db, { slug: 'secret-draft', title: 'Not yet', ...text })
    await close()
    return new Setting(world, options.databaseUrl)
  }

  private constructor(world: World, databaseUrl: string) {
    this.world = world
    this.databaseUrl = databaseUrl
  }

  get url(): string {
    return this.world.service().url
  }

  /** Somebody whom nobody knows yet. */
  newcomer(domain = 'example.org'): { name: string; mailbox: string } {
    const n = ++this.#named
    const word = [...n.toString(26)]
      .map(digit => 'abcdefghijklmnopqrstuvwxyz'[Number.parseInt(digit, 26)])
      .join('')
    return { name: `Ada ${word[0]?.toUpperCase()}${word.slice(1)}elace`, mailbox: `ada.${word}@${domain}` }
  }

  /** `proved`: the server before the service vouches for From. Returns the listener's code. */
  async write(mail: WrittenMail & { proved?: boolean; envelope?: string }): Promise<number> {
    const { proved = true, from, to, raw = plainMail(mail), envelope = from } = mail
    const { mailPort } = this.world.service(proved ? 0 : 1)
    const mailbox = /<([^>]*)>/.exec(envelope)?.[1] ?? envelope
    return (await sendBySmtp(mailPort, { from: mailbox, to, raw })).code
  }

  /** The emails to this mailbox so far. */
  emails(to: string): SentEmail[] {
    return [...this.world.provider.emailsTo(to)]
  }

  /** The nth email to this mailbox (from 1), waited for. */
  async email(to: string, n = 1, withinMs = 20_000): Promise<SentEmail> {
    const until = Date.now() + withinMs
    for (;;) {
      const found = this.emails(to)[n - 1]
      if (found !== undefined) return found
      if (Date.now() > until) throw new Error(`${to} got no email number ${n} within ${withinMs / 1000} s`)
      await sleep(20)
    }
  }

  /** The question that somebody new gets, and who they are. */
  async asked(options: { proved?: boolean; domain?: string } = {}) {
    const person = this.newcomer(options.domain)
    await this.write({
      from: `${person.name} <${person.mailbox}>`,
      to: ADDRESS,
      text: person.name,
      ...options,
    })
    const question = await this.email(person.mailbox)
    return {
      ...person,
      question,
      path: `/c/${question.token}`,
      address: `sign+confirm-${question.token}@petitions.example`,
    }
  }

  async count(slug = 'demo'): Promise<number> {
    // The pages may be a moment old.
    await sleep(1_200)
    const answer = await fetch(`${this.url}/api/petitions/${slug}`)
    return ((await answer.json()) as { signatures: number }).signatures
  }

  /** The memory of one of the services, in octets. */
  async memory(at = 0): Promise<number> {
    const status = await readFile(`/proc/${this.world.service(at).pid}/status`, 'utf8')
    return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) * 1024
  }

  /** Waits until whatever is to be sent has been sent. */
  async settle(): Promise<void> {
    await this.world.service().settle()
    await sleep(200)
  }

  /** The same, where a delivery may wait for long. */
  async settleOrWait(): Promise<void> {
    await Promise.race([this.settle(), sleep(2_500)])
  }

  async query(text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
    const client = new pg.Client({ connectionString: this.databaseUrl })
    await client.connect()
    try {
      return (await client.query(text, values)).rows
    } finally {
      await client.end()
    }
  }

  /**
   * The longest answer of /healthz while `act` goes on; and that of a service that nobody attacks. `busy`: the most processor time, in
   * ms, that the attacked service's own thread took between a question and its answer.
   */
  async standstill(
    act: () => Promise<unknown>,
    attacked = 0,
    undisturbed = 1,
  ): Promise<Waits & { busy: number }> {
    let over = false
    const watch = async (at: number) => {
      let [longest, busy] = [0, 0]
      const { url, pid } = this.world.service(at)
      for (let begun = performance.now(); !over; await sleep(20)) {
        const used = mainThreadMs(pid)
        const answered = await fetch(`${url}/healthz`).then(
          answer => answer.text(),
          () => undefined,
        )
        longest = Math.max(longest, performance.now() - begun)
        busy = Math.max(busy, mainThreadMs(pid) - used)
        // A broken connection is no answer.
        if (answered !== undefined) begun = performance.now()
      }
      return { longest, busy }
    }
    const watching = Promise.all([watch(attacked), watch(undisturbed)])
    try {
      await act()
    } finally {
      over = true
    }
    const [{ longest: ms, busy }, { longest: beside }] = await watching
    return { ms, beside, busy }
  }

  /** How long somebody new waits for an answer, if they write to the first service, or to the second. */
  async waitOf(at: 0 | 1): Promise<number> {
    const { name, mailbox } = this.newcomer()
    const begun = Date.now()
    await this.write({ from: `${name} <${mailbox}>`, to: ADDRESS, text: name, proved: at === 0 })
    await this.email(mailbox, 1, 60_000)
    return Date.now() - begun
  }
}

/** Processor time of a process's first thread so far, in ms. Linux counts it in hundredths of a second. */
export function mainThreadMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/task/${pid}/stat`, 'utf8')
  // After `pid (name)`, the 12th and 13th field.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10
}

/** In milliseconds: where we attack, and at the same moment where nobody does. */
export interface Waits {
  ms: number
  beside: number
}

/** On a busy machine everything waits. What counts is how much longer. Undefined: it is not too long. */
export function tooLong(what: string, { ms, beside }: Waits, mostMs: number): string | undefined {
  const [here, there] = [ms, beside].map(each => (each / 1000).toFixed(1))
  return ms > mostMs + 3 * beside
    ? `${what} for ${here} s, and for ${there} s where nobody attacks`
    : undefined
}

export const ADDRESS = 'sign+demo@petitions.example'

/** Says something on a socket, and returns all that was answered until it ends, or falls silent. */
export async function converse(
  port: number,
  says: readonly (string | Buffer)[],
  quietMs = 700,
): Promise<string> {
  const socket = await openSocket(port)
  let answer = ''
  socket.on('data', chunk => {
    answer += chunk.toString('latin1')
  })
  const ended = once(socket, 'close')
  for (const one of says) {
    socket.write(one)
    await Promise.race([sleep(quietMs), ended])
  }
  socket.destroy()
  return answer
}

export async function openSocket(port: number, localAddress?: string): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', ...(localAddress && { localAddress }) })
  socket.on('error', () => {})
  await Promise.race([once(socket, 'connect'), once(socket, 'close')])
  return socket
}

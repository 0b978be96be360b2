import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { createTransport } from 'nodemailer'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type EmailAdapter, type EmailConfig, emailAdapter } from '../../../src/adapters/email/adapter.ts'
import type { Core, Incoming, Json } from '../../../src/core/channel.ts'
import type { PageWords } from '../../../src/core/page-contract.ts'
import { type Dovecot, dovecotIsHere, startDovecot } from '../../support/dovecot.ts'
import { freePort } from '../../support/free-port.ts'
import { needs } from '../../support/needs.ts'
import { postfixIsHere, postfixIsInstalled, startPostfix } from '../../support/postfix.ts'

const MAIL = [
  'From: Ada <ada@example.org>',
  'To: sign+demo@undersigned.example',
  'Subject: count me in',
  'Date: Mon, 23 Nov 2026 10:00:00 +0000',
  'Message-ID: <1@example.org>',
  '',
  'Ada Lovelace, composer',
  '',
].join('\r\n')

/** Records what an adapter hands to core, and knows repeats by their key, as the inbox does. */
class RecordingCore implements Core {
  readonly taken: Incoming[] = []
  readonly failures: { key: string; reason: string }[] = []
  readonly reports: string[] = []
  readonly kept: string[] = []
  repeats = 0
  databaseIsAway = false
  readonly #notes = new Map<string, Json>()

  async receive(incoming: Incoming) {
    if (this.databaseIsAway) throw new Error('database is away')
    if (this.taken.some(({ key }) => key === incoming.key)) {
      this.repeats++
      return { kind: 'repeat' as const }
    }
    this.taken.push(incoming)
    return { kind: 'taken' as const }
  }

  expectMessage() {}

  async failed({ key, reason, atOnce }: { key: string; reason: string; atOnce?: true }) {
    if (this.databaseIsAway) throw new Error('database is away')
    if (atOnce) return this.kept.push(reason) > 0 ? ('parked' as const) : ('again' as const)
    this.failures.push({ key, reason })
    return this.failures.filter(failure => failure.key === key).length >= 3
      ? ('parked' as const)
      : ('again' as const)
  }

  report(part: string, state: string) {
    this.reports.push(`${part} ${state}`)
  }
  async readNote(_channel: string, name: string) {
    return this.#notes.get(name)
  }
  async writeNote(_channel: string, name: string, value: Json) {
    this.#notes.set(name, value)
  }
  hold(_name: string, work: (signal: AbortSignal) => Promise<void>) {
    const controller = new AbortController()
    const working = work(controller.signal)
    return {
      stop: async () => {
        controller.abort()
        await working
      },
    }
  }

  // The email channel uses none of these.
  openPetitions(): never {
    throw new Error('not asked')
  }
  petition = this.openPetitions
  signatories = this.openPetitions
  requestByToken = this.openPetitions
  confirm = this.openPetitions
  refuse = this.openPetitions
  signatureByToken = this.openPetitions
  correct = this.openPetitions
  withdraw = this.openPetitions
  erase = this.openPetitions
  namablePetitions = this.openPetitions
  atOnce = this.openPetitions
  form = this.openPetitions
  homeAtOnce = this.openPetitions
  home = this.openPetitions
  nameCommunity = this.openPetitions
  installation = this.openPetitions
  keepInstallation = this.openPetitions
  dropInstallation = this.openPetitions
  linkFetched = this.openPetitions
  exportByToken = this.openPetitions
  featured = this.openPetitions
  checkForm = this.openPetitions
  languageOf = this.openPetitions
  chatWords = this.openPetitions
  pageWords(): PageWords {
    throw new Error('not asked')
  }
}

const silent = { debug() {}, info() {}, warn() {}, error() {} }

describe('the email adapter', () => {
  let core: RecordingCore
  let folder: string
  let adapter: EmailAdapter | undefined
  let dovecot: Dovecot | undefined

  beforeEach(async () => {
    core = new RecordingCore()
    folder = await mkdtemp(join(tmpdir(), 'undersigned-email-'))
  })
  afterEach(async () => {
    await adapter?.stop()
    adapter = undefined
    await dovecot?.destroy()
    dovecot = undefined
    await rm(folder, { recursive: true, force: true })
  })

  async function start(config: Partial<EmailConfig> = {}) {
    adapter = emailAdapter(
      {
        address: 'sign@undersigned.example',
        listen: { protocol: 'smtp', host: '127.0.0.1', port: 0 },
        outgoing: { kind: 'trial', directory: folder },
        trust: 'listener',
        ...config,
      },
      silent,
      { poll: 200 },
    )
    await adapter.start(core)
  }

  async function send(raw: string, to: string[], from = 'ada@example.org'): Promise<number> {
    const transport = createTransport({ host: '127.0.0.1', port: adapter?.port() ?? 0, ignoreTLS: true })
    try {
      await transport.sendMail({ raw, envelope: { from, to } })
      return 250
    } catch (error) {
      return error instanceof Error && 'responseCode' in error ? Number(error.responseCode) : 0
    } finally {
      transport.close()
    }
  }

  it('takes an email through the listener and tells core who wrote, what, and that it is checked', async () => {
    await start()
    expect(await send(MAIL, ['sign+demo@undersigned.example'])).toBe(250)
    expect(core.taken).toHaveLength(1)
    expect(core.taken[0]).toMatchObject({
      account: 'ada@example.org',
      authenticated: true,
      proved: true,
      act: { kind: 'message', slug: 'demo', text: 'Ada Lovelace, composer' },
    })
    expect(core.reports).toEqual(['mail-listener up'])
  })

  it('handles each of our addresses once, whatever its spelling, and recognises a repeat', async () => {
    await start()
    const to = ['sign@undersigned.example', 'sign+demo@undersigned.example', 'SIGN+DEMO@UNDERSIGNED.example']
    expect(await send(MAIL, to)).toBe(250)
    expect(core.taken.map(({ act }) => ('slug' in act ? act.slug : undefined)).sort()).toEqual([
      'demo',
      undefined,
    ])
    expect(core.repeats).toBe(0)
    expect(await send(MAIL, to)).toBe(250)
    expect(core.taken).toHaveLength(2)
    expect(core.repeats).toBe(2)
  })

  it('asks the sender to come again while the database is down', async () => {
    await start()
    core.databaseIsAway = true
    expect(await send(MAIL, ['sign@undersigned.example'])).toBe(451)
    core.databaseIsAway = false
    expect(await send(MAIL, ['sign@undersigned.example'])).toBe(250)
  })

  it('keeps email to the postmaster for the operator, and answers nobody', async () => {
    await start()
    expect(await send(MAIL, ['postmaster@undersigned.example'])).toBe(250)
    expect(core).toMatchObject({ kept: ['postmaster'], taken: [], failures: [] })
  })

  it('takes a machine’s email and does not answer it', async () => {
    await start()
    expect(await send(`Auto-Submitted: auto-replied\r\n${MAIL}`, ['sign@undersigned.example'])).toBe(250)
    expect(
      await send(MAIL.replace('ada@', 'sign@').replace('example.org>', 'undersigned.example>'), [
        'sign@undersigned.example',
      ]),
    ).toBe(250)
    expect(core.taken).toEqual([])
  })

  it('refuses an email that is too complex for good, and keeps nothing of it', async () => {
    await start()
    const bomb = `${'X-Header: y\r\n'.repeat(60_000)}${MAIL}`
    expect(await send(bomb, ['sign@undersigned.example'])).toBe(554)
    expect(core.failures).toEqual([])
    expect(await send(MAIL, ['sign@undersigned.example'])).toBe(250)
  })

  describe('if an email cannot be taken', () => {
    const poison = MAIL.replace('composer', 'poison')
    const others = (n: number) => MAIL.replace('composer', `composer ${n}`)
    /** As a transaction that dies: all that stands in it fails. */
    function failTogether(code: string) {
      let together: { words: string; settle: (error?: Error) => void }[] = []
      const { receive } = core
      core.receive = async incoming => {
        const words = 'text' in incoming.act ? incoming.act.text : ''
        await new Promise<void>((resolve, reject) => {
          together.push({ words, settle: error => (error === undefined ? resolve() : reject(error)) })
          if (together.length > 1) return
          setTimeout(() => {
            const batch = together
            together = []
            const dies = batch.some(member => member.words.includes('poison'))
            for (const { settle } of batch)
              settle(dies ? Object.assign(new Error('it took too long'), { code }) : undefined)
          }, 30)
        })
        return receive.call(core, incoming)
      }
    }

    it.each([
      ['a statement takes too long', '57014'],
      ['reading it takes too long', 'thread-timeout'],
      ['reading it breaks the thread', 'thread-broken'],
      ['a row of it cannot be written', '23514'],
    ])('counts it, parks it the third time, and takes the other emails at once: %s', async (_, code) => {
      await start()
      failTogether(code)
      const codes: number[] = []
      for (let round = 0; round < 3; round++) {
        const neighbours = Array.from({ length: 5 }, (_, n) =>
          send(others(round * 5 + n), ['sign@undersigned.example']),
        )
        codes.push(await send(poison, ['sign@undersigned.example']))
        expect(await Promise.all(neighbours)).toEqual([250, 250, 250, 250, 250])
      }
      expect(codes).toEqual([451, 451, 250])
      expect(core.failures.map(({ reason }) => reason)).toEqual([code, code, code])
      expect(core.taken).toHaveLength(15)
    })

    it('asks the sender to come again while its petition is locked, counts nothing, and takes the other petition', async () => {
      await start()
      const { receive } = core
      let isLocked = true
      core.receive = async incoming => {
        if (isLocked && 'slug' in incoming.act && incoming.act.slug === 'locked')
          throw Object.assign(new Error('canceling statement due to lock timeout'), { code: '55P03' })
        return receive.call(core, incoming)
      }
      const to = ['sign+locked@undersigned.example', 'sign+free@undersigned.example']
      expect(await send(MAIL, to)).toBe(451)
      expect(core).toMatchObject({ failures: [], taken: [{ act: { slug: 'free' } }] })
      isLocked = false
      expect(await send(MAIL, to)).toBe(250)
      expect(core.taken.map(({ act }) => 'slug' in act && act.slug)).toEqual(['free', 'locked'])
    })

    it('counts nothing if the fault will pass', async () => {
      await start()
      failTogether('57P01')
      expect(await send(poison, ['sign@undersigned.example'])).toBe(451)
      expect(core.failures).toEqual([])
    })

    it.skipIf(!needs('Dovecot', dovecotIsHere))(
      'takes the rest of the mailbox while one email waits for its petition',
      async () => {
        dovecot = await startDovecot()
        const { receive } = core
        let isLocked = true
        core.receive = async incoming => {
          if (isLocked && 'text' in incoming.act && incoming.act.text.includes('poison'))
            throw Object.assign(new Error('canceling statement due to lock timeout'), { code: '55P03' })
          return receive.call(core, incoming)
        }
        await dovecot?.deliver(poison)
        await start({ imapUrl: dovecot?.imapUrl ?? '' })
        // Each in a later round: the one that waits ends none.
        for (const n of [1, 2]) {
          await dovecot?.deliver(others(n))
          while (core.taken.length < n) await pause(20)
        }
        isLocked = false
        while (core.taken.length < 3) await pause(20)
        expect(core.failures).toEqual([])
      },
    )

    it.skipIf(!needs('Dovecot', dovecotIsHere))('parks it out of the mailbox, too', async () => {
      dovecot = await startDovecot()
      failTogether('XX000')
      await dovecot?.deliver(poison)
      await dovecot?.deliver(others(1))
      await start({ imapUrl: dovecot?.imapUrl ?? '' })
      while (core.failures.length < 3) await pause(20)
      while ((await dovecot?.list())?.some(({ flags }) => !flags.includes('$Undersigned'))) await pause(20)
      expect(core.taken).toHaveLength(1)
    })
  })

  it('keeps what it sends in trial mode, and takes a reader’s answer to it', async () => {
    await start()
    await send(MAIL, ['sign+demo@undersigned.example'])
    await adapter?.send({
      id: '0192f0c1-7a1b-4c3d-8e4f-001122334455',
      place: core.taken[0]?.place ?? null,
      reply: { language: 'en', subject: 'Please confirm', blocks: [{ kind: 'paragraph', text: 'Hello.' }] },
      answerTo: { kind: 'confirm', token: 'abcdefghijklmnopqrstuvwxyz234567' },
      createdAt: new Date(),
      unasked: false,
    })
    expect((await readdir(folder)).length).toBeGreaterThan(0)
    const reply = MAIL.replace('composer', 'yes').replace(
      'Subject:',
      'In-Reply-To: <0192f0c1-7a1b-4c3d-8e4f-001122334455@undersigned.example>\r\nSubject:',
    )
    await send(reply, ['sign+confirm-abcdefghijklmnopqrstuvwxyz234567@undersigned.example'])
    expect(core.taken[1]?.act).toMatchObject({ kind: 'answer', token: 'abcdefghijklmnopqrstuvwxyz234567' })
    await send(reply, ['sign@undersigned.example'])
    expect(core.taken[2]?.act).toMatchObject({
      kind: 'message',
      answersDeliveries: ['0192f0c1-7a1b-4c3d-8e4f-001122334455'],
    })
  })

  it('takes 200 emails from 20 senders at once', async () => {
    await start()
    const codes = await Promise.all(
      Array.from({ length: 20 }, async (_, sender) => {
        const transport = createTransport({
          host: '127.0.0.1',
          port: adapter?.port() ?? 0,
          pool: true,
          maxConnections: 1,
          ignoreTLS: true,
        })
        for (let n = 0; n < 10; n++) {
          await transport.sendMail({
            raw: MAIL.replace('composer', `composer ${sender} ${n}`),
            envelope: { from: 'ada@example.org', to: ['sign+demo@undersigned.example'] },
          })
        }
        transport.close()
        return 250
      }),
    )
    expect(codes).toHaveLength(20)
    expect(core.taken).toHaveLength(200)
  })

  it('stops when idle, and before it has started', async () => {
    await start()
    await adapter?.stop()
    adapter = undefined
    const never = emailAdapter(
      { address: 'sign@localhost', outgoing: { kind: 'trial', directory: folder }, trust: 'none' },
      silent,
    )
    await never.stop()
  })

  it.skipIf(!needs('Dovecot', dovecotIsHere))(
    'takes the same mail once, whether by the listener or out of the mailbox',
    async () => {
      dovecot = await startDovecot()
      await start({ imapUrl: dovecot?.imapUrl ?? '' })
      expect(await send(MAIL, ['sign+demo@undersigned.example'])).toBe(250)
      await dovecot?.deliver(`Received: from a by b; Mon, 23 Nov 2026 10:00:01 +0000\r\n${MAIL}`)
      while (core.repeats === 0) await pause(20)
      expect(core.taken).toHaveLength(1)
      await dovecot?.deliver(MAIL.replace('composer', 'poet'))
      while (core.taken.length < 2) await pause(20)
      // Nobody has checked the mail in a mailbox.
      expect(core.taken[1]?.authenticated).toBe(false)
    },
  )

  for (const protocol of ['lmtp', 'smtp'] as const) {
    it.skipIf(!(needs('Postfix', postfixIsInstalled) && postfixIsHere))(
      `goes round with a real Postfix by ${protocol}: asked, answered, replied to, and told of a bounce`,
      { timeout: 70_000 },
      async () => {
        const port = await freePort()
        const postfix = await startPostfix({
          ours: 'undersigned.example',
          next: protocol === 'lmtp' ? `lmtp:inet:127.0.0.1:${port}` : `smtp:[127.0.0.1]:${port}`,
          people: 'people.example',
        })
        if (postfix === undefined) throw new Error('postfix is not here')
        const toPostfix = createTransport({ url: postfix.url, ignoreTLS: true })
        const comes = async (what: string, isThere: () => boolean | Promise<boolean>) => {
          const deadline = Date.now() + 50_000
          while (!(await isThere())) {
            if (Date.now() > deadline) throw new Error(`${what} does not come:\n${await postfix.log()}`)
            await pause(50)
          }
        }
        try {
          // Ada writes while we are down: her server keeps the mail.
          const ada = MAIL.replace('ada@example.org', 'ada@people.example')
          const fromAda = { from: 'ada@people.example', to: ['sign+demo@undersigned.example'] }
          await toPostfix.sendMail({ raw: ada, envelope: fromAda })
          await pause(300)
          await start({
            listen: { protocol, host: '127.0.0.1', port },
            outgoing: { kind: 'smtp', url: postfix.url },
          })
          await comes('her email', () => core.taken.length >= 1)
          expect(core.taken[0]).toMatchObject({
            account: 'ada@people.example',
            authenticated: true,
            act: { kind: 'message', slug: 'demo', text: 'Ada Lovelace, composer' },
          })

          const delivery = {
            id: '0192f0c1-7a1b-4c3d-8e4f-001122334455',
            place: core.taken[0]?.place ?? null,
            reply: {
              language: 'en' as const,
              subject: 'Please confirm',
              blocks: [{ kind: 'paragraph' as const, text: 'Hello.' }],
            },
            answerTo: { kind: 'confirm' as const, token: 'abcdefghijklmnopqrstuvwxyz234567' },
            createdAt: new Date(),
            unasked: false,
          }
          await adapter?.send(delivery)
          let answer = ''
          await comes('our answer', async () => {
            ;[answer = ''] = await postfix.mailsTo('ada@people.example')
            return answer !== ''
          })
          expect(answer).toContain('Please confirm')
          const replyTo = /^Reply-To: .*?(sign\+confirm-\w+@undersigned\.example)/m.exec(answer)?.[1] ?? ''
          const reply = ada
            .replace('sign+demo@undersigned.example', replyTo)
            .replace('Ada Lovelace, composer', '')
          await toPostfix.sendMail({ raw: reply, envelope: { ...fromAda, to: [replyTo] } })
          await comes('her reply', () => core.taken.length >= 2)
          expect(core.taken[1]?.act).toEqual({
            kind: 'answer',
            token: 'abcdefghijklmnopqrstuvwxyz234567',
            subject: 'count me in',
            text: '',
            whole: { texts: [], unread: false },
          })

          // Nobody has this mailbox. Postfix finds out after it has taken the mail, and tells the bounce address.
          const lost = { ...delivery, id: '0192f0c1-7a1b-4c3d-8e4f-00112233ffff' }
          await adapter?.send({
            ...lost,
            place: { to: { address: 'stranger@undersigned.example' }, references: [], subject: 'x' },
          })
          await comes('the bounce', () => core.taken.length >= 3)
          expect(core.taken[2]?.act).toEqual({
            kind: 'undelivered',
            deliveryId: lost.id,
            permanence: 'hard',
          })
        } finally {
          toPostfix.close()
          await postfix.destroy()
        }
      },
    )
  }

  it('names the fault in IMAP_URL before it starts', () => {
    expect(() =>
      emailAdapter(
        {
          address: 'sign@localhost',
          imapUrl: 'imaps://mail.example',
          outgoing: { kind: 'trial', directory: folder },
          trust: 'none',
        },
        silent,
      ),
    ).toThrow('IMAP_URL needs a user and a password')
  })
})

import { execFile, spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { LARGEST_MAIL } from '../../../src/adapters/email/read/parsed-mail.ts'
import {
  type ArrivedMail,
  type Listener,
  type ListenerOptions,
  openListener,
  type Taking,
} from '../../../src/adapters/email/receive/listener.ts'
import { needs } from '../../support/needs.ts'

const MAIL = 'From: ada@example.org\r\nTo: sign@undersigned.example\r\nSubject: hello\r\n\r\n.dot\r\nAda\r\n'

const silent = { debug() {}, info() {}, warn() {}, error() {} }

/** An SMTP client by hand: sends lines, reads whole replies. */
class Dialogue {
  readonly socket: Socket
  #buffer = ''
  #ended = false
  #wake: () => void = () => {}

  constructor(port: number) {
    this.socket = connect(port, '127.0.0.1')
    this.socket.setEncoding('utf8')
    this.socket.on('data', text => {
      this.#buffer += String(text)
      this.#wake()
    })
    this.socket.on('close', () => {
      this.#ended = true
      this.#wake()
    })
    this.socket.on('error', () => {})
  }

  /** The next reply, its continuation lines included, or `closed`. */
  async reply(): Promise<string> {
    for (;;) {
      const whole = /^(?:\d{3}-[^\n]*\n)*\d{3} [^\n]*\n/.exec(this.#buffer)
      if (whole) {
        this.#buffer = this.#buffer.slice(whole[0].length)
        return whole[0].trimEnd()
      }
      if (this.#ended) return 'closed'
      await new Promise<void>(resolve => {
        this.#wake = resolve
      })
    }
  }

  async say(line: string): Promise<string> {
    this.socket.write(`${line}\r\n`)
    return this.reply()
  }
}

describe('the listener', () => {
  const ends: (() => Promise<unknown> | unknown)[] = []
  afterEach(async () => {
    for (const end of ends.splice(0)) await end()
  })

  async function listen(
    options: Partial<ListenerOptions> & { take?: (mail: ArrivedMail) => Promise<Taking[]> } = {},
  ): Promise<{ listener: Listener; arrived: ArrivedMail[] }> {
    const arrived: ArrivedMail[] = []
    const listener = await openListener({
      protocol: 'smtp',
      host: '127.0.0.1',
      port: 0,
      ours: 'sign@undersigned.example',
      log: silent,
      ...options,
      take: async mail => {
        arrived.push(mail)
        return options.take ? options.take(mail) : mail.recipients.map((): Taking => 'taken')
      },
    })
    ends.push(() => listener.stop())
    return { listener, arrived }
  }

  async function talk(listener: Listener, hello = 'EHLO client.example'): Promise<Dialogue> {
    const dialogue = new Dialogue(listener.port)
    ends.push(() => dialogue.socket.destroy())
    expect(await dialogue.reply()).toMatch(/^220 /)
    expect(await dialogue.say(hello)).toMatch(/^250/)
    return dialogue
  }

  async function mailTo(dialogue: Dialogue, ...recipients: string[]): Promise<void> {
    expect(await dialogue.say('MAIL FROM:<ada@example.org>')).toMatch(/^250/)
    for (const recipient of recipients) expect(await dialogue.say(`RCPT TO:<${recipient}>`)).toMatch(/^250/)
    expect(await dialogue.say('DATA')).toMatch(/^354/)
  }

  const stuffed = `${MAIL.replace('\r\n.dot', '\r\n..dot')}.`

  it('takes an email from curl, byte for byte, and knows who connected', async () => {
    const { listener, arrived } = await listen()
    const folder = await mkdtemp(join(tmpdir(), 'undersigned-listener-'))
    ends.push(() => rm(folder, { recursive: true, force: true }))
    await writeFile(join(folder, 'mail.eml'), MAIL)
    const curl = await run('curl', [
      '--silent',
      '--show-error',
      '--url',
      `smtp://127.0.0.1:${listener.port}/client.example`,
      '--mail-from',
      'ada@example.org',
      '--mail-rcpt',
      'sign+demo@undersigned.example',
      '--upload-file',
      join(folder, 'mail.eml'),
    ])
    expect(curl).toEqual({ code: 0, output: '' })
    expect(arrived).toHaveLength(1)
    expect(arrived[0]?.raw.toString()).toBe(MAIL)
    expect(arrived[0]).toMatchObject({
      recipients: ['sign+demo@undersigned.example'],
      remoteIp: '127.0.0.1',
      helo: 'client.example',
      envelopeFrom: 'ada@example.org',
    })
  })

  it.skipIf(!needs('swaks', spawnSync('swaks', ['--version']).status === 0))(
    'takes an email from swaks and refuses its relay try',
    async () => {
      const { listener, arrived } = await listen()
      const server = `127.0.0.1:${listener.port}`
      const good = await run('swaks', [
        '--server',
        server,
        '--to',
        'sign@undersigned.example',
        '--from',
        'a@b.example',
      ])
      expect(good.output).toContain('250 2.6.0 OK: taken')
      const relay = await run('swaks', [
        '--server',
        server,
        '--to',
        'victim@elsewhere.example',
        '--from',
        'a@b.example',
      ])
      expect(relay.output).toContain('550 5.1.1 No such address here')
      expect(relay.code).not.toBe(0)
      expect(arrived).toHaveLength(1)
    },
  )

  it('offers SIZE, 8BITMIME and SMTPUTF8, and neither AUTH nor STARTTLS, and verifies nobody', async () => {
    const { listener } = await listen()
    const dialogue = new Dialogue(listener.port)
    ends.push(() => dialogue.socket.destroy())
    expect(await dialogue.reply()).toBe('220 undersigned.example ESMTP Undersigned')
    const features = await dialogue.say('EHLO client.example')
    expect(features).toContain(`SIZE ${LARGEST_MAIL}`)
    expect(features).toContain('SMTPUTF8')
    expect(features).toContain('8BITMIME')
    expect(features).not.toMatch(/AUTH|STARTTLS|VRFY/)
    expect(await dialogue.say('VRFY sign')).toMatch(/^50\d/)
    expect(await dialogue.say('EXPN sign')).toMatch(/^50\d/)
    expect(await dialogue.say('AUTH PLAIN AGEAYg==')).toMatch(/^50\d/)
    expect(await dialogue.say('STARTTLS')).toMatch(/^50\d/)
  })

  it('refuses every address that is not ours with 550, even one that looks like ours', async () => {
    const { listener, arrived } = await listen()
    const dialogue = await talk(listener)
    expect(await dialogue.say('MAIL FROM:<>')).toMatch(/^250/)
    for (const address of [
      'victim@elsewhere.example',
      'sign%elsewhere.example@undersigned.example',
      '"sign@undersigned.example"@elsewhere.example',
      '@undersigned.example:victim@elsewhere.example',
      'sign+a b@undersigned.example',
    ]) {
      expect(await dialogue.say(`RCPT TO:<${address}>`), address).toMatch(/^5\d\d/)
    }
    expect(await dialogue.say('RCPT TO:<victim@elsewhere.example>')).toMatch(
      /^550 5\.1\.1 No such address here\. .*for its petitions only$/,
    )
    expect(await dialogue.say('DATA')).toMatch(/^503/)
    expect(await dialogue.say('RCPT TO:<SIGN+Demo@undersigned.example>')).toMatch(/^250/)
    expect(arrived).toEqual([])
  })

  it('takes a bounce, whose sender is empty', async () => {
    const { listener, arrived } = await listen()
    const dialogue = await talk(listener)
    await dialogue.say('MAIL FROM:<>')
    await dialogue.say('RCPT TO:<sign+bounce-0192f0c1-7a1b-7c3d-8e4f-001122334455@undersigned.example>')
    await dialogue.say('DATA')
    expect(await dialogue.say(stuffed)).toMatch(/^250/)
    expect(arrived[0]?.envelopeFrom).toBe('')
  })

  it('says 250 only after the commit', async () => {
    let commit: () => void = () => {}
    const { listener } = await listen({
      take: () =>
        new Promise(resolve => {
          commit = () => resolve(['taken'])
        }),
    })
    const dialogue = await talk(listener)
    await mailTo(dialogue, 'sign@undersigned.example')
    let answer: string | undefined
    const answered = dialogue.say(stuffed).then(reply => {
      answer = reply
    })
    await pause(150)
    expect(answer).toBeUndefined()
    commit()
    await answered
    expect(answer).toMatch(/^250/)
  })

  it('says 451 while the database is down, and takes the same email later on the same connection', async () => {
    let away = true
    const { listener } = await listen({
      take: async mail => {
        if (away) throw new Error('database is away')
        return mail.recipients.map((): Taking => 'taken')
      },
    })
    const dialogue = await talk(listener)
    await mailTo(dialogue, 'sign@undersigned.example')
    const refused = await dialogue.say(stuffed)
    expect(refused).toMatch(/^451 4\.3\.0 /)
    expect(refused).not.toContain('database')
    away = false
    await mailTo(dialogue, 'sign@undersigned.example')
    expect(await dialogue.say(stuffed)).toMatch(/^250/)
  })

  it('says 451 by SMTP if one of two recipients was not saved, and answers each of them by LMTP', async () => {
    const take = async (mail: ArrivedMail): Promise<Taking[]> =>
      mail.recipients.map(recipient => (recipient.includes('+b@') ? 'again' : 'taken'))
    const both = ['sign+a@undersigned.example', 'sign+b@undersigned.example']

    const smtp = await listen({ take })
    const first = await talk(smtp.listener)
    await mailTo(first, ...both)
    expect(await first.say(stuffed)).toMatch(/^451/)

    const lmtp = await listen({ take, protocol: 'lmtp' })
    const second = await talk(lmtp.listener, 'LHLO client.example')
    await mailTo(second, ...both)
    expect(await second.say(stuffed)).toMatch(/^250/)
    expect(await second.reply()).toMatch(/^451/)
    expect(lmtp.arrived[0]?.recipients).toEqual(both)
    expect(await second.say('NOOP')).toMatch(/^250/)
  })

  it('greets by LHLO only, as LMTP', async () => {
    const { listener } = await listen({ protocol: 'lmtp' })
    const dialogue = new Dialogue(listener.port)
    ends.push(() => dialogue.socket.destroy())
    await dialogue.reply()
    expect(await dialogue.say('EHLO client.example')).toMatch(/^50\d/)
    expect(await dialogue.say('LHLO client.example')).toMatch(/^250/)
  })

  it('refuses more than 10 MB, whether the client says so or lies', async () => {
    const { listener, arrived } = await listen()
    const honest = await talk(listener)
    expect(await honest.say(`MAIL FROM:<ada@example.org> SIZE=${LARGEST_MAIL + 1}`)).toMatch(/^552/)

    const liar = await talk(listener)
    expect(await liar.say('MAIL FROM:<ada@example.org> SIZE=100')).toMatch(/^250/)
    await liar.say('RCPT TO:<sign@undersigned.example>')
    await liar.say('DATA')
    const line = `${'x'.repeat(998)}\r\n`
    liar.socket.write(MAIL)
    for (let size = 0; size <= LARGEST_MAIL; size += 100 * line.length) liar.socket.write(line.repeat(100))
    expect(await liar.say('.')).toMatch(/^552 5\.3\.4 /)
    expect(arrived).toEqual([])
    // The limit itself still passes: the refusal above was for the size and nothing else.
    await mailTo(liar, 'sign@undersigned.example')
    liar.socket.write(MAIL + 'y'.repeat(LARGEST_MAIL - MAIL.length - 2))
    expect(await liar.say('\r\n.')).toMatch(/^250/)
    expect(arrived[0]?.raw.length).toBe(LARGEST_MAIL)
  })

  it('holds no more than its memory over all connections, and asks the next sender to come again', async () => {
    const release: (() => void)[] = []
    const { listener } = await listen({
      memory: 2_000,
      take: () => new Promise(resolve => release.push(() => resolve(['taken']))),
    })
    const first = await talk(listener)
    await mailTo(first, 'sign@undersigned.example')
    first.socket.write(`${'x'.repeat(1_500)}\r\n.\r\n`)
    await until(() => release.length === 1)
    const second = await talk(listener)
    await mailTo(second, 'sign@undersigned.example')
    second.socket.write(`${'x'.repeat(1_500)}\r\n`)
    expect(await second.say('.')).toMatch(/^451/)
    for (const go of release.splice(0)) go()
    expect(await first.reply()).toMatch(/^250/)
    await mailTo(second, 'sign@undersigned.example')
    second.socket.write(`${'x'.repeat(1_500)}\r\n.\r\n`)
    await until(() => release.length === 1)
    for (const go of release.splice(0)) go()
    expect(await second.reply()).toMatch(/^250/)
  })

  it('takes nothing from a client that goes away in the middle', async () => {
    const { listener, arrived } = await listen()
    const dialogue = await talk(listener)
    await mailTo(dialogue, 'sign@undersigned.example')
    dialogue.socket.write('From: ada@example.org\r\nSubject: half')
    await pause(50)
    dialogue.socket.destroy()
    await pause(100)
    const next = await talk(listener)
    await mailTo(next, 'sign@undersigned.example')
    expect(await next.say(stuffed)).toMatch(/^250/)
    expect(arrived).toHaveLength(1)
  })

  it('cuts off a client that says nothing', async () => {
    const { listener } = await listen({ silence: 200 })
    const dialogue = await talk(listener)
    expect(await dialogue.reply()).toMatch(/^421/)
  })

  it('stays open while hundreds of clients say nothing', async () => {
    const { listener } = await listen({ places: 10 })
    const silent: Dialogue[] = []
    for (let n = 0; n < 40; n++) silent.push(new Dialogue(listener.port))
    ends.push(() => {
      for (const { socket } of silent) socket.destroy()
    })
    await Promise.all(silent.map(dialogue => dialogue.reply()))
    const dialogue = await talk(listener)
    await mailTo(dialogue, 'sign@undersigned.example')
    expect(await dialogue.say(stuffed)).toMatch(/^250/)
    // The oldest gave up their places.
    expect(await silent[0]?.reply()).toMatch(/^421|closed/)
  })

  it('ends a dialogue that leads nowhere, and not one that brings email', async () => {
    const { listener } = await listen({ dialogue: 800 })
    const chatty = await talk(listener)
    const useful = await talk(listener)
    for (let n = 0; n < 3; n++) {
      await pause(300)
      chatty.socket.write('NOOP\r\n')
      await mailTo(useful, 'sign@undersigned.example')
      expect(await useful.say(stuffed)).toMatch(/^250/)
    }
    const heard: string[] = []
    while (heard.at(-1) !== 'closed') heard.push(await chatty.reply())
    expect(heard.at(-2)).toMatch(/^421/)
    expect(await useful.say('NOOP')).toMatch(/^250/)
  })

  it('cuts off an email that drips', async () => {
    const { listener, arrived } = await listen({ slow: 300 })
    const dialogue = await talk(listener)
    await mailTo(dialogue, 'sign@undersigned.example')
    const drip = setInterval(() => dialogue.socket.write('x'), 20)
    expect(await dialogue.reply()).toMatch(/^421|closed/)
    clearInterval(drip)
    expect(arrived).toEqual([])
  })

  it('takes email for the postmaster, also without a domain', async () => {
    const { listener, arrived } = await listen()
    const dialogue = await talk(listener)
    for (const postmaster of ['postmaster', 'Postmaster', 'POSTMASTER@UNDERSIGNED.example']) {
      await mailTo(dialogue, postmaster)
      expect(await dialogue.say(stuffed)).toMatch(/^250/)
    }
    expect(arrived).toHaveLength(3)
    await dialogue.say('MAIL FROM:<ada@example.org>')
    expect(await dialogue.say('RCPT TO:<postmaster@elsewhere.example>')).toMatch(/^550/)
  })

  it('does not read a second email behind a bare line feed (SMTP smuggling)', async () => {
    const { listener, arrived } = await listen()
    const dialogue = await talk(listener)
    await mailTo(dialogue, 'sign@undersigned.example')
    dialogue.socket.write(
      'Subject: one\r\n\r\nfirst\n.\nMAIL FROM:<x@y.example>\nRCPT TO:<sign@undersigned.example>\nDATA\n',
    )
    expect(await dialogue.say('\r\n.')).toMatch(/^250/)
    expect(arrived).toHaveLength(1)
    expect(arrived[0]?.raw.toString()).toContain('MAIL FROM')
  })

  it('rejects with the code of the system when the port is taken', async () => {
    const other = createServer()
    await new Promise<void>(resolve => other.listen(0, '127.0.0.1', resolve))
    ends.push(() => new Promise(resolve => other.close(resolve)))
    const address = other.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    await expect(listen({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
  })

  it('answers the email in flight when it stops, says goodbye to the others and takes no new one', async () => {
    let commit: () => void = () => {}
    const { listener } = await listen({
      take: () =>
        new Promise(resolve => {
          commit = () => resolve(['taken'])
        }),
    })
    const flying = await talk(listener)
    const idle = await talk(listener)
    const begun = await talk(listener)
    await mailTo(flying, 'sign@undersigned.example')
    const answer = flying.say(stuffed)
    await pause(50)
    await begun.say('MAIL FROM:<ada@example.org>')

    let stopped = false
    const stopping = listener.stop().then(() => {
      stopped = true
    })
    expect(await idle.reply()).toMatch(/^421/)
    expect(await begun.reply()).toMatch(/^421/)
    const late = new Dialogue(listener.port)
    expect(await late.reply()).toBe('closed')
    await pause(100)
    expect(stopped).toBe(false)
    commit()
    expect(await answer).toMatch(/^250/)
    expect(await flying.reply()).toMatch(/^421/)
    await stopping
  })

  it('waits for the commit when it stops, even if the sender has left', async () => {
    let commit: () => void = () => {}
    const { listener, arrived } = await listen({
      take: () =>
        new Promise(resolve => {
          commit = () => resolve(['taken'])
        }),
    })
    const dialogue = await talk(listener)
    await mailTo(dialogue, 'sign@undersigned.example')
    dialogue.socket.write(`${stuffed}\r\n`)
    await until(() => arrived.length === 1)
    dialogue.socket.destroy()
    let stopped = false
    const stopping = listener.stop().then(() => {
      stopped = true
    })
    await pause(100)
    expect(stopped).toBe(false)
    commit()
    await stopping
  })
})

function run(command: string, args: string[]): Promise<{ code: number; output: string }> {
  return new Promise(resolve => {
    execFile(command, args, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code ?? 1) : 0, output: stdout + stderr })
    })
  })
}

function pause(milliseconds: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, milliseconds))
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await pause(10)
}

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SMTPServer } from 'smtp-server'
import { afterEach, describe, expect, test } from 'vitest'
import { toPlace } from '../../../src/adapters/email/place.ts'
import { openOutgoing } from '../../../src/adapters/email/send/outgoing.ts'
import { openTrialDesk } from '../../../src/adapters/email/trial/trial-desk.ts'
import type { TrialDesk } from '../../../src/adapters/web/trial/trial-mail.ts'
import type { Delivery, Log, Reply } from '../../../src/core/channel.ts'
import { freePort } from '../../support/free-port.ts'

const token = 'abcdefghijklmnopqrstuvwxyz234567'
const url = `http://localhost:3000/c/${token}`
const log: Log = { debug() {}, info() {}, warn() {}, error() {} }

function deliveryTo(to: string, number: number): Delivery {
  return {
    id: `0190a0b0-0000-7000-8000-${String(number).padStart(12, '0')}`,
    place: toPlace({ to: { address: to, name: 'Ada' }, references: [], subject: '' }),
    reply: {
      language: 'en',
      subject: `Mail ${number} – é`,
      blocks: [
        { kind: 'paragraph', text: 'Bonjour à vous' },
        { kind: 'button', label: 'Confirm', url },
      ],
    },
    answerTo: { kind: 'confirm', token },
    createdAt: new Date(Date.UTC(2026, 10, 23, 9, 0, number)),
    unasked: false,
  }
}

const cleanups: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

async function folder(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'desk-'))
  cleanups.push(() => rm(directory, { recursive: true, force: true }))
  return directory
}

describe('the sent email', () => {
  async function deskWith(count: number): Promise<{ desk: TrialDesk; directory: string }> {
    const directory = await folder()
    const outgoing = openOutgoing({
      address: 'sign@localhost',
      outgoing: { kind: 'trial', directory },
      log,
    })
    for (let n = 1; n <= count; n += 1) await outgoing.send(deliveryTo('ada@localhost', n))
    return { desk: openTrialDesk({ directory, listener: { host: '127.0.0.1', port: 1 } }), directory }
  }

  test('is listed newest first and shown as it was sent', async () => {
    const { desk } = await deskWith(3)
    const list = await desk.list()
    expect(list.map(({ subject }) => subject)).toEqual(['Mail 3 – é', 'Mail 2 – é', 'Mail 1 – é'])
    expect(await desk.list()).toEqual(list)
    const mail = await desk.read(list[0]?.id ?? '')
    expect(mail).toMatchObject({
      ...list[0],
      date: new Date('2026-11-23T09:00:03Z'),
      messageId: '<0190a0b0-0000-7000-8000-000000000003@localhost>',
      replyTo: `sign+confirm-${token}@localhost`,
    })
    expect(mail?.from).toContain('sign@localhost')
    expect(mail?.to).toContain('ada@localhost')
    expect(mail?.text).toContain(`Bonjour à vous\n\nConfirm:\n  ${url}\n`)
    expect(mail?.html).toContain(`href="${url}"`)
    expect(mail?.raw.toString()).toContain('Message-ID:')
  })

  test('has its pictures within the HTML, as nothing else may be loaded there', async () => {
    const { directory } = await deskWith(0)
    const outgoing = openOutgoing({
      address: 'sign@localhost',
      outgoing: { kind: 'trial', directory },
      log,
    })
    const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
    const delivery = deliveryTo('ada@localhost', 1)
    const blocks: Reply['blocks'] = [{ kind: 'image', name: 'fair.png', alt: 'The numbers', png }]
    await outgoing.send({ ...delivery, reply: { ...delivery.reply, blocks } })
    const desk = openTrialDesk({ directory, listener: { host: '127.0.0.1', port: 1 } })
    const [sent] = await desk.list()
    const { html, raw } = (await desk.read(sent?.id ?? '')) ?? {}
    expect(html).toContain(`src="data:image/png;base64,${png.toString('base64')}"`)
    expect(html).not.toContain('cid:')
    // It left as it always does.
    expect(raw?.toString()).toContain('cid:')
  })

  test('changes with the next look when an email comes or goes', async () => {
    const { desk, directory } = await deskWith(2)
    const [newest] = await desk.list()
    await rm(join(directory, `${newest?.id}.eml`))
    expect((await desk.list()).map(({ subject }) => subject)).toEqual(['Mail 1 – é'])
    expect(await desk.read(newest?.id ?? '')).toBeUndefined()
  })

  test('shows no other file of the disk for any id', async () => {
    const { desk, directory } = await deskWith(1)
    await writeFile(join(directory, 'secret.eml'), 'From: x@y\r\n\r\nsecret')
    for (const id of [
      'secret',
      '../secret',
      '',
      '.',
      '/etc/passwd',
      '20261123T090001000Z-../../secret',
      'x\u0000',
    ])
      expect(await desk.read(id)).toBeUndefined()
    expect(await desk.list()).toHaveLength(1)
  })

  test('is empty before the first email', async () => {
    const desk = openTrialDesk({
      directory: join(await folder(), 'not-yet'),
      listener: { host: '127.0.0.1', port: 1 },
    })
    expect(await desk.list()).toEqual([])
  })
})

describe('writing to the service', () => {
  interface Arrived {
    from: string
    to: string[]
    message: string
  }

  async function deskTo(lmtp = false): Promise<{ desk: TrialDesk; arrived: Arrived[] }> {
    const arrived: Arrived[] = []
    const server = new SMTPServer({
      lmtp,
      disabledCommands: ['AUTH'],
      logger: false,
      onRcptTo({ address }, _session, done) {
        if (address.startsWith('sign')) return done()
        done(Object.assign(new Error('5.7.1 not an address of ours'), { responseCode: 550 }))
      },
      onData(stream, { envelope }, done) {
        let message = ''
        stream.on('data', chunk => {
          message += String(chunk)
        })
        stream.on('end', () => {
          const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address
          arrived.push({ from, to: envelope.rcptTo.map(({ address }) => address), message })
          done()
        })
      },
    })
    const port = await freePort()
    await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve))
    cleanups.push(() => new Promise(resolve => server.close(() => resolve())))
    const listener = { host: '127.0.0.1', port, lmtp }
    return { desk: openTrialDesk({ directory: await folder(), listener }), arrived }
  }

  const mail = {
    from: 'Ada Lovelace <ada@example.org>',
    to: 'sign+demo@localhost',
    subject: 'Hé',
    text: 'Ada\n.\nx',
  }

  test.each([false, true])('goes the way of any email (LMTP: %s)', async lmtp => {
    const { desk, arrived } = await deskTo(lmtp)
    expect(await desk.send({ ...mail, inReplyTo: '<a@localhost>' })).toEqual({ kind: 'sent' })
    expect(arrived).toHaveLength(1)
    expect(arrived[0]).toMatchObject({ from: 'ada@example.org', to: ['sign+demo@localhost'] })
    expect(arrived[0]?.message).toContain('From: Ada Lovelace <ada@example.org>')
    expect(arrived[0]?.message).toContain('In-Reply-To: <a@localhost>')
    expect(arrived[0]?.message).toMatch(/\r\nAda\r\n\.\r\nx/)
  })

  test('shows a refusal in the words of the listener', async () => {
    const { desk, arrived } = await deskTo()
    const answer = await desk.send({ ...mail, to: 'nobody@localhost' })
    expect(answer).toEqual({ kind: 'refused', why: '550 5.7.1 not an address of ours' })
    expect(arrived).toEqual([])
  })

  test('shows the code if the listener is down', async () => {
    const desk = openTrialDesk({
      directory: await folder(),
      listener: { host: '127.0.0.1', port: await freePort() },
    })
    expect(await desk.send(mail)).toEqual({ kind: 'refused', why: 'smtp-econnrefused' })
  })

  test.each([
    'ada@example.org, evil@example.org',
    'Ada <ada@example.org>\r\nBcc: evil@example.org',
    'friends: ada@example.org;',
    'Ada',
    '',
  ])('refuses %j as sender and as recipient', async address => {
    const { desk, arrived } = await deskTo()
    expect((await desk.send({ ...mail, from: address })).kind).toBe('refused')
    expect((await desk.send({ ...mail, to: address })).kind).toBe('refused')
    expect(arrived).toEqual([])
  })

  test('lets neither subject nor thread add a header', async () => {
    const { desk, arrived } = await deskTo()
    await desk.send({ ...mail, subject: 'a\r\nBcc: evil@example.org', inReplyTo: '<a@b>\r\nX-Evil: y' })
    expect(arrived[0]?.message).not.toMatch(/^(bcc|x-evil):/im)
    expect(arrived[0]?.to).toEqual(['sign+demo@localhost'])
  })
})

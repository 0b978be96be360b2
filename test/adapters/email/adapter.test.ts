import { readdir } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { createTransport } from 'nodemailer'
import { describe, expect, it } from 'vitest'
import { emailAdapter } from '../../../src/adapters/email/adapter.ts'
import { listsNote, readUnanswered } from '../../../src/adapters/email/unanswered-lists.ts'
import { dovecotIsHere } from '../../support/dovecot.ts'
import { needs } from '../../support/needs.ts'
import { MAIL, runningAdapter, silent } from './running-adapter.ts'

describe('the email adapter', () => {
  const running = runningAdapter()
  const { start, send } = running

  it('takes an email through the listener and tells core who wrote, what, and that it is checked', async () => {
    await start()
    expect(await send(MAIL, ['sign+demo@undersigned.example'])).toBe(250)
    expect(running.core.taken).toHaveLength(1)
    expect(running.core.taken[0]).toMatchObject({
      account: 'ada@example.org',
      authenticated: true,
      proved: true,
      act: { kind: 'message', slug: 'demo', text: 'Ada Lovelace, composer' },
    })
    expect(running.core.reports).toEqual(['mail-listener up'])
  })

  it('handles each of our addresses once, whatever its spelling, and recognises a repeat', async () => {
    await start()
    const to = ['sign@undersigned.example', 'sign+demo@undersigned.example', 'SIGN+DEMO@UNDERSIGNED.example']
    expect(await send(MAIL, to)).toBe(250)
    expect(running.core.taken.map(({ act }) => ('slug' in act ? act.slug : undefined)).sort()).toEqual([
      'demo',
      undefined,
    ])
    expect(running.core.repeats).toBe(0)
    expect(await send(MAIL, to)).toBe(250)
    expect(running.core.taken).toHaveLength(2)
    expect(running.core.repeats).toBe(2)
  })

  it('asks the sender to come again while the database is down', async () => {
    await start()
    running.core.databaseIsAway = true
    expect(await send(MAIL, ['sign@undersigned.example'])).toBe(451)
    running.core.databaseIsAway = false
    expect(await send(MAIL, ['sign@undersigned.example'])).toBe(250)
  })

  it('keeps email to the postmaster for the operator, and answers nobody', async () => {
    await start()
    expect(await send(MAIL, ['postmaster@undersigned.example'])).toBe(250)
    expect(running.core).toMatchObject({ kept: ['postmaster'], taken: [], failures: [] })
  })

  it('takes a machine’s email and does not answer it', async () => {
    await start()
    expect(await send(`Auto-Submitted: auto-replied\r\n${MAIL}`, ['sign@undersigned.example'])).toBe(250)
    expect(
      await send(MAIL.replace('ada@', 'sign@').replace('example.org>', 'undersigned.example>'), [
        'sign@undersigned.example',
      ]),
    ).toBe(250)
    expect(running.core.taken).toEqual([])
  })

  it('counts the emails that a list sent, for doctor', async () => {
    await start()
    for (const list of ['one', 'two'])
      await send(`List-Id: <${list}.lists.example>\r\n${MAIL}`, ['sign@undersigned.example'])
    expect(running.core.taken).toEqual([])
    expect(readUnanswered(await running.core.readNote('email', listsNote))?.count).toBe(2)
  })

  it('refuses an email that is too complex for good, and keeps nothing of it', async () => {
    await start()
    const bomb = `${'X-Header: y\r\n'.repeat(60_000)}${MAIL}`
    expect(await send(bomb, ['sign@undersigned.example'])).toBe(554)
    expect(running.core.failures).toEqual([])
    expect(await send(MAIL, ['sign@undersigned.example'])).toBe(250)
  })

  it('keeps what it sends in trial mode, and takes a reader’s answer to it', async () => {
    await start()
    await send(MAIL, ['sign+demo@undersigned.example'])
    await running.adapter?.send({
      id: '0192f0c1-7a1b-4c3d-8e4f-001122334455',
      place: running.core.taken[0]?.place ?? null,
      reply: { language: 'en', subject: 'Please confirm', blocks: [{ kind: 'paragraph', text: 'Hello.' }] },
      answerTo: { kind: 'confirm', token: 'abcdefghijklmnopqrstuvwxyz234567' },
      createdAt: new Date(),
      unasked: false,
    })
    expect((await readdir(running.folder)).length).toBeGreaterThan(0)
    const reply = MAIL.replace('composer', 'yes').replace(
      'Subject:',
      'In-Reply-To: <0192f0c1-7a1b-4c3d-8e4f-001122334455@undersigned.example>\r\nSubject:',
    )
    await send(reply, ['sign+confirm-abcdefghijklmnopqrstuvwxyz234567@undersigned.example'])
    expect(running.core.taken[1]?.act).toMatchObject({
      kind: 'answer',
      token: 'abcdefghijklmnopqrstuvwxyz234567',
    })
    await send(reply, ['sign@undersigned.example'])
    expect(running.core.taken[2]?.act).toMatchObject({
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
          port: running.adapter?.port() ?? 0,
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
    expect(running.core.taken).toHaveLength(200)
  })

  it('stops when idle, and before it has started', async () => {
    await start()
    await running.stop()
    const never = emailAdapter(
      { address: 'sign@localhost', outgoing: { kind: 'trial', directory: running.folder }, trust: 'none' },
      silent,
    )
    await never.stop()
  })

  it.skipIf(!needs('Dovecot', dovecotIsHere))(
    'takes the same mail once, whether by the listener or out of the mailbox',
    async () => {
      const dovecot = await running.mailServer()
      await start({ imapUrl: dovecot.imapUrl })
      expect(await send(MAIL, ['sign+demo@undersigned.example'])).toBe(250)
      await dovecot.deliver(`Received: from a by b; Mon, 23 Nov 2026 10:00:01 +0000\r\n${MAIL}`)
      while (running.core.repeats === 0) await pause(20)
      expect(running.core.taken).toHaveLength(1)
      await dovecot.deliver(MAIL.replace('composer', 'poet'))
      while (running.core.taken.length < 2) await pause(20)
      // Nobody has checked the mail in a mailbox.
      expect(running.core.taken[1]?.authenticated).toBe(false)
    },
  )

  it('names the fault in IMAP_URL before it starts', () => {
    expect(() =>
      emailAdapter(
        {
          address: 'sign@localhost',
          imapUrl: 'imaps://mail.example',
          outgoing: { kind: 'trial', directory: running.folder },
          trust: 'none',
        },
        silent,
      ),
    ).toThrow('IMAP_URL needs a user and a password')
  })
})

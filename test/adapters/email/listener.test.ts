import { execFile, spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { LARGEST_MAIL } from '../../../src/adapters/email/read/parsed-mail.ts'
import type { ArrivedMail, Taking } from '../../../src/adapters/email/receive/listener.ts'
import { needs } from '../../support/needs.ts'
import { until } from '../../support/patience.ts'
import { listening, MAIL, mailTo, stuffed } from './listening.ts'
import { Dialogue } from './smtp-dialogue.ts'

describe('the listener', () => {
  const { listen, talk, ends } = listening()

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
    const { listener, arrived } = await listen({
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
    await until(() => arrived.length === 1)
    await pause(100)
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
    const { listener, arrived } = await listen({
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
    await until(() => arrived.length === 1)
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

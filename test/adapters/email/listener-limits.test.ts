import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { LARGEST_MAIL } from '../../../src/adapters/email/read/parsed-mail.ts'
import { until } from '../../support/patience.ts'
import { listening, MAIL, mailTo, stuffed } from './listening.ts'
import { Dialogue } from './smtp-dialogue.ts'

describe('the limits of the listener', () => {
  const { listen, talk, ends } = listening()

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
    const dialogue = new Dialogue(listener.port)
    ends.push(() => dialogue.socket.destroy())
    const heard: string[] = []
    while (heard.at(-1) !== 'closed') heard.push(await dialogue.reply())
    expect(heard.at(-2)).toMatch(/^421/)
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
    const { listener } = await listen({ dialogue: 2_000 })
    const chatty = await talk(listener)
    const useful = await talk(listener)
    for (let n = 0; n < 7; n++) {
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
})

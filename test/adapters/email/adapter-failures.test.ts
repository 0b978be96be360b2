import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { dovecotIsHere } from '../../support/dovecot.ts'
import { needs } from '../../support/needs.ts'
import { MAIL, runningAdapter } from './running-adapter.ts'

describe('the email adapter, if an email cannot be taken', () => {
  const running = runningAdapter()
  const { start, send } = running
  const poison = MAIL.replace('composer', 'poison')
  const others = (n: number) => MAIL.replace('composer', `composer ${n}`)
  /** As a transaction that dies: all that stands in it fails. */
  function failTogether(code: string) {
    let together: { words: string; settle: (error?: Error) => void }[] = []
    const { receive } = running.core
    running.core.receive = async incoming => {
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
      return receive.call(running.core, incoming)
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
    expect(running.core.failures.map(({ reason }) => reason)).toEqual([code, code, code])
    expect(running.core.taken).toHaveLength(15)
  })

  it('asks the sender to come again while its petition is locked, counts nothing, and takes the other petition', async () => {
    await start()
    const { receive } = running.core
    let isLocked = true
    running.core.receive = async incoming => {
      if (isLocked && 'slug' in incoming.act && incoming.act.slug === 'locked')
        throw Object.assign(new Error('canceling statement due to lock timeout'), { code: '55P03' })
      return receive.call(running.core, incoming)
    }
    const to = ['sign+locked@undersigned.example', 'sign+free@undersigned.example']
    expect(await send(MAIL, to)).toBe(451)
    expect(running.core).toMatchObject({ failures: [], taken: [{ act: { slug: 'free' } }] })
    isLocked = false
    expect(await send(MAIL, to)).toBe(250)
    expect(running.core.taken.map(({ act }) => 'slug' in act && act.slug)).toEqual(['free', 'locked'])
  })

  it('counts nothing if the fault will pass', async () => {
    await start()
    failTogether('57P01')
    expect(await send(poison, ['sign@undersigned.example'])).toBe(451)
    expect(running.core.failures).toEqual([])
  })

  it.skipIf(!needs('Dovecot', dovecotIsHere))(
    'takes the rest of the mailbox while one email waits for its petition',
    async () => {
      const dovecot = await running.mailServer()
      const { receive } = running.core
      let isLocked = true
      running.core.receive = async incoming => {
        if (isLocked && 'text' in incoming.act && incoming.act.text.includes('poison'))
          throw Object.assign(new Error('canceling statement due to lock timeout'), { code: '55P03' })
        return receive.call(running.core, incoming)
      }
      await dovecot.deliver(poison)
      await start({ imapUrl: dovecot.imapUrl })
      // Each in a later round: the one that waits ends none.
      for (const n of [1, 2]) {
        await dovecot.deliver(others(n))
        while (running.core.taken.length < n) await pause(20)
      }
      isLocked = false
      while (running.core.taken.length < 3) await pause(20)
      expect(running.core.failures).toEqual([])
    },
  )

  it.skipIf(!needs('Dovecot', dovecotIsHere))('parks it out of the mailbox, too', async () => {
    const dovecot = await running.mailServer()
    failTogether('XX000')
    await dovecot.deliver(poison)
    await dovecot.deliver(others(1))
    await start({ imapUrl: dovecot.imapUrl })
    while (running.core.failures.length < 3) await pause(20)
    while ((await dovecot.list()).some(({ flags }) => !flags.includes('$Undersigned'))) await pause(20)
    expect(running.core.taken).toHaveLength(1)
  })
})

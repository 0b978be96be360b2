import { existsSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSink, type Sink } from '../../bench/load/smtp-sink.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { makePetition } from '../support/petition.ts'
import { plainMail, type RunningService, startService } from '../support/service.ts'

const collection = new URL('../../../shared/mail/', import.meta.url)
const own = 'sign@undersigned.example'

const sign =
  'DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=slow.example; s=s1; h=from; bh=x; b=x\r\n'
const words = 'There is a word, and then there is another one; so it goes on.\r\n'

/** Emails that were slow once, or could be. */
const slow: [what: string, text: string, headers?: string][] = [
  ['24 kB of dashes', '-'.repeat(24_000)],
  ['12 kB of dashes in lines', '-- \r\n'.repeat(3_000)],
  ['commas', 'a,'.repeat(16_000)],
  ['letters without a space', '漢'.repeat(32_000)],
  ['blank lines', '\r\n'.repeat(32_000)],
  ['numbers', '12 '.repeat(11_000)],
  ['questions', 'Could you tell me? '.repeat(1_700)],
  ['quotations', '> '.repeat(16_000)],
  ['an essay', words.repeat(500)],
  ['a megabyte of words', words.repeat(16_000)],
  ['nine megabytes with ten signatures', words.repeat(140_000), sign.repeat(10)],
  ['a megabyte of HTML', '<p>word'.repeat(140_000), 'Content-Type: text/html\r\n'],
]

describe('the event loop of the service', () => {
  let database: TestDatabase
  let sink: Sink
  let service: RunningService

  const stoodStill = async () => {
    await sleep(30)
    return service.stoodStill()
  }
  const write = (text: string, headers = '', to = own.replace('@', '+fair@')) => {
    const from = `p${Math.random().toString(36).slice(2)}@people.example`
    return service.write({ from, to, raw: headers + plainMail({ from, to, subject: 'I sign', text }) })
  }

  beforeAll(async () => {
    database = await testDatabase()
    await makePetition(database.db, 'fair')
    sink = await openSink()
    service = await startService({
      databaseUrl: database.url,
      env: {
        SMTP_URL: sink.url,
        PUBLIC_URL: 'https://undersigned.example',
        MAIL_ADDRESS: own,
        LOG_LEVEL: 'warn',
      },
    })
    // What runs for the first time is compiled.
    for (let n = 0; n < 5; n++) await write('Ada Lovelace, composer')
    while (sink.tokens.length < 5) await sleep(20)
    await stoodStill()
  })
  afterAll(async () => {
    await service.stop()
    await sink.close()
    await database.close()
  })

  it.each(slow)('goes on while somebody writes %s', async (_, text, headers) => {
    await write(text, headers)
    expect(await stoodStill()).toEqual([])
  })

  it.each(slow.slice(0, 9))('goes on while somebody replies with %s', async (_, text) => {
    const before = sink.tokens.length
    const from = `r${Math.random().toString(36).slice(2)}@people.example`
    await service.write({ from, to: own.replace('@', '+fair@'), subject: 'I sign', text: 'Ada, composer' })
    await expect.poll(() => sink.tokens.length).toBeGreaterThan(before)
    const to = own.replace('@', `+confirm-${sink.tokens.at(-1)}@`)
    await service.write({ from, to, subject: 'Re: Please confirm', text: `Yes\r\n\r\n${text}` })
    expect(await stoodStill()).toEqual([])
  })

  it('goes on in a crowd', async () => {
    await Promise.all(Array.from({ length: 60 }, (_, n) => write(`Ada Lovelace the ${n}th, composer`)))
    expect(await stoodStill()).toEqual([])
  })

  it.skipIf(!existsSync(collection))('goes on through the collected emails', async () => {
    const labels = JSON.parse(readFileSync(new URL('expected/labels-open.json', collection), 'utf8'))
    const files = Object.keys(labels.files)
    for (let n = 0; n < files.length; n += 30)
      await Promise.all(
        files.slice(n, n + 30).map(file =>
          service.write({
            from: 'list@elsewhere.example',
            to: own,
            raw: readFileSync(new URL(`corpora/${file}`, collection)),
          }),
        ),
      )
    expect(await stoodStill()).toEqual([])
  })

  // Every other story ends with `stop`, which throws if the loop has stood still.
  it('is seen to stand still when it does, and its story fails', async () => {
    service.signal('SIGUSR2')
    await expect.poll(stoodStill).toHaveLength(1)
    service.signal('SIGUSR2')
    await sleep(200)
    await expect(service.stop()).rejects.toThrow('stood still')
  })
})

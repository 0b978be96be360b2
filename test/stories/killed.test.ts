import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, it } from 'vitest'
import { testDatabase } from '../support/database.ts'
import { needs } from '../support/needs.ts'
import { makePetition } from '../support/petition.ts'
import { type SinkMode, smtpSinkIsHere, startSmtpSink } from '../support/postfix.ts'
import { plainMail, type RunningService, startService } from '../support/service.ts'

const to = 'sign+demo@localhost'

/** All at once: each of them mostly waits. */
describe.concurrent('kill -9', () => {
  it.skipIf(!needs('smtp-sink', smtpSinkIsHere)).for<[string, SinkMode, number]>([
    ['before the provider has it', { slow: 600 }, 0],
    [
      'after the provider has it and before we know (the connection drops, the service is killed)',
      { drop: ['.'] },
      1,
    ],
  ])(
    'while an answer is on its way, %s: the same mail again, and nobody is lost (needs smtp-sink)',
    async ([, mode, before], { expect }) => {
      const database = await testDatabase()
      await makePetition(database.db, 'demo')
      const sink = await startSmtpSink(mode)
      if (sink === undefined) throw new Error('smtp-sink went away')
      const start = () =>
        startService({
          databaseUrl: database.url,
          env: { SMTP_URL: sink.url, MAIL_ADDRESS: 'sign@localhost.test' },
          sent: async () => (await sink.mails()).map(mail => mail.raw),
        })
      let service = await start()
      try {
        await service.write({ from: 'ada@example.org', to: 'sign+demo@localhost.test', text: 'Ada Lovelace' })
        await expect
          .poll(async () => (await database.pool.query('select attempts from delivery')).rows[0]?.attempts)
          .toBe(1)
        await expect.poll(async () => (await sink.mails()).length).toBe(before)
        await service.kill()
        await sink.become({})
        service = await start()
        // Nobody can tell whether it has arrived, so it waits ten minutes. What the killed service said last may come late.
        const tenMinutesPass = () =>
          database.pool.query("update delivery set due_at = now() where due_at > now() + interval '1 minute'")
        await expect
          .poll(async () => (await tenMinutesPass()) && (await sink.mails()).length)
          .toBe(before + 1)
        await service.settle()
        await sleep(1_000)
        const mails = await sink.mails()
        expect(mails).toHaveLength(before + 1)
        expect(new Set(mails.map(mail => mail.raw)).size).toBe(1)
        const [mail] = await service.mails('ada@example.org')
        if (mail === undefined) throw new Error('no mail')
        await service.reply(mail, 'ada@example.org', 'Yes')
        await expect.poll(() => service.count('demo')).toBe(1)
      } finally {
        await service.stop()
        await sink.destroy()
        await database.close()
      }
    },
  )

  it('in the middle of fifty emails: everybody who got a 250 gets an answer, and nobody gets a second by sending again', async ({
    expect,
  }) => {
    const database = await testDatabase()
    let service = await startService({ databaseUrl: database.url })
    try {
      const mails = Array.from({ length: 50 }, (_, i) => {
        const from = `person${i}@example.com`
        return { from, to, raw: plainMail({ from, to, text: `Person ${letters(i)}` }) }
      })
      const codes = new Map<string, number | undefined>()
      let taken = 0
      let killed: Promise<void> | undefined
      // Ten servers bring five each, one after the other, so that the kill hits some in every state.
      await Promise.all(
        Array.from({ length: 10 }, async (_, server) => {
          for (const mail of mails.slice(server * 5, server * 5 + 5)) {
            const answer = await service.write(mail).catch(() => undefined)
            codes.set(mail.from, answer?.code)
            if (answer?.code === 250 && ++taken === 20) killed = service.kill()
          }
        }),
      )
      await killed
      service = await startService({ databaseUrl: database.url, dataDir: service.dataDir })
      const lost = mails.filter(mail => codes.get(mail.from) !== 250)
      // The negative control: the kill did hit some of them.
      expect(lost.length).toBeGreaterThan(0)
      expect(lost.length).toBeLessThanOrEqual(30)
      await Promise.all(
        mails.filter(mail => codes.get(mail.from) === 250).map(mail => service.mail(mail.from)),
      )
      // A mail server that heard no 250 comes again with the same bytes.
      for (const mail of lost) expect((await service.write(mail)).code).toBe(250)
      await Promise.all(mails.map(mail => service.mail(mail.from)))
      await service.settle()
      for (const mail of mails) expect(await service.mails(mail.from), mail.from).toHaveLength(1)
    } finally {
      await service.stop()
      await database.close()
    }
  })

  it('answers once what it took right before the kill, and finds its own Postgres again, which survived', async ({
    expect,
  }) => {
    const dataDir = await mkdtemp(join(tmpdir(), 'undersigned-killed-'))
    let service: RunningService | undefined
    try {
      service = await startService({ dataDir })
      const { code } = await service.write({ from: 'ada@example.org', to, text: 'Ada Lovelace' })
      await service.kill()
      expect(code).toBe(250)
      const survivor = await postmaster(dataDir)
      expect(await isAlive(survivor)).toBe(true)
      service = await startService({ dataDir })
      expect(await postmaster(dataDir)).toBe(survivor)
      const question = await service.mail('ada@example.org')
      await service.settle()
      expect(await service.mails('ada@example.org')).toHaveLength(1)
      await service.reply(question, 'ada@example.org')
      await expect.poll(() => service?.count('demo')).toBe(1)
      expect(await service.stop()).toBe(0)
      await expect.poll(() => isAlive(survivor)).toBe(false)
    } finally {
      await service?.stop()
      await rm(dataDir, { recursive: true, force: true, maxRetries: 5 })
    }
  })
})

function letters(i: number): string {
  return `${String.fromCharCode(65 + Math.floor(i / 10))}${'abcdefghij'[i % 10]}son`
}

async function postmaster(dataDir: string): Promise<number> {
  const file = (await findPid(dataDir)) ?? ''
  return Number(file.split('\n')[0])
}

function findPid(dataDir: string): Promise<string | undefined> {
  return readFile(join(dataDir, 'cluster', 'postmaster.pid'), 'utf8').catch(() => undefined)
}

/** Without an init process, as in some containers, a dead process stays as a zombie. */
async function isAlive(pid: number): Promise<boolean> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return status !== '' && !/^State:\tZ/m.test(status)
}

import { generateKeyPairSync } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dkimVerify } from 'mailauth/lib/dkim/verify.js'
import { afterEach, describe, expect, test } from 'vitest'
import { composeMail } from '../../../src/adapters/email/send/compose-mail.ts'
import { type OutgoingOptions, openOutgoing } from '../../../src/adapters/email/send/outgoing.ts'
import { TemporaryFailure } from '../../../src/adapters/email/send/smtp-failure.ts'
import { trialMailsKept } from '../../../src/adapters/email/trial/trial-directory.ts'
import { address, cleanUp, cleanups, deliveryTo, failureOf, log } from './sending.ts'

afterEach(cleanUp)

describe('the trial folder', () => {
  async function trial(more: Partial<OutgoingOptions> = {}) {
    const parent = await mkdtemp(join(tmpdir(), 'trial-'))
    cleanups.push(() => rm(parent, { recursive: true, force: true }))
    const directory = join(parent, 'mail', 'out')
    return {
      directory,
      outgoing: openOutgoing({ address, outgoing: { kind: 'trial', directory }, log, ...more }),
    }
  }

  test('gets the bytes that SMTP would get, and keeps one file for all retries', async () => {
    const { directory, outgoing } = await trial()
    await outgoing.verify()
    await outgoing.send(deliveryTo('ada@example.org'))
    await outgoing.send(deliveryTo('ada@example.org'))
    expect(await readdir(directory)).toEqual(['20261123T090001000Z-0190a0b0-0000-7000-8000-000000000001.eml'])
    const file = join(directory, '20261123T090001000Z-0190a0b0-0000-7000-8000-000000000001.eml')
    const { raw } = await composeMail(deliveryTo('ada@example.org'), { address })
    expect(raw.equals(await readFile(file))).toBe(true)
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect((await stat(directory)).mode & 0o777).toBe(0o700)
  })

  test('keeps the newest emails only', async () => {
    const { directory, outgoing } = await trial()
    for (let n = 0; n < trialMailsKept + 5; n += 1) await outgoing.send(deliveryTo('ada@example.org', n))
    const names = (await readdir(directory)).sort()
    expect(names).toHaveLength(trialMailsKept)
    expect(names[0]).toContain('-000000000005.eml')
  })

  test('reports a folder that cannot be made, by verify and by send', async () => {
    const outgoing = openOutgoing({ address, outgoing: { kind: 'trial', directory: '/dev/null/mail' }, log })
    await expect(outgoing.verify()).rejects.toThrow()
    await expect(outgoing.send(deliveryTo('ada@example.org'))).rejects.toThrow()
  })

  test('a key that cannot sign keeps the email, and says nothing of itself', async () => {
    const dkim = { domain: 'undersigned.example', selector: 'k1', privateKey: 'no key' }
    const { outgoing } = await trial({ dkim })
    const failure = await failureOf(outgoing.send(deliveryTo('ada@example.org')))
    expect(failure).toMatchObject({ code: 'dkim-failed' })
    expect(failure).toBeInstanceOf(TemporaryFailure)
  })

  test('gets a valid DKIM signature, the same at every try', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'der' },
    })
    const dkim = { domain: 'undersigned.example', selector: 'k1', privateKey }
    const { directory, outgoing } = await trial({ dkim })
    const read = async () => readFile(join(directory, (await readdir(directory))[0] ?? ''))
    await outgoing.send(deliveryTo('ada@example.org'))
    const first = await read()
    await outgoing.send(deliveryTo('ada@example.org'))
    expect(first.equals(await read())).toBe(true)
    const verdict = async (raw: Buffer) =>
      (
        await dkimVerify(raw, {
          resolver: async () => [[`v=DKIM1; k=rsa; p=${publicKey.toString('base64')}`]],
        })
      ).results.map(({ status, signingDomain }) => `${status.result} ${signingDomain}`)
    expect(await verdict(first)).toEqual(['pass undersigned.example'])
    expect(await verdict(Buffer.from(first.toString().replace('Confirm', 'Confarm')))).toEqual([
      'neutral undersigned.example',
    ])
  })
})

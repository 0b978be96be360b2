import { beforeEach, describe, expect, it } from 'vitest'
import { daysPass, replicaOfFile } from '../support/core-on-database.ts'
import { makePetition } from '../support/petition.ts'

const mira = 'mira@example.org'

const { database, replica } = await replicaOfFile()

describe('an email that asks neither to sign nor to be removed', () => {
  beforeEach(() => makePetition(database.db, 'fair', { title: 'Fair training' }))

  const count = async () => (await replica.core.petition('fair'))?.signatures
  const sign = async () => {
    await replica.write(mira, 'Mira Okafor, illustrator')
    await replica.core.confirm(await replica.token())
    await replica.mails()
    await daysPass(database, 2)
  }
  const answered = async () => (await replica.mails()).map(({ delivery }) => delivery.reply.subject)

  it.each([
    'Please delete my middle name',
    'I withdraw my consent for AI training on my books',
    'I do not want to sign this',
    'Did you get my signature?',
  ])('is answered with what a signer has signed: %j', async text => {
    await sign()
    await replica.write(mira, text)
    expect(await answered()).toEqual(['What would you like to do with your signature?'])
    expect(await count()).toBe(1)
  })

  it.each([
    'Did you get my signature?',
    'I signed yesterday and have had no confirmation',
    'Please take me off your mailing list',
  ])('is answered with what waits, as it was written: %j', async text => {
    await replica.write(mira, 'Mira Okafor, illustrator')
    await replica.mails()
    await replica.write(mira, text)
    const [mail] = await replica.mails()
    expect(mail?.kind).toBe('confirm')
    await replica.core.confirm(mail?.token ?? '')
    expect((await replica.core.signatories('fair', { limit: 10 }))?.signatories).toMatchObject([
      { name: 'Mira Okafor', occupation: 'illustrator' },
    ])
  })

  it('is thanked if it declines, and nothing waits any more', async () => {
    await replica.write(mira, 'I do not want to sign this')
    expect(await answered()).toEqual(['Understood: you have not signed'])
    await replica.write(mira, 'Mira Okafor')
    await replica.mails()
    await replica.write(mira, 'Not signing')
    expect(await answered()).toEqual(['Understood: nothing was recorded'])
  })
})

import { beforeEach, describe, expect, it } from 'vitest'
import { daysPass, replicaOfFile } from '../../support/core-on-database.ts'
import { makePetition } from '../../support/petition.ts'

const ada = 'ada@example.org'

const { database, replica } = await replicaOfFile()

describe('after withdrawing', () => {
  const count = async () => (await replica.core.petition('fair'))?.signatures

  beforeEach(() => makePetition(database.db, 'fair', { title: 'Fair training' }))

  /** Signs by the first of two questions; the token of the second, and the manage token. */
  const signTwiceAsked = async () => {
    await replica.write(ada, 'Ada Lovelace')
    await replica.write(ada, 'Ada Lovelace')
    const [first, second] = (await replica.mails()).map(mail => mail.token)
    if (first === undefined || second === undefined) throw new Error('two questions')
    await replica.core.confirm(first)
    return { older: second, manage: await replica.token() }
  }

  it('does not put the name back by an older link', async () => {
    const { older, manage } = await signTwiceAsked()
    await replica.core.withdraw(manage)
    expect((await replica.core.requestByToken(older)).kind).toBe('removed')
    expect((await replica.core.confirm(older)).kind).toBe('removed')
    expect(await count()).toBe(0)
  })

  it('removes by "it wasn’t me" on an open page what another link confirmed meanwhile', async () => {
    const { older } = await signTwiceAsked()
    expect((await replica.core.refuse(older)).kind).toBe('removed')
    expect(await count()).toBe(0)
  })

  it('does not put the name back by a late reply to an older question', async () => {
    const { older, manage } = await signTwiceAsked()
    await replica.core.withdraw(manage)
    await replica.write(ada, '', { token: older })
    expect(await count()).toBe(0)
  })

  it('ends a change that waited, also under another spelling', async () => {
    await replica.write(ada, 'Ada Lovelace')
    await replica.core.confirm(await replica.token())
    const manage = await replica.token()
    await daysPass(database, 2)
    await replica.write('ada+x@example.org', 'Ada Byron', { authenticated: false })
    const change = await replica.token()
    await replica.write(ada, 'withdraw')
    expect((await replica.core.confirm(change)).kind).toBe('expired')
    expect(await count()).toBe(0)
    expect((await replica.core.signatureByToken(manage)).kind).toBe('withdrawn')
  })

  it('signs again when asked again, and the links of the old receipt manage the new signature', async () => {
    const { manage } = await signTwiceAsked()
    await replica.core.withdraw(manage)
    await daysPass(database, 2)
    await replica.write(ada, 'Ada Lovelace, composer')
    const [question] = (await replica.mails()).filter(mail => mail.kind === 'confirm')
    expect(await replica.core.confirm(question?.token ?? '')).toMatchObject({ kind: 'signed', number: 2 })
    expect(await replica.core.signatureByToken(manage)).toMatchObject({ kind: 'signed', number: 2 })
    expect((await replica.core.withdraw(manage)).kind).toBe('withdrawn')
    expect(await count()).toBe(0)
  })
})

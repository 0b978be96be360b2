import { beforeEach, describe, expect, it } from 'vitest'
import { domainHash, openDomain } from '../../src/core/mail-domain.ts'
import { keepHouse } from '../../src/core/rounds/housekeeping.ts'
import { aboutDomain } from '../../src/domains.ts'
import { daysPass, replicaOfFile } from '../support/core-on-database.ts'
import { makePetition } from '../support/petition.ts'

const { database, replica } = await replicaOfFile()
const { keys } = replica.service

interface Row {
  id: string
  mail_domain: Buffer | null
  mail_host: Buffer | null
  sealed_mail_host: Buffer | null
  disposable: boolean
}
const kept = async () => (await database.pool.query<Row>('select * from signature order by number')).rows
const one = async () => {
  const [row] = await kept()
  if (row === undefined) throw new Error('nobody signed')
  return row
}
async function signs(mailbox: string): Promise<void> {
  await replica.write(mailbox, 'Ada Lovelace')
  const [mail] = await replica.mailsTo(mailbox)
  await replica.write(mailbox, 'Yes', { token: mail?.token ?? '' })
}
const nothing = { mail_domain: null, mail_host: null, sealed_mail_host: null, disposable: false }

describe('the domain of the mailbox', () => {
  beforeEach(() => makePetition(database.db, 'fair'))

  it('is kept with the signature as a hash to group by and as a seal, never in clear', async () => {
    await signs('ada@mail.guild.co.uk')
    const row = await one()
    expect(row.mail_domain).toEqual(domainHash(keys, 'guild.co.uk'))
    expect(row.mail_host).toEqual(domainHash(keys, 'mail.guild.co.uk'))
    expect(openDomain(keys, row)).toBe('mail.guild.co.uk')
    expect(openDomain(keys, { ...row, id: '00000000-0000-4000-8000-000000000000' })).toBeUndefined()
    expect(row.disposable).toBe(false)
  })

  it('is grouped with its subdomains, and marked if its mailboxes are disposable', async () => {
    await signs('ada@guild.co.uk')
    await signs('bo@x.guild.co.uk')
    await signs('cleo@mailinator.com')
    const [ada, bo, cleo] = await kept()
    expect(ada?.mail_domain).toEqual(bo?.mail_domain)
    expect([ada?.mail_host, bo?.mail_host === null]).toEqual([null, false])
    expect([ada?.disposable, cleo?.disposable]).toEqual([false, true])
  })

  it('is emptied if the signer erases, a month after they withdrew, and three months after the petition closed', async () => {
    await signs('ada@guild.example')
    await replica.write('ada@guild.example', 'Withdraw my signature')
    expect((await one()).mail_domain).not.toBeNull()
    await daysPass(database, 31)
    await keepHouse(replica.service, new AbortController().signal)
    expect(await one()).toMatchObject(nothing)
    await signs('bo@guild.example')
    await database.pool.query("update petition set status = 'closed', closed_at = now() - interval '89 days'")
    await keepHouse(replica.service, new AbortController().signal)
    expect((await kept())[1]?.mail_domain).not.toBeNull()
    await database.pool.query("update petition set closed_at = now() - interval '91 days'")
    await keepHouse(replica.service, new AbortController().signal)
    expect((await kept())[1]).toMatchObject(nothing)
  })
})

describe('what lists say about a domain', () => {
  it.each([
    ['guild.example', 'guild.example', false],
    ['a.b.guild.co.uk', 'guild.co.uk', false],
    // Two customers of one host.
    ['ada.github.io', 'ada.github.io', false],
    ['mailinator.com', 'mailinator.com', true],
    ['x.mailinator.com', 'mailinator.com', true],
    ['localhost', 'localhost', false],
  ])('%s: registered as %s', (domain, registrable, disposable) => {
    expect(aboutDomain(domain)).toEqual({ registrable, disposable })
  })
})

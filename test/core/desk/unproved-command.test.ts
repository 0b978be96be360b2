import { beforeEach, describe, expect, it } from 'vitest'
import { checkProof } from '../../../src/cli/doctor/mail.ts'
import { personOfMailbox } from '../../../src/core/personal-data.ts'
import { countMade } from '../../../src/db/deliveries.ts'
import { incoming, replicaOfFile } from '../../support/core-on-database.ts'
import { makePetition } from '../../support/petition.ts'

const olga = 'olga@example.org'
const { database, replica } = await replicaOfFile()

describe('a command in an organiser’s email that proves nothing', () => {
  beforeEach(async () => {
    await makePetition(database.db, 'fair', { title: 'Fair training' })
    await database.pool.query('insert into organiser (petition_id, account) select id, $1 from petition', [
      personOfMailbox(replica.service.keys, olga).hashes.account,
    ])
  })
  const asked = async (words: string) => {
    await replica.write(olga, words, { authenticated: false })
    const [mail] = await replica.mailsTo(olga)
    return mail
  }

  it('is answered with why it needs a yes, and what helps: once', async () => {
    const first = await asked('stats week')
    expect(first?.words).toContain('Was this you?')
    expect(first?.words).toContain('DKIM')
    expect(first?.words).toContain('MAIL_AUTHSERV_ID')
    await database.pool.query(`update delivery set created_at = created_at - interval '2 days'`)
    const second = await asked('stats month')
    expect(second?.words).toContain('Was this you?')
    expect(second?.words).not.toContain('MAIL_AUTHSERV_ID')
  })

  it('is done when she replies yes, with the explanation quoted below', async () => {
    const question = await asked('stats week')
    const { token = '', delivery } = question ?? {}
    const quoted =
      delivery?.reply.blocks.flatMap(block => ('text' in block ? [`> ${block.text}`, '>'] : [])) ?? []
    const whole = { texts: [['yes', '', ...quoted].join('\n')], unread: false }
    const yes = incoming(olga, '', { authenticated: false })
    await replica.core.receive({ ...yes, act: { kind: 'answer', token, subject: '', text: 'yes', whole } })
    const [answer] = await replica.mailsTo(olga)
    expect(answer?.delivery.reply.subject).not.toContain('Was this you?')
    expect(answer?.words).toContain('Fair training')
  })

  it('makes doctor warn, unless a server is configured whose results are believed', async () => {
    const mail = {
      address: 'sign@example.org',
      listen: undefined,
      imapUrl: 'imaps://a:b@imap.example.org',
      imapKeepDays: 30,
      smtpUrl: 'smtp://smtp.example.org',
      authservId: undefined,
      trust: 'none' as const,
      dkim: undefined,
    }
    expect(checkProof(mail, await countMade(database.db, 'askSender'))).toMatchObject({ state: 'ok' })
    await asked('stats week')
    const n = await countMade(database.db, 'askSender')
    expect(checkProof(mail, n)).toMatchObject({ state: 'wrong', variables: ['MAIL_AUTHSERV_ID'] })
    expect(checkProof({ ...mail, authservId: 'mx.example.org' }, n)).toMatchObject({ state: 'ok' })
  })
})

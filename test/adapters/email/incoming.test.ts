import { afterEach, describe, expect, it, vi } from 'vitest'
import { findRecipient, toIncoming } from '../../../src/adapters/email/incoming.ts'
import type { OurAddress } from '../../../src/adapters/email/our-address.ts'
import type { Evidence } from '../../../src/adapters/email/proof/evidence.ts'
import type { ParsedMail } from '../../../src/adapters/email/read/parsed-mail.ts'
import { readMail } from '../../../src/adapters/email/read/read-mail.ts'
import type { Incoming } from '../../../src/core/channel.ts'

const OURS = 'sign@undersigned.example'
const TOKEN = 'abcdefghijklmnopqrstuvwxyz234567'
const DELIVERY = '0192f0c1-7a1b-7c3d-8e4f-001122334455'
const NOTHING: Evidence = { direct: false, written: false }

const HEADERS = {
  From: 'Ada Lovelace <ada@Example.ORG>',
  To: 'sign+demo@undersigned.example',
  Subject: 'count me in',
  Date: 'Mon, 23 Nov 2026 10:00:00 +0000',
  'Message-ID': '<1@example.org>',
}

function parse(
  headers: Record<string, string | undefined> = {},
  body = 'Ada Lovelace, composer\r\n',
): Promise<ParsedMail> {
  const all = Object.entries({ ...HEADERS, ...headers }).filter(([, value]) => value !== undefined)
  const head = all.map(([name, value]) => `${name}: ${value}\r\n`).join('')
  return readMail(Buffer.from(`${head}\r\n${body}`), { ownAddress: OURS })
}

async function read(
  headers: Record<string, string | undefined> = {},
  body?: string,
  to: OurAddress = { kind: 'petition', slug: 'demo' },
  evidence = NOTHING,
) {
  return toIncoming({ mail: await parse(headers, body), to, evidence, ours: OURS })
}

async function incoming(...given: Parameters<typeof read>): Promise<Incoming> {
  const result = await read(...given)
  if (result.kind === 'ignored') throw new Error(`ignored: ${result.why}`)
  return result.incoming
}

describe('an email that comes in', () => {
  it('is a message to a petition from the mailbox in From, with a place for the answer', async () => {
    expect(await incoming({ 'Content-Language': 'fr', References: '<0@example.org>' })).toEqual({
      key: expect.stringMatching(/^[0-9a-f]{64}$/),
      channel: 'email',
      account: 'ada@example.org',
      mailbox: 'ada@example.org',
      authenticated: false,
      proved: false,
      place: {
        to: { name: 'Ada Lovelace', address: 'ada@example.org' },
        inReplyTo: '<1@example.org>',
        references: ['<0@example.org>', '<1@example.org>'],
        subject: 'count me in',
      },
      plainReply: true,
      displayName: 'Ada Lovelace',
      languageHint: 'fr',
      act: {
        kind: 'message',
        slug: 'demo',
        subject: 'count me in',
        text: 'Ada Lovelace, composer',
        block: '',
        whole: { texts: ['Ada Lovelace, composer'], unread: false },
        answersDeliveries: [],
      },
    })
  })

  it('is from the writer that a group names if it wrote itself into From, and proves nothing', async () => {
    const group = {
      From: "'Ada Lovelace' via Campaign <campaign@groups.example>",
      'X-Original-From': 'Ada Lovelace <ada@example.org>',
      'X-Original-Sender': 'ada@example.org',
      'Mailing-List': 'list campaign@groups.example; contact campaign+owners@groups.example',
    }
    const vouched: Evidence = {
      direct: true,
      written: true,
      provedDomain: 'groups.example',
      proved: 'vouched',
    }
    const passedOn = await incoming(group, undefined, { kind: 'petition', slug: 'demo' }, vouched)
    expect(passedOn).toMatchObject({
      mailbox: 'ada@example.org',
      displayName: 'Ada Lovelace',
      place: { to: { address: 'ada@example.org' } },
      authenticated: false,
      proved: false,
    })
    expect(passedOn).not.toHaveProperty('provedDomain')
    expect(await incoming({}, undefined, { kind: 'petition', slug: 'demo' }, vouched)).toMatchObject({
      authenticated: true,
      proved: true,
    })
  })

  it('is a message to the service if its address has no tag, and an answer if it has a token', async () => {
    const plain = await incoming({}, undefined, { kind: 'sign' })
    expect(plain.act).toMatchObject({ kind: 'message' })
    expect(plain.act).not.toHaveProperty('slug')
    for (const kind of ['confirm', 'manage'] as const) {
      expect((await incoming({}, 'yes\r\n', { kind, token: TOKEN })).act).toEqual({
        kind: 'answer',
        token: TOKEN,
        subject: 'count me in',
        text: 'yes',
        whole: { texts: ['yes'], unread: false },
      })
    }
  })

  it('names the deliveries that it answers, if the reply has lost its tag', async () => {
    const { act } = await incoming({
      'In-Reply-To': `<${DELIVERY.toUpperCase()}@undersigned.example>`,
      References: `<${DELIVERY}@undersigned.example> <${DELIVERY}@evil.example> <x@undersigned.example>`,
    })
    expect(act).toMatchObject({ answersDeliveries: [DELIVERY] })
  })

  it('is answered to From, never to Reply-To', async () => {
    const { place, account } = await incoming({ 'Reply-To': 'victim@elsewhere.example' })
    expect(JSON.stringify(place)).not.toContain('victim')
    expect(account).toBe('ada@example.org')
  })

  it('is authenticated for the address that it was written to, and proves its domain', async () => {
    const evidence: Evidence = { direct: false, written: true, provedDomain: 'example.org', proved: 'signed' }
    expect(await incoming({}, undefined, undefined, evidence)).toMatchObject({
      authenticated: true,
      proved: true,
      provedDomain: 'example.org',
    })
    const other = await incoming({}, undefined, { kind: 'petition', slug: 'other' }, evidence)
    expect(other).toMatchObject({ authenticated: false, proved: false })
    expect(other).not.toHaveProperty('provedDomain')
    const shouted = await incoming({ To: 'SIGN+DEMO@UNDERSIGNED.EXAMPLE' }, undefined, undefined, evidence)
    expect(shouted.authenticated).toBe(true)
  })

  it('is ignored if it comes from a machine, from ourselves, from nobody or from two people', async () => {
    const why = async (headers: Record<string, string | undefined>) => {
      const result = await read(headers)
      return result.kind === 'ignored' ? result.why : result.incoming.act.kind
    }
    expect(await why({ 'Auto-Submitted': 'auto-replied' })).toBe('auto-reply')
    expect(await why({ 'List-Id': '<list.example.org>', Precedence: 'list' })).toBe('list')
    expect(await why({ From: 'sign+demo@undersigned.example' })).toBe('own')
    expect(await why({ From: undefined })).toBe('no-from')
    expect(await why({ From: 'ada@example.org, bob@example.org' })).toBe('several-from')
    expect(await why({ From: 'ada' })).toBe('no-from')
    // The same if the parser does not know our address.
    const unaware = await readMail(Buffer.from('From: sign+demo@undersigned.example\r\n\r\nhello\r\n'))
    expect(unaware.automatic).toBeUndefined()
    const to: OurAddress = { kind: 'sign' }
    expect(toIncoming({ mail: unaware, to, evidence: NOTHING, ours: OURS })).toEqual({
      kind: 'ignored',
      why: 'own',
    })
    // Control: a person whose mail server says so.
    expect(await why({ 'Auto-Submitted': 'no' })).toBe('message')
  })
})

describe('a report that a delivery has not arrived', () => {
  const report = (action: string, status: string, original = DELIVERY) =>
    [
      '--b',
      'Content-Type: text/plain',
      '',
      'This is the mail system.',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.example.org',
      '',
      'Final-Recipient: rfc822; ada@example.org',
      `Action: ${action}`,
      `Status: ${status}`,
      `Diagnostic-Code: smtp; ${status.startsWith('5') ? '550 5.1.1 user unknown' : '452 4.2.2 mailbox full'}`,
      '',
      '--b',
      'Content-Type: text/rfc822-headers',
      '',
      `Message-ID: <${original}@undersigned.example>`,
      'Subject: please confirm',
      '',
      '--b--',
      '',
    ].join('\r\n')
  const headers = {
    From: 'MAILER-DAEMON@mx.example.org',
    To: `sign+bounce-${DELIVERY}@undersigned.example`,
    Subject: 'Undelivered Mail Returned to Sender',
    'Auto-Submitted': 'auto-replied',
    'Content-Type': 'multipart/report; report-type=delivery-status; boundary=b',
    'MIME-Version': '1.0',
  }
  const bounce: OurAddress = { kind: 'bounce', deliveryId: DELIVERY }

  it('names the delivery, and says whether the failure is final', async () => {
    expect((await incoming(headers, report('failed', '5.1.1'), bounce)).act).toEqual({
      kind: 'undelivered',
      deliveryId: DELIVERY,
      permanence: 'hard',
    })
    expect((await incoming(headers, report('failed', '4.2.2'), bounce)).act).toMatchObject({
      permanence: 'soft',
    })
  })

  it('is recognised by our Message-ID in it, if it comes to another address', async () => {
    expect((await incoming(headers, report('failed', '5.1.1'), { kind: 'sign' })).act).toEqual({
      kind: 'undelivered',
      deliveryId: DELIVERY,
      permanence: 'hard',
    })
    expect(await read(headers, report('failed', '5.1.1', 'x'), { kind: 'sign' })).toEqual({
      kind: 'ignored',
      why: 'bounce',
    })
  })

  it('is ignored if it only warns of a delay; so is a person who writes to the bounce address', async () => {
    expect(await read(headers, report('delayed', '4.4.1'), bounce)).toEqual({
      kind: 'ignored',
      why: 'delivery-notice',
    })
    expect(await read({}, 'hello\r\n', bounce)).toEqual({ kind: 'ignored', why: 'to-bounce-address' })
    expect(
      await read({ 'Auto-Submitted': 'auto-replied', Subject: 'Out of office' }, 'away\r\n', bounce),
    ).toEqual({
      kind: 'ignored',
      why: 'auto-reply',
    })
  })
})

describe('the inbox key', () => {
  afterEach(() => {
    vi.useRealTimers()
  })

  const key = async (...given: Parameters<typeof read>) => (await incoming(...given)).key

  it('is the same whichever way an email comes: trace headers, Message-ID and blank lines at the end do not count', async () => {
    const first = await key()
    expect(await key({ Received: 'from a by b; Mon, 23 Nov 2026 10:00:01 +0000' })).toBe(first)
    expect(await key({ 'Message-ID': '<other@example.org>' })).toBe(first)
    expect(await key({}, 'Ada Lovelace, composer\r\n\r\n')).toBe(first)
    expect(await key({}, 'Ada Lovelace, composer')).toBe(first)
    expect(await key({ From: '"A. L." <ada@EXAMPLE.org>' })).toBe(first)
    expect(
      await key(
        { 'Content-Transfer-Encoding': 'base64' },
        `${Buffer.from('Ada Lovelace, composer\r\n').toString('base64')}\r\n`,
      ),
    ).toBe(first)
  })

  it('differs with our address, From, Date or text', async () => {
    const keys = [
      await key(),
      await key({}, undefined, { kind: 'sign' }),
      await key({ From: 'bob@example.org' }),
      await key({ Date: 'Mon, 23 Nov 2026 10:00:01 +0000' }),
      await key({}, 'Ada Lovelace, computer\r\n'),
    ]
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('counts the subject only if there is no text', async () => {
    expect(await key({ Subject: 'count demo' }, '')).not.toBe(await key({ Subject: 'stats demo' }, ''))
    expect(await key({ Subject: '[list] count me in' })).toBe(await key())
  })

  it('differs a minute later, or with another Message-ID, for a script’s email without a Date', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-23T10:00:05Z') })
    const undated = { Date: undefined, 'Message-ID': undefined }
    const first = await key(undated)
    expect(await key(undated)).toBe(first)
    vi.setSystemTime(new Date('2026-11-23T10:01:05Z'))
    expect(await key(undated)).not.toBe(first)
    const named = await key({ ...undated, 'Message-ID': '<1@script.example>' })
    vi.setSystemTime(new Date('2026-11-23T10:09:05Z'))
    expect(await key({ ...undated, 'Message-ID': '<1@script.example>' })).toBe(named)
    expect(await key({ ...undated, 'Message-ID': '<2@script.example>' })).not.toBe(named)
  })
})

describe('the recipient of an email in the mailbox', () => {
  const find = async (headers: Record<string, string | undefined>) =>
    findRecipient(await parse(headers), OURS)

  it('is first what the server noted, then To and Cc; a tagged address wins over the plain one', async () => {
    expect(await find({})).toEqual({ kind: 'petition', slug: 'demo' })
    expect(await find({ To: 'friends@example.org', Cc: OURS })).toEqual({ kind: 'sign' })
    expect(await find({ To: OURS, Cc: 'sign+b@undersigned.example' })).toEqual({
      kind: 'petition',
      slug: 'b',
    })
    expect(await find({ 'Delivered-To': 'sign+a@undersigned.example' })).toEqual({
      kind: 'petition',
      slug: 'a',
    })
    expect(await find({ 'Delivered-To': OURS })).toEqual({ kind: 'petition', slug: 'demo' })
    for (const header of ['X-Original-To', 'Envelope-To']) {
      expect(
        await find({ To: 'list@example.org', [header]: `sign+confirm-${TOKEN}@undersigned.example` }),
      ).toEqual({
        kind: 'confirm',
        token: TOKEN,
      })
    }
  })

  it('is the service if no address of ours is named', async () => {
    expect(await find({ To: 'undisclosed-recipients:;' })).toEqual({ kind: 'sign' })
    expect(await find({ To: undefined })).toEqual({ kind: 'sign' })
  })
})

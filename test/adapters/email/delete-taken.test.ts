import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deleteTaken } from '../../../src/adapters/email/receive/delete-taken.ts'
import { readImapUrl } from '../../../src/adapters/email/receive/imap-url.ts'
import { openMailbox } from '../../../src/adapters/email/receive/mailbox.ts'
import { type Dovecot, dovecotIsHere, startDovecot } from '../../support/dovecot.ts'
import { needs } from '../../support/needs.ts'
import { MailboxCore } from './mailbox-core.ts'

const DAY = 24 * 60 * 60_000
const log = { debug() {}, info() {}, warn() {}, error() {} }

describe.skipIf(!needs('Dovecot', dovecotIsHere))('email that was taken (needs Dovecot)', () => {
  let dovecot: Dovecot
  beforeAll(async () => {
    const started = await startDovecot()
    if (started === undefined) throw new Error('it went away')
    dovecot = started
  })
  afterAll(() => dovecot.destroy())

  const settings = (query = '') => readImapUrl(`${dovecot.imapUrl}${query}`)
  const deliver = (subject: string, daysAgo: number, seen = false) =>
    dovecot.deliver(`From: ada@example.org\r\nSubject: ${subject}\r\n\r\nhello\r\n`, {
      receivedAt: new Date(Date.now() - daysAgo * DAY),
      seen,
    })
  const flag = (uid: number, ...flags: string[]) =>
    dovecot.doveadm(
      'flags',
      'add',
      '-u',
      dovecot.user,
      flags.join(' '),
      'mailbox',
      'INBOX',
      'uid',
      String(uid),
    )
  const uids = async (folder = 'INBOX') => (await dovecot.list(folder)).map(({ uid }) => uid)

  it('is deleted after its days, and all other email stays: read, unread, flagged, or marked as unread', async () => {
    await deliver('taken long ago', 40)
    await deliver('taken lately', 20)
    await deliver('read by a person', 40, true)
    await deliver('unread', 40)
    await deliver('too large, left for a person', 40)
    await deliver('taken, and marked as unread by a person', 40)
    await deliver('deleted by a person, and not expunged', 40, true)
    await dovecot.list()
    for (const uid of [1, 2]) await flag(uid, '$Undersigned', '\\Seen')
    await flag(5, '$Undersigned', '\\Flagged')
    await flag(6, '$Undersigned')
    await flag(7, '\\Deleted')
    expect(await deleteTaken({ settings: settings(), keepDays: 30, log })).toBe(1)
    expect(await uids()).toEqual([2, 3, 4, 5, 6, 7])
    expect(await deleteTaken({ settings: settings(), keepDays: 10, log })).toBe(1)
    expect(await uids()).toEqual([3, 4, 5, 6, 7])
  })

  it('is also deleted from the folder to which it was moved', async () => {
    await dovecot.doveadm('mailbox', 'create', '-u', dovecot.user, 'Done')
    await deliver('moved', 40)
    await flag(8, '$Undersigned', '\\Seen')
    await dovecot.doveadm('move', '-u', dovecot.user, 'Done', 'mailbox', 'INBOX', 'uid', '8')
    expect(await uids('Done')).toHaveLength(1)
    expect(await deleteTaken({ settings: settings('&move=Done'), keepDays: 30, log })).toBe(1)
    expect(await uids('Done')).toEqual([])
  })

  it('is deleted at once if no day is named, and only after its commit', async () => {
    const before = await uids()
    const core = new MailboxCore()
    let commit: () => void = () => {}
    const taken: string[] = []
    const reader = openMailbox({
      settings: settings(),
      keepDays: 0,
      core,
      log,
      poll: 200,
      expect() {},
      take: raw =>
        new Promise(resolve => {
          taken.push(raw.toString())
          commit = () => resolve('taken')
        }),
    })
    await expect.poll(() => core.reports.at(-1)).toBe('imap up')
    await deliver('a new one', 0)
    await expect.poll(() => taken.length).toBe(1)
    expect(await uids()).toEqual([...before, 9])
    commit()
    await expect.poll(uids.bind(undefined, 'INBOX')).toEqual(before)
    await reader.stop()
  })
})

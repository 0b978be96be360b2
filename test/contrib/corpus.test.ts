import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const asks = 'From: Ada Lovelace <ada@example.org>\nDate: Mon, 16 Nov 2026 10:00:00 +0000\nSubject: sign'

describe('npm run corpus', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'undersigned-corpus-'))
    mkdirSync(join(folder, 'people'))
    const mails = {
      'people/asks.eml': `${asks}\n\nAda Lovelace, composer\n\nOn Mon, Bo <bo@example.org> wrote:\n> Will you sign?\n`,
      'people/asks-again.eml': `X-Trace: other\n${asks}\n\nAda Lovelace, composer\n\nOn Mon, Bo <bo@example.org> wrote:\n> Will you sign?\n`,
      'people/leaves.eml': 'From: Ada <ada@example.org>\nSubject: withdraw\n\nwithdraw\n',
      'away.eml': 'From: Bo <bo@example.org>\nAuto-Submitted: auto-replied\nSubject: Away\n\nI am away.\n',
      'dead.eml': [
        'From: Mail Delivery System <mailer-daemon@example.org>',
        'Subject: Undelivered Mail Returned to Sender',
        'MIME-Version: 1.0',
        'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
        '',
        '--b',
        'Content-Type: message/delivery-status',
        '',
        'Final-Recipient: rfc822; bo@example.org',
        'Action: failed',
        'Status: 5.1.1',
        'Diagnostic-Code: smtp; 550 5.1.1 user unknown',
        '',
        '--b--',
        '',
      ].join('\n'),
      'two-senders.eml': 'From: a@example.org, b@example.org\nSubject: sign\n\nWe sign.\n',
      'notes.txt': 'no email',
    }
    for (const [name, text] of Object.entries(mails)) writeFileSync(join(folder, name), text)
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  const corpus = (...args: string[]) =>
    spawnSync(process.execPath, ['contrib/corpus.ts', ...args], { cwd: root, encoding: 'utf8' })

  it('prints a line for each email below the folder, with what would come of it', () => {
    const { status, stdout, stderr } = corpus(folder)
    expect({ status, stderr }).toEqual({ status: 0, stderr: '6 emails were read.\n' })
    const lines = stdout
      .trim()
      .split('\n')
      .map(line => JSON.parse(line) as Record<string, unknown>)
    const outcome = (file: string) => lines.find(line => line.file === file)
    const asked = { seen_as: 'human', crashed: false, confirmed: 0, logged: true, marked: {} }
    // The same email that came by two ways is answered once.
    expect(outcome('people/asks-again.eml')).toMatchObject({
      ...asked,
      replies: ['ada@example.org'],
      pending: 1,
      new_text: 'Ada Lovelace, composer',
    })
    expect(outcome('people/asks.eml')).toMatchObject({ ...asked, replies: [], pending: 0, read: 'repeat' })
    expect(outcome('people/leaves.eml')).toMatchObject({ ...asked, pending: 0, read: 'withdraw' })
    expect(outcome('away.eml')).toMatchObject({ seen_as: 'machine', replies: [], marked: {} })
    expect(outcome('dead.eml')).toMatchObject({ seen_as: 'machine', replies: [] })
    expect(Object.values(outcome('dead.eml')?.marked ?? {})).toEqual(['hard'])
    expect(outcome('two-senders.eml')).toMatchObject({ seen_as: 'refused', replies: [], pending: 0 })
    expect(lines).toHaveLength(6)
  })

  it('says what is wrong with a folder', () => {
    expect(corpus()).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('<folder>') })
    expect(corpus(join(folder, 'none'))).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('not a folder'),
    })
    const empty = mkdtempSync(join(folder, 'empty-'))
    expect(corpus(empty)).toMatchObject({ status: 1, stderr: expect.stringContaining('no .eml') })
  })
})

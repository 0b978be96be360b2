import { describe, expect, it } from 'vitest'
import { readImapUrl } from '../../../src/adapters/email/receive/imap-url.ts'

describe('IMAP_URL', () => {
  it('means TLS with imaps, STARTTLS with imap, and neither on this machine or with tls=no', () => {
    expect(readImapUrl('imaps://sign:pa%24s@mail.example/INBOX')).toEqual({
      host: 'mail.example',
      port: 993,
      tls: 'implicit',
      user: 'sign',
      password: 'pa$s',
      mailbox: 'INBOX',
    })
    expect(readImapUrl('imap://sign%40x.example:p@mail.example')).toMatchObject({
      port: 143,
      tls: 'starttls',
      user: 'sign@x.example',
      mailbox: 'INBOX',
    })
    expect(readImapUrl('imap://a:b@127.0.0.1:1143').tls).toBe('none')
    expect(readImapUrl('imap://a:b@127.mail.example').tls).toBe('starttls')
    expect(readImapUrl('imap://a:b@[::1]:1143').host).toBe('::1')
    expect(readImapUrl('imap://a:b@mail.example?tls=no').tls).toBe('none')
    expect(readImapUrl('imaps://a:b@mail.example/?mailbox=A/B&move=Processed')).toMatchObject({
      mailbox: 'A/B',
      moveTo: 'Processed',
    })
  })

  it('is refused with a reason that repeats nothing of the URL', () => {
    for (const url of [
      'mail.example',
      'https://a:hunter2@mail.example',
      'imaps://mail.example',
      'imaps://a@mail.example',
      'imaps://a:hunter2@mail.example?tls=no',
      'imaps://a:hunter2@mail.example?tsl=no',
      'imaps://a:hunter2%@mail.example',
    ]) {
      let words = ''
      try {
        readImapUrl(url)
      } catch (error) {
        words = String(error)
      }
      expect(words, url).toContain('IMAP_URL')
      expect(words).not.toMatch(/hunter2|mail\.example/)
    }
  })
})

import { setTimeout as pause } from 'node:timers/promises'
import { createTransport } from 'nodemailer'
import { describe, expect, it } from 'vitest'
import { freePort } from '../../support/free-port.ts'
import { needs } from '../../support/needs.ts'
import { until } from '../../support/patience.ts'
import { postfixIsHere, postfixIsInstalled, startPostfix } from '../../support/postfix.ts'
import { MAIL, runningAdapter } from './running-adapter.ts'

describe('the email adapter behind Postfix', () => {
  const running = runningAdapter()
  const { start } = running

  for (const protocol of ['lmtp', 'smtp'] as const) {
    it.skipIf(!(needs('Postfix', postfixIsInstalled) && postfixIsHere))(
      `goes round with a real Postfix by ${protocol}: asked, answered, replied to, and told of a bounce`,
      async () => {
        const port = await freePort()
        const postfix = await startPostfix({
          ours: 'undersigned.example',
          next: protocol === 'lmtp' ? `lmtp:inet:127.0.0.1:${port}` : `smtp:[127.0.0.1]:${port}`,
          people: 'people.example',
        })
        if (postfix === undefined) throw new Error('postfix is not here')
        const toPostfix = createTransport({ url: postfix.url, ignoreTLS: true })
        const comes = async (what: string, isThere: () => boolean | Promise<boolean>) => {
          await until(isThere, async () => `${what}:\n${await postfix.log()}`)
        }
        try {
          // Ada writes while we are down: her server keeps the mail.
          const ada = MAIL.replace('ada@example.org', 'ada@people.example')
          const fromAda = { from: 'ada@people.example', to: ['sign+demo@undersigned.example'] }
          await toPostfix.sendMail({ raw: ada, envelope: fromAda })
          await pause(300)
          await start({
            listen: { protocol, host: '127.0.0.1', port },
            outgoing: { kind: 'smtp', url: postfix.url },
          })
          await comes('her email', () => running.core.taken.length >= 1)
          expect(running.core.taken[0]).toMatchObject({
            account: 'ada@people.example',
            authenticated: true,
            act: { kind: 'message', slug: 'demo', text: 'Ada Lovelace, composer' },
          })

          const delivery = {
            id: '0192f0c1-7a1b-4c3d-8e4f-001122334455',
            place: running.core.taken[0]?.place ?? null,
            reply: {
              language: 'en' as const,
              subject: 'Please confirm',
              blocks: [{ kind: 'paragraph' as const, text: 'Hello.' }],
            },
            answerTo: { kind: 'confirm' as const, token: 'abcdefghijklmnopqrstuvwxyz234567' },
            createdAt: new Date(),
            unasked: false,
          }
          await running.adapter?.send(delivery)
          let answer = ''
          await comes('our answer', async () => {
            ;[answer = ''] = await postfix.mailsTo('ada@people.example')
            return answer !== ''
          })
          expect(answer).toContain('Please confirm')
          const replyTo = /^Reply-To: .*?(sign\+confirm-\w+@undersigned\.example)/m.exec(answer)?.[1] ?? ''
          const reply = ada
            .replace('sign+demo@undersigned.example', replyTo)
            .replace('Ada Lovelace, composer', '')
          await toPostfix.sendMail({ raw: reply, envelope: { ...fromAda, to: [replyTo] } })
          await comes('her reply', () => running.core.taken.length >= 2)
          expect(running.core.taken[1]?.act).toEqual({
            kind: 'answer',
            token: 'abcdefghijklmnopqrstuvwxyz234567',
            subject: 'count me in',
            text: '',
            whole: { texts: [], unread: false },
          })

          // Nobody has this mailbox. Postfix finds out after it has taken the mail, and tells the bounce address.
          const lost = { ...delivery, id: '0192f0c1-7a1b-4c3d-8e4f-00112233ffff' }
          await running.adapter?.send({
            ...lost,
            place: { to: { address: 'stranger@undersigned.example' }, references: [], subject: 'x' },
          })
          await comes('the bounce', () => running.core.taken.length >= 3)
          expect(running.core.taken[2]?.act).toEqual({
            kind: 'undelivered',
            deliveryId: lost.id,
            permanence: 'hard',
          })
        } finally {
          toPostfix.close()
          await postfix.destroy()
        }
      },
    )
  }
})

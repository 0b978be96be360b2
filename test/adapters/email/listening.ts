import { afterEach, expect } from 'vitest'
import {
  type ArrivedMail,
  type Listener,
  type ListenerOptions,
  openListener,
  type Taking,
} from '../../../src/adapters/email/receive/listener.ts'
import { Dialogue } from './smtp-dialogue.ts'

export const MAIL =
  'From: ada@example.org\r\nTo: sign@undersigned.example\r\nSubject: hello\r\n\r\n.dot\r\nAda\r\n'

const silent = { debug() {}, info() {}, warn() {}, error() {} }

/** The same, as it goes over the line. */
export const stuffed = `${MAIL.replace('\r\n.dot', '\r\n..dot')}.`

/** Listeners and dialogues that end with their test. */
export function listening() {
  const ends: (() => Promise<unknown> | unknown)[] = []
  afterEach(async () => {
    for (const end of ends.splice(0)) await end()
  })

  async function listen(
    options: Partial<ListenerOptions> & { take?: (mail: ArrivedMail) => Promise<Taking[]> } = {},
  ): Promise<{ listener: Listener; arrived: ArrivedMail[] }> {
    const arrived: ArrivedMail[] = []
    const listener = await openListener({
      protocol: 'smtp',
      host: '127.0.0.1',
      port: 0,
      ours: 'sign@undersigned.example',
      log: silent,
      ...options,
      take: async mail => {
        arrived.push(mail)
        return options.take ? options.take(mail) : mail.recipients.map((): Taking => 'taken')
      },
    })
    ends.push(() => listener.stop())
    return { listener, arrived }
  }

  async function talk(listener: Listener, hello = 'EHLO client.example'): Promise<Dialogue> {
    const dialogue = new Dialogue(listener.port)
    ends.push(() => dialogue.socket.destroy())
    expect(await dialogue.reply()).toMatch(/^220 /)
    expect(await dialogue.say(hello)).toMatch(/^250/)
    return dialogue
  }

  return { listen, talk, ends }
}

export async function mailTo(dialogue: Dialogue, ...recipients: string[]): Promise<void> {
  expect(await dialogue.say('MAIL FROM:<ada@example.org>')).toMatch(/^250/)
  for (const recipient of recipients) expect(await dialogue.say(`RCPT TO:<${recipient}>`)).toMatch(/^250/)
  expect(await dialogue.say('DATA')).toMatch(/^354/)
}

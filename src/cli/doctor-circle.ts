/** A mail to ourselves, by the way answers take, that must come back where answers are read. */
import { randomBytes, randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ImapFlow } from 'imapflow'
import { ourDomain } from '../adapters/email/our-address.ts'
import { toPlace } from '../adapters/email/place.ts'
import { type ImapSettings, readImapUrl } from '../adapters/email/receive/imap-url.ts'
import type { MailConfig } from '../config.ts'
import type { Log } from '../core/channel.ts'
import { doctorsImap, imapWords, openDoctorsOutgoing, sendWords } from './doctor-mail.ts'
import { type Finding, ok, wrong } from './finding.ts'

const check = 'mail circle'

/**
 * Sends one mail to MAIL_ADDRESS and one to a tag of it, so that "nothing comes" and "no tags come" can be told apart, and
 * looks for both for `waitMs`. Being from our own address and marked Auto-Submitted they are no business of the service.
 * What is found is deleted again, where the server can delete one mail and no other (UIDPLUS, RFC 4315).
 */
export async function checkMailCircle(
  mail: MailConfig & { smtpUrl: string; imapUrl: string },
  waitMs: number,
  log: Log,
): Promise<Finding> {
  const settings = readImapUrl(mail.imapUrl)
  const tagged = mail.address.replace('@', `+doctor-${randomBytes(4).toString('hex')}@`)
  const outgoing = openDoctorsOutgoing(mail, mail.smtpUrl, log)
  const client = doctorsImap(settings)
  const found: FoundMail[] = []
  try {
    await client.connect()
    const plainId = await send(outgoing, mail.address)
    if (plainId.kind === 'refused')
      return wrong(
        check,
        `a mail to ${mail.address} does not leave: ${plainId.why}`,
        'SMTP_URL',
        'MAIL_ADDRESS',
      )
    const taggedId = await send(outgoing, tagged)
    if (taggedId.kind === 'refused')
      return wrong(
        check,
        `a mail to ${tagged} does not leave (${taggedId.why}), one to ${mail.address} does: ${noTags}`,
        'MAIL_ADDRESS',
        'IMAP_URL',
      )
    const domain = ourDomain(mail.address)
    const wanted = { plain: `<${plainId.id}@${domain}>`, tagged: `<${taggedId.id}@${domain}>` }
    const came = await watch(client, settings, wanted, waitMs, found)
    return describe(came, mail.address, tagged, waitMs)
  } catch (error) {
    return wrong(check, `the mailbox cannot be watched: ${imapWords(error, settings)}`, 'IMAP_URL')
  } finally {
    await outgoing.stop()
    await tidy(client, found)
    client.close()
  }
}

const noTags =
  'turn on sub-addressing (plus addresses) for that mailbox, or set MAIL_ADDRESS and IMAP_URL to one that has it'

interface Came {
  plain?: { folder: string; ms: number }
  tagged?: { folder: string; ms: number; spam: boolean }
}

interface FoundMail {
  folder: string
  uid: number
}

function describe({ plain, tagged }: Came, address: string, tag: string, waitMs: number): Finding {
  if (tagged?.spam)
    return wrong(
      check,
      `the mail to ${tag} came back into ${tagged.folder}, where nobody reads it: tell the mailbox that ${address} is no spam`,
      'IMAP_URL',
    )
  if (tagged !== undefined)
    return ok(check, `a mail to ${tag} came back within ${Math.max(1, Math.round(tagged.ms / 1000))} s`)
  if (plain !== undefined)
    return wrong(
      check,
      `a mail to ${address} comes back, one to ${tag} does not: ${noTags}`,
      'MAIL_ADDRESS',
      'IMAP_URL',
    )
  return wrong(
    check,
    `SMTP_URL took a mail to ${address}, and within ${Math.round(waitMs / 1000)} s it did not come into the mailbox of IMAP_URL: is that the mailbox of MAIL_ADDRESS? (--wait gives a slow one more time)`,
    'MAIL_ADDRESS',
    'IMAP_URL',
  )
}

async function send(
  outgoing: ReturnType<typeof openDoctorsOutgoing>,
  to: string,
): Promise<{ kind: 'sent'; id: string } | { kind: 'refused'; why: string }> {
  const id = randomUUID()
  const subject = 'Undersigned doctor: a test, please ignore'
  try {
    await outgoing.send({
      id,
      place: toPlace({ to: { address: to }, references: [], subject }),
      reply: {
        language: 'en',
        subject,
        blocks: [
          {
            kind: 'paragraph',
            text: 'Sent by “undersigned doctor” to see whether mail comes back. It may be deleted.',
          },
        ],
      },
      answerTo: { kind: 'service' },
      createdAt: new Date(),
      unasked: false,
    })
    return { kind: 'sent', id }
  } catch (error) {
    return { kind: 'refused', why: sendWords(error) }
  }
}

/** The service may have moved a mail already, and a filter may take it for spam: these folders are looked into too. */
async function watch(
  client: ImapFlow,
  settings: ImapSettings,
  wanted: { plain: string; tagged: string },
  waitMs: number,
  found: FoundMail[],
): Promise<Came> {
  const folders = (await client.list()).filter(({ path }) => path !== settings.mailbox)
  const spam = folders.find(({ specialUse }) => specialUse === '\\Junk')?.path
  const moved = folders.find(({ path }) => path === settings.moveTo)?.path
  const all = [settings.mailbox, moved, spam].filter(folder => folder !== undefined)
  const came: Came = {}
  const begun = Date.now()
  let until = begun + waitMs
  for (;;) {
    for (const folder of all) {
      await client.mailboxOpen(folder, { readOnly: true })
      for (const which of ['plain', 'tagged'] as const) {
        if (came[which] !== undefined) continue
        const uids = await client.search({ header: { 'message-id': wanted[which] } }, { uid: true })
        const uid = Array.isArray(uids) ? uids[0] : undefined
        if (uid === undefined) continue
        found.push({ folder, uid })
        came[which] = { folder, ms: Date.now() - begun, spam: folder === spam }
        // They left together: the other one need not be waited for to the end.
        if (which === 'plain') until = Math.min(until, Date.now() + waitMs / 3)
      }
    }
    if ((came.tagged !== undefined && came.plain !== undefined) || Date.now() > until) return came
    if (came.tagged !== undefined) until = Math.min(until, Date.now() + 2_000)
    await sleep(500)
  }
}

async function tidy(client: ImapFlow, found: FoundMail[]): Promise<void> {
  if (!client.usable || !client.capabilities.has('UIDPLUS')) return
  for (const { folder, uid } of found) {
    try {
      await client.mailboxOpen(folder)
      await client.messageDelete(String(uid), { uid: true })
    } catch {
      // A test mail stays behind, which is no finding.
      return
    }
  }
}

/** An email to ourselves: it leaves as answers do, and must come back where replies are read. */
import { randomBytes, randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ImapFlow } from 'imapflow'
import { ourDomain } from '../../adapters/email/our-address.ts'
import { toPlace } from '../../adapters/email/place.ts'
import { type ImapSettings, readImapUrl } from '../../adapters/email/receive/imap-url.ts'
import type { MailConfig } from '../../config.ts'
import type { Log } from '../../core/channel.ts'
import { type Finding, findings } from './finding.ts'
import { doctorsImap, imapWords, openDoctorsOutgoing, sendWords } from './mail.ts'

const { ok, wrong } = findings('email circle')

/**
 * Sends one email to MAIL_ADDRESS and one to a tag of it, to tell "nothing comes" from "no tags come", and looks for both for
 * `waitMs`. The service ignores them: they come from our own address and are marked Auto-Submitted. They are deleted again if the
 * server can delete a single email (UIDPLUS, RFC 4315).
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
      return wrong(`an email to ${mail.address} does not leave: ${plainId.why}`, 'SMTP_URL', 'MAIL_ADDRESS')
    const taggedId = await send(outgoing, tagged)
    if (taggedId.kind === 'refused')
      return wrong(
        `an email to ${tagged} does not leave (${taggedId.why}), but one to ${mail.address} does: ${noTags}`,
        'MAIL_ADDRESS',
        'IMAP_URL',
      )
    const domain = ourDomain(mail.address)
    const wanted = { plain: `<${plainId.id}@${domain}>`, tagged: `<${taggedId.id}@${domain}>` }
    const came = await watch(client, settings, wanted, waitMs, found)
    return describe(came, mail.address, tagged, waitMs)
  } catch (error) {
    return wrong(`the mailbox cannot be watched: ${imapWords(error, settings)}`, 'IMAP_URL')
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
      `the email to ${tag} came back into ${tagged.folder}, where nobody reads it: tell the mailbox that ${address} is not spam`,
      'IMAP_URL',
    )
  if (tagged !== undefined)
    return ok(`an email to ${tag} came back within ${Math.max(1, Math.round(tagged.ms / 1000))} s`)
  if (plain !== undefined)
    return wrong(
      `an email to ${address} comes back, but one to ${tag} does not: ${noTags}`,
      'MAIL_ADDRESS',
      'IMAP_URL',
    )
  return wrong(
    `SMTP_URL took an email to ${address}, but it did not reach the mailbox of IMAP_URL within ${Math.round(waitMs / 1000)} s: is that the mailbox of MAIL_ADDRESS? (--wait gives a slow server more time)`,
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
            text: '“undersigned doctor” sent this to see whether email comes back. You can delete it.',
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

/** Looks into two more folders: the service may have moved an email already, and a filter may take it for spam. */
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
        // They left together, so the other one will not take much longer.
        if (which === 'plain') until = Math.min(until, Date.now() + waitMs / 3)
      }
    }
    if ((came.tagged !== undefined && came.plain !== undefined) || Date.now() > until) return came
    if (came.tagged !== undefined) until = Math.min(until, Date.now() + 2_000)
    await sleep(500)
  }
}

/** Deletes an email of doctor's wherever the service may have put it. */
export async function removeFromMailbox(imapUrl: string, messageId: string): Promise<void> {
  const settings = readImapUrl(imapUrl)
  const client = doctorsImap(settings)
  try {
    await client.connect()
    for (const folder of [settings.mailbox, settings.moveTo].filter(name => name !== undefined)) {
      await client.mailboxOpen(folder, { readOnly: true })
      const uids = await client.search({ header: { 'message-id': messageId } }, { uid: true })
      for (const uid of Array.isArray(uids) ? uids : []) await tidy(client, [{ folder, uid }])
    }
  } catch {
    // A test email stays behind. That is not worth a finding.
  } finally {
    client.close()
  }
}

async function tidy(client: ImapFlow, found: FoundMail[]): Promise<void> {
  if (!client.usable || !client.capabilities.has('UIDPLUS')) return
  for (const { folder, uid } of found) {
    try {
      await client.mailboxOpen(folder)
      await client.messageDelete(String(uid), { uid: true })
    } catch {
      // A test email stays behind. That is not worth a finding.
      return
    }
  }
}

/**
 * Takes emails from the listener and the mailbox. An email that cannot be taken is counted, outside the transaction that failed, and parked
 * the third time: it holds up no other, and the operator can look at it.
 */
import { createHash } from 'node:crypto'
import type { Core, Incoming, Log } from '../../../core/channel.ts'
import { noteDoctorsEmail } from '../doctors-email.ts'
import { findRecipient, toIncoming } from '../incoming.ts'
import { type OurAddress, ourDomain, readOurAddress, writeOurAddress } from '../our-address.ts'
import type { AuthenticationConfig, Listened } from '../proof/authentication.ts'
import type { Evidence } from '../proof/evidence.ts'
import { openMailParser } from '../read/parse-mail.ts'
import { type ParsedMail, UnreadableMail } from '../read/parsed-mail.ts'
import { openSharedParagraphs } from '../read/shared-paragraphs.ts'
import { codeOf, isLocked, isPassing } from './error-code.ts'
import type { ArrivedMail, Taking } from './listener.ts'
import { isPostmaster } from './postmaster.ts'

/** The envelope of an email that came through our listener. */
type Envelope = Omit<ArrivedMail, 'raw'>

export interface Intake {
  /** Starts the two threads that read an email, side by side, because one is about to come. */
  expect(core: Core): void
  /** One answer for each recipient. Throws if the database is down or we are stopping: the email comes again. */
  take(core: Core, raw: Buffer, envelope?: Envelope): Promise<Taking[]>
  close(): Promise<void>
}

/** `address`: MAIL_ADDRESS. */
export function openIntake(address: string, authentication: AuthenticationConfig, log: Log): Intake {
  const parser = openMailParser(authentication)
  const sharedParagraphs = openSharedParagraphs()
  let aside: Promise<unknown> = Promise.resolve()

  function expect(core: Core): void {
    parser.expect()
    core.expectMessage()
  }

  async function take(core: Core, raw: Buffer, envelope?: Envelope): Promise<Taking[]> {
    if (envelope?.recipients.some(recipient => isPostmaster(recipient, address)))
      await keepForOperator(core, raw)
    const all = (taking: Taking) => Array<Taking>(envelope?.recipients.length ?? 1).fill(taking)
    expect(core)
    try {
      return await takeRead(core, await read(raw, envelope), envelope)
    } catch (error) {
      if (!(error instanceof UnreadableMail)) {
        if (isPassing(error)) throw error
        return all(await count(core, raw, codeOf(error)))
      }
      switch (error.kind) {
        // We are stopping, so this is not the email's fault.
        case 'closed':
          throw error
        case 'too-large':
        case 'too-complex':
          log.warn({ reason: error.kind }, 'an email is refused')
          return all('refused')
        case 'timeout':
        case 'unreadable':
          return all(await count(core, raw, error.kind))
      }
    }
  }

  async function read(raw: Buffer, envelope?: Envelope): Promise<{ mail: ParsedMail; evidence: Evidence }> {
    const context = {
      envelopeFrom: envelope?.envelopeFrom,
      ownAddress: address,
      // People at localhost may write only if our own address is there too.
      allowLocalhost: ourDomain(address) === 'localhost',
    }
    const { mail: parsed, edges, evidence } = await parser.read(raw, context, listenedOf(envelope))
    const { mail, left } = sharedParagraphs.leaveOut(parsed, edges)
    if (left > 0) log.debug({ left }, 'paragraphs that most senders share are left out of an email')
    return { mail, evidence }
  }

  async function takeRead(
    core: Core,
    { mail, evidence }: { mail: ParsedMail; evidence: Evidence },
    envelope?: Envelope,
  ): Promise<Taking[]> {
    const to =
      envelope === undefined
        ? [findRecipient(mail, address)]
        : envelope.recipients.map(recipient => readOurAddress(recipient, address))
    if (await noteDoctorsEmail(core, mail, to)) return to.map(() => 'taken')
    // The same email to `sign@` and `SIGN@` counts once; to two petitions it counts twice.
    const seen = new Map<string, Promise<Taking>>()
    return Promise.all(
      to.map(recipient => {
        if (recipient === undefined) return 'taken'
        const spelling = writeOurAddress(recipient, address)
        const known = seen.get(spelling)
        if (known !== undefined) return known
        const taking = receive(core, mail, evidence, recipient)
        seen.set(spelling, taking)
        return taking
      }),
    )
  }

  async function receive(core: Core, mail: ParsedMail, evidence: Evidence, to: OurAddress): Promise<Taking> {
    const found = toIncoming({ mail, to, evidence, ours: address })
    if (found.kind === 'ignored') {
      log.info({ why: found.why }, 'an email is not answered')
      return 'taken'
    }
    const { incoming } = found
    try {
      const { kind } = await core.receive(incoming).catch(error => receiveAside(core, incoming, error))
      log.debug(
        { act: incoming.act.kind, authenticated: incoming.authenticated, kind },
        'an email was received',
      )
      return 'taken'
    } catch (error) {
      if (!isLocked(error)) throw error
      log.warn({ code: codeOf(error) }, 'an email has to wait for its petition')
      return 'again'
    }
  }

  /** Tries once more, one email at a time, because it may have failed only because of another one in the same batch. */
  function receiveAside(core: Core, incoming: Incoming, error: unknown) {
    if (isPassing(error)) throw error
    const tried = aside.then(() => core.receive(incoming))
    aside = tried.catch(() => {})
    return tried
  }

  /** The sender gets no answer; `undersigned parked` shows the email. */
  async function keepForOperator(core: Core, raw: Buffer): Promise<void> {
    const key = `postmaster ${createHash('sha256').update(raw).digest('hex')}`
    await core.failed({ channel: 'email', key, raw, reason: 'postmaster', atOnce: true })
  }

  async function count(core: Core, raw: Buffer, reason: string): Promise<Taking> {
    const key = createHash('sha256').update(raw).digest('hex')
    const counted = await core.failed({ channel: 'email', key, raw, reason })
    log.warn({ reason, counted }, 'an email could not be taken')
    return counted === 'parked' ? 'taken' : 'again'
  }

  return { expect, take, close: () => parser.close() }
}

function listenedOf(envelope: Envelope | undefined): Listened | undefined {
  if (envelope === undefined) return undefined
  const { remoteIp, helo, envelopeFrom } = envelope
  return { remoteIp, helo, envelopeFrom }
}

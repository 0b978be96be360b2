/**
 * Takes emails from the listener and the mailbox. A failure to take one is counted outside the transaction that failed. The third time the
 * email is parked, so that it holds up no other and the operator can look at it.
 */
import { createHash } from 'node:crypto'
import type { Core, Incoming, Log } from '../../../core/channel.ts'
import { noteDoctorsEmail } from '../doctors-email.ts'
import { findRecipient, toIncoming } from '../incoming.ts'
import { type OurAddress, ourDomain, readOurAddress, writeOurAddress } from '../our-address.ts'
import type { AuthenticationConfig, Listened } from '../proof/authentication.ts'
import type { Evidence } from '../proof/evidence.ts'
import { type MailReader, openMailParser } from '../read/parse-mail.ts'
import { type ParsedMail, UnreadableMail } from '../read/parsed-mail.ts'
import { openSharedParagraphs } from '../read/shared-paragraphs.ts'
import { countUnanswered } from '../unanswered-lists.ts'
import { codeOf, isLocked, isPassing } from './error-code.ts'
import type { ArrivedMail, Taking } from './listener.ts'
import { isPostmaster } from './postmaster.ts'

/** The envelope of an email that came through our listener. */
type Envelope = Omit<ArrivedMail, 'raw'>

export interface IntakeOptions {
  core: Core
  /** MAIL_ADDRESS. */
  address: string
  authentication: AuthenticationConfig
  log: Log
}

/** An email as it was read, and what proves its sender. */
interface ReadEmail {
  mail: ParsedMail
  evidence: Evidence
}

export class Intake {
  readonly #core: Core
  readonly #address: string
  readonly #log: Log
  readonly #parser: MailReader
  readonly #sharedParagraphs = openSharedParagraphs()
  /** Resolves when the last email that is tried alone is done. */
  #alone: Promise<unknown> = Promise.resolve()
  /** Resolves when the last email by a list is counted. */
  #counted: Promise<void> = Promise.resolve()

  constructor({ core, address, authentication, log }: IntakeOptions) {
    this.#core = core
    this.#address = address
    this.#log = log
    this.#parser = openMailParser(authentication)
  }

  /** Starts the two threads that read an email, side by side, because an email is about to come. */
  expect(): void {
    this.#parser.expect()
    this.#core.expectMessage()
  }

  /** One answer for each recipient. Throws if the database is down or we are stopping: the email comes again. */
  async take(raw: Buffer, envelope?: Envelope): Promise<Taking[]> {
    if (envelope?.recipients.some(recipient => isPostmaster(recipient, this.#address)))
      await this.#keepForOperator(raw)
    const forAll = (taking: Taking) => Array<Taking>(envelope?.recipients.length ?? 1).fill(taking)
    this.expect()
    try {
      return await this.#takeRead(await this.#read(raw, envelope), envelope)
    } catch (error) {
      if (!(error instanceof UnreadableMail)) {
        if (isPassing(error)) throw error
        return forAll(await this.#countFailure(raw, codeOf(error)))
      }
      switch (error.kind) {
        // We are stopping, so this is not the email's fault.
        case 'closed':
          throw error
        case 'too-large':
        case 'too-complex':
          this.#log.warn({ reason: error.kind }, 'an email is refused')
          return forAll('refused')
        case 'timeout':
        case 'unreadable':
          return forAll(await this.#countFailure(raw, error.kind))
      }
    }
  }

  close(): Promise<void> {
    return this.#parser.close()
  }

  async #read(raw: Buffer, envelope?: Envelope): Promise<ReadEmail> {
    const context = {
      envelopeFrom: envelope?.envelopeFrom,
      ownAddress: this.#address,
      // People at localhost may write only if our own address is there too.
      allowLocalhost: ourDomain(this.#address) === 'localhost',
    }
    const { mail: parsed, edges, evidence } = await this.#parser.read(raw, context, listenedOf(envelope))
    const { mail, left } = this.#sharedParagraphs.leaveOut(parsed, edges)
    if (left > 0) this.#log.debug({ left }, 'paragraphs that most senders share are left out of an email')
    return { mail, evidence }
  }

  async #takeRead(email: ReadEmail, envelope?: Envelope): Promise<Taking[]> {
    const to =
      envelope === undefined
        ? [findRecipient(email.mail, this.#address)]
        : envelope.recipients.map(recipient => readOurAddress(recipient, this.#address))
    if (await noteDoctorsEmail(this.#core, email.mail, to)) return to.map(() => 'taken')
    // The same email to `sign@` and `SIGN@` counts once; to two petitions it counts twice.
    const seen = new Map<string, Promise<Taking>>()
    return Promise.all(
      to.map(recipient => {
        if (recipient === undefined) return 'taken'
        const spelling = writeOurAddress(recipient, this.#address)
        const known = seen.get(spelling)
        if (known !== undefined) return known
        const taking = this.#receive(email, recipient)
        seen.set(spelling, taking)
        return taking
      }),
    )
  }

  async #receive({ mail, evidence }: ReadEmail, to: OurAddress): Promise<Taking> {
    const found = toIncoming({ mail, to, evidence, ours: this.#address })
    if (found.kind === 'ignored') {
      this.#log.info({ why: found.why }, 'an email is not answered')
      if (found.why === 'list') await this.#countList()
      return 'taken'
    }
    const { act, authenticated } = found.incoming
    try {
      const { kind } = await this.#core
        .receive(found.incoming)
        .catch(error => this.#receiveAlone(found.incoming, error))
      this.#log.debug({ act: act.kind, authenticated, kind }, 'an email was received')
      return 'taken'
    } catch (error) {
      if (!isLocked(error)) throw error
      this.#log.warn({ code: codeOf(error) }, 'an email has to wait for its petition')
      return 'again'
    }
  }

  /** Tries once more, one email at a time, because it may have failed only because of another one in the same batch. */
  #receiveAlone(incoming: Incoming, error: unknown): ReturnType<Core['receive']> {
    if (isPassing(error)) throw error
    const tried = this.#alone.then(() => this.#core.receive(incoming))
    this.#alone = tried.catch(() => {})
    return tried
  }

  /** One at a time. The count is no reason to take the email again. */
  #countList(): Promise<void> {
    this.#counted = this.#counted
      .then(() => countUnanswered(this.#core))
      .catch(error => this.#log.warn({ code: codeOf(error) }, 'an email by a list could not be counted'))
    return this.#counted
  }

  /** The sender gets no answer; `undersigned parked` shows the email. */
  async #keepForOperator(raw: Buffer): Promise<void> {
    const key = `postmaster ${createHash('sha256').update(raw).digest('hex')}`
    await this.#core.failed({ channel: 'email', key, raw, reason: 'postmaster', atOnce: true })
  }

  async #countFailure(raw: Buffer, reason: string): Promise<Taking> {
    const key = createHash('sha256').update(raw).digest('hex')
    const counted = await this.#core.failed({ channel: 'email', key, raw, reason })
    this.#log.warn({ reason, counted }, 'an email could not be taken')
    return counted === 'parked' ? 'taken' : 'again'
  }
}

function listenedOf(envelope: Envelope | undefined): Listened | undefined {
  if (envelope === undefined) return undefined
  const { remoteIp, helo, envelopeFrom } = envelope
  return { remoteIp, helo, envelopeFrom }
}

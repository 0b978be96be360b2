import { toPlace } from '../../../src/adapters/email/place.ts'
import {
  type Outgoing,
  type OutgoingOptions,
  openOutgoing,
} from '../../../src/adapters/email/send/outgoing.ts'
import { TemporaryFailure } from '../../../src/adapters/email/send/smtp-failure.ts'
import { type Delivery, type Log, PermanentFailure, UnclearEnd } from '../../../src/core/channel.ts'
import { type SmtpSink, startSmtpSink } from '../../support/smtp-sink.ts'

export const address = 'sign@undersigned.example'
export const token = 'abcdefghijklmnopqrstuvwxyz234567'

export function deliveryTo(to: string, number = 1): Delivery {
  return {
    id: `0190a0b0-0000-7000-8000-${String(number).padStart(12, '0')}`,
    place: toPlace({ to: { address: to }, references: [], subject: '' }),
    reply: {
      language: 'en',
      subject: 'Ada, please confirm your signature',
      blocks: [
        { kind: 'paragraph', text: '.\n..leading dots, and é' },
        { kind: 'button', label: 'Confirm', url: `https://undersigned.example/c/${token}` },
      ],
    },
    answerTo: { kind: 'confirm', token },
    createdAt: new Date(Date.UTC(2026, 10, 23, 9, 0, number)),
    unasked: false,
  }
}

export const logged: string[] = []
const keep = (fields: object, message: string) => void logged.push(`${JSON.stringify(fields)} ${message}`)
export const log: Log = { debug: keep, info: keep, warn: keep, error: keep }

export const cleanups: (() => Promise<void>)[] = []
/** Each file that opens something here calls it after each test. */
export async function cleanUp(): Promise<void> {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
}

export async function sink(...options: string[]): Promise<SmtpSink> {
  const started = await startSmtpSink(options)
  cleanups.push(started.stop)
  return started
}

export function outgoingTo(url: string, more: Partial<OutgoingOptions> = {}): Outgoing {
  const opened = openOutgoing({ address, outgoing: { kind: 'smtp', url }, log, ...more })
  cleanups.push(opened.stop)
  return opened
}

export async function failureOf(
  work: Promise<void>,
): Promise<PermanentFailure | TemporaryFailure | UnclearEnd> {
  try {
    await work
  } catch (error) {
    if (error instanceof PermanentFailure || error instanceof TemporaryFailure) return error
    if (error instanceof UnclearEnd) return error
    throw error
  }
  throw new Error('it was sent')
}

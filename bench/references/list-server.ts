import type { Sink } from '../load/smtp-sink.ts'
import { untilSteady } from '../load/until-steady.ts'

/** A mailing list's server, asked for confirmations as we are. */
export interface ListServer {
  /** Asks from new mailboxes for `ms`. Returns the confirmations a second that reached the sink. */
  confirmationsPerSecond(ms: number): Promise<number>
  close(): Promise<void>
}

/** Waits for as many emails as were asked for. @throws Error if they do not come */
export async function rateAtSink(sink: Sink, before: number, asked: number, begun: number): Promise<number> {
  const { count, at } = await untilSteady(() => sink.emails() - before, asked)
  if (count !== asked) throw new Error(`${asked} asked, and ${count} confirmations are at the sink`)
  return count / ((at - begun) / 1000)
}

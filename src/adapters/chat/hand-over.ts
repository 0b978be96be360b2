import type { Core, Incoming, Log } from '../../core/channel.ts'
import type { RefusedForms } from './refused-forms.ts'

/**
 * Hands an event to core, whose answer comes as a delivery. `owes`: this process owes the member a first response. It is not owed for a
 * repeat, because the first event gets its own answer. Returns whether core took the event.
 */
export async function handOver(
  parts: {
    core: Core
    log: Log
    refused: RefusedForms
    codeOf(error: unknown): string
    leave(): void
    notSaved(): Promise<void>
  },
  incoming: Incoming,
  owes: boolean,
): Promise<boolean> {
  const { core, log, refused, codeOf } = parts
  const { act, account, channel } = incoming
  try {
    const { kind } = await core.receive(incoming)
    if (kind === 'repeat' && owes) parts.leave()
    log.debug({ channel, act: act.kind, kind }, 'event taken')
    return true
  } catch (error) {
    log.warn({ channel, act: act.kind, code: codeOf(error) }, 'could not save what a member did')
    if (act.kind === 'form') refused.keep(account, act.form, act.values, [])
    if (owes) await parts.notSaved()
    return false
  }
}

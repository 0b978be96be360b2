import type { Log } from '../../core/channel.ts'
import { codeOf, rateLimited, SlackFailure } from './failure.ts'
import type { Action } from './incoming.ts'
import type { Workspaces } from './workspace.ts'

/** Slack's words for a trigger that was used before. That use opened the modal. */
const spent = ['exchanged_trigger_id', 'trigger_exchanged', 'duplicate_external_id']

/** Opens a modal, or replaces the one in which something was pressed, because a trigger opens only one. Returns false if that failed. */
export async function openModal(
  { workspaces, log }: { workspaces: Workspaces; log: Log },
  { source, trigger, view: before }: Action,
  view: object,
): Promise<boolean> {
  const [method, args] =
    before === undefined
      ? ['views.open', { trigger_id: trigger, view }]
      : ['views.update', { view_id: before.id, view }]
  const show = () => workspaces.call(source.tenant, method, args, { quick: true })
  try {
    await show().catch((error: unknown) => {
      if (!(error instanceof SlackFailure) || error.permanent || error.code === rateLimited) throw error
      return show()
    })
    return true
  } catch (error) {
    if (error instanceof SlackFailure && spent.includes(error.reason)) return true
    log.warn({ code: codeOf(error), method }, 'could not show a form')
    return false
  }
}

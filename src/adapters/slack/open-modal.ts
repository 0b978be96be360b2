import type { Log } from '../../core/channel.ts'
import { codeOf, rateLimited, SlackFailure } from './failure.ts'
import type { Action } from './incoming.ts'
import type { Workspaces } from './workspace.ts'

/** The trigger was used before, which opened the window. */
const spent = ['exchanged_trigger_id', 'trigger_exchanged', 'duplicate_external_id']

/** Opens a window, or replaces the one in which something was pressed: a trigger opens only one. False if that failed. */
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

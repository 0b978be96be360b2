import { App, type Receiver } from '@slack/bolt'
import type { Log } from '../../core/channel.ts'
import { clientOptions } from './api.ts'
import { codeOf } from './failure.ts'
import { libraryLog } from './library-log.ts'

/** `errors`: the problems by field; the form stays open. */
export type AckSubmit = (answer?: { errors: Record<string, string> }) => Promise<void>

/** Handlers of everything Slack sends. None may throw. Each acknowledges at once, but Bolt has acknowledged events before. */
export interface Handlers {
  onCommand(body: unknown, ack: () => Promise<void>): Promise<void>
  onPress(body: unknown, ack: () => Promise<void>): Promise<void>
  onSubmit(body: unknown, ack: AckSubmit): Promise<void>
  onEvent(type: string, body: unknown): Promise<void>
}

/**
 * Runs Bolt on a receiver of ours. Bolt gets no token, because its own `authorize` would ask Slack, or the database, before anything is
 * acknowledged. We look the token up after that.
 */
export function boltApp(receiver: Receiver, handlers: Handlers, log: Log, apiUrl: string | undefined): App {
  const app = new App({
    receiver,
    authorize: async () => ({}),
    ignoreSelf: false,
    convoStore: false,
    extendedErrorHandler: true,
    logger: libraryLog(log),
    clientOptions: clientOptions(apiUrl, log),
  })
  app.error(async ({ error }: { error: Error }) => {
    log.error({ code: codeOf(error) }, 'could not take an event from Slack')
  })
  // If the acknowledgement is lost, we still do what was asked, and answer by other means.
  const quietly = (ack: () => Promise<unknown>) => async () => {
    await ack().catch((error: unknown) =>
      log.warn({ code: codeOf(error) }, 'could not acknowledge an event from Slack'),
    )
  }
  app.command(/.*/, ({ body, ack }) => handlers.onCommand(body, quietly(ack)))
  app.action(/.*/, ({ body, ack }) => handlers.onPress(body, quietly(ack)))
  app.shortcut(/.*/, ({ body, ack }) => handlers.onPress(body, quietly(ack)))
  app.view(/.*/, ({ body, ack }) =>
    handlers.onSubmit(body, answer =>
      quietly(() =>
        answer === undefined ? ack() : ack({ response_action: 'errors', errors: answer.errors }),
      )(),
    ),
  )
  for (const type of ['app_home_opened', 'app_uninstalled', 'tokens_revoked'] as const)
    app.event(type, ({ body }) => handlers.onEvent(type, body))
  return app
}

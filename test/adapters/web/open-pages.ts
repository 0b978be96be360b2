import { onTestFinished } from 'vitest'
import { openWeb, type Web, type WebOptions } from '../../../src/adapters/web/server.ts'
import type { Log } from '../../../src/core/channel.ts'
import type { PaintedCore } from './painted-core.ts'

export interface OpenPages {
  url: string
  logged: { fields: object; message: string }[]
  /** Closed at the end of the test, if not before. */
  web: Web
}

/** The pages on a free port, until the test is over. */
export async function openPages(core: PaintedCore, more: Partial<WebOptions> = {}): Promise<OpenPages> {
  const logged: OpenPages['logged'] = []
  const note = (fields: object, message: string) => void logged.push({ fields, message })
  const log: Log = { debug: note, info: note, warn: note, error: note }
  const web = await openWeb({
    core,
    host: '127.0.0.1',
    port: 0,
    publicUrl: 'https://undersigned.example',
    mailAddress: 'sign@undersigned.example',
    ready: () => Promise.resolve(true),
    log,
    ...more,
  })
  onTestFinished(() => web.close())
  return { url: web.url, logged, web }
}

/** The export link: a GET shows what the file is, a POST sends it. Scanners that open links get no list. */
import { pipeline } from 'node:stream/promises'
import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { Hono } from 'hono'
import type { Log, PageCore } from '../../../core/page-contract.ts'
import { errorCode } from '../../../core/page-contract.ts'
import { privatePage } from '../security-headers.ts'
import { unknownLinkPage } from './confirm-page.ts'
import { exportPage } from './export-page.ts'
import { tokenOf } from './link-token.ts'

const route = '/x/:token'

export function exportRoutes(core: PageCore, log: Log): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>({ strict: false })
  app.use('/x/*', privatePage)

  app.on(['GET', 'POST'], route, async c => {
    const words = core.pageWords(c.req.header('accept-language'))
    const token = tokenOf(c)
    if (token === undefined) return c.html(unknownLinkPage(words), 404)
    const view = await core.exportByToken(token)
    if (view.kind !== 'export' || c.req.method !== 'POST') {
      const page = exportPage(words, token, view)
      if (view.kind === 'busy') c.header('Retry-After', '60')
      return c.html(page.body, page.status)
    }

    const content = view.content[Symbol.asyncIterator]()
    // If it fails before the first byte, the answer is the page about errors.
    const first = await content.next()
    c.header('Content-Type', view.mediaType)
    c.header('Content-Disposition', attachment(view.name))
    // Writes the answer itself: an error must cut the connection, so that the client sees that the file is broken. node-server would
    // print the error instead, and end the answer with its text.
    const { outgoing } = c.env
    outgoing.statusCode = 200
    for (const [name, value] of c.res.headers) outgoing.setHeader(name, value)
    try {
      try {
        // Reads on as fast as the client does.
        await pipeline(restOf(first, content), outgoing)
      } finally {
        // A client that goes away ends the reading, even before the pipeline began.
        await content.return?.()
      }
    } catch (error) {
      outgoing.destroy()
      const code = errorCode(error)
      if (code === 'ERR_STREAM_PREMATURE_CLOSE') log.info({ route }, 'an export was not read to its end')
      else log.error({ route, code }, 'an export broke off')
    }
    return RESPONSE_ALREADY_SENT
  })
  return app
}

async function* restOf(
  first: IteratorResult<Uint8Array>,
  content: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  for (let step = first; !step.done; step = await content.next()) yield step.value
}

/** The name in ASCII for every browser, and in full as RFC 8187 has it (RFC 6266, section 4.3). */
function attachment(name: string): string {
  const safe = name.replaceAll(/[^\p{L}\p{M}\p{N}._-]+/gu, '-').replace(/^[.-]+/, '') || 'export'
  const ascii = safe.normalize('NFKD').replaceAll(/[^A-Za-z0-9._-]/g, '') || 'export'
  const full = `; filename*=UTF-8''${encodeURIComponent(safe)}`
  return `attachment; filename="${ascii}"${safe === ascii ? '' : full}`
}

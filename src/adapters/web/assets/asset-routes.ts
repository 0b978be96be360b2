/** The style, the script and the icon. */
import { type Context, Hono } from 'hono'
import { type Encoding, inAllEncodings } from '../compress.ts'
import { encodingOf } from '../page-memory.ts'
import { accentRules } from './accent-rules.ts'
import { accentedStyleHref, favicon, script, scriptHref, style, styleHref } from './assets.ts'

/** Styles with a petition's colour that are kept at a time. */
const mostAccents = 100

export function assetRoutes(): Hono {
  const app = new Hono({ strict: false })
  const accented = new Map<string, Promise<Asset>>()

  const plain = once(() => asset(styleHref, style, 'text/css'))
  app.get('/style/:version', async c => {
    const accent = /-([0-9a-f]{6})\.css$/.exec(c.req.path)?.[1]
    if (accent === undefined) return send(c, await plain())
    const colour = `#${accent}`
    const known = accented.get(colour)
    if (known !== undefined) return send(c, await known)
    if (accented.size >= mostAccents) accented.clear()
    const made = asset(accentedStyleHref(colour), style + accentRules(colour), 'text/css')
    accented.set(colour, made)
    return send(c, await made)
  })
  const ours = once(() => asset(scriptHref, script, 'text/javascript'))
  app.get('/script/:version', async c => send(c, await ours()))

  const icon = (c: Context) => {
    c.header('Cache-Control', 'public, max-age=86400')
    return c.body(favicon, 200, { 'Content-Type': 'image/svg+xml' })
  }
  app.get('/favicon.svg', icon)
  app.get('/favicon.ico', icon)
  return app
}

interface Asset {
  href: string
  type: string
  bodies: Record<Encoding, Buffer>
}

/** Made when the first reader asks: compressing would make the start a tenth longer. */
function once<T>(make: () => T): () => T {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}

/** Compressed moderately, because anybody can ask for a new colour. */
async function asset(href: string, content: string, type: string): Promise<Asset> {
  return { href, type, bodies: await inAllEncodings(content, 9) }
}

function send(c: Context, { href, type, bodies }: Asset) {
  // While replicas are updated, a page of the old one may ask the new one for its style. It gets the new style, uncached.
  const own = c.req.path === href
  c.header('Cache-Control', own ? 'public, max-age=31536000, immutable' : 'no-cache')
  c.header('Vary', 'Accept-Encoding')
  const encoding = encodingOf(c.req.header('accept-encoding'))
  if (encoding !== 'identity') c.header('Content-Encoding', encoding)
  return c.body(new Uint8Array(bodies[encoding]), 200, { 'Content-Type': `${type}; charset=utf-8` })
}

import type { MiddlewareHandler } from 'hono'

const strict = [
  "default-src 'none'",
  "script-src 'none'",
  "style-src 'self'",
  "img-src 'self' data:",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** The trial desk looks for new mails by a script of ours, and frames a mail. */
const trialDesk = strict.replace(
  "script-src 'none'",
  "script-src 'self'; connect-src 'self'; frame-src 'self'",
)

/**
 * A mail shown inside the trial desk: no script, no origin, nothing loaded. Its links may open a tab of their own that
 * is not sandboxed, or the confirm page's button could not post.
 */
const trialMail = [
  'sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation',
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ')

const policies = { strict, 'trial-desk': trialDesk, 'trial-mail': trialMail }

/** Set before the page is made, so that a page about an error carries them too. */
export function securityHeaders(policy: keyof typeof policies): MiddlewareHandler {
  return async (c, next) => {
    c.header('Content-Security-Policy', policies[policy])
    c.header('X-Content-Type-Options', 'nosniff')
    // The trial desk needs an Origin on its own forms, which browsers reduce to `null` under no-referrer.
    c.header('Referrer-Policy', policy === 'trial-desk' ? 'same-origin' : 'no-referrer')
    await next()
  }
}

/** What stands behind a token is nobody else's: kept by no cache, found by no search engine. */
export const privatePage: MiddlewareHandler = async (c, next) => {
  c.header('Cache-Control', 'no-store')
  c.header('X-Robots-Tag', 'noindex, nofollow')
  await next()
}

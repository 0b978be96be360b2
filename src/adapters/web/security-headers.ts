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

/** A page with our script: it copies an address, and keeps a number live. */
const scripted = strict.replace("script-src 'none'", "script-src 'self'; connect-src 'self'")

/** The trial desk looks for new email by a script of ours, and shows an email in a frame. */
const trialDesk = strict.replace(
  "script-src 'none'",
  "script-src 'self'; connect-src 'self'; frame-src 'self'",
)

/**
 * An email inside the trial desk: no script, no origin, nothing loaded. Its links may open a tab that is not sandboxed: otherwise
 * the button of the confirm page could not post.
 */
const trialMail = [
  'sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation',
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ')

const policies = { strict, scripted, 'trial-desk': trialDesk, 'trial-mail': trialMail }

/** The same headers for an answer that is written without Hono. */
export function securityFields(policy: keyof typeof policies): Record<string, string> {
  return {
    'Content-Security-Policy': policies[policy],
    'X-Content-Type-Options': 'nosniff',
    // The trial desk checks the Origin of its own forms; under no-referrer browsers would send `null`.
    'Referrer-Policy': policy === 'trial-desk' ? 'same-origin' : 'no-referrer',
  }
}

/** Set before the page is made, so that pages about errors have them too. */
export function securityHeaders(policy: keyof typeof policies): MiddlewareHandler {
  return async (c, next) => {
    for (const [name, value] of Object.entries(securityFields(policy))) c.header(name, value)
    await next()
  }
}

/** Pages behind a token are private: no cache keeps them, and no search engine finds them. */
export const privatePage: MiddlewareHandler = async (c, next) => {
  c.header('Cache-Control', 'no-store')
  c.header('X-Robots-Tag', 'noindex, nofollow')
  await next()
}

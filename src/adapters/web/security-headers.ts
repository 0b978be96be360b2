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

/** The headers of one page, beyond `everyAnswer`. */
export function securityFields(policy: keyof typeof policies): Record<string, string> {
  return {
    'Content-Security-Policy': policies[policy],
    // The trial desk checks the Origin of its own forms; under no-referrer browsers would send `null`.
    'Referrer-Policy': policy === 'trial-desk' ? 'same-origin' : 'no-referrer',
    // Browsers refuse to open a sandboxed page alone if it also asks for a group of its own (HTML, 7.4.2.3).
    ...(policy === 'trial-mail' && { 'Cross-Origin-Opener-Policy': 'unsafe-none' }),
  }
}

/** Features of browsers that no page of ours uses, nor any page inside a frame of ours (OWASP Secure Headers Project). */
const unused = [
  'accelerometer',
  'autoplay',
  'camera',
  'clipboard-read',
  'cross-origin-isolated',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'gamepad',
  'geolocation',
  'gyroscope',
  'hid',
  'idle-detection',
  'keyboard-map',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'picture-in-picture',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'sync-xhr',
  'unload',
  'usb',
  'xr-spatial-tracking',
]
/**
 * Set on every answer before it is made: on pages, on errors, and on the pages of Bolt, which sets none itself. A page that is made for
 * other sites overwrites them.
 */
export function everyAnswer(publicUrl: string): Record<string, string> {
  return {
    ...securityFields('strict'),
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    // Our script copies an address. Sharing one is allowed by default, and browsers without it would warn about its name.
    'Permissions-Policy': [...unused.map(feature => `${feature}=()`), 'clipboard-write=(self)'].join(', '),
    // No includeSubDomains: other hosts of this domain may not be ours.
    ...(publicUrl.startsWith('https:') && { 'Strict-Transport-Security': 'max-age=31536000' }),
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

/** The variables that the service reads, each with its form. */
import { createPrivateKey } from 'node:crypto'
import { z } from 'zod'

export const howToMakeAKey = `make one with: node -e "console.log(require('crypto').randomBytes(32).toString('base64'))"`

// Digits only: Number() would accept 0x50 and 1e3 as well.
const port = z
  .string()
  .regex(/^\d+$/, 'must be a whole number, 0 to 65535')
  .transform(Number)
  .refine(number => number <= 65_535, 'must be 0 to 65535')
const secret = z
  .string()
  .refine(key => Buffer.byteLength(key) >= 32, `must have 32 bytes or more; ${howToMakeAKey}`)

const url = (protocols: string[], example: string) =>
  z.string().refine(text => {
    const parsed = URL.canParse(text) ? new URL(text) : undefined
    return parsed !== undefined && protocols.includes(parsed.protocol.slice(0, -1)) && parsed.hostname !== ''
  }, `must be a URL such as ${example}`)

const mailbox = /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>.]{2,}$/
const isWebAddress = (text: string) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)

const mailAddress = z
  .string()
  .regex(
    /^[a-z0-9._-]+@[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i,
    'must be an email address without a tag, such as sign@example.org',
  )

const listen = (protocols: string[], examples: string) =>
  z
    .string()
    .refine(
      text => text === 'off' || listenAddress(text, protocols) !== undefined,
      `must be a URL with a port, such as ${examples}, or off`,
    )
export const mailProtocols = ['smtp', 'lmtp']

/** Otherwise nobody would notice an unreadable key before the first email. */
function isPrivateKey(pem: string): boolean {
  try {
    createPrivateKey(pem)
    return true
  } catch {
    return false
  }
}

const databaseUrl = z
  .string()
  .regex(/^postgres(ql)?:\/\/./, 'must be a URL such as postgres://user:password@localhost/undersigned')
  .refine(
    text => !/^postgres(ql)?:/.test(text) || URL.canParse(text),
    'cannot be read as a URL: write the special characters of a password as %40 for @, %23 for #, %2F for / and so on, or put it into DATABASE_PASSWORD; a port is at most 65535',
  )
  .refine(
    text => /^(disable|no-verify|prefer|require|verify-ca|verify-full)?$/.test(sslModeOf(text)),
    'has an sslmode that does not exist: verify-full is with TLS, disable without',
  )
  // Today the driver treats the others as verify-full, with a long warning; its next version will trust any certificate.
  .transform(text =>
    text.includes('uselibpqcompat')
      ? text
      : text.replace(/([?&]sslmode=)(prefer|require|verify-ca)(?=&|$)/, '$1verify-full'),
  )

function sslModeOf(url: string): string {
  return /[?&]sslmode=([^&]*)/.exec(url)?.[1] ?? ''
}

export const variables = z.object({
  DATABASE_URL: databaseUrl.optional(),
  DATABASE_READ_URL: databaseUrl.optional(),
  DATABASE_PASSWORD: z.string().optional(),
  DATA_DIR: z.string().optional(),
  LEDGER_FILE: z.string().optional(),
  BACKUP_PASSPHRASE: z.string().min(10, 'must have 10 characters or more').optional(),
  PUBLIC_URL: url(['http', 'https'], 'https://sign.example.org')
    .refine(
      text => !URL.canParse(text) || new URL(text).href === `${new URL(text).origin}/`,
      'must be an origin without a path, such as https://sign.example.org',
    )
    .optional(),
  HOST: z.string().default('127.0.0.1'),
  PORT: port.prefault('3000'),
  METRICS_LISTEN: listen(['http'], 'http://127.0.0.1:9464').optional(),
  SECRET_KEY: secret.optional(),
  SECRET_KEY_PREVIOUS: secret.optional(),
  MAIL_ADDRESS: mailAddress.optional(),
  MAIL_LISTEN: listen(mailProtocols, 'smtp://127.0.0.1:2525 or lmtp://127.0.0.1:2424').optional(),
  IMAP_URL: url(['imap', 'imaps'], 'imaps://user:password@imap.example.org')
    .refine(
      text => !/^imaps?:\/\//.test(text) || /\/\/[^/@:]+:[^/@]+@/.test(text),
      'needs a user and a password, as in imaps://user:password@imap.example.org',
    )
    .optional(),
  IMAP_KEEP: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a number of days, such as 30; 0 deletes at once')
    .transform(Number)
    .optional(),
  SMTP_URL: url(['smtp', 'smtps'], 'smtp://user:password@smtp.example.org:587').optional(),
  MAIL_AUTHSERV_ID: z.string().optional(),
  MAIL_TRUST: z.enum(['none', 'listener'], 'must be none or listener').optional(),
  DKIM_DOMAIN: z.string().optional(),
  DKIM_SELECTOR: z.string().optional(),
  DKIM_PRIVATE_KEY: z
    .string()
    .transform(key => key.replaceAll('\\n', '\n'))
    .refine(isPrivateKey, 'must be a private key in PEM form (its lines may be joined by \\n)')
    .optional(),
  DISCORD_TOKEN: z
    .string()
    .regex(/^\S{20,}$/, 'must be the bot token of the Discord developer portal')
    .optional(),
  DISCORD_API_URL: url(['http', 'https'], 'https://discord.com/api').optional(),
  SLACK_BOT_TOKEN: z
    .string()
    .regex(/^(xoxe\.)?xoxb-\S+$/, 'must be the bot token of the Slack app, which begins with xoxb-')
    .optional(),
  SLACK_APP_TOKEN: z
    .string()
    .regex(/^xapp-\S+$/, 'must be an app-level token with connections:write, which begins with xapp-')
    .optional(),
  SLACK_SIGNING_SECRET: z
    .string()
    .regex(/^\S{8,}$/, 'must be the signing secret on the page Basic Information of the Slack app')
    .optional(),
  SLACK_CLIENT_ID: z
    .string()
    .regex(/^[\w.-]+$/, 'must be the client id on the page Basic Information of the Slack app')
    .optional(),
  SLACK_CLIENT_SECRET: z
    .string()
    .regex(/^\S{8,}$/, 'must be the client secret on the page Basic Information of the Slack app')
    .optional(),
  SLACK_API_URL: url(['http', 'https'], 'https://slack.com/api/').optional(),
  CREATE: z.enum(['anyone', 'listed'], 'must be anyone or listed').optional(),
  SITE_NAME: z.string().max(60, 'must have at most 60 characters').optional(),
  OPERATOR: z.string().max(150, 'must have at most 150 characters').optional(),
  CONTACT: z
    .string()
    .refine(
      text => mailbox.test(text) || isWebAddress(text),
      'must be an email address, or a URL such as https://example.org/contact',
    )
    .optional(),
  IMPRINT_URL: url(['http', 'https'], 'https://example.org/imprint').optional(),
  PRIVACY_URL: url(['http', 'https'], 'https://example.org/privacy').optional(),
  DISCORD_INVITE: url(['https'], 'https://discord.gg/abc').optional(),
  SLACK_INVITE: url(['https'], 'https://join.slack.com/t/example/shared_invite/abc').optional(),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], 'must be debug, info, warn, error or silent')
    .optional(),
})

export const variableNames = Object.keys(variables.shape)

export type Variables = z.infer<typeof variables>

/** Undefined unless the text is a URL with a port and one of these protocols. */
export function listenAddress(text: string, protocols: string[]) {
  const [, protocol = '', host = '', digits = ''] =
    /^([a-z]+):\/\/(\[[0-9a-f:.]+\]|[^:/[\]@?#]+):(\d{1,5})\/?$/i.exec(text) ?? []
  const port = Number(digits)
  if (!protocols.includes(protocol.toLowerCase()) || port > 65_535) return undefined
  return { protocol: protocol.toLowerCase(), host: host.replace(/^\[|\]$/g, ''), port }
}

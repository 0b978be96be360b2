import type { Context } from 'hono'
import { getPathNoStrict } from 'hono/utils/url'

/** The token of a link's page. It is 160 bits in base32. */
export function tokenOf(c: Context): string | undefined {
  return /^[a-z2-7]{32}$/.exec(c.req.param('token') ?? '')?.[0]
}

/**
 * The path of a request. The path of a link with a token is written as we send it, because programs change links on their way: into capitals,
 * with another slash, or with the bracket, the quotation mark or the line break beside it.
 */
export function pathOf(request: Request): string {
  const path = getPathNoStrict(request)
  const [, page, rest] = /^\/+([cmx])(?:\/+(.*))?$/is.exec(decoded(path)) ?? []
  if (page === undefined) return path
  const { token, act } = readLink((rest ?? '').toLowerCase())
  return `/${page.toLowerCase()}/${token}${act}`
}

/** A byte becomes a character, so this never fails. Characters beyond ASCII are marks here, in pieces too. */
function decoded(path: string): string {
  return path.replace(/%([0-9a-f]{2})/gi, (_, byte: string) => String.fromCharCode(Number.parseInt(byte, 16)))
}

/** Marks before the token; `=3D` is how quoted-printable writes "=". */
const WHOLE = /^[^a-z0-9]*(?:3d)?([a-z2-7]{32})(?![a-z0-9])(.*)$/s

/** From the first letter behind a slash to the last one. It is anchored, because a path may have 16,000 characters. */
const ACT = /^[^/]*\/[^a-z]*([a-z](?:.*[a-z])?)/s

/** Finds the token, whole or broken by marks, and the act behind it, such as `/withdraw`. */
function readLink(text: string): { token: string; act: string } {
  const link = text.replace(/<\/.*$/s, '')
  const [, token, behind = ''] = WHOLE.exec(link) ?? WHOLE.exec(link.replace(/[^a-z0-9/]/g, '')) ?? []
  // No token looks like this, so the page says that the link may have been cut off.
  if (token === undefined) return { token: 'cut-off', act: '' }
  // An unknown act stays there: without it, the link would do something else.
  const [, act] = ACT.exec(behind) ?? []
  return { token, act: act ? `/${act}` : '' }
}

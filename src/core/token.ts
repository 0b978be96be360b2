import { createHash, randomBytes } from 'node:crypto'

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'

/** 160 random bits as 32 lower-case base32 characters (RFC 4648): they survive an email server that changes case. */
export function newToken(): string {
  let token = ''
  let bits = 0
  let held = 0
  for (const byte of randomBytes(20)) {
    held = (held << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      token += alphabet[(held >> bits) & 31]
    }
    held &= (1 << bits) - 1
  }
  return token
}

/** The hash a token of ours is stored under. */
export function sha256OfToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

/** The same for a text from outside; undefined if it cannot be a token of ours. */
export function hashToken(text: string): Buffer | undefined {
  const token = text.toLowerCase()
  return /^[a-z2-7]{32}$/.test(token) ? sha256OfToken(token) : undefined
}

import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'
import type { Db } from '../db/database.ts'
import { keepWrappedKey, replaceWrappedKey, wrappedKey } from '../db/wrapped-keys.ts'

/**
 * The uses of SECRET_KEY. There are two kinds of keys:
 * - Data that is gone within a week (deliveries, the places of waiting requests) is sealed under a key derived from SECRET_KEY, and
 *   opens under SECRET_KEY_PREVIOUS too.
 * - Data that lives longer uses random keys kept in the database, wrapped by SECRET_KEY. One hashes what must stay comparable as
 *   long as a petition (identities, inbox keys), so that rotating SECRET_KEY lets nobody sign twice. The other seals what the desk
 *   keeps, the tokens of workspaces and parked email, so that a finished rotation locks nothing away.
 */
export interface Keys {
  /** Keyed hash of the parts; parts cannot run into each other. */
  hash(purpose: string, ...parts: string[]): Buffer
  /** AES-256-GCM over JSON: plain data only. `context` names the row of the sealed value; in another row it does not open. */
  seal(value: unknown, context: string): Buffer
  /** The same, for values that must open after SECRET_KEY_PREVIOUS is gone: list them in `reseal.ts`. */
  sealForGood(value: unknown, context: string): Buffer
  /** Throws `CannotOpen` if the key is not ours or the value was sealed for another row. */
  open(sealed: Uint8Array, context: string): unknown
  /** The first bytes of every value that `sealForGood` makes. */
  readonly forGood: Buffer
}

export class CannotOpen extends Error {
  constructor() {
    super('sealed under another SECRET_KEY, or damaged')
    this.name = 'CannotOpen'
  }
}

/** Undefined if nothing is kept, or another key sealed it: SECRET_KEY may have been replaced since. */
export function openIfOurs(keys: Keys, sealed: Uint8Array | null, context: string): unknown {
  if (sealed === null) return undefined
  try {
    return keys.open(sealed, context)
  } catch (error) {
    if (error instanceof CannotOpen) return undefined
    throw error
  }
}

/** Seals values of one type for good, each for the row with its id. */
export interface Seal<T> {
  seal(keys: Keys, id: string, value: T): Buffer
  /** Undefined if nothing is kept, or another key sealed it. */
  open(keys: Keys, id: string, sealed: Uint8Array | null): T | undefined
}

/** `contextOf`: the context of the row with this id. */
export function sealOf<T>(contextOf: (id: string) => string): Seal<T> {
  return {
    seal: (keys, id, value) => keys.sealForGood(value, contextOf(id)),
    // Only `seal` seals under this context, so what opens is a value that it was given.
    open: (keys, id, sealed) => openIfOurs(keys, sealed, contextOf(id)) as T | undefined,
  }
}

interface SealKey {
  /** The first bytes of a hash of the key: they say which key opens, and nothing about it. */
  id: Buffer
  /** A `KeyObject` is prepared once; with bytes each call would prepare them again. */
  key: KeyObject
}

/** Loads or makes the keys in the database. Throws `CannotOpen` if neither secret opens them. */
export async function loadKeys(db: Db, secret: string, previous?: string): Promise<Keys> {
  const current = sealKey(secret)
  const sealKeys = previous === undefined ? [current] : [current, sealKey(previous)]
  const identity = createSecretKey(await keptKey(db, 'identity', sealKeys))
  const kept = sealKey(await keptKey(db, 'seal', sealKeys))
  const opening = [kept, ...sealKeys]
  const asBytes = (value: unknown) => Buffer.from(JSON.stringify(value))
  return {
    hash: (purpose, ...parts) =>
      createHmac('sha256', identity)
        .update(JSON.stringify([purpose, ...parts]))
        .digest(),
    seal: (value, context) => seal(current, asBytes(value), context),
    sealForGood: (value, context) => seal(kept, asBytes(value), context),
    open: (sealed, context) => JSON.parse(open(opening, sealed, context).toString()),
    forGood: Buffer.concat([Buffer.of(version), kept.id]),
  }
}

async function keptKey(db: Db, name: 'identity' | 'seal', sealKeys: SealKey[]): Promise<Buffer> {
  const current = sealKeys[0]
  if (current === undefined) throw new Error('no key')
  const wrapContext = `wrapped_key:${name}`
  // If two services start at once, the first row stays and both read it.
  await keepWrappedKey(db, name, seal(current, randomBytes(32), wrapContext))
  const wrapped = await wrappedKey(db, name)
  const key = open(sealKeys, wrapped, wrapContext)
  if (!sealedBy(current, wrapped)) await replaceWrappedKey(db, name, wrapped, seal(current, key, wrapContext))
  return key
}

/** @param secret SECRET_KEY, or a kept key */
function sealKey(secret: string | Buffer): SealKey {
  const derive = (info: string, length: number) => Buffer.from(hkdfSync('sha256', secret, '', info, length))
  return { id: derive('undersigned key id', 4), key: createSecretKey(derive('undersigned seal', 32)) }
}

// version (1) | key id (4) | nonce (12) | ciphertext | tag (16)
const version = 1

function seal({ id, key }: SealKey, plain: Buffer, context: string): Buffer {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context))
  return Buffer.concat([
    Buffer.of(version),
    id,
    nonce,
    cipher.update(plain),
    cipher.final(),
    cipher.getAuthTag(),
  ])
}

function sealedBy({ id }: SealKey, sealed: Uint8Array): boolean {
  return sealed[0] === version && sealed.length > 33 && timingSafeEqual(sealed.subarray(1, 5), id)
}

function open(keys: SealKey[], sealed: Uint8Array, context: string): Buffer {
  const key = keys.find(candidate => sealedBy(candidate, sealed))
  if (key === undefined) throw new CannotOpen()
  try {
    const decipher = createDecipheriv('aes-256-gcm', key.key, sealed.subarray(5, 17))
      .setAAD(Buffer.from(context))
      .setAuthTag(sealed.subarray(-16))
    return Buffer.concat([decipher.update(sealed.subarray(17, -16)), decipher.final()])
  } catch {
    throw new CannotOpen()
  }
}

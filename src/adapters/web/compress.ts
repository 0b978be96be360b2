/** Compresses in a thread of the pool, not on the event loop. */
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

export type Encoding = 'br' | 'gzip' | 'identity'

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)

export const compress = {
  /** `quality`: from 0 to 11. 4 is as small as gzip's best and twice as fast; 11 takes three times as long as 9, for a tenth less. */
  br: (body: Uint8Array, quality: number) =>
    brotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }),
  gzip: (body: Uint8Array) => zip(body),
}

export async function inAllEncodings(content: string, quality: number): Promise<Record<Encoding, Buffer>> {
  const identity = Buffer.from(content)
  const [br, gzipped] = await Promise.all([compress.br(identity, quality), compress.gzip(identity)])
  return { br, gzip: gzipped, identity }
}

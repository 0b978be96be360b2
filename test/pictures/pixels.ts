import { crc32, inflateSync } from 'node:zlib'

export interface Pixels {
  width: number
  height: number
  /** The sum of red, green and blue, 0 to 765. */
  brightness(x: number, y: number): number
}

/** Reads a PNG of our kind (ISO 15948): red, green, blue and alpha of 8 bits, no filters. Throws on any other, or a wrong checksum. */
export function readPng(png: Uint8Array): Pixels {
  const bytes = Buffer.from(png)
  if (bytes.subarray(0, 8).toString('latin1') !== '\x89PNG\r\n\x1a\n') throw new Error('not a PNG')
  const data: Buffer[] = []
  let width = 0
  let height = 0
  let ended = false
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at)
    const type = bytes.toString('latin1', at + 4, at + 8)
    const chunk = bytes.subarray(at + 8, at + 8 + length)
    if (type === 'IHDR') {
      width = chunk.readUInt32BE(0)
      height = chunk.readUInt32BE(4)
      if (chunk.toString('hex', 8) !== '0806000000') throw new Error('a kind of PNG that is not read here')
    }
    if (crc32(bytes.subarray(at + 4, at + 8 + length)) !== bytes.readUInt32BE(at + 8 + length))
      throw new Error('a wrong checksum')
    if (type === 'IDAT') data.push(chunk)
    if (type === 'IEND') ended = true
    at += length + 12
  }
  if (!ended) throw new Error('the PNG is cut off')
  const rows = inflateSync(Buffer.concat(data))
  const stride = width * 4 + 1
  if (rows.length !== height * stride) throw new Error('rows are missing')
  for (let y = 0; y < height; y += 1) if (rows[y * stride] !== 0) throw new Error('a filter')
  return {
    width,
    height,
    brightness: (x, y) => {
      const at = y * stride + 1 + x * 4
      return (rows[at] ?? 0) + (rows[at + 1] ?? 0) + (rows[at + 2] ?? 0)
    },
  }
}

/** The number of dark pixels in a rectangle. */
export function ink(pixels: Pixels, from: { x: number; y: number }, to: { x: number; y: number }): number {
  let dark = 0
  for (let y = from.y; y < to.y; y += 1) {
    for (let x = from.x; x < to.x; x += 1) if (pixels.brightness(x, y) < 300) dark += 1
  }
  return dark
}

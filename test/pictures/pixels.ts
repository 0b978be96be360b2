import { inflateSync } from 'node:zlib'

export interface Pixels {
  width: number
  height: number
  /** the sum of red, green and blue, 0 to 765 */
  brightness(x: number, y: number): number
}

const CHANNELS = new Map([
  [2, 3],
  [6, 4],
])

/** Reads a PNG of 8 bits a channel, checking its signature, checksums left aside; throws on anything else (ISO 15948). */
export function readPng(png: Uint8Array): Pixels {
  const bytes = Buffer.from(png)
  if (bytes.subarray(0, 8).toString('latin1') !== '\x89PNG\r\n\x1a\n') throw new Error('not a PNG')
  const data: Buffer[] = []
  let width = 0
  let height = 0
  let channels = 0
  let ended = false
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at)
    const type = bytes.toString('latin1', at + 4, at + 8)
    const chunk = bytes.subarray(at + 8, at + 8 + length)
    if (type === 'IHDR') {
      width = chunk.readUInt32BE(0)
      height = chunk.readUInt32BE(4)
      channels = CHANNELS.get(chunk.readUInt8(9)) ?? 0
      if (chunk.readUInt8(8) !== 8 || channels === 0) throw new Error('a kind of PNG not read here')
    }
    if (type === 'IDAT') data.push(chunk)
    if (type === 'IEND') ended = true
    at += length + 12
  }
  if (!ended) throw new Error('the PNG is cut off')
  const pixels = unfiltered(inflateSync(Buffer.concat(data)), width * channels, height, channels)
  return {
    width,
    height,
    brightness: (x, y) => {
      const at = (y * width + x) * channels
      return (pixels[at] ?? 0) + (pixels[at + 1] ?? 0) + (pixels[at + 2] ?? 0)
    },
  }
}

/** How many pixels of a rectangle are dark, as ink is. */
export function ink(pixels: Pixels, from: { x: number; y: number }, to: { x: number; y: number }): number {
  let dark = 0
  for (let y = from.y; y < to.y; y += 1) {
    for (let x = from.x; x < to.x; x += 1) if (pixels.brightness(x, y) < 300) dark += 1
  }
  return dark
}

function unfiltered(raw: Buffer, stride: number, height: number, channels: number): Uint8Array {
  const out = new Uint8Array(stride * height)
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (stride + 1)]
    for (let x = 0; x < stride; x += 1) {
      const left = x >= channels ? (out[y * stride + x - channels] ?? 0) : 0
      const up = y > 0 ? (out[(y - 1) * stride + x] ?? 0) : 0
      const corner = x >= channels && y > 0 ? (out[(y - 1) * stride + x - channels] ?? 0) : 0
      let predicted = 0
      if (filter === 1) predicted = left
      else if (filter === 2) predicted = up
      else if (filter === 3) predicted = (left + up) >> 1
      else if (filter === 4) predicted = paeth(left, up, corner)
      out[y * stride + x] = (raw[y * (stride + 1) + 1 + x] ?? 0) + predicted
    }
  }
  return out
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner
  const a = Math.abs(guess - left)
  const b = Math.abs(guess - up)
  const c = Math.abs(guess - corner)
  if (a <= b && a <= c) return left
  return b <= c ? up : corner
}

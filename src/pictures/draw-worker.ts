import { parentPort } from 'node:worker_threads'
import { pngOf } from './png-of.ts'
import type { StatsPicture } from './stats-picture.ts'
import { svgOf } from './svg-of.ts'

/** What the worker says of a picture. Of an error nothing but that it was one: its message might quote a label. */
export type DrawAnswer = { kind: 'drawn'; png: Uint8Array<ArrayBuffer> } | { kind: 'failed' }

if (parentPort) {
  const port = parentPort
  port.on('message', (picture: StatsPicture) => {
    void answer(picture).then(result =>
      result.kind === 'drawn' ? port.postMessage(result, [result.png.buffer]) : port.postMessage(result),
    )
  })
}

async function answer(picture: StatsPicture): Promise<DrawAnswer> {
  try {
    // Copied, because what is handed over must be the whole of its memory.
    return { kind: 'drawn', png: new Uint8Array(await pngOf(await svgOf(picture))) }
  } catch {
    return { kind: 'failed' }
  }
}

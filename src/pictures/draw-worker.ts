import { parentPort } from 'node:worker_threads'
import type { Picture } from '../core/picture.ts'
import { pngOf } from './png-of.ts'
import { svgOf } from './svg-of.ts'

// What cannot be drawn is not caught: it ends the thread, for after a panic ("unreachable") resvg's memory is not to be trusted.
parentPort?.on('message', async (picture: Picture) => {
  const png = await pngOf(svgOf(picture))
  parentPort?.postMessage(png, [png.buffer])
})

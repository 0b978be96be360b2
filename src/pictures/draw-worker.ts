import { parentPort } from 'node:worker_threads'
import type { Picture } from '../core/picture.ts'
import { pngOf } from './png-of.ts'
import { svgOf } from './svg-of.ts'

// An error is not caught. It ends the thread, because resvg's memory cannot be trusted after a panic ("unreachable").
parentPort?.on('message', async (picture: Picture) => {
  const png = await pngOf(svgOf(picture))
  parentPort?.postMessage(png, [png.buffer])
})

import type { Drawing } from '../core/picture.ts'
import { serveThread } from '../threads/serve.ts'
import { pngOf } from './png-of.ts'
import { shareSvg } from './share-svg.ts'
import { svgOf } from './svg-of.ts'

// An error is not caught. It ends the thread, because resvg's memory cannot be trusted after a panic ("unreachable").
serveThread<Drawing, Uint8Array>(async picture => ({
  now: await ('kind' in picture ? pngOf(shareSvg(picture), undefined, 1) : pngOf(svgOf(picture))),
}))

import { writePdf } from './petition-pdf.ts'

/** Each needs a thread and up to 350 MB (0054). */
const mostAtOnce = 2

/** Sets at most this many PDFs at once; others wait for their turn. `isBusy`: one more would have to wait. */
export function pdfPress(write: typeof writePdf = writePdf, most = mostAtOnce) {
  let running = 0
  const waiting: (() => void)[] = []
  return {
    isBusy: () => running >= most,
    write: async function* (...args: Parameters<typeof writePdf>): AsyncGenerator<Uint8Array> {
      if (running >= most) await new Promise<void>(resolve => waiting.push(resolve))
      else running += 1
      try {
        yield* write(...args)
      } finally {
        // The next one takes this place.
        const next = waiting.shift()
        if (next === undefined) running -= 1
        else next()
      }
    },
  }
}

import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { initWasm, Resvg } from '@resvg/resvg-wasm'
import { FONT_FAMILY, fontBuffers } from './font-metrics.ts'

/** Pixels of the PNG for one of the layout: 1080 across, so that it stays sharp on a phone. */
export const SCALE = 2

// Compiled beside the loading of Vega, on which the first picture waits anyway.
const started = readFile(fileURLToPath(import.meta.resolve('@resvg/resvg-wasm/index_bg.wasm'))).then(initWasm)

/** Throws on an SVG that is none. Text for which `fonts` has no glyph is left out without an error. */
export async function pngOf(
  svg: string,
  fonts: Uint8Array[] = Object.values(fontBuffers),
): Promise<Uint8Array> {
  await started
  const resvg = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: SCALE },
    font: { fontBuffers: fonts, defaultFontFamily: FONT_FAMILY },
  })
  try {
    const image = resvg.render()
    try {
      return image.asPng()
    } finally {
      image.free()
    }
  } finally {
    resvg.free()
  }
}

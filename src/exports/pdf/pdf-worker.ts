import { parentPort, workerData } from 'node:worker_threads'
import type { ListedName } from '../../core/document.ts'
import { PdfWriter } from './write-pdf.ts'

// An error is not caught: it ends the thread, and the main side says that the file broke off.
let chunks: Uint8Array[] = []
const writer = new PdfWriter(workerData, chunk => chunks.push(chunk))

parentPort?.on('message', async (names: ListedName[] | 'end') => {
  if (names === 'end') await writer.end()
  else writer.add(names)
  const written = Buffer.concat(chunks)
  chunks = []
  parentPort?.postMessage(written)
  if (names === 'end') parentPort?.close()
})

import { createPrivateKey } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { isMainThread, workerData } from 'node:worker_threads'
import DKIM from 'nodemailer/lib/dkim'
import { serveThread } from '../../../threads/serve.ts'

export interface DkimKey {
  domain: string
  selector: string
  /** PEM. */
  privateKey: string
}

if (!isMainThread) {
  const { domain, selector, privateKey }: DkimKey = workerData
  // nodemailer sends what it cannot sign unsigned. This throws, and the thread ends.
  createPrivateKey(privateKey)
  const signing = new DKIM({ domainName: domain, keySelector: selector, privateKey })
  serveThread<Uint8Array, Uint8Array | undefined>(async raw => ({
    now: await buffer(signing.sign(Buffer.from(raw))).catch(() => undefined),
  }))
}

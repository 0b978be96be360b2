import { createPrivateKey } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { parentPort, workerData } from 'node:worker_threads'
import DKIM from 'nodemailer/lib/dkim'

export interface DkimKey {
  domain: string
  selector: string
  /** PEM. */
  privateKey: string
}

export interface SignRequest {
  id: number
  raw: Uint8Array
}

export interface SignAnswer {
  id: number
  /** Undefined if the key cannot sign. */
  signed: Uint8Array | undefined
}

if (parentPort) {
  const port = parentPort
  const { domain, selector, privateKey }: DkimKey = workerData
  // nodemailer sends what it cannot sign unsigned. This throws, and the worker ends.
  createPrivateKey(privateKey)
  const signing = new DKIM({ domainName: domain, keySelector: selector, privateKey })
  port.on('message', ({ id, raw }: SignRequest) => {
    buffer(signing.sign(Buffer.from(raw))).then(
      signed => port.postMessage({ id, signed } satisfies SignAnswer),
      () => port.postMessage({ id, signed: undefined } satisfies SignAnswer),
    )
  })
}

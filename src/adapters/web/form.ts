/** In bytes. The longest form is a name and a few words; on the trial desk, an email. */
export const bodyLimit = 64 * 1024

/** Thrown if a body exceeds the limit without saying so in its Content-Length. */
export class BodyTooLarge extends Error {
  constructor() {
    super('body-too-large')
    this.name = 'BodyTooLarge'
  }
}

/** Thrown if the visitor's connection ends before the body does. */
export class BodyCutOff extends Error {
  constructor() {
    super('body-cut-off')
    this.name = 'BodyCutOff'
  }
}

/** The fields of an urlencoded form. Any other body reads as an empty form. */
export async function readForm(request: Request): Promise<URLSearchParams> {
  const chunks: Uint8Array[] = []
  let size = 0
  if (request.body) {
    for await (const chunk of wholeOrCutOff(request.body)) {
      size += chunk.byteLength
      if (size > bodyLimit) throw new BodyTooLarge()
      chunks.push(chunk)
    }
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'))
}

async function* wholeOrCutOff(body: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  try {
    yield* body
  } catch {
    throw new BodyCutOff()
  }
}

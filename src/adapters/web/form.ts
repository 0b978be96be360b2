/** In bytes. The longest form is a name and a few words; the trial desk's is a mail. */
export const bodyLimit = 64 * 1024

/** Thrown where a body goes on past the limit without having said so in its Content-Length. */
export class BodyTooLarge extends Error {
  constructor() {
    super('body-too-large')
    this.name = 'BodyTooLarge'
  }
}

/** The fields of an urlencoded form; whatever else was sent reads as an empty form. */
export async function readForm(request: Request): Promise<URLSearchParams> {
  const chunks: Uint8Array[] = []
  let size = 0
  if (request.body) {
    for await (const chunk of request.body) {
      size += chunk.byteLength
      if (size > bodyLimit) throw new BodyTooLarge()
      chunks.push(chunk)
    }
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'))
}

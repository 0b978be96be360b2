import { get } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { openPages } from './open-pages.ts'
import { paintedCore } from './painted-core.ts'

const signatories = Array.from({ length: 100 }, (_, at) => ({
  ...{ kind: 'person' as const, name: `Ada Lovelace ${at}`, occupation: 'composer' },
  ...{ number: at + 1, signedAt: new Date(0) },
}))

/** `fetch` would decode the answer. */
function ask(url: string, headers: Record<string, string>) {
  return new Promise<{ status: number | undefined; headers: NodeJS.Dict<string | string[]>; body: Buffer }>(
    (resolve, reject) => {
      get(url, { headers }, response =>
        buffer(response).then(
          body => resolve({ status: response.statusCode, headers: response.headers, body }),
          reject,
        ),
      ).once('error', reject)
    },
  )
}

it.each([
  ['/p/fair-training/names', 'Accept-Language, Accept-Encoding'],
  ['/api/petitions/fair-training/signatories', 'Accept-Encoding'],
])(
  'sends a long list compressed, under one ETag, and not at all to those who have it: %s',
  async (path, vary) => {
    const { url } = await openPages(paintedCore({ signatories }))
    const plain = await ask(`${url}${path}`, {})
    expect(plain.headers['content-encoding']).toBeUndefined()
    expect(plain.body.toString()).toContain('Ada Lovelace 99')
    for (const [encoding, decode] of [
      ['br', brotliDecompressSync],
      ['gzip', gunzipSync],
    ] as const) {
      const answer = await ask(`${url}${path}`, { 'Accept-Encoding': encoding })
      expect(answer.headers).toMatchObject({ 'content-encoding': encoding, etag: plain.headers.etag, vary })
      expect(decode(answer.body)).toEqual(plain.body)
      expect(answer.body.byteLength).toBeLessThan(plain.body.byteLength / 3)
    }
    const has = { 'Accept-Encoding': 'br', 'If-None-Match': `"other", ${plain.headers.etag}` }
    const none = await ask(`${url}${path}`, has)
    expect([none.status, none.body.byteLength, none.headers.vary]).toEqual([304, 0, vary])
  },
)

it('leaves small answers and pictures as they are', async () => {
  const { url } = await openPages(paintedCore({ signatories: [] }))
  for (const path of ['/api/petitions/fair-training', '/p/fair-training/share.png']) {
    const { status, headers } = await ask(`${url}${path}`, { 'Accept-Encoding': 'br, gzip' })
    expect([status, headers['content-encoding']]).toEqual([200, undefined])
    expect(headers.etag).toMatch(/^W\/"/)
  }
})

it('gives an error no ETag', async () => {
  const { url } = await openPages(paintedCore({}))
  expect((await ask(`${url}/api/petitions/none`, {})).headers.etag).toBeUndefined()
})

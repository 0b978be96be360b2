import { get, type IncomingMessage, request } from 'node:http'
import { describe, expect, it } from 'vitest'
import { openPages } from './open-pages.ts'
import { paintedCore, token } from './painted-core.ts'

const line = Buffer.alloc(64 * 1024, 'Ada Lovelace;composer\n')

/** A file that records how far it was read, and whether reading was ended. */
function file(lines: number, breaksAt?: number) {
  const told = { opened: false, read: 0, ended: false }
  async function* content() {
    told.opened = true
    try {
      while (told.read < lines) {
        if (told.read === breaksAt) throw Object.assign(new Error('row of Ada'), { code: '57P01' })
        told.read += 1
        yield line
      }
    } finally {
      told.ended = true
    }
  }
  return { told, content: content() }
}

function offer(content: AsyncIterable<Uint8Array>, name = 'fair-training.csv') {
  return paintedCore({
    exports: {
      [token('x')]: { kind: 'export', name, mediaType: 'text/csv; charset=utf-8', content },
      [token('e')]: { kind: 'expired' },
      [token('b')]: { kind: 'busy' },
    },
  })
}

const post = { method: 'POST' }

/** Posts without reading the body yet. */
function begin(url: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request(url, { method: 'POST' }, resolve).once('error', reject).end()
  })
}

describe('an export link', () => {
  it('says when as many PDFs are being made as the service makes at once', async () => {
    const { url } = await openPages(offer(file(1).content))
    const answer = await fetch(`${url}/x/${token('b')}`, { method: 'POST' })
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '60'])
    expect(await answer.text()).toContain('Please try again in a minute: your link stays as it is.')
  })

  it('shows what the file is without reading it, by GET and by HEAD', async () => {
    const { told, content } = file(3)
    const { url } = await openPages(offer(content))
    for (const method of ['GET', 'HEAD']) {
      const answer = await fetch(`${url}/x/${token('x')}`, { method })
      expect([
        answer.status,
        answer.headers.get('cache-control'),
        answer.headers.get('x-robots-tag'),
      ]).toEqual([200, 'no-store', 'noindex, nofollow'])
      expect(answer.headers.get('content-type')).toMatch(/^text\/html/)
      const page = await answer.text()
      if (method === 'GET') {
        expect(page).toContain('personal data of everyone who signed')
        expect(page).toContain(`<form method="post" action="/x/${token('x')}">`)
      }
    }
    expect(told).toEqual({ opened: false, read: 0, ended: false })
  })

  it('sends the whole file by POST, as a download', async () => {
    const { told, content } = file(40)
    const { url, logged } = await openPages(offer(content))
    const answer = await fetch(`${url}/x/${token('x').toUpperCase()}`, post)
    expect(answer.status).toBe(200)
    const headers = ['content-type', 'content-disposition', 'cache-control', 'x-content-type-options']
    expect(headers.map(name => answer.headers.get(name))).toEqual([
      'text/csv; charset=utf-8',
      'attachment; filename="fair-training.csv"',
      'no-store',
      'nosniff',
    ])
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect((await answer.arrayBuffer()).byteLength).toBe(40 * line.length)
    expect(told.ended).toBe(true)
    expect(logged).toEqual([])
  })

  it.each([
    ['../../etc/passwd"\r\nX-Evil: 1', 'etc-passwd-X-Evil-1', undefined],
    ['élèves-署名.csv', 'eleves-.csv', '%C3%A9l%C3%A8ves-%E7%BD%B2%E5%90%8D.csv'],
    ['\u202efdp.exe', 'fdp.exe', undefined],
    ['///', 'export', undefined],
  ])('gives %j a name that is safe', async (name, ascii, full) => {
    const { url } = await openPages(offer(file(1).content, name))
    const answer = await fetch(`${url}/x/${token('x')}`, post)
    expect(answer.headers.get('content-disposition')).toBe(
      `attachment; filename="${ascii}"${full === undefined ? '' : `; filename*=UTF-8''${full}`}`,
    )
    expect(answer.headers.get('x-evil')).toBeNull()
    await answer.arrayBuffer()
  })

  it('says that a link is gone or unknown, by GET and by POST', async () => {
    const { url } = await openPages(offer(file(1).content))
    for (const method of ['GET', 'POST']) {
      const expired = await fetch(`${url}/x/${token('e')}`, { method })
      expect([expired.status, (await expired.text()).includes('Ask for the file again')]).toEqual([410, true])
      for (const wrong of [token('z'), 'nothing', `${token('1')}`]) {
        const unknown = await fetch(`${url}/x/${wrong}`, { method })
        expect([unknown.status, unknown.headers.get('cache-control')], wrong).toEqual([404, 'no-store'])
        expect(await unknown.text()).toContain('We do not know this link')
      }
    }
  })

  it('reads no faster than the client, and stops when the client leaves', async () => {
    const lines = 4_000
    const { told, content } = file(lines)
    const { url, logged } = await openPages(offer(content))
    const answer = await begin(`${url}/x/${token('x')}`)
    // Reading stops once the buffers of the sockets are full.
    let before = -1
    await expect
      .poll(
        () => {
          const still = told.read === before
          before = told.read
          return still
        },
        { interval: 100 },
      )
      .toBe(true)
    expect(told.read).toBeLessThan(lines / 4)
    answer.destroy()
    await expect.poll(() => told.ended).toBe(true)
    expect(told.read).toBeLessThan(lines / 4)
    await expect
      .poll(() => logged)
      .toEqual([{ fields: { route: '/x/:token' }, message: 'an export was not read to its end' }])
  })

  it('stops reading even if the client leaves before the first line', async () => {
    const { told, content } = file(4_000)
    const firstLine = Promise.withResolvers<void>()
    const asked = Promise.withResolvers<void>()
    async function* slow() {
      asked.resolve()
      await firstLine.promise
      yield* content
    }
    const { url } = await openPages(offer(slow()))
    const leaving = get(`${url}/x/${token('x')}`, post).on('error', () => undefined)
    await asked.promise
    const left = new Promise(resolve => leaving.once('close', resolve))
    leaving.destroy()
    await left
    firstLine.resolve()
    await expect.poll(() => told.ended).toBe(true)
    expect(told.read).toBeLessThan(100)
  })

  it('cuts the connection if the file breaks off, so that nobody takes it for complete', async () => {
    const printed: unknown[] = []
    const { error } = console
    console.error = (...said) => void printed.push(said)
    try {
      for (const breaksAt of [1, 2, 40]) {
        const { told, content } = file(50, breaksAt)
        const { url, logged } = await openPages(offer(content))
        const answer = await fetch(`${url}/x/${token('x')}`, post)
        expect(answer.status).toBe(200)
        await expect(answer.arrayBuffer()).rejects.toThrow()
        expect(told.ended).toBe(true)
        expect(logged.map(({ fields }) => fields)).toEqual([{ route: '/x/:token', code: '57P01' }])
        expect((await fetch(`${url}/healthz`)).status).toBe(200)
      }
    } finally {
      console.error = error
    }
    expect(printed).toEqual([])
  })

  it('answers with the page about errors if it cannot read the first line', async () => {
    const { url, logged } = await openPages(offer(file(50, 0).content))
    const answer = await fetch(`${url}/x/${token('x')}`, post)
    expect([answer.status, answer.headers.get('content-disposition')]).toEqual([503, null])
    expect(await answer.text()).toContain(`href="/x/${token('x')}"`)
    expect(logged.map(({ fields }) => fields)).toEqual([
      { route: '/x/:token', method: 'POST', code: '57P01' },
    ])
  })

  it('sends an empty file', async () => {
    const { url } = await openPages(offer(file(0).content))
    const answer = await fetch(`${url}/x/${token('x')}`, post)
    expect([answer.status, await answer.text()]).toEqual([200, ''])
  })
})

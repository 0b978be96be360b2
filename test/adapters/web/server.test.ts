import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { openPages as open } from './open-pages.ts'
import { fairTraining, paintedCore } from './painted-core.ts'

const post = { method: 'POST' }

describe('the server', () => {
  it('rejects with EADDRINUSE if the port is in use', async () => {
    const { url } = await open(paintedCore())
    await expect(open(paintedCore(), { port: Number(new URL(url).port) })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    })
  })

  it('lets mounted code see requests first', async () => {
    const { url } = await open(paintedCore(), {
      mount: (request, response) => {
        if (request.url !== '/slack/events') return false
        response.end('mounted')
        return true
      },
    })
    expect(await (await fetch(`${url}/slack/events`, post)).text()).toBe('mounted')
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
  })

  it('answers 500 if mounted code throws, and goes on', async () => {
    const { url, logged } = await open(paintedCore(), {
      mount: (request, response) => {
        if (request.url === '/begun') response.write('half')
        if (request.url !== '/healthz') throw new RangeError('quotes Ada')
        return false
      },
    })
    const answer = await fetch(`${url}/slack/events`, post)
    expect([answer.status, await answer.text()]).toEqual([500, ''])
    await expect(fetch(`${url}/begun`, post).then(begun => begun.text())).rejects.toThrow()
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
    expect(logged.map(line => line.fields)).toEqual([{ code: 'RangeError' }, { code: 'RangeError' }])
  })

  it('waits for mounted code before it closes', async () => {
    const asked = Promise.withResolvers<() => void>()
    const { url, web } = await open(paintedCore(), {
      mount: (_request, response) => {
        asked.resolve(() => response.end('taken'))
        return true
      },
    })
    const answer = fetch(`${url}/slack/events`, post)
    const reply = await asked.promise
    const closing = web.close()
    const first = await Promise.race([closing.then(() => 'closed'), sleep(50, 'waiting')])
    expect(first).toBe('waiting')
    reply()
    expect(await (await answer).text()).toBe('taken')
    await closing
  })

  it('answers requests in flight before it closes, and none after', async () => {
    const core = paintedCore()
    const petition = Promise.withResolvers<typeof fairTraining>()
    const asking = Promise.withResolvers<void>()
    core.petition = () => {
      asking.resolve()
      return petition.promise
    }
    const { url, web } = await open(core)
    const answer = fetch(`${url}/p/fair-training`)
    await asking.promise
    const closing = web.close()
    await expect(fetch(`${url}/healthz`)).rejects.toThrow()
    petition.resolve(fairTraining)
    expect((await answer).status).toBe(200)
    const before = Date.now()
    await closing
    // A connection that is kept open ends by itself after five seconds.
    expect(Date.now() - before).toBeLessThan(4_500)
  })

  it('says whether it is ready, and no more', async () => {
    let ready = true
    const { url } = await open(paintedCore(), { ready: () => Promise.resolve(ready) })
    const ask = async (path: string) => {
      const answer = await fetch(`${url}${path}`)
      return [answer.status, await answer.text()]
    }
    expect(await ask('/readyz')).toEqual([200, 'ok'])
    ready = false
    expect(await ask('/readyz')).toEqual([503, 'not ready'])
    expect(await ask('/healthz')).toEqual([200, 'ok'])
    expect((await ask('/metrics'))[0]).toBe(404)
    expect(await (await fetch(`${url}/robots.txt`)).text()).toContain('Disallow: /c/')
  })
})

import { afterEach, describe, expect, it } from 'vitest'
import { type Pictures, type PicturesOptions, startPictures } from '../../src/pictures/pictures.ts'
import { readPng } from './pixels.ts'
import { english, french } from './sample-pictures.ts'

let pictures: Pictures | undefined

function start(options: PicturesOptions = {}): Pictures {
  pictures = startPictures(options)
  return pictures
}

/** A thread that hangs and crashes on demand; what it draws is how many it has drawn. */
const program = new URL('./hanging-worker.mjs', import.meta.url)
const titled = (title: string) => ({ ...english, title })
const drawn = (count: number) => new Uint8Array([count])

afterEach(async () => {
  await pictures?.stop()
  pictures = undefined
})

describe('the thread that draws', () => {
  it('draws for two organisers who ask at once, while others are served', async () => {
    // More than the product's ten seconds: beside a whole suite on two cores a cold start alone has taken them (measured).
    const { draw } = start({ timeoutMs: 50_000 })
    let served = 0
    const clock = setInterval(() => (served += 1), 1)
    const [first, second] = await Promise.all([draw(english), draw(french)])
    clearInterval(clock)
    expect(readPng(first).width).toBe(1080)
    expect(readPng(second).width).toBe(1080)
    expect(second).not.toEqual(first)
    expect(served).toBeGreaterThan(10)
  })

  it('gives up a picture that hangs, and draws the next one', async () => {
    const { draw } = start({ program, timeoutMs: 1500 })
    expect(await draw(titled('well'))).toEqual(drawn(1))
    const hanging = draw(titled('hang'))
    const waiting = draw(titled('well'))
    await expect(hanging).rejects.toMatchObject({ kind: 'timeout' })
    expect(await waiting).toEqual(drawn(1))
  })

  it.each(['crash', 'throw'])(
    'rejects a picture under which its thread ends (%s), and draws the next one',
    async how => {
      const { draw } = start({ program })
      await expect(draw(titled(how))).rejects.toMatchObject({ code: 'thread-broken' })
      expect(await draw(titled('well'))).toEqual(drawn(1))
      expect(await draw(titled('well'))).toEqual(drawn(2))
    },
  )

  it('ends after a while without a picture, and starts again for the next', async () => {
    const { draw } = start({ program, idleMs: 50 })
    expect(await draw(titled('well'))).toEqual(drawn(1))
    expect(await draw(titled('well'))).toEqual(drawn(2))
    await new Promise(resolve => setTimeout(resolve, 150))
    expect(await draw(titled('well'))).toEqual(drawn(1))
  })

  it('loses no picture that is asked for while the thread ends', async () => {
    const { draw } = start({ program, idleMs: 1 })
    for (let n = 0; n < 20; n++) {
      // Whether by the thread that was about to end or by a new one is up to the clock.
      expect(await draw(titled('well'))).toHaveLength(1)
      await new Promise(resolve => setTimeout(resolve, n % 5))
    }
  })

  it('rejects what still waits when it is stopped, and draws no more', async () => {
    const { draw, stop } = start({ program })
    const waiting = [draw(titled('hang')), draw(titled('well'))]
    const told = Promise.allSettled(waiting)
    await stop()
    expect((await told).map(outcome => outcome.status === 'rejected' && outcome.reason.kind)).toEqual([
      'closed',
      'closed',
    ])
    await expect(draw(titled('well'))).rejects.toMatchObject({ kind: 'closed' })
  })

  it('says that a picture cannot be drawn, and no word of what is in it', async () => {
    const { draw } = start({ timeoutMs: 50_000 })
    const broken = { ...english, language: 'no language at all', title: 'Aïcha' }
    const failure: unknown = await draw(broken).catch((error: unknown) => error)
    expect(failure).toMatchObject({ kind: 'broken' })
    expect(String(failure)).not.toContain('Aïcha')
  })
})

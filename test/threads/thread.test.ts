import { setTimeout as pause } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { afterEach, describe, expect, it } from 'vitest'
import type { Said } from '../../src/threads/serve.ts'
import { openThread, type Thread, ThreadFailed } from '../../src/threads/thread.ts'
import { until } from '../support/patience.ts'

/**
 * Hangs on an H, ends with an E, never knows the answer to a W, knows that to an L soon, waits for ever with an S in hand, gets no
 * time for a B as on a busy machine, and hangs after the answer to an N; otherwise the answer is how often it was asked.
 */
const serve = new URL('../../src/threads/serve.ts', import.meta.url).href
const program = new URL(
  `data:text/javascript,${encodeURIComponent(`
    import { serveThread } from '${serve}'
    let asked = 0
    serveThread(letter => {
      asked++
      if (letter === 'H') for (;;);
      if (letter === 'E') process.exit(1)
      if (letter === 'B') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 900)
      if (letter === 'N') setTimeout(() => { new BroadcastChannel('hangs').postMessage(1); for (;;); }, 20)
      if (letter === 'S') return new Promise(() => {})
      if (letter === 'L') return { later: new Promise(resolve => setTimeout(resolve, 50, asked)) }
      return letter === 'W' ? { later: new Promise(() => {}) } : { now: asked }
    })`)}`,
)

describe('a thread', () => {
  let thread: Thread<string, number> | undefined
  afterEach(async () => thread?.close())

  function open(options: { timeoutMs?: number; idleMs?: number; program?: URL } = {}) {
    thread = openThread({ program, timeoutMs: 300, idleMs: 60_000, ...options })
    return thread
  }
  const ask = (letters: string) =>
    Promise.all(
      [...letters].map(letter =>
        thread?.ask(letter).catch((error: unknown) => (error instanceof ThreadFailed ? error.kind : error)),
      ),
    )

  /** Resolves once the thread says something on this channel. */
  const heard = (name: string) =>
    new Promise<void>(resolve => {
      const channel = new BroadcastChannel(name)
      channel.onmessage = () => {
        channel.close()
        resolve()
      }
    })

  it('answers many questions of one message', async () => {
    open()
    expect(await ask('aaaa')).toEqual([1, 2, 3, 4])
  })

  it('is replaced if a question hangs, and the other questions are asked again', async () => {
    open()
    const answers = await ask('aHaaHa')
    expect(answers.map(answer => (Number(answer) > 0 ? 'answered' : answer))).toEqual([
      ...['answered', 'timeout', 'answered', 'answered', 'timeout', 'answered'],
    ])
  })

  it('does not count the time in the queue', async () => {
    open()
    expect(await ask('HHHa')).toEqual(['timeout', 'timeout', 'timeout', 1])
  })

  it('is replaced if a question waits for something that never comes', async () => {
    open()
    expect(await ask('Sa')).toEqual(['timeout', 1])
  })

  it('keeps a question that takes long only because the machine is busy', async () => {
    open()
    expect(await ask('Ba')).toEqual([1, 2])
  })

  it('is replaced if it ends, and gives up the question that ended it', async () => {
    open({ timeoutMs: 20_000 })
    const [first, ended, last] = await ask('aEa')
    expect(ended).toBe('broken')
    expect(first).toBe(1)
    // Of the new thread, which may have been asked the first one again.
    expect(last).toBeLessThanOrEqual(2)
  })

  it('is replaced if it hangs between two questions, and nobody is blamed', async () => {
    open()
    const hangs = heard('hangs')
    expect(await ask('N')).toEqual([1])
    await hangs
    expect(await ask('a')).toEqual([1])
  })

  it('sends its answers together', async () => {
    const worker = new Worker(program)
    const said: Said<number>[] = []
    worker.on('message', one => said.push(one))
    worker.postMessage(new Int32Array(new SharedArrayBuffer(4)))
    worker.postMessage(Array.from({ length: 100 }, (_, id) => ({ id: id + 1, question: 'a' })))
    await until(() => said.at(-1)?.now === 'idle')
    await worker.terminate()
    expect(said.flatMap(({ answers }) => answers)).toHaveLength(100)
    // With the word that it is ready, and a slow machine.
    expect(said.length).toBeLessThan(20)
  })

  it('gives a late answer while another question is in hand', async () => {
    open({ timeoutMs: 20_000 })
    const late = ask('L')
    void ask('S')
    expect(await late).toEqual([1])
  })

  it('lets nobody wait for the late answer of another', async () => {
    open()
    const waits = ask('W')
    expect(await ask('a')).toEqual([2])
    await pause(400)
    expect(await ask('a')).toEqual([3])
    await thread?.close()
    expect(await waits).toEqual(['closed'])
    expect(await ask('a')).toEqual(['closed'])
  })

  it('ends after a while without a question, and starts again', async () => {
    open({ idleMs: 50 })
    expect(await ask('aa')).toEqual([1, 2])
    await pause(250)
    expect(await ask('a')).toEqual([1])
  })

  it('starts before the first question if one is expected', async () => {
    const started = heard('started')
    const says = 'new BroadcastChannel("started").postMessage(1)'
    open({ program: new URL(`data:text/javascript,${encodeURIComponent(says)}`) }).expect()
    await started
  })

  it('gives up if it cannot start', async () => {
    open({ program: new URL('data:text/javascript,throw new Error("broken")') })
    expect(await ask('a')).toEqual(['broken'])
  })
})

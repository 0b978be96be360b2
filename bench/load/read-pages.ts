import { Agent, request } from 'node:http'

/** Reads pages for `ms`, so many at once. Returns pages a second; each was answered with 200. */
export async function readPages(
  paths: readonly string[],
  origin: string,
  atOnce: number,
  ms: number,
): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce })
  const begun = performance.now()
  let read = 0
  const one = async () => {
    while (performance.now() - begun < ms) {
      await get(`${origin}${paths[read % paths.length]}`, agent)
      read += 1
    }
  }
  await Promise.all(Array.from({ length: atOnce }, one))
  agent.destroy()
  return read / ((performance.now() - begun) / 1000)
}

function get(url: string, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    request(url, { agent }, response => {
      response.resume().once('end', () => {
        if (response.statusCode === 200) resolve()
        else reject(new Error(`${new URL(url).pathname} was answered with ${response.statusCode}`))
      })
    })
      .once('error', reject)
      .end()
  })
}

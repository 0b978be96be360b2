/** A worker that takes deliveries and never finishes them, to be killed: `node queue-worker-process.ts DATABASE_URL`. */
import { openQueue } from '../../src/db/queue.ts'

const queue = openQueue({ url: process.argv[2] ?? '' })
await queue.start()
await queue.work(
  'email',
  id => {
    console.log(id)
    return new Promise<void>(() => undefined)
  },
  { concurrency: 2 },
)

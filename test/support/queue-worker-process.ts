/** A worker that takes deliveries and never finishes them, to be killed: `node queue-worker-process.ts DATABASE_URL`. */
import { openDatabase } from '../../src/db/database.ts'
import { openQueue } from '../../src/db/queue.ts'

const url = process.argv[2] ?? ''
const { db } = await openDatabase({ url })
openQueue({ db, url }).work(
  'email',
  row => {
    console.log(row.id)
    return new Promise(() => undefined)
  },
  { concurrency: 2 },
)

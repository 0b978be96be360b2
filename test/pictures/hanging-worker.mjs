import { serveThread } from '../../src/threads/serve.ts'

// Hangs, crashes or answers as the title says. The number in the answer tells one thread from the next.
let drawn = 0
serveThread(picture => {
  if (picture.title === 'hang') while (true);
  if (picture.title === 'crash') process.exit(1)
  if (picture.title === 'throw') throw new Error('broken')
  drawn += 1
  return { now: new Uint8Array([drawn]) }
})

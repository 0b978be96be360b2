import { parentPort } from 'node:worker_threads'

// Hangs, crashes or answers as the title says; `threads` in the answer tells one worker from the next.
let drawn = 0
const channel = new BroadcastChannel('drawing')
channel.postMessage('begun')
channel.close()
parentPort.on('message', picture => {
  if (picture.title === 'hang') while (true);
  if (picture.title === 'crash') process.exit(1)
  if (picture.title === 'throw') throw new Error('broken')
  drawn += 1
  parentPort.postMessage({ kind: 'drawn', png: new Uint8Array([drawn]) })
})

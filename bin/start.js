// Starts the service. Node keeps what it has compiled beside the packages, where only the person who installs them writes: a third of
// the processor time of a start, and 20 MB of memory (measured). Not in TypeScript, because then its compiler is loaded each time.
// A folder that cannot be written changes nothing.
'use strict'

const { enableCompileCache } = require('node:module')
const path = require('node:path')
const { setFlagsFromString } = require('node:v8')

// Node's own modules are compiled already, but only for V8's flags as they are. So those that the service needs are loaded before a
// flag is set: a tenth of the processor time of a start (measured). `Response` brings the modules of fetch.
for (const name of ['child_process', 'cluster', 'http2', 'https', 'worker_threads']) require(`node:${name}`)
void Response

if (process.env.NODE_COMPILE_CACHE === undefined) {
  // Each regular expression is compiled once: to machine code, without the interpreter's code before it. The first email takes 0.2 s
  // less of the processor (measured). Before the cache is opened, because what it keeps is for the same flags only. Never
  // `--no-regexp-tier-up`: a regular expression that ran once before that flag can end the process (decision 0088).
  setFlagsFromString('--regexp-tier-up-ticks=0')
  // Our threads find it here.
  process.env.NODE_COMPILE_CACHE = path.join(__dirname, '..', 'node_modules', '.cache', 'undersigned')
  enableCompileCache(process.env.NODE_COMPILE_CACHE)
}

// npm runs us under a shell, and a SIGTERM to npm may end only that shell. So stop as soon as the parent is gone.
if (process.env.npm_command !== undefined) {
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    process.kill(process.pid, 'SIGTERM')
  }, 500).unref()
}
require('./exact-imports.js')
import('../src/main.ts')

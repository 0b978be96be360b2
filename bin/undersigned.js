#!/usr/bin/env node
// Runs under any Node, even one too old for the rest: it finds the Node that npm installed and starts src/cli.ts with it.
// Old syntax on purpose. The package.json beside it makes this CommonJS, which every Node understands.
// biome-ignore-all lint/style/useNodejsImportProtocol: older Nodes do not know it
'use strict'

const childProcess = require('child_process')
const fs = require('fs')
const os = require('os')
const path = require('path')

const root = path.dirname(__dirname)
const windows = process.platform === 'win32'

/** The nearest node_modules/<name> from here upwards, as Node looks for packages. Undefined if there is none. */
function findPackage(name) {
  let folder = root
  for (;;) {
    const found = path.join(folder, 'node_modules', name)
    if (fs.existsSync(path.join(found, 'package.json'))) return found
    const above = path.dirname(folder)
    if (above === folder) return undefined
    folder = above
  }
}

function fail(sentence) {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}

function findNode() {
  const installed = findPackage('node')
  if (installed !== undefined) {
    const binary = path.join(installed, 'bin', windows ? 'node.exe' : 'node')
    if (fs.existsSync(binary)) return binary
  }
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  return fail(
    installed === undefined
      ? `Node 24 is missing (this is ${process.version}): run npm ci first, in ${root}`
      : `Node 24 is missing (this is ${process.version}): npm ran with --ignore-scripts, so run npm rebuild node in ${root}`,
  )
}

if (root.split(path.sep).indexOf('node_modules') !== -1)
  fail(
    `Undersigned runs from its own folder and not from ${root}, because Node runs no TypeScript inside node_modules: clone it, and run npm ci there.`,
  )
if (findPackage('commander') === undefined) fail(`The packages are missing: run npm ci first, in ${root}`)

// `start` runs the service; everything else, including its help, is for the command line.
const help = process.argv.indexOf('--help') !== -1 || process.argv.indexOf('-h') !== -1
const start = process.argv[2] === 'start' && !help
const entry = path.join(root, start ? 'bin/start.js' : 'src/cli.ts')
// A third less memory under load (decisions 0064 and 0068). A test holds the places together that say so.
const node = findNode()
const args = (start ? ['--max-semi-space-size=8'] : [])
  .concat(entry)
  .concat(process.argv.slice(2 + (start ? 1 : 0)))
// A command finds what Node compiled for the one before it, as the service does (start.js): 0.7 s of the processor instead of 1.2 (measured).
const env = Object.assign(
  start
    ? { MALLOC_ARENA_MAX: '2' }
    : { NODE_COMPILE_CACHE: path.join(root, 'node_modules', '.cache', 'undersigned') },
  process.env,
)

// The service takes our place, if this Node can do that (from 22.15 on, not on Windows): 40 MB less.
if (start && !windows && typeof process.execve === 'function') process.execve(node, [node].concat(args), env)

const child = childProcess.spawn(node, args, { env: env, stdio: 'inherit' })

const signals = windows ? ['SIGINT', 'SIGTERM'] : ['SIGINT', 'SIGTERM', 'SIGHUP']
signals.forEach(signal => {
  // A terminal sends Ctrl-C to the child as well; the child takes two within half a second for one.
  process.on(signal, () => {
    child.kill(signal)
  })
})

// npx runs us under a shell, and a SIGTERM to npx ends only that shell. So stop as soon as the parent is gone.
if (process.env.npm_command !== undefined) {
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent) child.kill('SIGTERM')
  }, 500).unref()
}

child.on('error', error => {
  fail(`Node 24 does not run on this system (${error.code}): run npm ci again, in ${root}`)
})
child.on('exit', (code, signal) => {
  process.exit(signal === null ? code : 128 + (os.constants.signals[signal] || 0))
})

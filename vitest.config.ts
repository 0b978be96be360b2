import { existsSync } from 'node:fs'
import { configDefaults, defineConfig } from 'vitest/config'
import { LongestFirst } from './test/support/longest-first.ts'
import { compileCache, memoryFolder } from './test/support/memory-folder.ts'
import { patience } from './test/support/patience.ts'

/** Where .ci/run wants the outcome of every test. */
const report = process.env.TEST_REPORT

/**
 * Tests that read collections beside the project, and no part of it. Where a skipped test is a failure and the collection is not
 * there, they are left out by name, which .ci/run says; elsewhere they show as skipped.
 */
const collections = {
  '../shared/mail': ['test/adapters/email/corpus.test.ts'],
  '../shared/cases': ['test/cases/*.test.ts'],
}
const absent = Object.entries(collections).filter(([folder]) => !existsSync(new URL(folder, import.meta.url)))

// Every test makes its folders in `os.tmpdir()`.
const memory = memoryFolder()
if (memory !== undefined) process.env.TMPDIR ??= memory
// A worker a file loads the same libraries a hundred times.
process.env.NODE_COMPILE_CACHE ??= compileCache()

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: [...configDefaults.exclude, ...(report ? absent.flatMap(([, tests]) => tests) : [])],
    globalSetup: ['test/support/global-setup.ts'],
    setupFiles: ['test/support/property-seed.ts'],
    // The stories mostly wait, for servers and for each other: more of them at once than there are cores.
    maxWorkers: 6,
    // A worker loads our code and its libraries once, not for each file: a fifth of the processor's time (measured).
    isolate: false,
    // Node loads our TypeScript itself, as it does for the service: a twelfth less of the processor's time than by Vite (measured).
    experimental: { viteModuleRunner: false, nodeLoader: false },
    // Young objects mostly die: with more room for them, a tenth less is spent on collecting them (measured).
    // A regular expression is compiled to machine code when it first runs, as it is by bin/start.js, not the second time once more.
    execArgv: ['--max-semi-space-size=32', '--no-regexp-tier-up'],
    sequence: { sequencer: LongestFirst },
    testTimeout: 240_000,
    expect: { poll: { timeout: patience } },
    hookTimeout: 240_000,
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
  },
})

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { circles, importsOf, importsOfProject, rules, sourceFiles, violations } from './import-rules.ts'
import { longParameterLists } from './parameters.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const imports = importsOfProject(root)

/** One planted violation for each rule, in every form an import can have. */
const planted: [file: string, source: string][] = [
  ['src/core/reading/planted.ts', "import type { NumberRange } from '../../db/curation.ts'"],
  ['src/core/reading/planted.ts', "import { textsOf } from '../texts/texts.ts'"],
  ['src/core/language.ts', "import { textsOf } from './texts/texts.ts'"],
  ['src/core/details.ts', "import type { Db } from '../db/database.ts'"],
  ['src/core/planted.ts', "import { Hono } from 'hono'"],
  ['src/core/planted.ts', "import type { Kysely } from 'kysely'"],
  ['src/core/planted.ts', "import { emailAdapter } from '../adapters/email/adapter.ts'"],
  ['src/core/planted.ts', "export { readFile } from 'node:fs/promises'"],
  ['src/core/reading/commands/planted.ts', "import { enChat } from '../../texts/en/chat.ts'"],
  ['src/core/reading/planted.ts', "import { randomUUID } from 'node:crypto'"],
  ['src/core/signing/planted.ts', "import { addresseeOf } from '../inbound/addressee.ts'"],
  ['src/core/desk/planted.ts', "import { receive } from '../inbound/receive.ts'"],
  ['src/core/petitions/planted.ts', "import { homeAtOnce } from '../inbound/from-memory.ts'"],
  ['src/core/outbound/planted.ts', "import { receive } from '../inbound/receive.ts'"],
  ['src/core/texts/planted.ts', "import { receive } from '../inbound/receive.ts'"],
  ['src/core/rounds/planted.ts', "import type { Memory } from '../inbound/from-memory.ts'"],
  ['src/db/postgres/planted.ts', "import { pino } from 'pino'"],
  ['src/db/planted.ts', "import { receive } from '../core/receive.ts'"],
  ['src/db/planted.ts', "const zod = await import('zod')"],
  ['src/adapters/email/planted.ts', "import { textsOf } from '../../core/texts/texts.ts'"],
  ['src/adapters/email/planted.ts', "import { openWeb } from '../web/server.ts'"],
  ['src/adapters/email/planted.ts', "type Db = import('../../db/database.ts').Db"],
  ['src/adapters/discord/planted.ts', "import { emailAdapter } from '../email/adapter.ts'"],
  ['src/adapters/discord/planted.ts', "import type { Service } from '../../core/work.ts'"],
  ['src/adapters/slack/planted.ts', "import { codeOf } from '../discord/api.ts'"],
  ['src/adapters/slack/planted.ts', "import type { Answers } from '../discord/outgoing.ts'"],
  ['src/adapters/slack/planted.ts', "new Worker(new URL('../discord/api.ts', import.meta.url))"],
  ['src/adapters/chat/planted.ts', "import { codeOf } from '../slack/failure.ts'"],
  ['src/adapters/chat/planted.ts', "import { App } from '@slack/bolt'"],
  ['src/adapters/web/planted.ts', "import type { Core } from '../../core/channel.ts'"],
  ['src/adapters/web/planted.ts', "export * from '../../core/core.ts'"],
  ['src/adapters/web/planted.ts', "import nodemailer from 'nodemailer'"],
  ['src/adapters/fourth/planted.ts', "import { codeOf } from '../slack/failure.ts'"],
  ['src/adapters/fourth/planted.ts', "import { App } from '@slack/bolt'"],
  ['src/pictures/planted.ts', "import { textsOf } from '../core/texts/texts.ts'"],
  ['src/pictures/planted.ts', "import { pino } from 'pino'"],
  ['src/backup/planted.ts', "import { receive } from '../core/inbound/receive.ts'"],
  ['src/exports/planted.ts', "import { everySignature } from '../db/desk-signatures.ts'"],
  ['src/threads/planted.ts', "import type { Core } from '../core/channel.ts'"],
  ['src/reader/planted.ts', "import { receive } from '../core/inbound/receive.ts'"],
  ['src/config.ts', "import { Hono } from 'hono'"],
  ['src/variables.ts', "import { isLoopback } from './network.ts'"],
  ['src/log.ts', "import { z } from 'zod'"],
  ['src/network.ts', "import { log } from './log.ts'"],
  ['src/make-folder.ts', "import { errorCode } from './db/log.ts'"],
  ['src/markdown-reader.ts', "import { log } from './log.ts'"],
  ['src/metrics.ts', "import { openWeb } from './adapters/web/server.ts'"],
  ['src/stopping.ts', "import { openService } from './service.ts'"],
  ['src/start-words.ts', "import { createCore } from './core/core.ts'"],
  ['src/domains.ts', "import { createCore } from './core/core.ts'"],
  ['src/roles.ts', "import { createCore } from './core/core.ts'"],
  ['src/core/planted.ts', "import { serverFacts } from '../db/postgres/server-facts.ts'"],
  ['src/db/planted.ts', "import { startEmbeddedPostgres } from './postgres/embedded-postgres.ts'"],
  ['src/db/postgres/planted.ts', "import { readConfig } from '../../config.ts'"],
  ['src/metrics.ts', "export * from './db/postgres/server-facts.ts'"],
  ['src/main.ts', "import { startEmbeddedPostgres } from './db/postgres/embedded-postgres.ts'"],
  ['src/start.ts', "import './main.ts'"],
  ['src/service.ts', "import './main.ts'"],
  ['src/planted.ts', "import { z } from 'zod'"],
]

describe('who may import whom', () => {
  it.each(planted)('%s: sees the violation in %s', (file, source) => {
    expect(violations(importsOf(root, file, source))).toHaveLength(1)
  })

  it('has a planted violation for every rule', () => {
    const unplanted = rules.filter(rule => !planted.some(([file]) => rule.files.test(file)))
    expect(unplanted).toEqual([])
  })

  it('reads the whole of src', () => {
    expect(sourceFiles(root).length).toBeGreaterThan(60)
    expect(imports.length).toBeGreaterThan(200)
  })

  it('holds', () => {
    expect(violations(imports)).toEqual([])
  })
})

describe('how many parameters a function in core takes', () => {
  it.each([
    'export function planted(a, b, c, d, e) {}',
    'const planted = (a, b, c, d, e) => a',
    'const planted = { method(a, b, c, d, e) {} }',
    'class Planted { method(a, b, c, d, ...e) {} }',
    'type Planted = (a: 1, b: 1, c: 1, d: 1, e: 1) => void',
    'interface Planted { method(a: 1, b: 1, c: 1, d: 1, e: 1): void }',
  ])('sees five in %s', source => {
    expect(longParameterLists('src/core/planted.ts', source)).toEqual([
      'src/core/planted.ts:1 takes 5 parameters',
    ])
  })

  it('allows four, and five type parameters', () => {
    const source = 'export function fine<A, B, C, D, E>(a: A, b: B, c: C, d: [D, E]) {}'
    expect(longParameterLists('src/core/fine.ts', source)).toEqual([])
  })

  it('is four at most', () => {
    const core = sourceFiles(root).filter(file => file.startsWith('src/core/'))
    expect(core.length).toBeGreaterThan(60)
    expect(core.flatMap(file => longParameterLists(file, readFileSync(join(root, file), 'utf8')))).toEqual([])
  })
})

describe('import circles', () => {
  it('finds planted ones: of two files, of three through a type, and of a file with itself', () => {
    const planted = [
      importsOf(root, 'src/a.ts', "import './b.ts'"),
      importsOf(root, 'src/b.ts', "import { c } from './c.ts'"),
      importsOf(root, 'src/c.ts', "import type { A } from './a.ts'"),
      importsOf(root, 'src/d.ts', "export * from './e.ts'\nimport './a.ts'"),
      importsOf(root, 'src/e.ts', "type D = import('./d.ts').D"),
      importsOf(root, 'src/f.ts', "import './f.ts'"),
      importsOf(root, 'src/g.ts', "import './a.ts'"),
    ].flat()
    expect(circles(planted)).toEqual([
      ['src/a.ts', 'src/b.ts', 'src/c.ts'],
      ['src/d.ts', 'src/e.ts'],
      ['src/f.ts'],
    ])
  })

  it('there are none', () => {
    expect(circles(imports)).toEqual([])
  })
})

import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'oxc-parser'
import { describe, expect, it } from 'vitest'

/** Packages and modules of ours that are loaded with this module, at once: neither types, nor what is imported when it is needed. */
function loadedWith(module: URL, loaded = new Set<string>()): Set<string> {
  if (loaded.has(module.href)) return loaded
  loaded.add(module.href)
  const path = fileURLToPath(module)
  const { staticImports, staticExports } = parseSync(path, readFileSync(path, 'utf8')).module
  const targets = [
    // `import 'x'` has no entries, and is loaded too.
    ...staticImports.filter(({ entries }) => entries.length === 0 || entries.some(each => !each.isType)),
    ...staticExports.flatMap(({ entries }) => entries.filter(each => !each.isType)),
  ].flatMap(({ moduleRequest }) => moduleRequest?.value ?? [])
  for (const target of targets) {
    if (target.startsWith('.')) loadedWith(new URL(target, module), loaded)
    else loaded.add(target)
  }
  return loaded
}

describe('a start', () => {
  const loaded = loadedWith(new URL('../src/main.ts', import.meta.url))

  it.each([
    ...['discord.js', '@slack/bolt', 'imapflow', 'smtp-server', 'mailparser', 'mailauth', 'pdfkit'],
    'harfbuzzjs',
  ])('does not load %s, which is needed later or never', library =>
    expect([...loaded].filter(name => name.startsWith(library))).toEqual([]),
  )

  it('does not load the whole of nodemailer, which only trial mode needs', () => {
    expect(loaded).not.toContain('nodemailer')
    expect(loaded).toContain('nodemailer/lib/smtp-pool')
  })

  const readers = ['understand-request', 'understand-answer', 'what-is-new']
  const readersIn = (all: Set<string>) =>
    readers.filter(name => [...all].some(module => module.endsWith(`/core/reading/${name}.ts`)))

  it('does not load what reads the words of strangers, which a thread does', () => {
    expect(readersIn(loaded)).toEqual([])
    expect(readersIn(loadedWith(new URL('../src/reader/read-worker.ts', import.meta.url)))).toEqual(readers)
  })

  it('loads the others', () => {
    expect([...loaded]).toEqual(expect.arrayContaining(['kysely', 'pg', 'hono', 'zod']))
    const metrics = loadedWith(new URL('../src/metrics.ts', import.meta.url))
    expect([...metrics]).toContain('prom-client')
  })
})

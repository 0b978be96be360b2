import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'oxc-parser'
import { describe, expect, it } from 'vitest'

/** The packages that are loaded with this module of ours, at once: neither types, nor what is imported when it is needed. */
function loadedWith(module: URL, seen = new Set<string>(), packages = new Set<string>()): Set<string> {
  if (seen.has(module.href)) return packages
  seen.add(module.href)
  const path = fileURLToPath(module)
  const { staticImports, staticExports } = parseSync(path, readFileSync(path, 'utf8')).module
  const targets = [
    // `import 'x'` has no entries, and is loaded too.
    ...staticImports.filter(({ entries }) => entries.length === 0 || entries.some(each => !each.isType)),
    ...staticExports.flatMap(({ entries }) => entries.filter(each => !each.isType)),
  ].flatMap(({ moduleRequest }) => moduleRequest?.value ?? [])
  for (const target of targets) {
    if (target.startsWith('.')) loadedWith(new URL(target, module), seen, packages)
    else packages.add(target)
  }
  return packages
}

describe('a start', () => {
  const loaded = loadedWith(new URL('../src/main.ts', import.meta.url))

  it.each([
    'discord.js',
    '@slack/bolt',
    'prom-client',
    'imapflow',
    'mailparser',
    'mailauth',
    'pdfkit',
    'harfbuzzjs',
  ])('does not load %s, which is needed later or never', library =>
    expect([...loaded].filter(name => name.startsWith(library))).toEqual([]),
  )

  it('loads the others', () => {
    expect([...loaded]).toEqual(expect.arrayContaining(['kysely', 'pg', 'hono', 'zod']))
    const metrics = loadedWith(new URL('../src/metrics.ts', import.meta.url))
    expect([...metrics]).toContain('prom-client')
  })
})

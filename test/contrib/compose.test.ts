import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { variableNames } from '../../src/variables.ts'
import { root } from '../cli/run.ts'

const compose = readFileSync(join(root, 'compose.yaml'), 'utf8')
const service = compose.slice(0, compose.indexOf('\n  postgres:\n'))

it('keeps the ledger outside the container, whose root is read-only, where its user can write', () => {
  expect(service).toContain('read_only: true')
  const [, folder] = /LEDGER_FILE: (\/\w+)\//.exec(service) ?? []
  expect(service).toMatch(new RegExp(`volumes:\\n +- kept:${folder}\\n`))
  expect(readFileSync(join(root, 'Dockerfile'), 'utf8')).toContain(`install -d -o node -m 700 ${folder}`)
})

it('sets only variables that the service reads', () => {
  const [, block = ''] = /\n {4}environment:\n((?: {6}.*\n)+)/.exec(service) ?? []
  const names = [...block.matchAll(/^ {6}([A-Z_]+):/gm)].map(([, name = '']) => name.replace(/_FILE$/, ''))
  expect(names.length).toBeGreaterThan(5)
  // LEDGER_FILE is the name of a variable itself.
  for (const name of names) expect([...variableNames, 'LEDGER']).toContain(name)
})

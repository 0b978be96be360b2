import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openMetrics } from '../../src/metrics.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { makePetition } from '../support/petition.ts'

/** The metrics that an expression of PromQL reads: words that no operator, function or label is. */
function metricsIn(expression: string): string[] {
  const bare = expression
    .replace(/\{[^}]*\}|\[[^\]]*\]/g, '')
    .replace(/\b(?:ignoring|on|by)\s*\([^)]*\)/g, '')
  return [...bare.matchAll(/[a-z_]\w*(?!\w|\s*\()/g)]
    .map(([name]) => name)
    .filter(name => !/^(?:and|or|unless)$/.test(name))
}

describe('the alerts in contrib', () => {
  const rules = readFileSync(new URL('../../contrib/prometheus-rules.yml', import.meta.url), 'utf8')
  const expressions = [...rules.matchAll(/^\s+expr: (.+)$/gm)].map(([, expression = '']) => expression)
  let database: TestDatabase
  let shown: string
  beforeAll(async () => {
    database = await testDatabase()
    await makePetition(database.db, 'fair')
    const ready = { ok: true, parts: { imap: 'up' as const }, standbyLagSeconds: 1 }
    shown = await openMetrics(database.db, async () => ready).read()
  })
  afterAll(() => database.close())
  const exists = (metric: string) => metric === 'up' || new RegExp(`^# TYPE ${metric} `, 'm').test(shown)

  it('read only metrics that there are', () => {
    expect(expressions).toHaveLength(7)
    const read = expressions.flatMap(metricsIn)
    expect(read).toContain('undersigned_deliveries')
    expect(read.filter(metric => !exists(metric))).toEqual([])
  })

  it('would be found out if they read another one', () => {
    expect(
      metricsIn('rate(undersigned_emails{state="x"}[5m]) > 3').filter(metric => !exists(metric)),
    ).toEqual(['undersigned_emails'])
  })
})

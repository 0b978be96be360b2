import { lookup } from 'node:dns/promises'
import { expect, test } from 'vitest'
import { describeStartError } from '../src/start-words.ts'

test('a host name nobody knows is said with the variables it may stand in', async () => {
  const error: unknown = await lookup('no-such-host.invalid').catch((cause: unknown) => cause)
  expect(describeStartError(error)).toMatch(
    /^The host name no-such-host\.invalid is not known here \(E[A-Z_]+\): check HOST \(web\), MAIL_LISTEN \(email\) and METRICS_LISTEN \(metrics\)\.$/,
  )
})

test('any other error is said in its own words', () => {
  expect(describeStartError(new Error('The database does not answer.'))).toBe('The database does not answer.')
})

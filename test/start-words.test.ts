import { lookup } from 'node:dns/promises'
import { expect, test } from 'vitest'
import { describeStartError } from '../src/start-words.ts'

test('names the variables that may hold an unknown host name', async () => {
  const error: unknown = await lookup('no-such-host.invalid').catch((cause: unknown) => cause)
  expect(describeStartError(error)).toMatch(
    /^The host name no-such-host\.invalid cannot be resolved \(E[A-Z_]+\): check HOST \(web\), MAIL_LISTEN \(email\) and METRICS_LISTEN \(metrics\)\.$/,
  )
})

test('leaves the words of any other error', () => {
  expect(describeStartError(new Error('The database does not answer.'))).toBe('The database does not answer.')
})

import { expect, it } from 'vitest'
import { isPassing } from '../../../src/adapters/email/receive/error-code.ts'

const failure = (code: string | undefined, message = 'x') => Object.assign(new Error(message), { code })

it.each(['08006', '40P01', '53300', '55P03', '57P01', '57P03', '25006', 'ECONNREFUSED', 'EPIPE', 'ENOENT'])(
  'blames no email for %s',
  code => {
    expect(isPassing(failure(code))).toBe(true)
  },
)

it.each(['57014', '22021', '23505', '25P04', 'ERR_INVALID_ARG_TYPE', undefined])('counts %s', code => {
  expect(isPassing(failure(code))).toBe(false)
})

it('blames no email for a connection that pg has lost', () => {
  expect(isPassing(failure(undefined, 'Connection terminated unexpectedly'))).toBe(true)
  expect(isPassing(new TypeError('x is not a function'))).toBe(false)
})

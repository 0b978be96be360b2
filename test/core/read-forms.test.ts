import { expect, it } from 'vitest'
import { mailboxIn } from '../../src/core/petitions/read-forms.ts'

it.each([
  ['Mira Okafor <mira@example.org>', 'mira@example.org'],
  ['<mailto:mira@example.org|mira@example.org>', 'mira@example.org'],
  ['mira@example.org.', 'mira@example.org'],
  ['mira@example.org or bo@example.org', 'mira@example.org or bo@example.org'],
  // Its last 64 characters would be somebody else's mailbox.
  [`x${'mira'.repeat(16)}@example.org`, `x${'mira'.repeat(16)}@example.org`],
])('reads the mailbox in %s', (mailbox, read) => {
  expect(mailboxIn({ mailbox })).toBe(read)
})

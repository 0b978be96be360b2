/** The cases in ../shared/cases: emails of one kind each, and the right outcome. They are no part of the project, and may be absent. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { z } from 'zod'

export const cases = new URL('../../../shared/cases/', import.meta.url)
export const made = new URL('made/', cases)

const Expected = z.object({
  /** Whether the last email adds a signature. */
  signed: z.boolean().optional(),
  still_signed: z.boolean().optional(),
  /** The details that the answer says will be published; a list has several that are right, and `null` is an answer that shows nothing. */
  published: z.union([z.string(), z.array(z.string().nullable())]).optional(),
  published_without: z.array(z.string()).optional(),
  answered: z.boolean().optional(),
  then_answered: z.boolean().optional(),
  /** For a person to judge. */
  read: z.boolean().optional(),
})

const EmailCase = z.object({
  eml: z.string(),
  before: z.array(z.enum(['sign', 'confirm'])),
  expect: Expected,
  sign: z.string().optional(),
  /** The email answers none of ours. */
  newmail: z.boolean().optional(),
  envelope_from: z.string().optional(),
  /** An email that the same person sends afterwards. */
  later: z.string().optional(),
})
export type EmailCase = z.infer<typeof EmailCase>

const OtherCase = z.object({
  slack: z.record(z.string(), z.union([z.string(), z.array(z.string())])).optional(),
  get: z.array(z.string()).optional(),
})

const MadeCases = z.array(
  z.object({
    file: z.string(),
    deliver_as: z.enum(['request', 'reply-to-confirm', 'after-signing', 'bounce']),
    envelope_from: z.string(),
    right: z.object({
      signed: z.boolean().optional(),
      signature: z.literal('confirmed').optional(),
      kind: z.literal('pleaseConfirm').optional(),
      name: z.string().optional(),
      occupation: z.string().optional(),
      answered_within_ms: z.number().optional(),
      suppressed: z.boolean().optional(),
    }),
  }),
)
export type MadeCase = z.infer<typeof MadeCases>[number]

const MadeTables = z.object({
  refusals_by_servers: z.array(
    z.object({ right: z.enum(['soft', 'hard']), status: z.string().nullable(), diagnostic: z.string() }),
  ),
  never_a_withdrawal: z.array(z.object({ language: z.string(), text: z.string() })),
  subjects_that_are_no_name: z.record(z.string(), z.array(z.string())),
})

export function caseFile(name: string, folder = cases): Buffer {
  return readFileSync(new URL(name, folder))
}

function json(name: string, folder: URL): unknown {
  return JSON.parse(caseFile(name, folder).toString())
}

/** Without the collection nothing is there, and every test of it is skipped. */
const names = existsSync(cases) ? readdirSync(cases).filter(name => name.endsWith('.json')) : []
const everyCase = names
  .sort()
  .map(name => [name.slice(0, -'.json'.length), z.looseObject({}).parse(json(name, cases))] as const)
const emails = everyCase.flatMap(([name, found]) => {
  // An object of ours with a property `then` would be taken for a promise.
  const { then: later, ...rest } = found
  const read = EmailCase.safeParse({ ...rest, later })
  return read.success ? [[name, read.data] as const] : []
})
export const emailCases = new Map<string, EmailCase>(emails)

/** Cases that no email is about: what is typed in Slack, and links. */
export const otherCases = new Map(
  everyCase.filter(([name]) => !emailCases.has(name)).map(([name, found]) => [name, OtherCase.parse(found)]),
)

export const madeCases: MadeCase[] = existsSync(made) ? MadeCases.parse(json('expected.json', made)) : []
export const madeTables = existsSync(made)
  ? MadeTables.parse(json('tables.json', made))
  : { refusals_by_servers: [], never_a_withdrawal: [], subjects_that_are_no_name: {} }

/** Everything that reads what a stranger wrote, as functions of one text. */
import { readdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { type Expression, parseSync } from 'oxc-parser'
import { classifyAutomatic } from '../src/adapters/email/machines/automatic.ts'
import { readNewText } from '../src/adapters/email/read/visible-text.ts'
import { readWholeText } from '../src/adapters/email/read/whole-text.ts'
import { understandAnswer, understandManageReply } from '../src/core/reading/understand-answer.ts'
import { understandRequest } from '../src/core/reading/understand-request.ts'
import { newInSubject, whatIsNew } from '../src/core/reading/what-is-new.ts'

export interface Target {
  name: string
  act: (text: string) => unknown
}

const folders = ['../src/core/reading/', '../src/adapters/email/read/']

/** The way from an email's text to what it means, for each kind of email. */
export const wholes: Target[] = [
  { name: 'a first email', act: text => readRequest({ text }, text) },
  { name: 'a first email in HTML', act: text => readRequest({ html: `<p>${text}</p>` }, text) },
  { name: "an organiser's email", act: text => readRequest({ text }, text, true) },
  { name: 'a reply to the question', act: text => understandAnswer({ ...readReply({ text }, text), shown }) },
  {
    name: 'a reply in HTML',
    act: text => understandAnswer({ ...readReply({ html: `<p>${text}</p>` }, text), shown }),
  },
  {
    name: 'a reply to the receipt',
    act: text => understandManageReply({ ...readReply({ text }, text), shown }),
  },
]

type Body = Parameters<typeof readNewText>[0]

const shown = { name: 'Ada Lovelace', occupation: 'composer' }
/** As many texts as one reply is measured against at the most, and about as long. */
const ours = [
  'Nothing is recorded yet. You sign “Fair training” only if you confirm. The text:',
  'Creative works may be used to train artificial intelligence only where the people who made them have agreed to it.',
  'If you confirm, this will be published:\nAda Lovelace, composer',
  'To confirm, just reply to this email. You don’t have to write anything. Or press the button on this page: https://petitions.example/c/',
  'If this wasn’t you, do nothing: without your confirmation nothing is recorded.',
]
const sent = Array.from({ length: 24 }, (_, at) => [
  ...ours,
  `This request is deleted on ${at} December 2026.`,
])

function readRequest(body: Body, said: string, organises = false): unknown {
  const subject = said.slice(0, 998)
  const { whole, text } = readNewText(body)
  readWholeText(body, [], false)
  classifyAutomatic({ headers: [], subject, text: whole, newText: text, partTypes: [] })
  return understandRequest({ subject, text, fromName: 'Ada Lovelace', slugs: new Set(['demo']), organises })
}

function readReply(body: Body, said: string) {
  const subject = said.slice(0, 998)
  readNewText(body)
  const { texts } = readWholeText(body, [], false)
  const subjects = sent.map(() => 'Ada, please confirm your signature')
  const found = [newInSubject(subject, subjects), ...texts.map(text => whatIsNew(text, sent))]
  return { subject: '', text: found.join('\n\n'), fromName: 'Ada Lovelace', unread: false }
}

function filesIn(folder: string): string[] {
  return readdirSync(new URL(folder, import.meta.url), { recursive: true, encoding: 'utf8' }).filter(name =>
    name.endsWith('.ts'),
  )
}

/** Each exported function that takes a text, or its lines, and no more than a place in them. */
export async function functions(): Promise<Target[]> {
  const found: Target[] = []
  for (const folder of folders)
    for (const file of filesIn(folder)) {
      const url = new URL(folder + file, import.meta.url)
      const takes = takesText(file, readFileSync(url, 'utf8'))
      if (takes.size === 0) continue
      const module: Record<string, unknown> = await import(url.href)
      for (const [name, kind] of takes) {
        const called = module[name]
        if (typeof called === 'function')
          found.push({
            name: `${basename(file, '.ts')}: ${name}`,
            act: callOn(kind, (...args) => called(...args)),
          })
      }
    }
  return found
}

type Kind = 'text' | 'lines' | 'line of lines'

function callOn(kind: Kind, called: (...args: unknown[]) => unknown): (text: string) => unknown {
  if (kind === 'text') return called
  if (kind === 'lines') return text => called(text.split('\n'))
  return text => {
    const lines = text.split('\n')
    lines.forEach((_, at) => {
      called(lines, at)
    })
  }
}

/** They make patterns and sets of our own lists, once. */
const builders = new Set(['anywhere', 'atStart', 'everywhere', 'spellings', 'whole', 'wordSet'])

/** The functions of a source file that take a text, by name. */
function takesText(file: string, source: string): Map<string, Kind> {
  const found = new Map<string, Kind>()
  for (const statement of parseSync(file, source).program.body) {
    if (statement.type !== 'ExportNamedDeclaration') continue
    const { declaration } = statement
    if (declaration?.type === 'VariableDeclaration')
      for (const { id, init } of declaration.declarations)
        if (id.type === 'Identifier' && isRemembered(init)) found.set(id.name, 'text')
    if (declaration?.type !== 'FunctionDeclaration' || declaration.id === null) continue
    if (builders.has(declaration.id.name)) continue
    const types = declaration.params
      .filter(param => !(param.type === 'AssignmentPattern' || ('optional' in param && param.optional)))
      .map(param => source.slice(param.start, param.end).replace(/^[^:]*:\s*(?:readonly\s+)?/, ''))
    const kind = kinds[types.join(', ')]
    if (kind !== undefined) found.set(declaration.id.name, kind)
  }
  return found
}

/** `export const fold = remembered(text => …)` */
function isRemembered(init: Expression | null): boolean {
  return (
    init?.type === 'CallExpression' && init.callee.type === 'Identifier' && init.callee.name === 'remembered'
  )
}

const kinds: Record<string, Kind> = {
  string: 'text',
  'string[]': 'lines',
  'string[], number': 'line of lines',
}

import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { countRun } from '../.ci/read-report.ts'
import { variableNames } from '../src/variables.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const read = (path: string) => readFileSync(join(root, path), 'utf8')

/** `NAME=` at the beginning of a line. */
function namesInEnvFile(text: string): string[] {
  return [...text.matchAll(/^([A-Z][A-Z0-9_]*)=/gm)].map(match => match[1] ?? '').sort()
}

/** The names in backquotes in the first column of the table of variables. */
function namesInTable(text: string): string[] {
  const table = text.split(/^\| variable \|.*$/m)[1]?.split(/^(?!\|)./m)[0] ?? ''
  return [...table.matchAll(/^\|([^|]*)\|/gm)]
    .flatMap(row => [...(row[1] ?? '').matchAll(/`([A-Z][A-Z0-9_]*)`/g)])
    .map(match => match[1] ?? '')
    .sort()
}

describe('the variables the service reads', () => {
  const known = variableNames.toSorted()

  it('are in .env.example, each once, and no others', () => {
    expect(known.length).toBeGreaterThan(10)
    expect(namesInEnvFile(read('.env.example'))).toEqual(known)
  })

  it("are in the README's table, each once, and no others", () => {
    expect(namesInTable(read('README.md'))).toEqual(known)
  })

  it('are compared so that one too few or one too many is found', () => {
    const env = read('.env.example')
    expect(namesInEnvFile(env.replace(/^SMTP_URL=/m, '# SMTP_URL='))).not.toEqual(known)
    expect(namesInEnvFile(`${env}\nNOBODY_READS_THIS=1\n`)).not.toEqual(known)
    const readme = read('README.md')
    expect(namesInTable(readme.replace(/^\| `SMTP_URL`.*\n/m, ''))).not.toEqual(known)
    expect(namesInTable(readme.replace('| `SMTP_URL`', '| `NOBODY_READS_THIS`, `SMTP_URL`'))).not.toEqual(
      known,
    )
  })
})

/** Paths in backquotes or links that name a file or folder of the project; no patterns. */
function pathsIn(text: string): string[] {
  const quoted = [
    ...text.matchAll(/`((?:src|test|migrations|bench|contrib|reliability|docs|bin|\.ci)\/[^\s`<>*{…]+)`/g),
  ]
  const linked = [...text.matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)]
  return [...quoted, ...linked].map(match => match[1] ?? '')
}

describe('the documents', () => {
  const documents = [
    ...[
      'CONTRIBUTING.md',
      'STYLE.md',
      'SECURITY.md',
      'README.md',
      'bench/README.md',
      'docs/design.md',
      'docs/export.md',
      'docs/reliability.md',
      'docs/scaling.md',
    ],
    ...readdirSync(join(root, 'docs/decisions')).map(name => `docs/decisions/${name}`),
  ]
  /** From the root, or from the document's own folder. */
  const missing = (document: string, text: string) =>
    pathsIn(text).filter(
      path => !existsSync(join(root, path)) && !existsSync(join(root, document, '..', path)),
    )

  it.each(documents)('%s names only files that are there', document => {
    expect(missing(document, read(document))).toEqual([])
  })

  /** Identifiers such as `holdPeople`. STYLE.md names one that nobody should write. */
  const identifiers = (text: string) =>
    [...text.matchAll(/`([a-z]+[A-Z]\w+)`/g)]
      .map(match => match[1] ?? '')
      .filter(name => name !== 'updateTokens')
  const sources = ['src', 'test/cases']
    .flatMap(folder =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map(file => join(folder, file)),
    )
    .filter(file => file.endsWith('.ts'))
    .map(read)
    .join('\n')
  const unknown = (text: string) =>
    identifiers(text).filter(name => !new RegExp(`\\b${name}\\b`).test(sources))

  it.each(['CONTRIBUTING.md', 'STYLE.md', 'README.md', 'docs/design.md'])(
    '%s names only identifiers that are in the sources',
    document => {
      expect(unknown(read(document))).toEqual([])
    },
  )

  it('would be caught with an identifier that is gone', () => {
    expect(unknown('see `holdPeople` and `spendConfirmation`')).toEqual(['spendConfirmation'])
  })

  it('would be caught with a file that is not there', () => {
    expect(missing('README.md', 'see `src/core/no-such-file.ts` and [this](no-such.md)')).toHaveLength(2)
  })

  it('number the decisions without a gap, each number once', () => {
    const numbers = readdirSync(join(root, 'docs/decisions'))
      .map(name => /^(\d{4})-/.exec(name)?.[1])
      .filter(number => number !== undefined)
      .sort()
    expect(numbers).toEqual(numbers.map((_, at) => String(at + 1).padStart(4, '0')))
  })
})

describe('the bound of the young generation', () => {
  const flag = '--max-semi-space-size=8'
  const places = ['Dockerfile', 'contrib/undersigned.service']
  /** The lines that start the service. */
  const starts = (text: string) => text.split('\n').filter(line => /\bnode\b.*bin\/start\.js/.test(line))
  const unbounded = (text: string) => starts(text).filter(line => !line.includes(flag))

  it.each(places)('stands wherever %s starts the service', place => {
    expect(starts(read(place)).length).toBeGreaterThan(0)
    expect(unbounded(read(place))).toEqual([])
  })

  it('is given by `undersigned start` and in the services of the tests', () => {
    expect(read('bin/undersigned.js')).toContain(`start ? ['${flag}']`)
    expect(read('test/support/service.ts')).toContain(`'${flag}'`)
  })

  it('comes with two arenas of memory, but for the image, whose C library has none', () => {
    const withArenas = ['contrib/undersigned.service', 'bin/undersigned.js']
    for (const place of [...withArenas, 'test/support/service.ts'])
      expect(read(place)).toMatch(/MALLOC_ARENA_MAX(?:=|: ')2/)
  })

  it('is missed where it is not', () => {
    for (const place of places) expect(unbounded(read(place).replace(flag, ''))).toHaveLength(1)
  })
})

describe('what .ci/run makes of a test run', () => {
  const folder = mkdtempSync(join(tmpdir(), 'undersigned-report-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  const file = (...statuses: string[]) => ({
    name: 'a.test.ts',
    status: statuses.includes('failed') ? 'failed' : 'passed',
    assertionResults: statuses.map(status => ({ status, fullName: `a ${status} test` })),
  })
  const report = (...testResults: ReturnType<typeof file>[]) => ({
    success: testResults.every(result => result.status === 'passed'),
    testResults,
  })
  const judge = (content: unknown) => {
    const path = join(folder, 'report.json')
    if (content === undefined) rmSync(path, { force: true })
    else writeFileSync(path, JSON.stringify(content))
    const { status, stdout } = spawnSync(process.execPath, [join(root, '.ci/read-report.ts'), path], {
      encoding: 'utf8',
    })
    return { status, last: stdout.trimEnd().split('\n').at(-1) }
  }

  it('passes if all tests ran and passed', () => {
    expect(judge(report(file('passed', 'passed')))).toEqual({
      status: 0,
      last: '2 passed, 0 failed, 0 skipped',
    })
  })

  it.each(['skipped', 'pending', 'todo', 'disabled'])('fails on one test that is %s', status => {
    expect(judge(report(file('passed', status)))).toEqual({
      status: 1,
      last: '1 passed, 0 failed, 1 skipped',
    })
  })

  it('fails on a failure', () => {
    expect(judge(report(file('passed'), file('failed')))).toEqual({
      status: 1,
      last: '1 passed, 1 failed, 0 skipped',
    })
  })

  it('fails if there was no test at all', () => {
    expect(judge(report())).toEqual({ status: 1, last: '0 passed, 0 failed, 0 skipped' })
  })

  it('fails if the tests wrote no report', () => {
    expect(judge(undefined)).toEqual({ status: 1, last: '0 passed, 0 failed, 0 skipped' })
  })

  it('counts an unreadable test file as a failure, and fails if vitest says that something else went wrong', () => {
    const unreadable = { ...file(), status: 'failed' }
    expect(countRun({ success: false, testResults: [file('passed'), unreadable] })).toMatchObject({
      failed: 1,
      good: false,
    })
    expect(countRun({ success: false, testResults: [file('passed')] })).toMatchObject({ good: false })
  })
})

import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadKeys } from '../../src/core/keys.ts'
import { publicPetition } from '../../src/core/petitions/public-petition.ts'
import { parkedContext } from '../../src/core/seal-contexts.ts'
import { nearest } from '../../src/core/texts/texts.ts'
import { petitionBySlug } from '../../src/db/petitions.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { command, type Ran, undersigned } from './run.ts'

let database: TestDatabase
let environment: Record<string, string>

beforeAll(async () => {
  database = await testDatabase()
  environment = { DATABASE_URL: database.url, SECRET_KEY: randomBytes(32).toString('base64') }
})
afterAll(() => database.close())

const run = (...args: string[]): Promise<Ran> => command(args, environment)

test('makes, finds, changes, opens and closes a petition, and a failed command changes nothing', async () => {
  const made = await undersigned(
    [
      'petition',
      'create',
      'fair-training',
      '--title',
      'Fair training',
      '--text-file',
      '-',
      '--organised-by',
      'Eve',
    ],
    environment,
    { stdin: '\ufeffNo training without consent.\n' },
  )
  expect(made).toEqual({
    code: 0,
    stdout:
      'fair-training is a draft, which nobody sees. Open it with: undersigned petition open fair-training\n',
    stderr: '',
  })
  const [taken, misspelled, listed, nothingToDo] = await Promise.all([
    run('petition', 'create', 'Fair-Training', '--title', 'x', '--text', 'x', '--organised-by', 'x'),
    run('petition', 'show', 'fair-trainin'),
    run('petition', 'list', '--json'),
    run('petition', 'edit', 'fair-training'),
  ])
  expect(taken).toMatchObject({ code: 1, stdout: '' })
  expect(taken.stderr).toMatch(/^There is already a petition fair-training; .*\n$/)
  expect(misspelled).toMatchObject({
    code: 1,
    stderr: 'There is no petition "fair-trainin"; did you mean fair-training?\n',
  })
  expect(JSON.parse(listed.stdout)).toMatchObject([
    { slug: 'fair-training', text: 'No training without consent.', status: 'draft', goal: null },
  ])
  expect(nothingToDo.code).toBe(2)

  const edited = await run('petition', 'edit', 'fair-training', '--goal', '5,000', '--occupations', 'author, painter; author', '--contact', 'eve@example.org',
    '--organised-by', 'Eve Moss', '--closes-at', '2999-12-31', '--json') // biome-ignore format: one call
  expect(JSON.parse(edited.stdout)).toMatchObject({
    goal: 5000,
    occupations: ['author', 'painter'],
    contact: 'eve@example.org',
    organisedBy: 'Eve Moss',
    closesAt: '2999-12-31T23:59:59.000Z',
  })
  const removed = await run('petition', 'edit', 'fair-training', '--goal', 'none', '--contact', 'none', '--occupations', 'none', '--closes-at', 'none', '--json') // biome-ignore format: one call
  expect(JSON.parse(removed.stdout)).toMatchObject({
    goal: null,
    contact: null,
    occupations: [],
    closesAt: null,
  })

  expect((await run('petition', 'close', 'fair-training')).stderr).toMatch(/is a draft/)
  expect((await run('petition', 'open', 'fair-training')).stdout).toMatch(/^fair-training is open\. http/)
  const then = await run('petition', 'close', 'fair-training', '--at', '2999-12-31 18:00')
  expect(then.stdout).toBe('fair-training closes on 31 December 2999 at 18:00 UTC.\n')
  expect((await run('petition', 'close', 'fair-training')).stdout).toBe('fair-training is closed.\n')
  expect((await petitionBySlug(database.db, 'fair-training'))?.status).toBe('closed')
  // The log of its desk has them, without an account.
  const { rows } = await database.pool.query('select act, account from desk_entry order by number')
  expect(rows).toEqual(
    ['create', 'edit', 'edit', 'open', 'edit', 'close'].map(act => ({ act, account: null })),
  )
})

test('fixes a signed text, adds an appendix, and approves organisations by number', async () => {
  await run('petition', 'create', 'signed', '--title', 'Signed', '--text', 'A text.', '--organised-by', 'Eve', '--open') // biome-ignore format: one call
  await sign('signed', 1, { kind: 'person', name: 'Ada Lovelace' })
  await sign('signed', 2, {
    kind: 'organisation',
    name: 'Eve Moss',
    organisation: 'Tiny\u001b[31m Press',
    proved_domain: 'tiny.example',
  })

  const fixed = await run(
    'petition',
    'edit',
    'signed',
    '--text',
    'Another text.',
    '--title',
    'Not this either',
  )
  expect(fixed).toMatchObject({ code: 1, stdout: '' })
  expect(fixed.stderr).toMatch(
    /^The text of signed is fixed, because somebody has signed it\. .* --appendix\.\n$/,
  )
  const appended = await run('petition', 'edit', 'signed', '--appendix', 'More words.', '--json')
  expect(JSON.parse(appended.stdout)).toMatchObject({
    title: 'Signed',
    text: 'A text.',
    appendices: [{ text: 'More words.' }],
  })

  const before = await run('count', 'signed')
  expect(before.stdout).toBe(
    '1 signature (1 person) · 0 waiting to confirm · 0 withdrawn · 1 waiting for approval\nemail 1\n',
  )
  const waiting = await run('approve', 'signed')
  expect(waiting.stdout).toMatch(
    /^ +2 {2}Tiny \[31m Press, represented by Eve Moss\n +confirmed from a mailbox at tiny\.example/,
  )
  expect(waiting.stdout).toMatch(/; confirmed \d+ \w+ \d{4} at \d\d:\d\d UTC$/m)
  const approved = await run('approve', 'signed', '2', '1')
  expect(approved).toMatchObject({
    code: 1,
    stderr: 'No organisation of signed is waiting under 1.\n',
  })
  expect(approved.stdout).toMatch(/^Signature 2 counts now: Tiny/)
  expect((await run('approve', 'signed', '2', '--domain', 'other.example')).stderr).toContain(
    'Not confirmed from a mailbox at other.example',
  )
  expect((await run('approve', 'signed', '2', '--domain', 'tiny.example')).code).toBe(0)
  expect(JSON.parse((await run('count', 'signed', '--json')).stdout)).toEqual({
    slug: 'signed',
    status: 'open',
    goal: null,
    signatures: 2,
    people: 1,
    organisations: 1,
    byChannel: { email: 2 },
    waiting: 0,
    waitingForApproval: 0,
    withdrawn: 0,
    removed: 0,
    refused: 0,
    notSignatures: 0,
  })
})

test('reads and says times in the time zone of the petition, not of the machine', async () => {
  const inTokyo = (...args: string[]) => command(args, { ...environment, TZ: 'Asia/Tokyo' })
  const base = ['--title', 'Zones', '--text', 'Text', '--organised-by', 'Eve', '--json']
  const utc = await inTokyo('petition', 'create', 'zone-utc', ...base, '--closes-at', '2999-12-31 18:00')
  expect(JSON.parse(utc.stdout)).toMatchObject({ timeZone: 'UTC', closesAt: '2999-12-31T18:00:00.000Z' })
  const paris = [...base, '--time-zone', 'europe/paris', '--closes-at', '2999-12-31 18:00', '--open']
  expect(JSON.parse((await inTokyo('petition', 'create', 'zone-paris', ...paris)).stdout)).toMatchObject({
    timeZone: 'Europe/Paris',
    closesAt: '2999-12-31T17:00:00.000Z',
  })
  const close = (at: string) => inTokyo('petition', 'close', 'zone-paris', '--at', at)
  expect((await close('14 July 2999 at noon')).stdout).toBe(
    'zone-paris closes on 14 July 2999 at 12:00 (Europe/Paris).\n',
  )
  const edited = await inTokyo('petition', 'edit', 'zone-paris', '--closes-at', '2999-07-14', '--json')
  expect(JSON.parse(edited.stdout)).toMatchObject({ closesAt: '2999-07-14T21:59:59.000Z' })
  // Another zone changes how the time is said, not when it is.
  await inTokyo('petition', 'edit', 'zone-paris', '--time-zone', 'America/New_York')
  const shown = (await inTokyo('petition', 'show', 'zone-paris')).stdout
  expect(shown).toMatch(/^time zone +America\/New_York$/m)
  expect(shown).toMatch(/^closes +14 July 2999 at 17:59 \(America\/New_York\)$/m)
})

test('answers wrong usage with exit code 2, and says on stderr what to do', async () => {
  const cases: [string[], RegExp][] = [
    [[], /^Usage: undersigned/],
    [['petition', 'creat'], /^Unknown command 'creat'\n\(Did you mean create\?\)\nWith --help/],
    [['petition', 'create', 'x'], /^--title is missing; --text is missing; --organised-by is missing\.\n$/],
    [
      ['petition', 'create', 'bounce-x', '--title', 'x', '--text', 'x', '--organised-by', 'x'],
      /^The slug must not begin/,
    ],
    [
      ['petition', 'edit', 'x', '--gaol', '3'],
      /^Unknown option '--gaol'\n\(Did you mean --goal\?\)\nWith --help/,
    ],
    [
      ['petition', 'edit', 'x', '--goal', 'many'],
      /^--goal must be a whole number such as 5000, or none\.\n$/,
    ],
    [['petition', 'edit', 'x', '--policy', 'none'], /Allowed choices are account, email/],
    [['petition', 'close', 'fair-training', '--at', '2999-02-30'], /^--at must be a time such as/],
    [
      ['petition', 'close', 'fair-training', '--at', '2001-01-01'],
      /^--at has already passed \(1 January 2001 at 23:59 UTC\)/,
    ],
    [
      ['petition', 'edit', 'x', '--time-zone', 'Mars/Olympus'],
      /^--time-zone must be a name such as Europe\/Paris or UTC\.\n$/,
    ],
    [['approve', 'x', 'all'], /^"all" is not the number of a signature\.\n$/],
  ]
  const ran = await Promise.all(cases.map(([args]) => run(...args)))
  for (const [index, { code, stdout, stderr }] of ran.entries()) {
    expect({ code, stdout }, String(cases[index]?.[0])).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(cases[index]?.[1] ?? /never/)
  }
})

test('every command has --help', async () => {
  const commands = [[], ['petition', 'create'], ['parked', 'show'], ['doctor'], ['start']] // biome-ignore format: a list
  for (const { code, stdout } of await Promise.all(commands.map(command => run(...command, '--help'))))
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('Usage: undersigned ') })
})

test('lists deliveries with ids and codes, and never their recipients', async () => {
  const mailbox = randomBytes(32)
  const ids = { failed: randomUUID(), waiting: randomUUID(), sent: randomUUID() }
  for (const [state, id] of Object.entries(ids))
    await database.pool.query(
      `insert into delivery (id, channel, kind, mailbox, capped, state, attempts, error, sealed, expires_at, ended_at)
       values ($1, 'email', 'please-confirm', $2, true, $3, 2, $4, $5, now() + interval '7 days', $6)`,
      [id, mailbox, state, state === 'failed' ? 'smtp-550-5.1.1' : null, state === 'waiting' ? Buffer.from('x') : null, state === 'waiting' ? null : new Date()], // biome-ignore format: values
    )
  const [attention, failed, all, one] = await Promise.all([
    run('deliveries', '--json'),
    run('deliveries', '--failed'),
    run('deliveries', '--all', '--json'),
    run('deliveries', '--all', '--limit', '1', '--json'),
  ])
  const idsOf = (ran: Ran) => JSON.parse(ran.stdout).map((row: { id: string }) => row.id)
  expect(new Set(idsOf(attention))).toEqual(new Set([ids.failed, ids.waiting]))
  expect(new Set(idsOf(all))).toEqual(new Set(Object.values(ids)))
  expect(idsOf(one)).toHaveLength(1)
  expect(failed.stdout).toMatch(new RegExp(`^id .*\n${ids.failed} .* failed +2 +smtp-550-5\\.1\\.1 .*\n$`))
  expect(attention.stdout + failed.stdout + all.stdout).not.toMatch(/mailbox|sealed/)
})

test('tries deliveries that wait after a failure at once', async () => {
  const ids = [randomUUID(), randomUUID(), randomUUID()]
  for (const [at, id] of ids.entries())
    await database.pool.query(
      `insert into delivery (id, channel, kind, capped, error, sealed, expires_at, due_at)
       values ($1, 'email', 'recorded', false, $2, 'x', now() + interval '7 days', now() + interval '1 hour')`,
      [id, at === 2 ? null : 'us-smtp-550-5.7.1'],
    )
  const [first = '', second = '', fresh = ''] = ids
  const due = async (id: string) =>
    (await database.pool.query('select due_at <= now() as due from delivery where id = $1', [id])).rows[0]
      ?.due
  expect((await run('deliveries', 'retry', first)).stdout).toBe('1 delivery is tried now.\n')
  expect([await due(first), await due(second)]).toEqual([true, false])
  expect((await run('deliveries', 'retry', '--json')).stdout).toContain('"retried": 1')
  expect([await due(second), await due(fresh)]).toEqual([true, false])
  expect((await run('deliveries', 'retry')).stdout).toBe('No delivery waits after a failure.\n')
  expect((await run('deliveries', 'retry', 'nonsense')).code).not.toBe(0)
})

test('lists a parked message, shows it byte for byte with the right key, and drops it', async () => {
  const raw = Buffer.from('From: ada@example.org\r\n\r\nh\xe9\0llo\r\n', 'latin1')
  const id = randomUUID()
  const keys = await loadKeys(database.db, environment.SECRET_KEY ?? '')
  await database.pool.query(
    `insert into parked (id, key, channel, reason, failures, sealed, parked_at) values ($1, $2, 'email', 'too-deep', 3, $3, now())`,
    [id, randomBytes(32), keys.seal(raw.toString('base64'), parkedContext(id))],
  )
  expect((await run('parked')).stdout).toMatch(new RegExp(`\n${id} .* email +too-deep +3 `))
  expect((await run('parked', 'show', id.slice(0, 8))).stdout).toBe(raw.toString())
  const otherKey = { ...environment, SECRET_KEY: randomBytes(32).toString('base64') }
  const closed = await command(['parked', 'show', id], otherKey)
  expect(closed).toMatchObject({ code: 1, stdout: '' })
  expect(closed.stderr).toMatch(/^SECRET_KEY is not the key this database was made with\..*\n$/)
  expect(await run('parked', 'drop', id)).toEqual({ code: 0, stdout: `${id} is deleted.\n`, stderr: '' })
  expect(await run('parked', 'drop', id)).toMatchObject({ code: 1, stdout: '' })
  expect((await run('parked', '--json')).stdout).toBe('[]\n')
})

test('answers an unreachable database or a wrong variable with one sentence and exit code 1', async () => {
  const [away, bad] = await Promise.all([
    command(['count'], { ...environment, DATABASE_URL: 'postgres://nobody:geheim@127.0.0.1:9/x' }),
    command(['count'], { ...environment, PORT: 'many' }),
  ])
  expect(away).toEqual({
    code: 1,
    stdout: '',
    stderr:
      'Nothing answers where DATABASE_URL points (ECONNREFUSED): check host and port, and that the server is running.\n',
  })
  expect(bad).toEqual({ code: 1, stdout: '', stderr: 'PORT must be a whole number, 0 to 65535.\n' })
})

async function sign(
  slug: string,
  number: number,
  who: { kind: string; name: string; organisation?: string; proved_domain?: string },
): Promise<void> {
  await database.pool.query(
    `with counted as (update petition set last_number = $2 where slug = $1 returning id, statement_hash)
     insert into signature (id, petition_id, number, kind, name, organisation, proved_domain, listed, language, channel,
       confirmed_by, statement_hash, details_at, approved_at)
     select gen_random_uuid(), id, $2, $3::text, $4, $5, $6, true, 'en', 'email', 'reply', statement_hash, now(),
       case when $3::text = 'person' then now() end from counted`,
    [slug, number, who.kind, who.name, who.organisation ?? null, who.proved_domain ?? null],
  )
}

test('finds wrong counts with doctor, and corrects them with migrate', async () => {
  await run('petition', 'create', 'restored', '--title', 'x', '--text', 'x', '--organised-by', 'x')
  await sql`insert into signature_total (petition_id, state, kind, channel, n)
    select id, 'confirmed', 'person', 'email', 7 from petition where slug = 'restored'`.execute(database.db)
  const counts = async () => {
    const { stdout } = await run('doctor', '--no-mail', '--json')
    return JSON.parse(stdout).checks.find(({ check }: { check: string }) => check === 'counts')
  }
  expect(await counts()).toMatchObject({
    state: 'wrong',
    says: expect.stringMatching(/^wrong \(restored\).*undersigned migrate/),
  })
  expect(JSON.parse((await run('count', 'restored', '--json')).stdout).signatures).toBe(7)
  expect((await run('migrate')).stdout).toBe('The database is up to date.\nCounted again: restored.\n')
  expect(JSON.parse((await run('count', 'restored', '--json')).stdout).signatures).toBe(0)
  expect(await counts()).toMatchObject({ state: 'ok' })
  expect(JSON.parse((await run('migrate', '--json')).stdout)).toEqual({ applied: [], countedAnew: [] })
})

test('writes a PDF to hand over', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'undersigned-pdf-'))
  const file = join(folder, 'list.pdf')
  await run(
    'petition',
    'create',
    'paper',
    '--title',
    'On paper',
    '--text',
    'Words.',
    '--organised-by',
    'Eve',
    '--open',
  )
  expect((await run('petition', 'pdf', 'paper', '--out', file)).stdout).toBe(`${file} is written.\n`)
  expect((await readFile(file)).subarray(0, 5).toString()).toBe('%PDF-')
  const nowhere = await run('petition', 'pdf', 'paper', '--out', join(folder, 'no', 'list.pdf'))
  expect(nowhere).toMatchObject({ code: 1 })
  expect(nowhere.stderr).toContain('cannot be written (ENOENT)')
  await rm(folder, { recursive: true })
})

test('takes the tag of any language for the statement; the pages speak the nearest they have', async () => {
  const make = (slug: string, language: string) =>
    run(
      'petition',
      'create',
      slug,
      '--title',
      'Olá',
      '--text',
      'Texto.',
      '--organised-by',
      'Eva',
      '--language',
      language,
      '--open',
      '--json',
    )
  expect(JSON.parse((await make('ola', 'pt-br')).stdout).language).toBe('pt-BR')
  expect(JSON.parse((await make('kurdi', 'ckb-Arab-IQ')).stdout).language).toBe('ckb-Arab-IQ')
  for (const wrong of ['xx', 'no such language', 'german', 'de--AT', ''])
    expect(await make('wrong', wrong), wrong).toMatchObject({ code: 2, stdout: '' })
  expect((await make('wrong', 'xx')).stderr).toContain('--language must be the tag of a language')
  const petition = await petitionBySlug(database.db, 'ola')
  const shown = petition && (await publicPetition(database.db, petition))
  expect(shown?.language).toBe('pt-BR')
  expect(nearest('pt-BR')).toBe('en')
  expect(nearest('fr-CA')).toBe('fr')
})

test('publishes news, lists it and removes it from the page', async () => {
  await run('petition', 'create', 'told', '--title', 'T', '--text', 'x', '--organised-by', 'y')
  const news = (...args: string[]) => run('petition', 'news', 'told', ...args)
  expect((await news('--text', 'We won.')).stderr).toContain('told is a draft')
  await run('petition', 'open', 'told')
  const [titleOnly, published] = [
    await news('--title', 'x'),
    await news('--title', 'Oslo', '--text', 'We won.'),
  ]
  expect(titleOnly).toMatchObject({ code: 2, stderr: expect.stringContaining('Give the text too') })
  expect(published.stdout).toMatch(/^News 1 is published: .*\/p\/told\/news\n$/)
  expect(JSON.parse((await news('--json')).stdout)).toMatchObject([
    { number: 1, title: 'Oslo', text: 'We won.' },
  ])
  expect((await news('--edit', '1')).stderr).toContain('--text')
  expect((await news('--edit', '7', '--text', 'x')).code).toBe(1)
  expect((await news('--edit', '1', '--text', 'We won twice.')).stdout).toContain('News 1 is changed')
  expect(JSON.parse((await news('--json')).stdout)).toMatchObject([
    { number: 1, title: null, text: 'We won twice.', editedAt: expect.any(String) },
  ])
  expect((await news('--withdraw', '1')).stdout).toBe('News 1 is no longer on the page.\n')
  expect((await news('--withdraw', '1')).code).toBe(1)
  expect((await news()).stdout).toBe('told has no news yet.\n')
})

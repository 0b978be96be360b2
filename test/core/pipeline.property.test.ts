import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accountHash, mailboxHash } from '../../src/core/identity.ts'
import type { SealedDelivery } from '../../src/core/outbound/post-reply.ts'
import { deliveryContext } from '../../src/core/seal-contexts.ts'
import { type Replica, replicaOn } from '../support/core-on-database.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { makePetition } from '../support/petition.ts'
import { SignerModel } from './signing/signer-model.ts'

/**
 * Few people act at random, each one act after the other and sometimes two at once, all of them at the same time on two replicas. The
 * rows, the emails and the count must be those of the same acts done one at a time by plain code in memory.
 */
type Act =
  | { kind: 'ask' | 'ask on both'; occupations: string[]; proved: boolean; labelled: boolean }
  | { kind: 'press'; tokens: number[]; typed?: string | undefined }
  | { kind: 'press on both' | 'reply yes' | 'refuse'; token: number }
  | { kind: 'correct'; occupation: string }
  | { kind: 'withdraw' | 'withdraw by email' | 'a day passes' }

const occupation = fc.constantFrom('poet', 'painter')
const token = fc.nat({ max: 2 })
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('ask', 'ask', 'ask on both'),
    occupations: fc.array(occupation, { minLength: 1, maxLength: 2 }),
    proved: fc.boolean(),
    labelled: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('press'), tokens: fc.array(token, { minLength: 1, maxLength: 3 }) }),
  fc.record({
    kind: fc.constant('press'),
    tokens: fc.tuple(token).map(one => [...one]),
    typed: fc.option(occupation, { nil: undefined }),
  }),
  fc.record({ kind: fc.constantFrom('press on both', 'reply yes', 'reply yes', 'refuse'), token }),
  fc.oneof(
    fc.record({ kind: fc.constant('correct'), occupation }),
    fc.record({ kind: fc.constantFrom('withdraw', 'withdraw by email', 'a day passes') }),
  ),
)
/** Somebody who does not ask has nothing to confirm. */
const script = fc
  .tuple(fc.array(occupation, { minLength: 2, maxLength: 2 }), fc.array(act, { minLength: 5, maxLength: 10 }))
  .map(([occupations, acts]): Act[] => [{ kind: 'ask', occupations, proved: true, labelled: false }, ...acts])

/** One person: what they do, and what the model says of it. */
class Person {
  readonly model = new SignerModel()
  readonly mailbox = `${randomUUID()}@example.org`
  private readonly tokens: string[] = []
  private readonly read = new Set<string>()
  private manage: string | undefined
  private acts = 0

  private readonly database: TestDatabase
  private readonly replicas: readonly [Replica, Replica]
  private readonly slug: string

  constructor(database: TestDatabase, replicas: readonly [Replica, Replica], slug: string) {
    this.database = database
    this.replicas = replicas
    this.slug = slug
  }

  async do(act: Act): Promise<void> {
    const { model } = this
    const [here, there] = this.acts++ % 2 === 0 ? this.replicas : this.replicas.toReversed()
    if (here === undefined || there === undefined) throw new Error('two replicas')
    // A person takes more than a second between two buttons.
    // Only their own rows: nobody else waits for those.
    await this.database.pool.query(
      `with theirs as (update sign_request set ended_at = ended_at - interval '2 seconds' where account = $1 returning id)
       update token set spent_at = spent_at - interval '2 seconds'
       where revision_id in (select r.id from revision r join theirs on r.request_id = theirs.id)`,
      [this.address],
    )
    switch (act.kind) {
      case 'ask': {
        await Promise.all(act.occupations.map(as => this.write(here, as, act)))
        for (const as of act.occupations) model.ask(as, act)
        break
      }
      case 'ask on both': {
        const [as = 'poet'] = act.occupations
        await Promise.all([here, there].map(replica => this.write(replica, as, act)))
        model.ask(as, act)
        model.ask(as, act)
        break
      }
      case 'press': {
        const { typed } = act
        const form = { name: 'Ada Lovelace', occupation: typed ?? '', organisation: '', listed: true }
        const press = (index: number) =>
          here.core.confirm(this.tokens[index] ?? 'none', typed === undefined ? undefined : form)
        await Promise.all(act.tokens.map(press))
        for (const index of act.tokens) model.confirm(index, { typed })
        break
      }
      case 'press on both': {
        const token = this.tokens[act.token] ?? 'none'
        await Promise.all([here.core.confirm(token), there.core.confirm(token)])
        model.confirm(act.token)
        break
      }
      case 'reply yes':
        if (!model.isGood(act.token)) return
        await here.write(this.mailbox, 'Yes', { token: this.tokens[act.token] ?? 'none' })
        model.confirm(act.token, { byReply: true })
        break
      case 'refuse':
        await here.core.refuse(this.tokens[act.token] ?? 'none')
        model.refuse(act.token)
        break
      case 'correct': {
        if (this.manage === undefined) return
        const form = { name: 'Ada Lovelace', occupation: act.occupation, organisation: '', listed: true }
        await here.core.correct(this.manage, form)
        model.correctOnPage(act.occupation)
        break
      }
      case 'withdraw':
        if (this.manage === undefined) return
        await here.core.withdraw(this.manage)
        model.withdrawOnPage()
        break
      case 'withdraw by email':
        await here.write(this.mailbox, 'withdraw', { slug: this.slug })
        model.withdrawByEmail()
        break
      case 'a day passes':
        await this.database.pool.query(
          "update delivery set created_at = created_at - interval '1 day' where address = $1",
          [this.address],
        )
        model.aDayPasses()
    }
    await this.readEmails()
  }

  private write(
    replica: Replica,
    occupation: string,
    { proved, labelled }: { proved: boolean; labelled: boolean },
  ): Promise<void> {
    const text = labelled ? `Name: Ada Lovelace\nOccupation: ${occupation}` : `Ada Lovelace, ${occupation}`
    return replica.write(this.mailbox, text, { slug: this.slug, authenticated: proved })
  }

  private get address(): Buffer {
    return accountHash(this.replicas[0].service.keys, 'email', this.mailbox)
  }

  private async readEmails(): Promise<void> {
    for (const { id, sealed } of await this.deliveries()) {
      if (this.read.has(id) || sealed === null) continue
      this.read.add(id)
      // Sealed by the service just now.
      const { answerTo } = this.replicas[0].service.keys.open(sealed, deliveryContext(id)) as SealedDelivery
      if (answerTo.kind === 'confirm') this.tokens.push(answerTo.token)
      if (answerTo.kind === 'manage') this.manage = answerTo.token
    }
  }

  private async deliveries() {
    const { rows } = await this.database.pool.query<{ id: string; kind: string; sealed: Buffer | null }>(
      'select id, kind, sealed from delivery where address = $1 order by created_at',
      [this.address],
    )
    return rows
  }

  /** What the database says of them. */
  async found() {
    const mailbox = mailboxHash(this.replicas[0].service.keys, this.mailbox)
    const { rows } = await this.database.pool.query<{ state: string; occupation: string | null }>(
      `select s.state, s.occupation from identity i join signature s on s.id = i.signature_id
       where i.hash = $1`,
      [mailbox],
    )
    // Sorted: of two replicas, the one that began first may come second to the person.
    return { signature: rows, emails: (await this.deliveries()).map(({ kind }) => kind).toSorted() }
  }

  expected() {
    const last = this.model.signatures.at(-1)
    const signature = last === undefined ? [] : [{ state: last.state, occupation: last.occupation }]
    return { signature, emails: this.model.emails.toSorted() }
  }
}

describe('the pipeline, beside the same acts one at a time', () => {
  let database: TestDatabase
  let replicas: [Replica, Replica]

  beforeAll(async () => {
    database = await testDatabase()
    replicas = [await replicaOn(database), await replicaOn(database)]
  })
  afterAll(() => database.close())

  it('keeps the same rows, sends the same emails and counts the same', async () => {
    const scripts = fc.array(script, { minLength: 4, maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(scripts, async acts => {
        const slug = `p${randomUUID()}`
        await makePetition(database.db, slug, { title: 'Fair training' })
        const people = acts.map(() => new Person(database, replicas, slug))
        await Promise.all(
          people.map(async (person, i) => {
            for (const one of acts[i] ?? []) await person.do(one)
          }),
        )
        for (const person of people) expect(await person.found()).toEqual(person.expected())
        const models = people.map(({ model }) => model)
        expect(await inAll(database, slug)).toEqual({
          requests: models.flatMap(m => m.requests.map(({ state }) => state)).toSorted(),
          signatures: models.flatMap(m => m.signatures.map(({ state }) => state)).toSorted(),
          // No number is given twice, and none is left out.
          numbers: models.flatMap(m => m.signatures).map((_, i) => i + 1),
        })
        expect((await replicas[0].core.petition(slug))?.signatures).toBe(
          models.filter(m => m.standing !== undefined).length,
        )
      }),
      { numRuns: 12 },
    )
  })
})

/**
 * The acts above do not miss `holdPeople`: within one petition the rows of the request and of the signature are locked as well. Only the
 * caps on email over all petitions have no row of their own, so they need the hold.
 */
describe('holding people', () => {
  const mailboxes = Array.from({ length: 12 }, () => `${randomUUID()}@example.org`)

  /** Everybody asks in eight petitions at once, on two replicas, where five emails are allowed. Returns how many each got. */
  async function askEverywhere(database: TestDatabase): Promise<number[]> {
    const replicas = [await replicaOn(database), await replicaOn(database)]
    const slugs = Array.from({ length: 8 }, () => `p${randomUUID()}`)
    for (const slug of slugs) await makePetition(database.db, slug, { title: 'Fair training' })
    await Promise.all(
      slugs.flatMap((slug, i) =>
        mailboxes.map(mailbox =>
          replicas[i % 2]?.write(mailbox, 'Ada Lovelace, poet', { slug, authenticated: false }),
        ),
      ),
    )
    const { rows } = await database.pool.query<{ n: number }>(
      'select count(*)::int as n from delivery where capped group by mailbox',
    )
    return rows.map(({ n }) => n)
  }

  /** Between looking and writing there is time for the other replica to look. */
  async function slowDatabase(seconds = 0.05): Promise<TestDatabase> {
    const database = await testDatabase()
    await database.pool.query(`
      create function dawdle() returns trigger language plpgsql as 'begin perform pg_sleep(${seconds}); return null; end';
      create trigger dawdles after insert on delivery execute function dawdle()`)
    return database
  }

  it('keeps the caps of a mailbox that asks on two replicas at once', async () => {
    const database = await slowDatabase()
    expect(await askEverywhere(database)).toEqual(mailboxes.map(() => 5))
    await database.close()
  })

  it('is needed: without it the caps are exceeded', async () => {
    const database = await slowDatabase(0.5)
    // Stands before the lock of Postgres, and holds nobody.
    await database.pool.query(`
      create function public.pg_advisory_xact_lock(bigint) returns void language sql as '';
      do $$ begin execute format('alter database %I set search_path = public, pg_catalog', current_database()); end $$`)
    await database.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
    )
    expect(Math.max(...(await askEverywhere(database)))).toBeGreaterThan(5)
    await database.close()
  })
})

async function inAll(database: TestDatabase, slug: string) {
  const column = async <T>(sql: string) =>
    (await database.pool.query<{ x: T }>(sql, [slug])).rows.map(({ x }) => x)
  const of = 'join petition p on p.id = petition_id where slug = $1'
  return {
    requests: await column<string>(`select r.state as x from sign_request r ${of} order by 1`),
    signatures: await column<string>(`select s.state as x from signature s ${of} order by 1`),
    numbers: await column<number>(`select number as x from signature s ${of} order by number`),
  }
}

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Channel } from '../../../src/core/channel.ts'
import { commandNames } from '../../../src/core/commands.ts'
import {
  expected,
  expectedForm,
  formKinds,
  type Role,
  roles,
  type State,
  states,
} from '../../support/desk/answers-by-role.ts'
import { AskedDesk, type Cell, keyOf, slugOf } from '../../support/desk/asked-desk.ts'
import { command, organises, rows, signs } from '../../support/desk-people.ts'
import { chatter, type TestCore, testCore } from '../../support/people.ts'

/** Never told to anybody but organisers: names, who did what, how many wait (173) and have withdrawn (219). */
const secrets =
  /Zebulon|Yolanda|Xanthippe|Olga|\b173\b|\b219\b|waiting|withdrawn|(?<!Your signature has been )removed/i
/** One random token in forty thousand contains an Olga. */
const secretIn = (words: string) => secrets.exec(words.replace(/[a-z2-7]{32}/g, ''))?.[0]

function tableOf(cells: Cell[]): Record<string, string> {
  return Object.fromEntries(cells.map(cell => [keyOf(cell), cell.kinds.join(' + ')]))
}

function expectedTable(asked: Role[], during: readonly State[]): Record<string, string> {
  return Object.fromEntries(
    asked.flatMap(who =>
      during.flatMap(state =>
        commandNames.map(name => [keyOf({ ...who, state, name }), expected(state, who, name)] as const),
      ),
    ),
  )
}

/** Secrets told to somebody who is no organiser here. */
function leaks(cells: Cell[]): string[] {
  return cells
    .filter(({ role, words }) => role !== 'organiser' && secretIn(words) !== undefined)
    .map(cell => `${keyOf(cell)}: ${secretIn(cell.words)}`)
}

describe('the answers at the desk', () => {
  const channels: Channel[] = ['discord', 'slack', 'email']
  let t: TestCore
  let cells: Cell[]

  beforeAll(async () => {
    t = await testCore()
    for (const channel of channels)
      for (const slug of [...states.map(state => slugOf(state, channel)), `other-${channel}`]) {
        await t.petition({ slug, title: `About ${slug}` })
        const owner = slug.startsWith('other') ? 'otto' : 'olga'
        await organises(t, slug, 'discord', owner)
        await organises(t, slug, 'slack', `T1:${owner}`)
        await organises(t, slug, 'email', `${owner}@example.org`)
        if (owner === 'otto') continue
        await signs(t, slug, 'Zebulon Quick', { occupation: 'painter' })
        await signs(t, slug, 'Yolanda Quick')
        await signs(t, slug, 'Xanthippe Quick', { kind: 'organisation', organisation: 'Xanthippe and Sons' })
        await signs(t, slug, 'Sigrid', { channel: 'discord', account: 'sigrid' })
        await signs(t, slug, 'Sigrid', { channel: 'slack', account: 'T1:sigrid' })
        await signs(t, slug, 'Sigrid', { channel: 'email', account: 'sigrid@example.org' })
        await t.take(chatter('discord', 'olga', { displayName: 'Olga' })(command(`hide ${slug} 2`)))
      }
    await rows(
      t,
      `insert into sign_request (id, petition_id, channel, account, language, authenticated, plain_reply, expires_at)
        select gen_random_uuid(), id, 'discord', sha256(convert_to(slug || n, 'UTF8')), 'en', true, false, now() + interval '7 days'
        from petition, generate_series(1, 173) n where slug like 'fair-%'`,
    )
    await rows(
      t,
      `insert into signature (id, petition_id, number, state, kind, name, listed, language, channel, confirmed_by, statement_hash, details_at, ended_at)
        select gen_random_uuid(), id, 1000 + n, 'withdrawn', 'person', '', true, 'en', 'discord', 'page', statement_hash, now(), now()
        from petition, generate_series(1, 219) n where slug like 'fair-%'`,
    )
    await rows(t, `update petition set status = 'draft', opened_at = null where slug like 'fair-draft-%'`)
    await rows(t, `update petition set status = 'closed', closed_at = now() where slug like 'fair-closed-%'`)
    const asked = channels.map(channel =>
      new AskedDesk(t, channel).askAll(
        roles.filter(role => role.channel === channel),
        states,
      ),
    )
    cells = (await Promise.all(asked)).flat()
  })
  afterAll(() => t.close())

  it('are the whole table', () => {
    expect(cells).toHaveLength(roles.length * states.length * commandNames.length)
    expect(tableOf(cells)).toEqual(expectedTable(roles, states))
  })

  it('tell nobody else a name, how many wait or have left, or who did what', () => {
    expect(leaks(cells)).toEqual([])
    // The control: organisers are told, so the search finds something.
    const told = cells.filter(({ role, words }) => role === 'organiser' && secretIn(words) !== undefined)
    expect(new Set(told.map(({ name }) => name))).toEqual(
      new Set([
        'count',
        'stats',
        'recent',
        'find',
        'export',
        'feature',
        'hide',
        'show',
        'remove',
        'approve',
        'organiser',
        'log',
      ]),
    )
  })

  it('tell the organiser of another petition no more than a stranger', () => {
    const words = (role: string) =>
      cells
        .filter(cell => cell.role === role && cell.kinds.includes('publicCount'))
        .map(({ state, channel, name, words }) => [state, channel, name, words])
    expect(words('stranger').length).toBeGreaterThan(90)
    expect(words('organiser of another')).toEqual(words('stranger'))
  })

  it('take a form only from people who may fill it in', async () => {
    const chatters = roles.filter(({ channel }) => channel !== 'email')
    const filled: Cell[] = []
    const wanted: Record<string, string> = {}
    for (const channel of channels) {
      const desk = new AskedDesk(t, channel)
      await desk.refresh()
      for (const who of chatters.filter(role => role.channel === channel))
        for (const state of states)
          for (const kind of formKinds) {
            const cell = await desk.fill(who, kind, state)
            filled.push(cell)
            wanted[keyOf(cell)] = expectedForm(state, who, kind)
          }
    }
    expect(tableOf(filled)).toEqual(wanted)
    expect(leaks(filled)).toEqual([])
  })

  it('let only people that CREATE allows create a petition', async () => {
    const made: Record<string, string> = {}
    for (const create of ['anyone', 'listed'] as const)
      for (const who of roles) {
        const desk = new AskedDesk({ ...t, service: { ...t.service, create } }, who.channel)
        await desk.refresh()
        const asked = await desk.read(await desk.ask(who, 'create', 'open'))
        const filled = who.channel === 'email' ? [] : (await desk.fill(who, 'create', 'open')).kinds
        made[`${create} | ${who.channel} | ${who.role}`] = [...asked.kinds, ...filled].join(' + ')
      }
    const yes = 'form create + title + formProblem'
    const expectedOf = (create: string, { channel, role }: Role) => {
      const listed = role === 'organiser' || role === 'organiser of another'
      if (role.startsWith('organiser, by')) return 'askSender'
      if (channel === 'email') return listed ? 'formByMail' : 'mayNotCreate'
      if (listed || (role === 'manager' && create === 'anyone')) return yes
      return create === 'anyone' ? 'form create + mayNotCreate' : 'mayNotCreate + mayNotCreate'
    }
    const expected = ['anyone', 'listed'].flatMap(create =>
      roles.map(who => [`${create} | ${who.channel} | ${who.role}`, expectedOf(create, who)]),
    )
    expect(made).toEqual(Object.fromEntries(expected))
  })

  it('are the same for a draft as for a petition that never existed', async () => {
    for (const channel of channels) {
      const desk = new AskedDesk(t, channel)
      await desk.refresh()
      const slug = slugOf('draft', channel)
      // As long, and as little like a word.
      const never = slug.replace('fair', 'fear')
      for (const who of roles.filter(
        role => role.channel === channel && /stranger$|another$/.test(role.role),
      )) {
        // Typed in any way, with any mistake.
        for (const words of [
          'sign % please',
          'edit % rules',
          'hide % them',
          'stats % wek',
          'find % Quick',
          '%',
        ]) {
          const [told, answer] = [
            await desk.type(who, words.replace('%', slug)),
            await desk.type(who, words.replace('%', never)),
          ]
          expect([told.kinds, told.words.replaceAll(slug, never)], `${who.role}: ${words}`).toEqual([
            answer.kinds,
            answer.words,
          ])
        }
        for (const kind of channel === 'email' ? [] : formKinds) {
          const [told, answer] = [
            await desk.fill(who, kind, 'draft'),
            await desk.fill(who, kind, 'draft', never),
          ]
          expect([told.kinds, told.words.replaceAll(slug, never)], `${who.role}: ${kind}`).toEqual([
            answer.kinds,
            answer.words,
          ])
        }
        for (const name of commandNames) {
          const answer = await desk.read(await desk.ask(who, name, 'draft', never))
          const told = cells.find(cell => keyOf(cell) === keyOf(answer))
          expect([told?.kinds, told?.words.replaceAll(slug, never)], keyOf(answer)).toEqual([
            answer.kinds,
            answer.words,
          ])
        }
      }
    }
  })

  it('would be found wrong if everybody were taken for an organiser', async () => {
    const eve = roles.filter(({ channel, role }) => channel === 'discord' && role === 'stranger')
    await organises(t, slugOf('open', 'discord'), 'discord', 'eve')
    const planted = await new AskedDesk(t, 'discord').askAll(eve, ['open'])
    const right = expectedTable(eve, ['open'])
    const wrong = Object.entries(tableOf(planted)).filter(([key, outcome]) => right[key] !== outcome)
    expect(wrong).toHaveLength(21)
    expect(leaks(planted).length).toBeGreaterThan(5)
  })
})

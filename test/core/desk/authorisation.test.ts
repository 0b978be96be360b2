import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Block, Channel, Incoming } from '../../../src/core/channel.ts'
import { type CommandName, commandNames, commandRow, type commands } from '../../../src/core/commands.ts'
import { createCore, type RunningCore } from '../../../src/core/core.ts'
import type { SealedDelivery } from '../../../src/core/outbound/post-reply.ts'
import type { FormId } from '../../../src/core/petitions/forms.ts'
import type { ComposedReply } from '../../../src/core/picture.ts'
import { deliveryContext } from '../../../src/core/seal-contexts.ts'
import { textsOf } from '../../../src/core/texts/texts.ts'
import { batchTransactions } from '../../../src/core/work.ts'
import { command, mail, organises, rows, signs } from '../../support/desk-people.ts'
import { chatter, type TestCore, testCore, wordsOf, writer } from '../../support/people.ts'

const states = ['draft', 'open', 'closed'] as const
type State = (typeof states)[number]

/** The words said with each command, if its example does not fit the signatures that are there. */
const saidHere: Partial<Record<CommandName, string>> = {
  find: 'Quick',
  edit: '',
  close: '',
  feature: '1',
  hide: '1',
  show: '2',
  remove: '1 twice',
  approve: '3',
  organiser: 'list',
  undo: '1',
}
const said = (name: CommandName) => saidHere[name] ?? commandRow(name).example ?? ''

/** Answers to an organiser, in a chat | by email. The answers to everybody else follow from whose the command is. */
const toOrganisers: Record<OrganisersCommand, string | Record<State, string>> = {
  stats: 'deskStats',
  recent: 'recentSignatures',
  find: 'foundSignatures',
  export: 'exportFile | exportLink',
  edit: 'form edit | formByMail',
  news: 'form news | formByMail',
  open: { open: 'nothingToDo', closed: 'askFirst', draft: 'askFirst' },
  close: { open: 'askFirst', closed: 'nothingToDo', draft: 'nothingToDo' },
  feature: 'askFirst',
  hide: 'deskDone',
  show: 'deskDone',
  remove: 'askFirst',
  unusual: 'unusualSignatures',
  invalidate: 'tooFewToTell',
  approve: 'askFirst',
  organiser: 'organisers',
  log: 'deskLog',
  undo: 'deskDone',
  digest: 'digestSet',
}

/** The commands of everybody and of managers: others in a chat | organisers in a chat | others by email | organisers by email. */
const toEverybody: Record<Exclude<CommandName, OrganisersCommand>, Record<State, string>> = {
  sign: {
    open: 'form sign | form sign | needName | needName',
    closed: 'said at once | said at once | closed | closed',
    draft: 'said at once | said at once | unknownPetition | unknownPetition',
  },
  unsign: {
    open: 'nothingToRemove | nothingToRemove | nothingToRemove | nothingToRemove',
    closed: 'nothingToRemove | nothingToRemove | nothingToRemove | nothingToRemove',
    draft: 'whichPetitionFor | whichPetitionFor | unknownPetition | unknownPetition',
  },
  mysignatures: {
    open: 'mySignatures | mySignatures | mySignatures | mySignatures',
    closed: 'mySignatures | mySignatures | mySignatures | mySignatures',
    draft: 'mySignatures | mySignatures | mySignatures | mySignatures',
  },
  count: {
    open: 'publicCount | deskCount | publicCount | deskCount',
    closed: 'publicCount | deskCount | publicCount | deskCount',
    draft: 'whichPetitionFor | deskCount | unknownPetition | deskCount',
  },
  create: {
    open: 'form create | form create | mayNotCreate | formByMail',
    closed: 'form create | form create | mayNotCreate | formByMail',
    draft: 'form create | form create | mayNotCreate | formByMail',
  },
  announce: {
    open: 'mayNotAnnounce | announced | mayNotAnnounce | noRoomHere',
    closed: 'mayNotAnnounce | announced | mayNotAnnounce | noRoomHere',
    draft: 'whichPetitionFor | notOpenYet | unknownPetition | noRoomHere',
  },
  help: {
    open: 'deskHelp | deskHelp | howToSign | deskHelp',
    closed: 'deskHelp | deskHelp | closed | deskHelp',
    draft: 'deskHelp | deskHelp | unknownPetition | deskHelp',
  },
}

/** Others in a chat | organisers in a chat | others by email | organisers by email, by the table of commands. */
function columnsOf(state: State, name: CommandName): string[] {
  if (!isOfOrganisers(name)) return toEverybody[name][state].split(' | ')
  const theirs = toOrganisers[name]
  const [inChat = '', byMail = inChat] = (typeof theirs === 'string' ? theirs : theirs[state]).split(' | ')
  return state === 'draft'
    ? ['whichPetitionFor', inChat, 'unknownPetition', byMail]
    : ['publicCount', inChat, 'publicCount', byMail]
}

type OrganisersCommand = {
  [K in CommandName]: (typeof commands)[K]['of'] extends 'organisers' ? K : never
}[CommandName]

function isOfOrganisers(name: CommandName): name is OrganisersCommand {
  return commandRow(name).of === 'organisers'
}

/**
 * The forms of chats: values to send, values with mistakes, and the outcome for others | organisers. A form that somebody may not use
 * is answered like a command, and its mistakes are not named.
 */
const forms: Record<FormId['kind'], { filled: Values; wrong: Values } & Record<State, string>> = {
  create: {
    filled: { title: '', text: 'No.', organisedBy: 'Us' },
    wrong: { title: '', text: 'No.', organisedBy: 'Us' },
    open: 'mayNotCreate | title + formProblem',
    closed: 'mayNotCreate | title + formProblem',
    draft: 'mayNotCreate | title + formProblem',
  },
  edit: {
    filled: { goal: '900' },
    wrong: { goal: 'many', text: 'Another.' },
    open: 'publicCount | goal + text + deskDone',
    closed: 'publicCount | goal + text + deskDone',
    draft: 'whichPetitionFor | goal + text + deskDone',
  },
  rules: {
    filled: { occupations: 'painter' },
    wrong: { policy: 'none' },
    open: 'publicCount | policy + deskDone',
    closed: 'publicCount | policy + deskDone',
    draft: 'whichPetitionFor | policy + deskDone',
  },
  page: {
    filled: { contact: 'guild@example.org' },
    wrong: { accent: 'red', figures: 'all' },
    open: 'publicCount | accent + figures + deskDone',
    closed: 'publicCount | accent + figures + deskDone',
    draft: 'whichPetitionFor | accent + figures + deskDone',
  },
  news: {
    filled: { text: 'We were received.' },
    wrong: { text: '' },
    open: 'publicCount | text + askFirst',
    closed: 'publicCount | text + askFirst',
    draft: 'whichPetitionFor | text + notOpenYet',
  },
  sign: {
    filled: { name: '' },
    wrong: { name: '' },
    open: 'name + formProblem | name + formProblem',
    closed: 'name + closed | name + closed',
    draft: 'whichPetitionFor | name + closed',
  },
}
const formKinds = Object.keys(forms) as FormId['kind'][]
type Values = Record<string, string>

/** Never told to anybody but organisers: names, who did what, how many wait (173) and have withdrawn (219). */
const secrets =
  /Zebulon|Yolanda|Xanthippe|Olga|\b173\b|\b219\b|waiting|withdrawn|(?<!Your signature has been )removed/i
/** One random token in forty thousand contains an Olga. */
const secretIn = (words: string) => secrets.exec(words.replace(/[a-z2-7]{32}/g, ''))?.[0]

interface Role {
  channel: Channel
  role: string
  as(act: Incoming['act']): Incoming
}

const manager = { tenant: 'their-server', manages: true }
const unproved = { proved: false }
const roles: Role[] = (
  [
    ['discord', 'stranger', chatter('discord', 'eve')],
    ['discord', 'signer', chatter('discord', 'sigrid')],
    ['discord', 'organiser', chatter('discord', 'olga', { displayName: 'Olga' })],
    ['discord', 'organiser of another', chatter('discord', 'otto')],
    ['discord', 'manager', chatter('discord', 'mona', manager)],
    ['discord', 'the id an organiser has in Slack', chatter('discord', 'T1:olga')],
    ['slack', 'stranger', chatter('slack', 'T1:eve')],
    ['slack', 'signer', chatter('slack', 'T1:sigrid')],
    ['slack', 'organiser', chatter('slack', 'T1:olga', { displayName: 'Olga' })],
    ['slack', 'organiser of another', chatter('slack', 'T1:otto')],
    ['slack', 'manager', chatter('slack', 'T1:mona', manager)],
    ['slack', 'the id an organiser has in Discord', chatter('slack', 'olga')],
    ['slack', 'the id an organiser has in another workspace', chatter('slack', 'T2:olga')],
    ['email', 'stranger', writer('eve@example.org', { proved: true })],
    ['email', 'stranger, unproved', writer('mallory@example.org', unproved)],
    ['email', 'signer', writer('sigrid@example.org', { proved: true })],
    ['email', 'organiser', writer('olga@example.org', { proved: true })],
    ['email', 'organiser, by SPF only', writer('olga@example.org', unproved)],
    ['email', 'organiser, by nothing', writer('olga@example.org', { ...unproved, authenticated: false })],
    ['email', 'organiser of another', writer('otto@example.org', { proved: true })],
    ['email', 'the id an organiser has in Discord', writer('olga', { proved: true })],
  ] as const
).map(([channel, role, as]) => ({ channel, role, as }))

const slugOf = (state: State, channel: Channel) => `fair-${state}-${channel}`

type Cell = Pick<Role, 'channel' | 'role'> & {
  state: State
  name: CommandName | `form ${FormId['kind']}`
  kinds: string[]
  ids: string[]
  words: string
}

const keyOf = ({ state, channel, role, name }: Pick<Cell, 'state' | 'channel' | 'role' | 'name'>) =>
  `${state} | ${channel} | ${role} | ${name}`

/** The outcome of one cell, by the tables and the exceptions of single roles. */
function expected(state: State, { channel, role }: Role, name: CommandName): string {
  const columns = columnsOf(state, name)
  const byMail = channel === 'email'
  const organiser = role === 'organiser' || role.startsWith('organiser, by')
  const usual = columns[(byMail ? 2 : 0) + (organiser ? 1 : 0)] ?? ''
  if (role.startsWith('organiser, by')) {
    // Believed only in what anybody may ask.
    if (['sign', 'unsign', 'mysignatures', 'announce', 'help'].includes(name)) return usual
    return 'askSender'
  }
  if (role === 'signer' && state !== 'draft') {
    if (name === 'unsign') return 'removed'
    if (name === 'sign' && byMail && state === 'open') return 'alreadySigned'
  }
  if (role === 'manager' && name === 'announce' && state !== 'draft') return 'announced'
  if (role === 'organiser of another' && byMail) {
    if (name === 'create') return 'formByMail'
    if (name === 'help') return 'deskHelp'
    // As in a chat: a draft of others is answered like a petition that never existed.
    if (usual === 'unknownPetition' && name !== 'sign' && name !== 'unsign') return 'whichPetitionFor'
  }
  return usual
}

function expectedForm(state: State, { role }: Role, kind: FormId['kind']): string {
  const [others, organisers] = forms[kind][state].split(' | ')
  const mayCreate = kind === 'create' && ['manager', 'organiser of another'].includes(role)
  return (role === 'organiser' || mayCreate ? organisers : others) ?? ''
}

/** Each channel has its own core and petitions, so that three are asked at once. */
class Desk {
  #made: string[] = []
  readonly #core: RunningCore

  readonly t: TestCore
  readonly channel: Channel

  constructor(t: TestCore, channel: Channel) {
    this.t = t
    this.channel = channel
    // Nothing is sent: deliveries are read from the database, which is half the work.
    const queue = {
      enqueue: async (_: unknown, list: { id: string }[]) => {
        this.#made.push(...list.map(({ id }) => id))
      },
    }
    const { db } = t.service
    this.#core = createCore({
      ...t.service,
      queue,
      transact: batchTransactions(db, queue),
      transactDesk: batchTransactions(db, queue, { most: 1 }),
    })
  }

  refresh(): Promise<void> {
    return this.#core.refresh()
  }

  async askAll(asked: Role[], during: readonly State[]): Promise<Cell[]> {
    await this.refresh()
    const cells: Cell[] = []
    for (const who of asked)
      for (const state of during)
        for (const name of commandNames) {
          cells.push(await this.ask(who, name, state))
          if (/^organiser($|,)|signer/.test(who.role)) await this.#putBack()
        }
    await this.#read(cells)
    return cells
  }

  /** One command as its channel gives it: a chat is answered from memory first. */
  async ask(who: Role, name: CommandName, state: State, slug = slugOf(state, who.channel)): Promise<Cell> {
    const cell: Cell = { state, channel: who.channel, role: who.role, name, kinds: [], ids: [], words: '' }
    this.#made = []
    if (who.channel === 'email') {
      const words = ['mysignatures', 'help', 'create'].includes(name) ? name : `${name} ${slug} ${said(name)}`
      await this.#core.receive(who.as(mail(words, slug)))
      // Each counts as the first email of the day.
      await rows(this.t, 'update delivery set capped = false where capped')
    } else {
      const given = { words: `${name} ${said(name)}`, petition: slug, room: { room: 1 } }
      const { account } = who.as(command(''))
      const atOnce = this.#core.atOnce(given, { channel: who.channel, account, language: 'en' })
      if (atOnce === undefined) await this.#core.receive(who.as({ kind: 'command', command: given }))
      else {
        cell.kinds.push(atOnce.kind === 'form' ? `form ${atOnce.form.id.split(':')[0]}` : 'said at once')
        cell.words = atOnce.kind === 'say' ? wordsOf(atOnce.reply) : JSON.stringify(atOnce.form)
      }
    }
    cell.ids = this.#made
    return cell
  }

  /** The answers as their channel gets them; pictures and files are named by their kinds. */
  async #read(cells: Cell[]): Promise<void> {
    const found = await rows<{ id: string; kind: string; sealed: Buffer }>(
      this.t,
      'select id, kind, sealed from delivery where id = any($1) and sealed is not null',
      [cells.flatMap(({ ids }) => ids)],
    )
    const byId = new Map(found.map(row => [row.id, row]))
    for (const cell of cells)
      for (const id of cell.ids) {
        const row = byId.get(id)
        if (row === undefined) throw new Error('no such delivery')
        const sealed = this.t.service.keys.open(row.sealed, deliveryContext(id)) as SealedDelivery
        const compose = textsOf('en').replies[sealed.kind] as (args: unknown) => ComposedReply
        const { blocks, ...reply } = compose(sealed.args)
        const plain = blocks.flatMap((block): Block[] => {
          if (block.kind === 'picture') return [{ kind: 'paragraph', text: block.alt }]
          return block.kind === 'export' ? [] : [block]
        })
        cell.kinds.push(row.kind)
        cell.words += wordsOf({ ...reply, blocks: plain })
      }
  }

  /** Fills in a form: first the mistakes in it, then its outcome. */
  async fill(
    who: Role,
    kind: FormId['kind'],
    state: State,
    slug = slugOf(state, who.channel),
  ): Promise<Cell> {
    const name = `form ${kind}` as const
    const cell: Cell = { state, channel: who.channel, role: who.role, name, kinds: [], ids: [], words: '' }
    this.#made = []
    const form = kind === 'create' ? kind : `${kind}:${slug}`
    const { account, manages = false } = who.as(command(''))
    const asker = { channel: who.channel, account, manages, language: 'en' } as const
    const problems = this.#core.checkForm(form, forms[kind].wrong, asker)
    cell.kinds.push(...problems.map(({ field }) => field))
    const opened = kind === 'sign' ? undefined : this.#core.form(form, asker)
    cell.words = opened?.kind === 'say' ? wordsOf(opened.reply) : JSON.stringify(opened)
    await this.#core.receive(who.as({ kind: 'form', form, values: forms[kind].filled }))
    await rows(this.t, `update petition set goal = null, occupations = '{}' where slug = $1`, [slug])
    cell.ids = this.#made
    return this.read(cell)
  }

  /** Words after `/petition`, or in an email. */
  async type(who: Role, words: string): Promise<Cell> {
    const { channel, role } = who
    const cell: Cell = { state: 'draft', channel, role, name: 'help', kinds: [], ids: [], words: '' }
    this.#made = []
    const { account } = who.as(command(''))
    const asker = { channel, account, language: 'en' } as const
    const atOnce = channel === 'email' ? undefined : this.#core.atOnce({ words }, asker)
    if (atOnce !== undefined) cell.words = JSON.stringify(atOnce)
    else await this.#core.receive(who.as(channel === 'email' ? mail(words) : command(words)))
    await rows(this.t, 'update delivery set capped = false where capped')
    cell.ids = this.#made
    return this.read(cell)
  }

  async read(cell: Cell): Promise<Cell> {
    await this.#read([cell])
    return cell
  }

  /** Restores the signatures and the log. */
  async #putBack(): Promise<void> {
    const mine = `petition_id in (select id from petition where slug like '%-${this.channel}')`
    await rows(
      this.t,
      `update signature set hidden_at = case when number = 2 then now() end, state = 'confirmed', ended_at = null,
        approved_at = case when kind = 'person' then now() end where number < 1000 and ${mine}`,
    )
    await rows(this.t, `update desk_entry set undone_at = null where number = 1 and ${mine}`)
    await rows(this.t, `delete from desk_entry where number > 1 and ${mine}`)
  }
}

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
      new Desk(t, channel).askAll(
        roles.filter(role => role.channel === channel),
        states,
      ),
    )
    cells = (await Promise.all(asked)).flat()
  }, 180_000)
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

  it('tell the organiser of another petition what they tell any stranger', () => {
    const words = (role: string) =>
      cells
        .filter(cell => cell.role === role && cell.kinds.includes('publicCount'))
        .map(({ state, channel, name, words }) => [state, channel, name, words])
    expect(words('stranger').length).toBeGreaterThan(90)
    expect(words('organiser of another')).toEqual(words('stranger'))
  })

  it('take a form only from the people it is for', async () => {
    const chatters = roles.filter(({ channel }) => channel !== 'email')
    const filled: Cell[] = []
    const wanted: Record<string, string> = {}
    for (const channel of channels) {
      const desk = new Desk(t, channel)
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

  it('let only the people create a petition whom CREATE names', async () => {
    const made: Record<string, string> = {}
    for (const create of ['anyone', 'listed'] as const)
      for (const who of roles) {
        const desk = new Desk({ ...t, service: { ...t.service, create } }, who.channel)
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
      const desk = new Desk(t, channel)
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
    const planted = await new Desk(t, 'discord').askAll(eve, ['open'])
    const right = expectedTable(eve, ['open'])
    const wrong = Object.entries(tableOf(planted)).filter(([key, outcome]) => right[key] !== outcome)
    expect(wrong).toHaveLength(21)
    expect(leaks(planted).length).toBeGreaterThan(5)
  })
})

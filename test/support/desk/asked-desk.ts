/** Asks at the desk as each role, and reads the answers. */
import type { Block, Channel } from '../../../src/core/channel.ts'
import { type CommandName, commandNames, commandRow } from '../../../src/core/commands.ts'
import { createCore, type RunningCore } from '../../../src/core/core.ts'
import type { SealedDelivery } from '../../../src/core/outbound/post-reply.ts'
import type { FormId } from '../../../src/core/petitions/forms.ts'
import type { ComposedReply } from '../../../src/core/picture.ts'
import { deliveryContext } from '../../../src/core/seal-contexts.ts'
import { textsOf } from '../../../src/core/texts/texts.ts'
import { batchTransactions } from '../../../src/core/work.ts'
import { command, mail, rows } from '../desk-people.ts'
import { patience } from '../patience.ts'
import { type TestCore, wordsOf } from '../people.ts'
import { forms, type Role, type State, said } from './answers-by-role.ts'

export const slugOf = (state: State, channel: Channel) => `fair-${state}-${channel}`

export type Cell = Pick<Role, 'channel' | 'role'> & {
  state: State
  name: CommandName | `form ${FormId['kind']}`
  kinds: string[]
  ids: string[]
  words: string
}

export const keyOf = ({ state, channel, role, name }: Pick<Cell, 'state' | 'channel' | 'role' | 'name'>) =>
  `${state} | ${channel} | ${role} | ${name}`

/** Each channel has its own core and petitions, so that three are asked at once. */
export class AskedDesk {
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
      transact: batchTransactions(db, queue, { longestWait: patience }),
      transactDesk: batchTransactions(db, queue, { most: 1, longestWait: patience }),
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
          if (/^organiser($|,)|signer/.test(who.role) && commandRow(name).looks !== true)
            await this.#putBack()
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

  /** Restores the signatures and the log; in one message to the database, because it is done a thousand times. */
  async #putBack(): Promise<void> {
    const mine = `petition_id in (select id from petition where slug like '%-${this.channel}')`
    await rows(
      this.t,
      `update signature set hidden_at = case when number = 2 then now() end, state = 'confirmed', ended_at = null,
        approved_at = case when kind = 'person' then now() end where number < 1000 and ${mine};
      update desk_entry set undone_at = null where number = 1 and ${mine};
      delete from desk_entry where number > 1 and ${mine}`,
    )
  }
}

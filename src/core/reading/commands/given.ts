/** The arguments of each command, as they were understood. */
import type { CommandName, Period } from '../../commands.ts'
import type { Evidence, TypedCondition } from './read-condition.ts'
import type { NumberRange } from './read-numbers.ts'

type Nothing = Record<never, never>
interface Numbered {
  numbers: NumberRange[]
}

export interface Given {
  sign: Nothing
  unsign: Nothing
  mysignatures: Nothing
  count: Nothing
  stats: { period: Period }
  recent: { page: number }
  find: { name: string; page: number }
  export: { format: 'csv' | 'json'; evidence?: Evidence } | { format: 'pdf' }
  create: Nothing
  edit: { part: 'text' | 'rules' | 'page' }
  open: Nothing
  /** `when` is a time as it was typed: the desk reads it in the petition's time zone. Absent: now. */
  close: { when?: string }
  /** No change: it is new. `item` absent: the newest. */
  news: { change?: 'edit' | 'remove'; item?: number }
  announce: Nothing
  feature: Numbered & { off: boolean }
  hide: Numbered
  show: Numbered
  remove: Numbered & { reason: string }
  unusual: Nothing
  /** `stop`: what runs now goes no further. */
  invalidate: { condition: TypedCondition; reason: string } | { stop: true }
  /** No number: the waiting organisations are shown. `domain`: the mark for it too; `proved`: whichever domain they proved. */
  approve: Numbered & { domain?: string }
  organiser: { act: 'list' } | { act: 'add' | 'remove'; mailbox: string | undefined }
  log: { page: number }
  undo: { entry: number }
  digest: { every: 'daily' | 'weekly' | 'off' }
  /** `topic`: only what this command does, and what it needs. */
  help: { topic?: CommandName }
  /** Only buttons say it, so it is not in the table: yes to a command that was shown first, or that was kept. */
  do: { id: string }
}

export type CommandNamed<K extends keyof Given> = { [P in K]: { kind: P } & Given[P] }[K]
export type DeskCommand = CommandNamed<keyof Given>

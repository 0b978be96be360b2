/** What can be asked for with each command, in the order in which the words are then said to core. */
import type { ChatWords } from '../../core/channel.ts'

export type CommandName = Exclude<keyof ChatWords['commands'], 'petition'>
type Described = keyof ChatWords['options']

export type CommandOption =
  | { kind: 'petition' }
  | { kind: 'person'; name: string; described: Described }
  | { kind: 'number'; name: string; described: Described; required?: true }
  | { kind: 'text'; name: string; described: Described; required?: true; maxLength: number }
  | { kind: 'choice'; name: string; described: Described; required?: true; choices: string[] }

const petition: CommandOption = { kind: 'petition' }
const page: CommandOption = { kind: 'number', name: 'page', described: 'page' }
const someNumbers = { kind: 'text', name: 'numbers', described: 'numbers', maxLength: 1000 } as const
const numbers: CommandOption = { ...someNumbers, required: true }

/** Required ones come first, as Discord wants it. */
export const commandOptions: Record<CommandName, CommandOption[]> = {
  sign: [petition],
  unsign: [petition],
  mysignatures: [],
  count: [petition],
  stats: [
    {
      kind: 'choice',
      name: 'period',
      described: 'period',
      choices: ['day', 'week', 'month', 'year', 'all'],
    },
    petition,
  ],
  recent: [page, petition],
  find: [{ kind: 'text', name: 'name', described: 'name', required: true, maxLength: 200 }, petition],
  export: [{ kind: 'choice', name: 'format', described: 'format', choices: ['csv', 'json'] }, petition],
  create: [],
  edit: [{ kind: 'choice', name: 'part', described: 'part', choices: ['text', 'rules'] }, petition],
  open: [petition],
  close: [{ kind: 'text', name: 'when', described: 'when', maxLength: 60 }, petition],
  announce: [petition],
  feature: [numbers, petition],
  hide: [numbers, petition],
  show: [numbers, petition],
  remove: [
    numbers,
    { kind: 'text', name: 'reason', described: 'reason', required: true, maxLength: 400 },
    petition,
  ],
  approve: [someNumbers, petition],
  organiser: [
    {
      kind: 'choice',
      name: 'act',
      described: 'organiserAct',
      required: true,
      choices: ['add', 'remove', 'list'],
    },
    { kind: 'person', name: 'person', described: 'person' },
    { kind: 'text', name: 'mailbox', described: 'mailbox', maxLength: 254 },
    petition,
  ],
  log: [page, petition],
  undo: [{ kind: 'number', name: 'entry', described: 'entry', required: true }, petition],
  digest: [
    {
      kind: 'choice',
      name: 'every',
      described: 'every',
      required: true,
      choices: ['daily', 'weekly', 'off'],
    },
    petition,
  ],
  help: [],
}

/** These stand alone; all others follow `/petition`. */
export const alone = ['sign', 'unsign', 'mysignatures'] as const

export function isCommand(name: string): name is CommandName {
  return Object.hasOwn(commandOptions, name)
}

/** A command as somebody types it here. */
export function slashed(command: string): string {
  const first = command.split(' ')[0]
  return alone.some(name => name === first) ? `/${command}` : `/petition ${command}`
}

/** Tables of the answers at the desk, by command, form and role. */
import type { Channel, Incoming } from '../../../src/core/channel.ts'
import { type CommandName, commandRow, type commands } from '../../../src/core/commands.ts'
import type { FormId } from '../../../src/core/petitions/forms.ts'
import { chatter, writer } from '../people.ts'

export const states = ['draft', 'open', 'closed'] as const
export type State = (typeof states)[number]

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
export const said = (name: CommandName) => saidHere[name] ?? commandRow(name).example ?? ''

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
export const forms: Record<FormId['kind'], { filled: Values; wrong: Values } & Record<State, string>> = {
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
export const formKinds = Object.keys(forms) as FormId['kind'][]
type Values = Record<string, string>

export interface Role {
  channel: Channel
  role: string
  as(act: Incoming['act']): Incoming
}

const manager = { tenant: 'their-server', manages: true }
const unproved = { proved: false }
export const roles: Role[] = (
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

/** The outcome of one cell, by the tables and the exceptions of single roles. */
export function expected(state: State, { channel, role }: Role, name: CommandName): string {
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

export function expectedForm(state: State, { role }: Role, kind: FormId['kind']): string {
  const [others, organisers] = forms[kind][state].split(' | ')
  const mayCreate = kind === 'create' && ['manager', 'organiser of another'].includes(role)
  return (role === 'organiser' || mayCreate ? organisers : others) ?? ''
}

/** What is done at the desk, and the signatures it is done to, in English. */
import { chats } from '../../../db/schema.ts'
import type { Block, Channel } from '../../channel.ts'
import { readZonedTime, zoneSaid } from '../../time-zone.ts'
import { paragraph, quote, shortened } from '../blocks.ts'
import { namedRanges, type PagingWords } from '../desk-commands.ts'
import type { LoggedAct, PetitionField, ShownAct, SignatureLine } from '../desk-words.ts'
import { counted, day } from './parts.ts'

export const numbers = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 })

export const channelNames: Record<Channel, string> = { ...chats, email: 'mail' }
const marks: Record<SignatureLine['marks'][number], string> = {
  hidden: 'hidden',
  featured: 'featured',
  waiting: 'waits for approval',
  removed: 'removed',
  withdrawn: 'withdrawn',
  'counted-only': 'counted, not shown',
}
const fieldNames: Record<PetitionField, string> = {
  title: 'title',
  text: 'statement',
  goal: 'goal',
  organisedBy: 'who organises it',
  contact: 'contact',
  closesAt: 'closing time',
  policy: 'who may sign',
  organisations: 'organisations',
  listing: 'what is shown',
  language: 'language',
  occupations: 'suggested occupations',
  timeZone: 'time zone',
}

export const pageWords: PagingWords = {
  back: 'Back',
  next: 'Next',
  typed: page => `: write the same again, with “page ${page}” at its end.`,
}

export function signatures(n: number): string {
  return counted(n, 'signature', 'signatures')
}

export function organisations(n: number): string {
  return counted(n, 'organisation', 'organisations')
}

/** In the time zone it comes with. */
export function time(zoned: string): string {
  const { at, timeZone } = readZonedTime(zoned)
  const said = at.toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone })
  return `${said} ${zoneSaid(timeZone)}`
}

/** Ten of them, and what stands around them, are one message of Discord. */
const longestLine = 200

/** A signature on one line, with its number as one types it. */
export function lineOf(line: SignatureLine): string {
  const person = [line.name, line.occupation]
  const who =
    line.name === ''
      ? 'erased'
      : line.kind === 'person'
        ? [...person, line.organisation].filter(Boolean).join(', ')
        : [line.organisation, `by ${person.filter(Boolean).join(', ')}`].filter(Boolean).join(', ')
  const when = `${channelNames[line.channel]}, ${day(line.signedAt)}`
  const said = line.marks.map(mark => marks[mark]).join(', ')
  return [String(line.number), shortened(who, longestLine), when, said]
    .filter(part => part !== '')
    .join(' · ')
}

export function listed(lines: SignatureLine[]): Block {
  return quote(lines.map(lineOf).join('\n'))
}

/** An organisation, and what speaks for it. */
export function withEvidence(line: SignatureLine): Block[] {
  return [
    quote(lineOf(line)),
    paragraph(
      line.provedDomain === undefined
        ? 'Nothing proves where it came from.'
        : `Its mail is proved to come from ${line.provedDomain} (DKIM).`,
    ),
  ]
}

interface ActWords {
  /** Asks whether to do it; also a mail's subject. */
  ask: string
  /** What to press. */
  press: string
  before: string
  after: string
  /** In the log. */
  log: string
}

/** An act, as one says it before, after, and of others. */
export function actWords(act: ShownAct): ActWords {
  switch (act.kind) {
    case 'open':
      return {
        ask: 'Open it?',
        press: 'Open it',
        before: 'It opens for signatures: everybody can see its page and sign.',
        after: 'It is open for signatures.',
        log: 'opened',
      }
    case 'close':
      return act.at === undefined
        ? {
            ask: 'Close it?',
            press: 'Close it',
            before:
              'It closes now. Nobody can sign any more, and links sent but not yet followed record nothing. Those who have signed can still change or withdraw. You can open it again.',
            after: 'It is closed.',
            log: 'closed',
          }
        : {
            ask: 'Close it then?',
            press: 'Close it then',
            before: `It closes on ${time(act.at)}. From then on nobody can sign, and links not yet followed record nothing. Those who have signed can still change or withdraw.`,
            after: `It closes on ${time(act.at)}.`,
            log: `closing set to ${time(act.at)}`,
          }
    case 'feature':
    case 'unfeature':
    case 'hide':
    case 'show':
    case 'remove':
    case 'approve':
      return manyWords(act)
    case 'organiser-add':
      return {
        ask: 'Add an organiser?',
        press: 'Add as organiser',
        before: `${act.name} will organise this petition with you: all counts and names, exports, every change.`,
        after: `${act.name} now organises this petition with you.`,
        log: `organiser added: ${act.name}`,
      }
    case 'organiser-remove':
      return {
        ask: 'Remove an organiser?',
        press: 'Remove as organiser',
        before: `${act.name} will no longer organise this petition.`,
        after: `${act.name} no longer organises this petition.`,
        log: `organiser removed: ${act.name}`,
      }
    case 'edit': {
      const fields = act.fields.map(field => fieldNames[field]).join(', ')
      return {
        ask: 'Change it?',
        press: 'Change it',
        before: `This will change: ${fields}.`,
        after: `Changed: ${fields}.`,
        log: `changed: ${fields}`,
      }
    }
    case 'create':
      return {
        ask: 'Start it?',
        press: 'Start it',
        before: 'It will be started.',
        after: 'It is started.',
        log: 'started',
      }
    case 'undo': {
      const entry = `entry ${String(act.entry)} (${undone[act.what]})`
      return {
        ask: 'Take it back?',
        press: 'Take it back',
        before: `This takes back ${entry}: what it changed becomes what it was before.`,
        after: `Taken back: ${entry}.`,
        log: `taken back: ${entry}`,
      }
    }
  }
}

const undone: Record<Exclude<ShownAct['kind'], 'undo'>, string> = {
  open: 'opened',
  close: 'closed',
  feature: 'featured',
  unfeature: 'featured no more',
  hide: 'hidden',
  show: 'shown again',
  remove: 'removed',
  approve: 'approved',
  'organiser-add': 'organiser added',
  'organiser-remove': 'organiser removed',
  edit: 'changed',
  create: 'started',
}

function manyWords(act: Extract<ShownAct, { count: number }>): ActWords {
  const one = act.count === 1
  const n = signatures(act.count)
  const these = one ? 'this signature' : 'these signatures'
  const reason = act.reason === undefined ? '' : ` “${act.reason}”`
  const which = whichOf(act)
  switch (act.kind) {
    case 'feature':
      return {
        ask: `Show ${these} first?`,
        press: one ? 'Checked: show it first' : 'Checked: show them first',
        before: `${n} will be shown first${one ? '' : ', in this order'}. Readers will take it that you know who ${one ? 'this is' : 'they are'}: please check before you go on.`,
        after: `${n} shown first${one ? '' : ', in the order you gave'}.`,
        log: `${n} featured${which}`,
      }
    case 'unfeature':
      return {
        ask: `Show ${these} first no more?`,
        press: one ? 'Show it first no more' : 'Show them first no more',
        before: `${n} will no longer be shown first.`,
        after: `${n} no longer shown first.`,
        log: `${n} featured no more${which}`,
      }
    case 'hide':
      return {
        ask: `Hide ${these}?`,
        press: one ? 'Hide it' : 'Hide them',
        before: `${n} will no longer be shown to the public, but still ${one ? 'counts' : 'count'}.`,
        after: `${n} hidden. ${one ? 'It still counts' : 'They still count'}.`,
        log: `${n} hidden${which}`,
      }
    case 'show':
      return {
        ask: `Show ${these} again?`,
        press: one ? 'Show it again' : 'Show them again',
        before: `${n} will be shown again.`,
        after: `${n} shown again.`,
        log: `${n} shown again${which}`,
      }
    case 'remove':
      return {
        ask: `Remove ${these}?`,
        press: one ? 'Remove it' : 'Remove them',
        before: `${n} will be removed and ${one ? 'counts' : 'count'} no more. Whoever signs again from the same account or mailbox is told so.${reason === '' ? '' : ` Kept in the log, as the reason:${reason}`}`,
        after: `${n} removed.${reason === '' ? '' : ` The reason in the log:${reason}`}`,
        log: `${n} removed${which}${reason === '' ? '' : `:${reason}`}`,
      }
    case 'approve': {
      const those = organisations(act.count)
      return {
        ask: one ? 'Approve this organisation?' : 'Approve these organisations?',
        press: one ? 'Approve it' : 'Approve them',
        before: `${act.changed === true ? `${one ? 'It reads' : 'Something here reads'} otherwise than when you were shown it. ` : ''}${those} will be counted and listed.`,
        after: `${those} approved: ${one ? 'it is' : 'they are'} counted and listed.`,
        log: `${those} approved${which}`,
      }
    }
  }
}

/** Their numbers, as an entry of the log has them. */
function whichOf({ count, numbers: ranges }: Extract<ShownAct, { count: number }>): string {
  if (ranges === undefined) return ''
  const { named, more } = namedRanges(ranges, count)
  return ` (${named}${more === 0 ? '' : ` … and ${numbers.format(more)} more`})`
}

/** What was done, in the log. */
export function logWords(act: LoggedAct): string {
  if (act.kind === 'export')
    return {
      file: `list taken away (${act.format})`,
      link: `link to the list asked for (${act.format})`,
      fetched: `list taken away by a link (${act.format})`,
    }[act.by]
  if (act.kind === 'announce') return 'shown in a room'
  if (act.kind === 'append') return 'words added beneath the statement'
  return actWords(act).log
}

/** Why there was nothing to do. */
export const nothingWords: Record<ShownAct['kind'], string> = {
  open: 'it is open already.',
  close: 'it is closed already.',
  feature: 'none of the signatures you named can be shown first, or all are already.',
  unfeature: 'none of the signatures you named is shown first.',
  hide: 'none of the signatures you named is there, or all are hidden already.',
  show: 'none of the signatures you named is hidden.',
  remove: 'none of the signatures you named is there any more.',
  approve: 'none of the signatures you named waits for approval.',
  'organiser-add': 'they organise it already.',
  'organiser-remove': 'they do not organise it.',
  edit: 'it says so already.',
  create: 'it is there already.',
  undo: 'there was nothing to take back.',
}

/** Why there is nothing left of what they said yes to. */
export const changedSince =
  'what you said yes to has changed since you were shown it, and is left as it is. If you still want it, please write the command again.'

/** The first signatures an act is about, and what it leaves out. */
export function sampleOf(act: ShownAct): Block[] {
  if (!('sample' in act)) return []
  const more = act.count - act.sample.length
  return [
    ...sampled(act),
    ...(act.sample.length > 0 && more > 0 ? [paragraph(`… and ${numbers.format(more)} more`)] : []),
    ...(act.without > 0
      ? [paragraph(`Left out: ${numbers.format(act.without)} that you named, not there or already so.`)]
      : []),
  ]
}

function sampled({ kind, sample }: Extract<ShownAct, { count: number }>): Block[] {
  if (sample.length === 0) return []
  return kind === 'approve' ? sample.flatMap(withEvidence) : [listed(sample)]
}

export function andMore(n: number): Block | undefined {
  return n > 0 ? paragraph(`… and ${numbers.format(n)} more`) : undefined
}

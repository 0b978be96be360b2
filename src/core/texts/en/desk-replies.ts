/** What is said at the organiser's desk in English: lists, questions before something is done, and what was done. */

import { button, link, paragraph, quote, reply, shortened, small } from '../blocks.ts'
import { channelWords } from '../channel-words.ts'
import { command, mostOrganisers, pageButtons, whole } from '../desk-commands.ts'
import type { DeskReplyTexts } from '../desk-words.ts'
import {
  actWords,
  andMore,
  changedSince,
  listed,
  logWords,
  nothingWords,
  numbers,
  organisations,
  pageWords,
  sampleOf,
  signatures,
  time,
  withEvidence,
} from './desk-acts.ts'
import { enDeskHelp } from './desk-help.ts'
import { enDeskNews } from './desk-news.ts'
import { counted, day, named } from './parts.ts'

const on = channelWords(chat => `on ${chat}`, 'by mail')

const columns =
  'The first line names the columns: number, state, kind (person or organisation), name, occupation, organisation; listed (may be shown), hidden, featured and approved by organisers; the channel; how, in which language and when they confirmed; the domain a mail was proved to come from; and the hash of the text they signed.'
const care = 'It holds what people told you in trust: keep it safe, and delete it when you no longer need it.'

export const enDeskReplies: DeskReplyTexts = {
  ...enDeskNews,
  ...enDeskHelp,

  recentSignatures({ petition, slug, lines, page, more }) {
    const nobody = page > 1 ? `nobody stands on page ${numbers.format(page)}.` : 'nobody has signed yet.'
    return reply('en', lines.length === 0 ? 'Nobody here' : 'Who signed last', [
      paragraph(lines.length === 0 ? `${named(petition)}: ${nobody}` : named(petition)),
      lines.length === 0 ? undefined : listed(lines),
      ...pageButtons(`recent ${slug}`, page, more, pageWords),
    ])
  },

  foundSignatures({ petition, slug, name, lines, total, page, more, otherwise }) {
    const found = total === 0 ? 'nobody found.' : `${signatures(total)} found.`
    return reply('en', `${signatures(total)} found`, [
      paragraph(`${named(petition)}, looking for “${name}”: ${found}`),
      lines.length === 0 ? undefined : listed(lines),
      otherwise === undefined
        ? undefined
        : paragraph(
            otherwise.slug === undefined
              ? `You organise no petition “${otherwise.word}”, so it was looked for too.`
              : `You organise no petition “${otherwise.word}”. Did you mean “${otherwise.slug}”?`,
          ),
      otherwise?.slug === undefined
        ? undefined
        : command(`Look for “${otherwise.rest}” there`, whole('find', `${otherwise.slug} ${otherwise.rest}`)),
      ...pageButtons(`find ${slug} ${name} page`, page, more, pageWords),
    ])
  },

  exportFile({ petition, petitionId, format, rows, name, url, expiresAt }) {
    const { subject, blocks } = reply('en', 'Your export', [
      paragraph(`${named(petition)}: ${counted(rows, 'row', 'rows')}, one for each signature.`),
      small(`Signatures whose state is withdrawn or removed do not count. ${care} ${columns}`),
    ])
    const [first, ...rest] = blocks
    const text = `The file could not be sent here. This link leads to it; it is yours alone and works until ${time(expiresAt)}.`
    const instead = { text, label: 'Fetch the file', url }
    return {
      language: 'en',
      subject,
      blocks: [...(first ? [first] : []), { kind: 'export', name, petitionId, format, instead }, ...rest],
    }
  },

  exportLink({ petition, format, rows, url, expiresAt }) {
    return reply('en', 'Your export', [
      paragraph(
        `${named(petition)}: ${counted(rows, 'row', 'rows')}, one for each signature. This link leads to the file (${format}):`,
      ),
      button('Fetch the file', url),
      small(
        `The link is yours alone and works until ${time(expiresAt)}. Signatures whose state is withdrawn or removed do not count. ${care} ${columns}`,
      ),
    ])
  },

  askFirst({ petition, act, id, confirmUrl }) {
    const { ask, press, before } = actWords(act)
    return reply('en', ask, [
      paragraph(`${named(petition)}: nothing is done yet. ${before}`),
      ...sampleOf(act),
      confirmUrl === undefined
        ? command(press, `do ${id}`, act.kind === 'remove' || act.kind === 'close')
        : button(press, confirmUrl),
      confirmUrl === undefined
        ? undefined
        : paragraph('Or just reply “yes” to this mail. Without either, nothing happens.'),
    ])
  },

  askSender({ petition, words, confirmUrl }) {
    return reply('en', 'Was this you?', [
      paragraph(
        petition === undefined
          ? 'A mail in your name asked for this, and nothing proves that it came from you:'
          : `A mail in your name asked for this, about ${named(petition)}, and nothing proves that it came from you:`,
      ),
      quote(words),
      paragraph(
        'If it was you, press the button, or reply “yes” to this mail. If not, do nothing, and nothing happens.',
      ),
      button('Yes, that was me', confirmUrl),
    ])
  },

  deskDone({ petition, slug, act, entry }) {
    return reply('en', 'Done', [
      paragraph(`${named(petition)}: ${actWords(act).after}`),
      ...sampleOf(act),
      entry === undefined
        ? undefined
        : small(`Entry ${String(entry)} in the log. It can be taken back for 24 hours.`),
      entry === undefined ? undefined : command('Take it back', `undo ${slug} ${entry}`),
    ])
  },

  nothingToDo({ petition, act, since }) {
    return since === true
      ? reply('en', 'Not as it was', [paragraph(`${named(petition)}: ${changedSince}`)])
      : reply('en', 'Nothing to do', [
          paragraph(`${named(petition)}: ${nothingWords[act]} Nothing has changed.`),
        ])
  },

  actIsGone({ slug }) {
    if (slug !== undefined)
      return reply('en', 'You have said yes before', [
        paragraph(
          'This was done the first time, and is not done again. The log shows it, and what you can take back.',
        ),
        command('Log', `log ${slug}`),
      ])
    return reply('en', 'Too late', [
      paragraph(
        'This has waited for more than a day, or is done already. If you still want it, please write the command again.',
      ),
    ])
  },

  noRoomHere({ petition }) {
    return reply('en', 'Not here', [
      paragraph(
        `${named(petition)}: nothing is posted here, since a card belongs in a room. In a channel of Discord or Slack, /petition announce posts it there.`,
      ),
    ])
  },

  notOpenYet({ petition }) {
    return reply('en', 'Not yet', [
      paragraph(`${named(petition)} is still a draft. Please open it first; then its card can be posted.`),
    ])
  },

  waitingOrganisations({ petition, slug, lines, more }) {
    if (lines.length === 0)
      return reply('en', 'Nobody waits', [paragraph(`${named(petition)}: no organisation waits for you.`)])
    return reply('en', `${organisations(lines.length + more)} waiting for you`, [
      paragraph(named(petition)),
      ...lines.flatMap(line => [
        ...withEvidence(line),
        command(`Approve ${String(line.number)}`, `approve ${slug} ${line.number}`),
      ]),
      more > 0 ? paragraph(`… and ${numbers.format(more)} more, shown once these are done.`) : undefined,
      small(`To turn one down, write “remove ${slug}”, then its number, and why.`),
    ])
  },

  organisers({ petition, organisers }) {
    const lines = organisers
      .slice(0, mostOrganisers)
      .map(({ name, channel, addedAt, you }) =>
        [
          name === undefined ? 'somebody the operator added' : shortened(name, 80),
          channel === undefined ? '' : on(channel),
          `since ${day(addedAt)}`,
          you ? 'this is you' : '',
        ]
          .filter(part => part !== '')
          .join(' · '),
      )
    return reply('en', 'Who organises', [
      paragraph(named(petition)),
      quote(lines.join('\n')),
      andMore(organisers.length - lines.length),
    ])
  },

  lastOrganiser({ petition }) {
    return reply('en', 'Not the last one', [
      paragraph(
        `${named(petition)} keeps at least one organiser. Please add another first. Nothing has changed.`,
      ),
    ])
  },

  deskLog({ petition, slug, lines, page, more }) {
    if (lines.length === 0)
      return reply('en', 'Nothing in the log', [
        paragraph(
          page > 1
            ? `${named(petition)}: there is nothing on page ${numbers.format(page)}.`
            : `${named(petition)}: nothing has been done at this desk yet.`,
        ),
        ...pageButtons(`log ${slug}`, page, more, pageWords),
      ])
    const rows = lines.map(
      ({ number, at, who, act, undone }) =>
        `${String(number)} · ${time(at)} · ${shortened(who ?? 'the operator', 60)} · ${shortened(logWords(act), 180)}${undone ? ' (taken back)' : ''}`,
    )
    return reply('en', 'The log', [
      paragraph(named(petition)),
      quote(rows.join('\n')),
      ...lines
        .filter(({ undoable }) => undoable)
        .slice(0, 5)
        .map(({ number }) => command(`Take back ${String(number)}`, `undo ${slug} ${number}`)),
      ...pageButtons(`log ${slug}`, page, more, pageWords),
    ])
  },

  cannotUndo({ petition, entry, why }) {
    const reasons = {
      unknown: 'there is no such entry.',
      final:
        'what it says stays so: lists taken away, cards shown, and what was taken back. To have something again that was taken back, do it again.',
      old: 'it is older than 24 hours.',
      undone: 'it is taken back already.',
      changed: 'what it changed has been changed again since. Take that back first.',
    }
    return reply('en', 'Not taken back', [
      paragraph(
        `${named(petition)}, entry ${String(entry)} of the log: ${reasons[why]} Nothing has changed.`,
      ),
    ])
  },

  digestSet({ petition, slug, every, next }) {
    if (every === 'off')
      return reply('en', 'No more digests', [
        paragraph(
          `${named(petition)}: no digest comes to you any more. “digest ${slug} weekly” brings it back.`,
        ),
      ])
    const often = every === 'daily' ? 'every day' : 'every week'
    return reply('en', every === 'daily' ? 'A digest every day' : 'A digest every week', [
      paragraph(
        `${named(petition)}: a digest comes to you ${often}${next === undefined ? '' : `, the next on ${time(next)}`}. “digest ${slug} off” ends it.`,
      ),
    ])
  },

  takenOff({ petition }) {
    return reply('en', 'This signature was removed', [
      paragraph(
        `Those who organise ${named(petition)} have removed your signature, and it does not count. They can tell you why: ${petition.contact ?? petition.organisedBy}`,
      ),
      link('The petition', petition.url),
    ])
  },
}

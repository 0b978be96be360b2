import { parts } from './parts.ts'
import { counted, number } from './writing.ts'

export type DeskSentences = typeof desk

export const desk = {
  pages: {
    back: 'Back',
    next: 'Next',
    /** Shown if the command is too long for a button. */
    typed: (label: string, page: number) => `${label}: write the same again, with “page ${page}” at its end.`,
  },
  recent: {
    subject: 'Latest signatures',
    none: 'No signatures here',
    nobody: 'nobody has signed yet.',
    nobodyOnPage: (page: number) => `there are no signatures on page ${number(page)}.`,
  },
  found: {
    subject: (n: number) => `${parts.signatures(n)} found`,
    lookedFor: (petition: string, name: string, n: number) =>
      `${petition}, looking for “${name}”: ${n === 0 ? 'nobody' : parts.signatures(n)} found.`,
    /** The first word names no petition of theirs. `slug`: one that may be meant. */
    otherwise: (word: string, slug: string | undefined) =>
      slug === undefined
        ? `You don’t organise a petition called “${word}”, so we looked for that word too.`
        : `You don’t organise a petition called “${word}”. Did you mean “${slug}”?`,
    lookThere: (name: string) => `Look for “${name}” there`,
  },
  export: {
    subject: 'Your export',
    rows: (n: number) => `${counted(n, 'row', 'rows')}, one for each signature.`,
    /** The link follows. */
    linkTo: (rows: string, format: string) => `${rows} This link leads to the file (${format}):`,
    linkToPdf:
      'this link leads to a PDF to print and hand over: a cover, the statement, the number, and every name that the page shows.',
    cannotSend: (time: string) =>
      `The file could not be sent here. This link leads to it. It is yours alone and works until ${time}.`,
    yoursUntil: (time: string) => `The link is yours alone and works until ${time}.`,
    download: 'Download the file',
    /** Asks to keep the file safe, and explains its columns. */
    columns:
      'Signatures whose state is withdrawn or removed do not count. The file holds what people told you in trust: keep it safe, and delete it when you no longer need it. ' +
      'The first line names the columns: number, state, kind (person or organisation), name, occupation, organisation; listed (may be shown), hidden, featured and approved by organisers; the channel; how, in which language and when they confirmed; the domain of an organisation’s mailbox; the hash of the text they signed; number_only, if they were told that only the number is shown; evidence: what the signature stands on; and checked_domain, the domain that an organiser checked.',
  },
  askFirst: {
    nothingYet: (before: string) => `nothing has been done yet. ${before}`,
    orReply: 'Or just reply “yes” to this email. If you do neither, nothing happens.',
  },
  askSender: {
    subject: 'Was this you?',
    opening: (petition: string | undefined) =>
      `An email in your name asked for this${petition === undefined ? '' : `, about ${petition}`}, and nothing proves that it came from you:`,
    wasItYou:
      'If it was you, press the button, or reply “yes” to this email. If it wasn’t, do nothing, and nothing happens.',
    yes: 'Yes, that was me',
    why: 'Why we ask: we could not check that your email really came from you. It has no DKIM signature of your domain that we can check, and our mail server did not vouch for it. So each of your commands needs your yes.',
    whatHelps:
      'What helps: ask the people who run your email to sign it with DKIM, and ask the operator of this service to set MAIL_AUTHSERV_ID. You can also give commands in a chat. We won’t explain this again.',
  },
  done: {
    subject: 'Done',
    entry: (n: number) => `This is entry ${n} in the log. You can undo it for 24 hours.`,
    undo: 'Undo',
  },
  nothingToDo: { subject: 'Nothing to do', because: (why: string) => `${why} Nothing has changed.` },
  notAsItWas: 'Something has changed',
  saidYesBefore: {
    subject: 'You have already said yes',
    text: 'This was done the first time, and will not be done again. The log shows it, and what you can undo.',
    log: 'Log',
  },
  tooLate: {
    subject: 'Too late',
    text: 'This question has expired, or was already answered. If you still want it, please write the command again.',
  },
  noRoomHere: {
    subject: 'Not here',
    text: 'a card can only be posted in a channel of Discord or Slack. Type /petition announce there.',
  },
  notOpenYet: {
    subject: 'Not yet',
    text: (petition: string) =>
      `${petition} is still a draft. Please open it first, so that people can see it.`,
  },
  waiting: {
    none: {
      subject: 'No organisation is waiting',
      text: 'no organisation is waiting for your approval.',
    },
    subject: (n: number) => `${parts.organisations(n)} waiting for you`,
    approve: (n: number) => `Approve ${n}`,
    /** The domain is shown beside its name. */
    mark: (n: number, domain: string) => `Approve ${n}, ${domain} is theirs`,
    more: (n: number) => `${parts.andMore(n)}, shown once these are done.`,
    turnDown: (command: string) => `To turn one down, write “${command}”, then its number and the reason.`,
  },
  unusual: {
    subject: 'Where signatures came from',
    /** The kinds of evidence, strongest first: `2 by DKIM, 5 by account`. */
    all: (signatures: string, evidence: string) => `${signatures}. Evidence: ${evidence}.`,
    evidence: {
      dkim: 'email with proof (DKIM)',
      account: 'chat account',
      reply: 'reply by email',
      press: 'button of the link',
    },
    nothing: 'Nothing stands out.',
    standsOut:
      'These brought far more than is usual. It may be good news, such as an association that wrote to its members: please look before you act.',
    /** `usual`: what an origin of its kind usually brings. Absent if it does not stand out. */
    line: (name: string, n: number, usual: number | undefined, also: string[]) =>
      [
        usual === undefined
          ? `${name}: ${number(n)}`
          : `${name}: ${number(n)}, usually at most ${number(usual)}`,
        ...also,
      ].join(' · '),
    inside: (domains: string) => `also ${domains}`,
    disposable: 'disposable addresses',
    usual: 'The largest others:',
    hour: (time: string, n: number, largest: string) =>
      `${time}: ${parts.signatures(n)} in an hour, ${largest} of them from one place.`,
    look: (name: string) => `Look at ${name}`,
    remove: (command: string) =>
      `To remove them, write “${command}”, with your reason at the end. You see how many there are before anything happens.`,
  },
  tooFewToTell: {
    subject: 'Too few to show',
    text: (least: number) =>
      `fewer than ${number(least)} signatures fit. We do not reveal where a few people have their mailbox, or which community they are in. Nothing has changed.`,
    onlyUnusual:
      'we list people by their email domain or community only if it brought far more signatures than usual. Otherwise this stays private.',
    origins: 'Where signatures came from',
  },
  invalidationStopped: {
    subject: 'Stopped',
    none: 'nothing was running.',
    text: (entries: number[]) =>
      `stopped: entry ${entries.join(', ')} of the log. What was removed before stays removed; undo the entry to get it back.`,
  },
  organisers: {
    subject: 'Organisers',
    /** For an organiser that the operator added at the machine. */
    unnamed: 'somebody the operator added',
    since: (day: string) => `since ${day}`,
    you: 'this is you',
  },
  lastOrganiser: {
    subject: 'A petition needs an organiser',
    text: (petition: string) =>
      `${petition} must keep at least one organiser. Please add another one first. Nothing has changed.`,
  },
  log: {
    subject: 'The log',
    none: {
      subject: 'Nothing in the log',
      text: 'organisers have done nothing yet.',
      onPage: (page: number) => `there is nothing on page ${number(page)}.`,
    },
    operator: 'the operator',
    undone: (entry: string) => `${entry} (undone)`,
    undo: (n: number) => `Undo ${n}`,
  },
  cannotUndo: {
    subject: 'Not undone',
    text: (entry: number, why: 'unknown' | 'final' | 'old' | 'undone' | 'changed') => {
      const because = {
        unknown: 'there is no such entry.',
        final:
          'these entries cannot be undone: exports, posted cards, corrections of a signed petition, and earlier undos. To redo something you undid, do it again.',
        old: 'it is older than 24 hours.',
        undone: 'it has already been undone.',
        changed: 'what it changed has been changed again since. Undo that first.',
      }
      return `entry ${entry} of the log: ${because[why]} Nothing has changed.`
    },
  },
  digest: {
    subject: {
      daily: 'A digest every day',
      weekly: 'A digest every week',
      off: 'No more digests',
    },
    on: (every: 'daily' | 'weekly', next: string | undefined, command: string) =>
      `you will get a digest every ${every === 'daily' ? 'day' : 'week'}${next === undefined ? '' : `, the next one on ${next}`}. To stop it, write “${command}”.`,
    off: (command: string) => `you will get no more digests. To get them again, write “${command}”.`,
  },
  takenOff: {
    subject: 'Your signature was removed',
    text: (petition: string, askWhom: string) =>
      `The organisers of ${petition} have removed your signature, and it does not count. They can tell you why: ${askWhom}`,
  },
}

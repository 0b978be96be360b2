import type { Invalidate, ManyAct, Undoable } from '../desk-args.ts'
import { parts } from './parts.ts'
import { number } from './writing.ts'

const done: Record<Undoable, string> = {
  open: 'opened',
  close: 'closed',
  feature: 'featured',
  unfeature: 'no longer featured',
  hide: 'hidden',
  show: 'shown again',
  remove: 'removed',
  invalidate: 'removed by condition',
  approve: 'approved',
  mark: 'domain checked',
  'organiser-add': 'organiser added',
  'organiser-remove': 'organiser removed',
  edit: 'changed',
  news: 'news published',
  'news-edit': 'news changed',
  'news-withdraw': 'news removed from the page',
  create: 'started',
}

const skippedBecause: Record<ManyAct['kind'], string> = {
  feature: 'already shown first',
  unfeature: 'not shown first',
  hide: 'already hidden',
  show: 'not hidden',
  remove: 'already removed',
  approve: 'not waiting for approval',
  mark: 'without a proved domain, or marked already',
}

/** Forms of verbs for one thing and for several. */
function forms({ count }: ManyAct) {
  const one = count === 1
  return {
    one,
    n: parts.signatures(count),
    these: one ? 'this signature' : 'these signatures',
    them: one ? 'it' : 'them',
  }
}

function quoted(reason: string | undefined): string {
  return !reason ? '' : `“${reason}”`
}

export type ActSentences = typeof acts

export const acts = {
  marks: {
    hidden: 'hidden',
    featured: 'featured',
    waiting: 'waiting for approval',
    removed: 'removed',
    withdrawn: 'withdrawn',
    'counted-only': 'counted, not shown',
    checked: 'domain checked',
  },
  fields: {
    title: 'title',
    text: 'statement',
    goal: 'goal',
    organisedBy: 'organiser',
    addressee: 'addressee',
    contact: 'contact',
    closesAt: 'closing time',
    policy: 'who may sign',
    organisations: 'organisations',
    listing: 'visibility',
    figures: 'figures on the page',
    accent: 'colour',
    language: 'language',
    occupations: 'suggested occupations',
    timeZone: 'time zone',
  },
  /** Stands for the name on a signature that was erased. */
  erased: 'erased',
  /** Beside an organisation’s name. */
  by: (representative: string) => `by ${representative}`,
  noEvidence: 'There is no proof of where it came from.',
  provedDomain: (domain: string) => `It was confirmed from a mailbox at ${domain}.`,

  open: {
    ask: 'Open it?',
    press: 'Open it',
    before: 'It will be open for signatures: everyone can see its page and sign.',
    after: 'It is open for signatures.',
    log: done.open,
  },
  close: {
    ask: 'Close it?',
    press: 'Close it',
    before:
      'It will close now. After that nobody can sign, and links that were sent but not used yet record nothing. People who have signed can still change or withdraw their signature. You can open it again.',
    after: 'It is closed.',
    log: done.close,
  },
  closeAt: (time: string) => ({
    ask: 'Close it at that time?',
    press: 'Close it at that time',
    before: `It will close on ${time}. After that nobody can sign, and links that were not used yet record nothing. People who have signed can still change or withdraw their signature.`,
    after: `It will close on ${time}.`,
    log: `closing set to ${time}`,
  }),
  organiserAdd: (name: string) => ({
    ask: 'Add an organiser?',
    press: 'Add as organiser',
    before: `${name} will organise this petition with you: see all counts and names, export the list, and change anything.`,
    after: `${name} now organises this petition with you.`,
    log: `${done['organiser-add']}: ${name}`,
  }),
  organiserRemove: (name: string) => ({
    ask: 'Remove an organiser?',
    press: 'Remove as organiser',
    before: `${name} will no longer organise this petition.`,
    after: `${name} no longer organises this petition.`,
    log: `${done['organiser-remove']}: ${name}`,
  }),
  /** `about`: the heading or beginning of the news, in quotation marks. `item`: its number, once it has one. */
  news: (about: string, item: number | undefined) => ({
    ask: 'Publish this news?',
    press: 'Publish it',
    before:
      'This will be on its page with today’s date, and in its feed. It is yours alone: nobody signs it.',
    after:
      item === undefined
        ? 'This is on its page now, and in its feed.'
        : `This is on its page now, and in its feed, as news ${item}. “news edit ${item}” changes it, “news remove ${item}” removes it.`,
    log: `${done.news}: ${about}`,
  }),
  newsEdit: (about: string, item: number) => ({
    ask: `Change news ${item}?`,
    press: 'Change it',
    before:
      'This will replace it on the page and in the feed. Readers will see the date of the change beside that of publishing.',
    after: `News ${item} now says this, with today’s date as that of the change.`,
    log: `${done['news-edit']}: ${about}`,
  }),
  newsWithdraw: (item: number) => ({
    ask: `Remove news ${item}?`,
    press: 'Remove it',
    before: 'This will no longer be on the page or in the feed.',
    after: `News ${item} is no longer on the page.`,
    log: `news ${number(item)} removed from the page`,
  }),
  /** `also`: sentences about what the change means for people who have signed. */
  edit: (fields: string, also: string[]) => ({
    ask: 'Change it?',
    press: 'Change it',
    before: [`This will change: ${fields}.`, ...also].join(' '),
    after: `Changed: ${fields}.`,
    log: `changed: ${fields}`,
  }),
  /** For a petition that somebody has signed. */
  correction: (field: string, before: string, after: string) =>
    `People have signed, so this can only be a correction: the ${field} ${before} becomes ${after}. The page and every proof will show both, with the date. It cannot be undone.`,
  /** For a signed petition that had no addressee so far. */
  addition: (addressee: string) =>
    `People have signed without an addressee. The page and every proof will say, with the date, that ${addressee} was added after their signatures. It cannot be undone.`,
  staysUnlisted: (n: number) =>
    `${parts.signatures(n)} ${n === 1 ? 'was' : 'were'} given while only the number was shown: ${n === 1 ? 'its name stays' : 'their names stay'} unlisted unless ${n === 1 ? 'its signer agrees' : 'their signers agree'} again. New signatures are listed.`,
  create: {
    ask: 'Start it?',
    press: 'Start it',
    before:
      'It will be started. It is open at once for everybody who has its link; the people who run this service decide whether they list it for all.',
    after: 'It has been started.',
    log: done.create,
  },
  undo: (entry: number, what: Undoable) => ({
    ask: 'Undo this?',
    press: 'Undo it',
    before: `This undoes entry ${entry} (${done[what]}): what it changed becomes what it was before.`,
    after: `Undone: entry ${entry} (${done[what]}).`,
    log: `undone: entry ${entry} (${done[what]})`,
  }),
  invalidate(act: Invalidate) {
    const one = act.count === 1
    const n = parts.signatures(act.count)
    const reason = quoted(act.reason)
    return {
      ask: 'Remove everything that fits?',
      press: one ? 'Remove it' : `Remove ${number(act.count)}`,
      before: `${n} ${one ? 'fits' : 'fit'} this: ${act.condition}. ${one ? 'It' : 'They'} will be removed and will no longer count. Anyone who signs again from the same account or mailbox is told so. Signatures given from now on stay. The log will keep the reason: ${reason}`,
      after:
        act.goesOn === true
          ? `${n} ${one ? 'is' : 'are'} being removed (${act.condition}). This takes a few minutes. To stop it, write “invalidate stop”.`
          : `${n} removed (${act.condition}). The reason in the log: ${reason}`,
      log: `${n} ${done.invalidate} (${act.condition}): ${reason}`,
    }
  },
  /** `which`: the numbers of the signatures in brackets, or empty. */
  many: {
    feature(act: ManyAct, which: string) {
      const { one, n, these, them } = forms(act)
      return {
        ask: `Show ${these} first?`,
        press: `Checked: show ${them} first`,
        before: `${n} will be shown first${one ? '' : ', in this order'}. Readers will assume that you know who ${one ? 'this is' : 'they are'}: please check before you go on.`,
        after: `${n} shown first${one ? '' : ', in the order you gave'}.`,
        log: `${n} ${done.feature}${which}`,
      }
    },
    unfeature(act: ManyAct, which: string) {
      const { n, these, them } = forms(act)
      return {
        ask: `Stop showing ${these} first?`,
        press: `Stop showing ${them} first`,
        before: `${n} will no longer be shown first.`,
        after: `${n} no longer shown first.`,
        log: `${n} ${done.unfeature}${which}`,
      }
    },
    hide(act: ManyAct, which: string) {
      const { one, n, these, them } = forms(act)
      return {
        ask: `Hide ${these}?`,
        press: `Hide ${them}`,
        before: `${n} will no longer be shown to the public, but will still count.`,
        after: `${n} hidden. ${one ? 'It still counts' : 'They still count'}.`,
        log: `${n} ${done.hide}${which}`,
      }
    },
    show(act: ManyAct, which: string) {
      const { n, these, them } = forms(act)
      return {
        ask: `Show ${these} again?`,
        press: `Show ${them} again`,
        before: `${n} will be shown again.`,
        after: `${n} shown again.`,
        log: `${n} ${done.show}${which}`,
      }
    },
    remove(act: ManyAct, which: string) {
      const { n, these, them } = forms(act)
      const reason = quoted(act.reason)
      return {
        ask: `Remove ${these}?`,
        press: `Remove ${them}`,
        before: `${n} will be removed and will no longer count. Anyone who signs again from the same account or mailbox is told so.${reason && ` The log will keep the reason: ${reason}`}`,
        after: `${n} removed.${reason && ` The reason in the log: ${reason}`}`,
        log: `${n} ${done.remove}${which}${reason && `: ${reason}`}`,
      }
    },
    approve(act: ManyAct, which: string) {
      const { one, them } = forms(act)
      const those = parts.organisations(act.count)
      const changed = one
        ? 'It has changed since you were shown it. '
        : 'Some of this has changed since you were shown it. '
      return {
        ask: one ? 'Approve this organisation?' : 'Approve these organisations?',
        press: `Approve ${them}`,
        before: `${act.changed === true ? changed : ''}${those} will be counted and listed.`,
        after: `${those} approved: ${one ? 'it is' : 'they are'} now counted and listed.`,
        log: `${those} ${done.approve}${which}`,
      }
    },
    /** Approves organisations, and shows their domain beside the name. */
    mark(act: ManyAct, which: string) {
      const { one } = forms(act)
      const those = parts.organisations(act.count)
      const changed = act.changed === true ? 'Some of this has changed since you were shown it. ' : ''
      return {
        ask: one ? 'Is this domain theirs?' : 'Are these domains theirs?',
        press: one ? 'Checked: the domain is theirs' : 'Checked: the domains are theirs',
        before: `${changed}${those} will be counted and listed, with a mark and the domain of the mailbox beside the name. Readers will trust it: please check first that the domain belongs to ${one ? 'that organisation' : 'those organisations'}.`,
        after: `${those} counted and listed, with the domain beside the name.`,
        log: `${those}: ${done.mark}${which}`,
      }
    },
  },

  exported: {
    file: (format: string) => `list exported (${format})`,
    link: (format: string) => `link to the list requested (${format})`,
    fetched: (format: string) => `list downloaded by link (${format})`,
  },
  announced: 'card posted in a channel',
  appended: 'text added below the statement',
  listed: 'listed for everybody',
  unlisted: 'no longer listed for everybody',
  /** Why there was nothing to do. */
  nothing: {
    open: 'it is already open.',
    close: 'it is already closed.',
    feature: 'none of the signatures you named can be shown first, or all already are.',
    unfeature: 'none of the signatures you named is shown first.',
    hide: 'none of the signatures you named exists, or all are already hidden.',
    show: 'none of the signatures you named is hidden.',
    remove: 'none of the signatures you named exists any more.',
    invalidate: 'no signature fits this.',
    approve: 'none of the signatures you named is waiting for approval.',
    mark: 'none of the organisations you named was confirmed from a mailbox of that domain, or all have the mark already.',
    'organiser-add': 'this person is already an organiser.',
    'organiser-remove': 'this person is not an organiser.',
    edit: 'it already says so.',
    news: 'there is nothing to publish.',
    'news-edit': 'there is no such news on the page, or it already says so.',
    'news-withdraw': 'there is no such news on the page.',
    create: 'it already exists.',
    undo: 'there was nothing to undo.',
  },
  onlyOnTrial: 'it is the sample of trial mode, with invented signatures, and is not for the public.',
  /** Why nothing was done after the yes. */
  changedSince:
    'what you agreed to has changed since you saw it, so nothing was done. If you still want it, please write the command again.',
  /** `n`: how many named signatures do not exist, or need no change. */
  skipped: (n: number, kind: ManyAct['kind']) =>
    `Skipped ${number(n)}: not found, or ${skippedBecause[kind]}.`,
}

import { parts } from './parts.ts'
import { counted, time } from './writing.ts'

export type ShareSentences = typeof share

const opened = 'Open for signatures'

export const share = {
  title: 'Share it',
  byEmail: 'Email',
  /** The label of a link. */
  on: (network: string) => `On ${network}`,
  copy: 'Copy the link',
  copied: 'Copied',
  /** Opens the phone’s own list of apps. */
  sheet: 'Share …',
  badge: 'A badge with the live number for your own site',
  badgeCode: 'Copy this into your page',
  /** In a receipt; the links follow. */
  inReceipt: 'To share it:',
  /** The alternative text of the picture that a shared link shows. */
  picture: (title: string, said: string, names: string[]) =>
    `“${title}”: ${said}${names.length > 0 ? `, among them ${names.join(', ')}` : ''}.`,
  /** Shown instead of a zero, which invites nobody. */
  number: (n: number, isOpen: boolean): string => (n === 0 && isOpen ? opened : parts.signatures(n)),
  readAndSign: 'Read and sign',
  read: 'Read it',
  opened,
  closed: (n: number) => `Closed with ${parts.signatures(n)}`,
  appended: 'Text added below the statement',
  corrected: 'A spelling was corrected',
  addresseeAdded: 'An addressee was added',
  mine: {
    link: 'What I signed',
    title: 'What you have signed',
    intro:
      'Type your email address. We send it a list of everything that was signed from it, with links to change or withdraw each signature.',
    send: 'Send me the list',
    sent: (mailbox: string) =>
      `We have sent an email to ${mailbox}. It lists what was signed from this address.`,
    data: 'Download everything we keep about it (JSON)',
  },
  /** The list that is handed over on paper. */
  document: {
    /** `zoned`: an instant and its time zone. */
    asOf: (zoned: string) => `As of ${time(zoned)}`,
    unnamed: (n: number) =>
      `${counted(n, 'more signature is', 'more signatures are')} counted without being named.`,
    lettersMissing:
      'There are letters that this document cannot print: they are left out here. The page of the petition has them.',
    checked: (domain: string) => `domain checked: ${domain}`,
    page: 'Page',
  },
}

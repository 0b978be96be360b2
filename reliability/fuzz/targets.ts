/** Everything that reads what a stranger sends, by the kind of what is sent. */

import { guessText } from '../../src/adapters/email/headers/charset.ts'
import { decodeEncodedWords } from '../../src/adapters/email/headers/encoded-words.ts'
import { readAddressList, readMailbox, readSender } from '../../src/adapters/email/headers/mail-address.ts'
import { readHeaderText } from '../../src/adapters/email/headers/mail-headers.ts'
import { readBounce } from '../../src/adapters/email/machines/bounce.ts'
import { permanenceOf } from '../../src/adapters/email/machines/permanence.ts'
import { readOurAddress, writeOurAddress } from '../../src/adapters/email/our-address.ts'
import { readAuthenticationResults } from '../../src/adapters/email/proof/authentication-results.ts'
import { htmlToText } from '../../src/adapters/email/read/html-text.ts'
import { UnreadableMail } from '../../src/adapters/email/read/parsed-mail.ts'
import { readMail } from '../../src/adapters/email/read/read-mail.ts'
import { readNewText } from '../../src/adapters/email/read/visible-text.ts'
import { readForm } from '../../src/adapters/web/form.ts'
import { mailboxOf } from '../../src/adapters/web/open-form.ts'
import { markdown } from '../../src/adapters/web/petition/markdown.ts'
import { Posters } from '../../src/adapters/web/posters.ts'
import { createRoutes } from '../../src/adapters/web/routes.ts'
import type { WebPages } from '../../src/adapters/web/web-pages.ts'
import { checkDetails } from '../../src/core/details.ts'
import { readPetitionForm, readSignForm } from '../../src/core/petitions/read-forms.ts'
import { readCommand } from '../../src/core/reading/commands/read-command.ts'
import { readTime } from '../../src/core/reading/commands/read-time.ts'
import { commandSaid, understandCommand } from '../../src/core/reading/commands/understand-command.ts'
import { understandAnswer } from '../../src/core/reading/understand-answer.ts'
import { understandRequest } from '../../src/core/reading/understand-request.ts'
import { ada, asked, paintedCore, token } from '../../test/adapters/web/painted-core.ts'
import type { Kind } from './inputs.ts'

export interface FuzzTarget {
  name: string
  kind: Kind
  act: (text: string) => unknown
}

const ours = 'sign@petitions.example'
const slugs = new Set(['demo'])
const now = new Date('2026-11-29T12:00:00Z')
const shown = { name: 'Ada Lovelace', occupation: 'composer' }

/** A mailbox that was read is written into emails: read again it must be the same. */
function addressAgain(text: string): void {
  const found = readMailbox(text)
  if (found === undefined) return
  const again = readMailbox(found.address)
  if (again?.address !== found.address) throw new Error(`${found.address} is read as ${again?.address}`)
  if (/[\r\n\0]/.test(found.address)) throw new Error('a line end in an address')
}

/** An address of ours reads back as the same. */
function ourAddressAgain(text: string): void {
  for (const address of [text, `sign+${text}@petitions.example`]) {
    const found = readOurAddress(address, ours)
    if (found === undefined) continue
    const again = readOurAddress(writeOurAddress(found, ours), ours)
    if (JSON.stringify(again) !== JSON.stringify(found)) throw new Error('another address of ours')
  }
}

async function email(text: string): Promise<void> {
  try {
    await readMail(Buffer.from(`From: ada@example.org\r\n${text}`, 'latin1'), { ownAddress: ours })
  } catch (error) {
    // An email that cannot be read is counted and put aside.
    if (!(error instanceof UnreadableMail)) throw error
  }
}

function pages(): (path: string, body?: string, headers?: Record<string, string>) => Promise<void> {
  const quiet = { debug() {}, info() {}, warn() {}, error() {} }
  const core = paintedCore({ tokens: { [token('a')]: asked(ada) } })
  const web: WebPages = {
    core: {
      ...core,
      signatories(slug, query) {
        // Postgres would refuse it.
        if (JSON.stringify(query).includes('\\u0000')) throw new Error('a NUL for the database')
        return core.signatories(slug, query)
      },
    },
    publicUrl: 'https://undersigned.example',
    mailAddress: ours,
    ready: async () => true,
    log: quiet,
  }
  const routes = createRoutes(web, new Posters(web))
  return async (path, body, headers = {}) => {
    const url = URL.parse(path.replace(/^[^/]/, '/$&'), 'http://localhost:3000')
    if (url?.host !== 'localhost:3000') return
    const request = body === undefined ? {} : { method: 'POST', body }
    const answer = await routes.fetch(new Request(url, { ...request, headers }))
    await answer.arrayBuffer()
    // The pages of this stand-in always work: a fault is the reading's.
    if (answer.status >= 500) throw new Error(`answered with ${answer.status}`)
  }
}

const page = pages()

/** Those of which a page reads more than whether they are there. */
const readHeaders = [
  ...['accept', 'accept-language', 'accept-encoding', 'if-none-match', 'if-modified-since', 'range'],
  ...[
    'user-agent',
    'origin',
    'sec-fetch-site',
    'sec-purpose',
    'content-type',
    'forwarded',
    'x-forwarded-for',
  ],
]

/** A program, which may send any octet but a line end. */
async function pagesByHeaders(text: string): Promise<void> {
  const value = Buffer.from(text.replaceAll(/[\r\n\0]/g, ' ').trim(), 'utf8').toString('latin1')
  const headers = Object.fromEntries(readHeaders.map(name => [name, value]))
  await page('/p/fair-training', undefined, headers)
  await page(`/c/${token('a')}`, 'name=Ada', headers)
  await page('/api/petitions/fair-training', undefined, headers)
}

async function pagesByCursor(text: string): Promise<void> {
  const cursor = encodeURIComponent(text.toWellFormed())
  for (const path of ['/api/petitions/fair-training/signatories', '/p/fair-training/names'])
    for (const name of ['after', 'find', 'occupation']) await page(`${path}?${name}=${cursor}`)
}

export const targets: FuzzTarget[] = [
  { name: 'address: a mailbox', kind: 'address', act: addressAgain },
  { name: 'address: From', kind: 'address', act: text => readSender(text) },
  { name: 'address: a list', kind: 'address', act: text => readAddressList(text) },
  { name: 'address: ours', kind: 'address', act: ourAddressAgain },
  { name: 'address: typed on a page', kind: 'address', act: text => mailboxOf(text) },
  { name: 'header: encoded words', kind: 'header', act: text => decodeEncodedWords(text) },
  { name: 'header: bytes', kind: 'header', act: text => guessText(Buffer.from(text, 'latin1')) },
  { name: 'header: all of a copy', kind: 'header', act: text => readHeaderText(text) },
  {
    name: 'header: Authentication-Results',
    kind: 'header',
    act: text => readAuthenticationResults([text], 'mx.example.org'),
  },
  { name: 'bounce: words', kind: 'email', act: text => permanenceOf(text, '5.1.1') },
  {
    name: 'bounce: a report',
    kind: 'email',
    act: text => readBounce({ subject: 'Undelivered', text, statusParts: [text], originals: [text] }),
  },
  { name: 'email: the whole', kind: 'email', act: email },
  { name: 'email: HTML', kind: 'html', act: text => htmlToText(text) },
  { name: 'email: the new text of HTML', kind: 'html', act: html => readNewText({ html }) },
  {
    name: 'email: a request',
    kind: 'form',
    act: text => understandRequest({ subject: text.slice(0, 998), text, fromName: 'Ada Lovelace', slugs }),
  },
  {
    name: 'email: an answer',
    kind: 'form',
    act: text =>
      understandAnswer({ subject: text.slice(0, 998), text, fromName: 'Ada', unread: false, shown }),
  },
  {
    name: 'command: by email',
    kind: 'command',
    act: text => understandCommand({ subject: text, text, slugs, organises: true, now }),
  },
  { name: 'command: in a chat', kind: 'command', act: text => commandSaid(text, slugs, now) },
  { name: 'command: its words', kind: 'command', act: text => readCommand(text, slugs, now) },
  { name: 'command: a time', kind: 'command', act: text => readTime(text, 'Europe/Paris', now) },
  {
    name: 'form: details',
    kind: 'form',
    act: text => checkDetails({ listed: true, name: text, occupation: text, organisation: text }),
  },
  {
    name: 'form: to sign',
    kind: 'form',
    act: text =>
      readSignForm(
        { name: text, occupation: text, organisation: text, mailbox: text, way: text },
        'email',
        'en',
      ),
  },
  {
    name: 'form: a petition',
    kind: 'form',
    act: text =>
      readPetitionForm(
        { title: text, text, organisedBy: text, goal: text, closesAt: text, occupations: text, slug: text },
        'Europe/Paris',
      ),
  },
  {
    name: 'form: the body of a POST',
    kind: 'form',
    act: body => readForm(new Request('http://localhost/', { method: 'POST', body })),
  },
  { name: 'form: a page that takes it', kind: 'form', act: body => page('/p/fair-training/sign', body) },
  { name: 'form: Markdown', kind: 'html', act: text => markdown(text) },
  { name: 'link: any page', kind: 'link', act: path => page(path) },
  { name: 'link: a cursor', kind: 'link', act: pagesByCursor },
  { name: 'link: headers', kind: 'header', act: pagesByHeaders },
  { name: 'link: pressed', kind: 'link', act: path => page(`/c/${path}`, 'name=Ada') },
]

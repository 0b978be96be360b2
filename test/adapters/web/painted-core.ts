/**
 * A core with one petition and a few tokens, to look at pages with. It only records which of its verbs were called; the stories
 * use the real core.
 */
import type { DetailsView, Incoming, Reply } from '../../../src/core/channel.ts'
import type {
  DetailsForm,
  ExportView,
  ManageView,
  NewsItem,
  PageCore,
  PageWords,
  PublicFigures,
  PublicPetition,
  Signatory,
  TokenView,
} from '../../../src/core/page-contract.ts'
import { textsOf } from '../../../src/core/texts/texts.ts'

/** A token of 32 characters that is easy to tell apart. */
export function token(letter: string): string {
  return letter.repeat(32)
}

export const fairTraining: PublicPetition = {
  slug: 'fair-training',
  title: 'Fair training',
  text: 'Whoever made a work must be asked before a machine is trained on it, and must be paid when the answer is yes.',
  language: 'en',
  status: 'open',
  goal: 5000,
  listing: 'public',
  organisedBy: 'The Guild of Makers',
  contact: 'guild@example.org',
  openedAt: new Date('2026-11-01T09:00:00Z'),
  appendices: [],
  corrections: [],
  signatures: 4213,
  people: 4190,
  organisations: 23,
  takesOrganisations: true,
  figures: 'total',
  timeZone: 'UTC',
}

const another: PublicPetition = {
  ...fairTraining,
  slug: 'libraries',
  title: 'Libraries',
  text: 'Every town needs a library.',
}

export const ada: DetailsView = { kind: 'person', name: 'Ada Lovelace', occupation: 'composer', listed: true }
export const eve: DetailsView = {
  kind: 'organisation',
  name: 'Eve Moss',
  occupation: 'director',
  organisation: 'Society of Tiny Publishers',
  listed: true,
}

const signedAt = new Date('2026-11-23T10:00:00Z')
const signatories: Signatory[] = [
  { kind: 'person', name: 'Ada Lovelace', occupation: 'composer', number: 4213, signedAt },
  {
    kind: 'organisation',
    name: 'Eve Moss',
    occupation: 'director',
    organisation: 'Society of Tiny Publishers',
    checkedDomain: 'tiny.example',
    number: 4212,
    signedAt,
  },
  {
    kind: 'person',
    name: 'Bo Diddley',
    occupation: 'illustrator',
    organisation: 'Inkwell',
    number: 4211,
    signedAt,
  },
  { kind: 'person', name: 'نجيب محفوظ', occupation: 'كاتب', number: 4210, signedAt },
  { kind: 'person', name: 'Chika', number: 4209, signedAt },
]

export interface PaintedCore extends PageCore {
  readonly called: string[]
  /** Each GET of a confirm link: of which petition, and by what. */
  readonly fetched: string[]
  /** The forms that were taken. */
  readonly received: Incoming[]
  /** Tells the pages that a petition has changed. */
  changed(slug?: string): void
}

export function paintedCore(
  options: {
    petition?: PublicPetition
    signatories?: Signatory[]
    next?: string
    tokens?: Record<string, TokenView>
    manage?: Record<string, ManageView>
    exports?: Record<string, ExportView>
    featured?: Signatory[]
    figures?: PublicFigures
    news?: NewsItem[]
    /** Whether another petition is open too. By default it is: then home lists them. */
    only?: true
  } = {},
): PaintedCore {
  const called: string[] = []
  const fetched: string[] = []
  const received: Incoming[] = []
  const listeners: ((slug: string | undefined) => void)[] = []
  const petition = options.petition ?? fairTraining
  const others = options.only ? [] : [another]
  const byToken = (given: string): TokenView => options.tokens?.[given] ?? { kind: 'unknown' }
  const byManage = (given: string): ManageView => options.manage?.[given] ?? { kind: 'unknown' }
  const gone = (view: ManageView, kind: 'withdrawn' | 'erased'): ManageView =>
    view.kind === 'signed' ? { kind, petition: view.petition, language: view.language } : view
  return {
    called,
    fetched,
    received,
    openPetitions: () =>
      (petition.status === 'open' ? [petition, ...others] : others).map(({ slug, title }) => ({
        ...{ slug, title, policy: 'account', organisations: true },
      })),
    homePetitions: () => Promise.resolve(petition.status === 'open' ? [petition, ...others] : []),
    petition: slug => Promise.resolve(slug === petition.slug ? petition : undefined),
    signatories: (slug, page) => {
      called.push(`signatories ${page.after ?? '-'} ${page.limit}`)
      return Promise.resolve(
        slug === petition.slug
          ? {
              signatories: (options.signatories ?? signatories).filter(
                s => page.kind === undefined || s.kind === page.kind,
              ),
              ...(options.next !== undefined && { next: options.next }),
            }
          : undefined,
      )
    },
    featured: slug => {
      called.push(`featured ${slug}`)
      return Promise.resolve(options.featured ?? [])
    },
    publicPetitions: () => [{ slug: petition.slug, title: petition.title }],
    sharePicture: slug =>
      Promise.resolve(slug === petition.slug ? new TextEncoder().encode('a picture') : undefined),
    receive: incoming => {
      received.push(incoming)
      return Promise.resolve({ kind: 'taken' })
    },
    checkForm: (_form, values) =>
      values.name === '' ? [{ field: 'name', problem: 'Please give the name that should appear.' }] : [],
    onPageChange: listener => void listeners.push(listener),
    changed: slug => {
      for (const listener of listeners) listener(slug)
    },
    occupations: () => Promise.resolve([{ key: 'composer', name: 'composer', people: 2 }]),
    news: (slug, { limit, after = '999' }) => {
      const news = (options.news ?? []).filter(({ number }) => number < Number(after))
      const next = news[limit] && String(news[limit - 1]?.number)
      return Promise.resolve(
        slug === petition.slug ? { news: news.slice(0, limit), ...(next && { next }) } : undefined,
      )
    },
    figures: () => Promise.resolve(options.figures),
    linkFetched: (slug, by) => void fetched.push(`${slug} ${by}`),
    exportByToken: given => {
      called.push(`exportByToken ${given}`)
      return Promise.resolve(options.exports?.[given] ?? { kind: 'unknown' })
    },
    requestByToken: given => {
      called.push(`requestByToken ${given}`)
      return Promise.resolve(byToken(given))
    },
    confirm: (given, typed) => {
      called.push(typed === undefined ? `confirm ${given}` : `confirm ${given} ${fields(typed)}`)
      const view = byToken(given)
      if (view.kind === 'asked' && typed?.name === '')
        return Promise.resolve({ kind: 'invalid', field: 'name', problem: 'empty', limit: 100, typed, view })
      if (view.kind === 'asked-command')
        return Promise.resolve({ kind: 'commanded', language: view.language })
      return Promise.resolve(
        view.kind === 'asked'
          ? {
              kind: 'signed',
              petition,
              details: { ...view.details, ...typed },
              number: 4214,
              first: true,
              waitsForApproval: view.details.kind === 'organisation',
              language: view.language,
            }
          : view,
      )
    },
    refuse: given => {
      called.push(`refuse ${given}`)
      const view = byToken(given)
      return Promise.resolve(
        view.kind === 'asked' ? { kind: 'refused', petition: view.petition, language: view.language } : view,
      )
    },
    signAfterAll: given => {
      called.push(`sign after all ${given}`)
      return Promise.resolve(byToken(given))
    },
    signatureByToken: given => Promise.resolve(byManage(given)),
    correct: (given, details) => {
      called.push(`correct ${fields(details)}`)
      const view = byManage(given)
      if (view.kind !== 'signed') return Promise.resolve({ kind: 'gone', view })
      return Promise.resolve(
        details.name === ''
          ? { kind: 'invalid', field: 'name', problem: 'empty', limit: 100, typed: details, view }
          : { kind: 'corrected', view: { ...view, details: { ...view.details, ...details } } },
      )
    },
    list: given => {
      called.push('list')
      return Promise.resolve(byManage(given))
    },
    withdraw: given => {
      called.push('withdraw')
      return Promise.resolve(gone(byManage(given), 'withdrawn'))
    },
    erase: given => {
      called.push('erase')
      return Promise.resolve(gone(byManage(given), 'erased'))
    },
    pageWords: (accept): PageWords => textsOf(accept?.toLowerCase().startsWith('fr') ? 'fr' : 'en').pages,
  }
}

function fields({ kind, name, occupation, organisation, listed }: DetailsForm): string {
  return [kind, name, occupation, organisation, listed].join('|')
}

/** A preview with one block of every kind. */
export const hidingBo: Reply = {
  language: 'en',
  subject: 'Hide 2 signatures',
  blocks: [
    { kind: 'title', text: 'Hide 2 signatures of “Fair training”' },
    {
      kind: 'paragraph',
      text: 'They leave the public list at once, and still count.\nYou can undo it for 24 hours.',
    },
    { kind: 'quote', text: 'Bo Diddley, illustrator\nنجيب محفوظ' },
    {
      kind: 'facts',
      facts: [
        { label: 'Signatures', value: '4,211 and 4,210' },
        { label: 'Reason', value: 'asked for by mail' },
      ],
    },
    { kind: 'link', label: 'The petition', url: 'https://undersigned.example/p/fair-training' },
    { kind: 'button', label: 'Press me in a mail', url: 'https://undersigned.example/c/x' },
    { kind: 'form-button', label: 'Press me for a form', form: 'f' },
    { kind: 'command-button', label: 'Press me in a chat', command: 'hide 2' },
    { kind: 'progress', part: 4213, whole: 5000, text: '4,213 of 5,000' },
    {
      kind: 'image',
      name: 'curve.png',
      alt: 'Two dots on one line',
      png: Buffer.from(
        'iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAYAAAD0In+KAAAAD0lEQVR42mP8z8Dwn4EBAA4CAgHbq5qeAAAAAElFTkSuQmCC',
        'base64',
      ),
    },
    { kind: 'file', name: 'audit.csv', mediaType: 'text/csv', content: new Uint8Array() },
    { kind: 'small', text: 'Asked for by mail from guild@example.org.' },
  ],
}

export function asked(
  details: DetailsView,
  more: Partial<Extract<TokenView, { kind: 'asked' }>> = {},
): TokenView {
  return {
    kind: 'asked',
    petition: fairTraining,
    details,
    language: 'en',
    expiresAt: new Date('2026-11-30T10:00:00Z'),
    change: false,
    ...more,
  }
}

/** The calls that act, without those that only look. */
export function acts({ called }: PaintedCore): string[] {
  return called.filter(call => !call.startsWith('requestByToken'))
}

export function signed(
  details: DetailsView,
  more: Partial<Extract<ManageView, { kind: 'signed' }>> = {},
): ManageView {
  return {
    kind: 'signed',
    petition: fairTraining,
    details,
    number: 4213,
    signedAt,
    how: 'page',
    channel: 'email',
    waitsForApproval: false,
    statementHash: 'ab'.repeat(32),
    asSigned: { title: fairTraining.title, organisedBy: fairTraining.organisedBy, addressee: '' },
    mayBeListed: false,
    language: 'en',
    ...more,
  }
}

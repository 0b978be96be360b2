/** First responses that must be immediate: forms and a Home, from the petitions kept in memory, without waiting for the database. */
import { signaturesOfIdentity } from '../../db/signatures.ts'
import type { Asker, AtOnce, Command, Reply } from '../channel.ts'
import { whoCreates } from '../desk/call.ts'
import { nearTo } from '../desk/which-petition.ts'
import { accountHash } from '../identity.ts'
import type { Language } from '../language.ts'
import { createForm, formOf, readFormId, signForm } from '../petitions/forms.ts'
import type { KnownPetition } from '../petitions/known-petitions.ts'
import { newsForm, newsProblems, readNews } from '../petitions/news.ts'
import { isOffered } from '../petitions/offered.ts'
import { petitionUrl } from '../petitions/public-petition.ts'
import {
  type FormProblem,
  petitionProblems,
  readPetitionForm,
  readSignForm,
  sameText,
} from '../petitions/read-forms.ts'
import { readCommand } from '../reading/commands/read-command.ts'
import { detailsOf } from '../signing/signature-details.ts'
import { link, paragraph, quote, reply, statement } from '../texts/blocks.ts'
import { textsOf } from '../texts/texts.ts'
import type { Service } from '../work.ts'

export interface Memory {
  service: Service
  known: readonly KnownPetition[]
}

/** `asker`: also those that only their community is shown. */
export function openOnes(known: readonly KnownPetition[], asker?: Asker): KnownPetition[] {
  return known.filter(
    petition =>
      petition.status === 'open' && (asker === undefined ? petition.listed : isOffered(petition, asker)),
  )
}

/** Whether this account organises the petition, by a memory at most ten seconds old. */
function organises({ service }: Memory, petition: KnownPetition, asker: Asker): boolean {
  const account = accountHash(service.keys, asker.channel, asker.account)
  return petition.organisers.has(account.toString('hex'))
}

function visibleOnes(memory: Memory, asker: Asker): KnownPetition[] {
  return memory.known.filter(petition => petition.status !== 'draft' || organises(memory, petition, asker))
}

export function namableOnes(memory: Memory, asker: Asker): KnownPetition[] {
  const mine = memory.known.filter(petition => organises(memory, petition, asker))
  return [...mine, ...openOnes(memory.known, asker).filter(petition => !mine.includes(petition))]
}

/** False only if they certainly may not. The database decides when the form comes in. */
function mayStart(memory: Memory, asker: Asker): boolean {
  const decided = memory.service.create !== 'listed' && asker.manages !== false
  return decided || memory.known.some(petition => organises(memory, petition, asker))
}

function createAtOnce(memory: Memory, asker: Asker): AtOnce {
  if (mayStart(memory, asker)) return { kind: 'form', form: createForm(asker.language) }
  const { mayNotCreate } = textsOf(asker.language).replies
  return { kind: 'say', reply: mayNotCreate(whoCreates(memory.service)) }
}

/** Returns undefined if the answer needs the database; the command then goes to `receive`. */
export function answerAtOnce(memory: Memory, command: Command, asker: Asker): AtOnce | undefined {
  const slugs = new Set(
    command.petition === undefined ? visibleOnes(memory, asker).map(({ slug }) => slug) : [],
  )
  const read = readCommand(command.words, slugs, new Date())
  if (read.kind !== 'command') return undefined
  const slug = (command.petition ?? read.slug)?.toLowerCase()
  switch (read.command.kind) {
    case 'sign':
      return signAtOnce(memory, slug, asker)
    case 'create':
      // Memory may not know a new organiser yet: the database decides.
      return mayStart(memory, asker) ? createAtOnce(memory, asker) : undefined
    case 'edit':
    case 'news': {
      const mine = memory.known.filter(petition => organises(memory, petition, asker))
      const petition = slug === undefined ? onlyOne(mine) : mine.find(petition => petition.slug === slug)
      if (petition === undefined) return undefined
      if (read.command.kind === 'edit')
        return { kind: 'form', form: formOf[read.command.part](petition, asker.language) }
      // Only the database has the text to be changed.
      if (read.command.change !== undefined) return undefined
      return { kind: 'form', form: newsForm(petition, asker.language) }
    }
    default:
      return undefined
  }
}

function signAtOnce(memory: Memory, asked: string | undefined, asker: Asker): AtOnce {
  const open = openOnes(memory.known, asker)
  const words = textsOf(asker.language).chat
  const wanted = asked?.toLowerCase()
  const petition =
    wanted === undefined
      ? onlyOne(open)
      : (memory.known.find(({ slug, status }) => slug === wanted && status === 'open') ??
        open.find(({ title }) => title.toLowerCase() === wanted))
  if (petition !== undefined) return { kind: 'form', form: signForm(petition, asker) }
  if (open.length === 0) return sentence(asker.language, words.nothingOpen)
  if (wanted !== undefined) return notFound(wanted, open, asker.language)
  return sentence(asker.language, words.whichPetition, open)
}

/** Names the petition that a mistyped name may mean, and offers the open ones, the nearest first. */
function notFound(wanted: string, open: KnownPetition[], language: Language): AtOnce {
  const { noSuchPetition, didYouMean } = textsOf(language).chat
  const near = nearTo(wanted, open)
  const others = open.filter(petition => !near.includes(petition))
  const [meant] = near
  const said = meant === undefined ? noSuchPetition : `${noSuchPetition} ${didYouMean(meant.title)}`
  return sentence(language, said, [...near, ...others])
}

/** A chat message holds five rows of five buttons. Other petitions can be named in the command. */
const buttonLimit = 25

function sentence(language: Language, text: string, open: KnownPetition[] = []): AtOnce {
  const buttons = open
    .slice(0, buttonLimit)
    .map(({ slug, title }) => ({ kind: 'form-button' as const, label: title, form: `sign:${slug}` }))
  return { kind: 'say', reply: reply(language, '', [paragraph(text), ...buttons]) }
}

function onlyOne(petitions: KnownPetition[]): KnownPetition | undefined {
  return petitions.length === 1 ? petitions[0] : undefined
}

export function formById(memory: Memory, id: string, asker: Asker): AtOnce {
  const read = readFormId(id)
  const words = textsOf(asker.language).chat
  if (read?.kind === 'create') return createAtOnce(memory, asker)
  const petition = memory.known.find(({ slug }) => slug === read?.slug)
  switch (read?.kind) {
    case undefined:
      return sentence(asker.language, words.noSuchPetition)
    case 'sign':
      return signAtOnce(memory, read.slug, asker)
    case 'edit':
    case 'rules':
    case 'page':
    case 'news': {
      if (petition === undefined || !organises(memory, petition, asker))
        return sentence(asker.language, words.notYours)
      if (read.kind === 'news') {
        const was = read.item === undefined ? undefined : petition.news.get(read.item)
        return { kind: 'form', form: newsForm(petition, asker.language, read.item, was) }
      }
      const make = formOf[read.kind === 'edit' ? 'text' : read.kind]
      return { kind: 'form', form: make(petition, asker.language) }
    }
  }
}

/**
 * The problems of a form, each beside its field. Empty if this account may not fill in the form; it is told so when it submits,
 * and the database decides.
 */
export function formProblems(
  memory: Memory,
  id: string,
  values: Record<string, string>,
  asker: Asker,
): FormProblem[] {
  const { language } = asker
  const read = readFormId(id)
  if (read === undefined) return []
  if (read.kind === 'create')
    return mayStart(memory, asker)
      ? petitionProblems(
          values,
          { required: ['title', 'text', 'organisedBy'], closesAt: null, timeZone: 'UTC' },
          language,
        )
      : []
  const petition = visibleOnes(memory, asker).find(({ slug }) => slug === read.slug)
  if (petition === undefined) return []
  if (read.kind === 'sign') {
    const filled = readSignForm(values, petition.policy, language)
    if (filled.kind === 'wrong') return filled.problems
    const unwritable =
      filled.mailbox !== undefined && memory.service.mailPlace?.(filled.mailbox) === undefined
    return unwritable ? [{ field: 'mailbox', problem: textsOf(language).chat.problems.mailboxWrong }] : []
  }
  if (!organises(memory, petition, asker)) return []
  if (read.kind === 'news') return newsProblems(readNews(values), language)
  const { timeZone } = petition
  const { text } = readPetitionForm(values, timeZone)
  const changed = text !== undefined && !sameText(text, petition.text)
  return [
    ...petitionProblems(values, { required: [], closesAt: petition.closesAt, timeZone }, language),
    ...(petition.signed && changed
      ? [{ field: 'text', problem: textsOf(language).chat.problems.textIsFixed }]
      : []),
  ]
}

const homeLimit = 10

/** `signed`: slugs of petitions that need no button to sign. */
export function homeAtOnce(memory: Memory, asker: Asker, signed: ReadonlySet<string> = new Set()): Reply {
  const words = textsOf(asker.language).chat.home
  const open = openOnes(memory.known, asker).slice(0, homeLimit)
  return reply(asker.language, '', [
    { kind: 'title', text: words.open },
    open.length === 0 ? paragraph(textsOf(asker.language).chat.nothingOpen) : undefined,
    ...open.flatMap(({ slug, title, text }) => [
      paragraph(title),
      statement(text),
      signed.has(slug)
        ? undefined
        : { kind: 'form-button' as const, label: words.sign, form: `sign:${slug}` },
      link(words.readMore, petitionUrl(memory.service, slug)),
    ]),
  ])
}

/** Home with what the account has signed. */
export async function home(memory: Memory, asker: Asker): Promise<Reply> {
  const { service } = memory
  const words = textsOf(asker.language).chat.home
  const account = accountHash(service.keys, asker.channel, asker.account)
  const signed = (await signaturesOfIdentity(service.db, account)).slice(0, homeLimit)
  const slugs = new Set(signed.map(({ petition }) => petition.slug))
  const { blocks } = homeAtOnce(memory, asker, slugs)
  return reply(asker.language, '', [
    ...blocks,
    { kind: 'title', text: words.signed },
    signed.length === 0 ? paragraph(words.nothingSigned) : undefined,
    ...signed.flatMap(({ signature, petition }) => {
      const { name, occupation, organisation } = detailsOf(signature)
      return [
        paragraph(words.signature(petition.title, signature.number)),
        quote([name, occupation, organisation].filter(Boolean).join(', ')),
        {
          kind: 'command-button' as const,
          label: words.withdraw,
          command: `unsign ${petition.slug}`,
          danger: true as const,
        },
      ]
    }),
  ])
}

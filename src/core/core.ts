import { totalConfirmed } from '../db/figures/counts.ts'
import { dropInstallation, installationOf, keepInstallation, nameCommunity } from '../db/installations.ts'
import { holdLease } from '../db/lease.ts'
import { readNote, writeNote } from '../db/notes.ts'
import { petitionBySlug, seenPetitionsOf } from '../db/petitions.ts'
import { batchLoader } from './batch-loader.ts'
import type { Asker, Core, Json } from './channel.ts'
import { exportByToken } from './desk/commands/export.ts'
import { adoptMailboxes } from './inbound/adopt-mailbox.ts'
import { answeredByTokens } from './inbound/answered.ts'
import { confirmByPage, refuseByPage, requestByToken, signAfterAll } from './inbound/confirm-link.ts'
import {
  answerAtOnce,
  formById,
  formProblems,
  home,
  homeAtOnce,
  type Memory,
  namableOnes,
  openOnes,
} from './inbound/from-memory.ts'
import { correctByPage, listByPage, removeByPage, signatureByToken } from './inbound/manage-link.ts'
import { countAsFailed } from './inbound/park.ts'
import { pipelineWishOf } from './inbound/pipeline-wish.ts'
import { isForDesk, readIncoming } from './inbound/read.ts'
import { receive } from './inbound/receive.ts'
import { Lanes } from './lanes.ts'
import type { PageCore } from './page-contract.ts'
import { type KnownPetition, readKnownPetitions } from './petitions/known-petitions.ts'
import { listNews } from './petitions/news.ts'
import {
  listFeatured,
  listOccupations,
  listSignatories,
  publicFigures,
  publicPetition,
  publicPetitions,
} from './petitions/public-petition.ts'
import { RememberedOccupations } from './petitions/remembered-occupations.ts'
import { SharePictures } from './petitions/share-pictures.ts'
import { openPipeline } from './pipeline.ts'
import { LinkFetches } from './rounds/link-fetches.ts'
import { installationContext } from './seal-contexts.ts'
import { pageWords } from './texts/page-words.ts'
import { speaks, textsOf } from './texts/texts.ts'
import { hashToken } from './token.ts'
import type { Service, Work } from './work.ts'

const mostAtHome = 100

/** The shortest time in which an unproved event outside the pipeline is answered. Nearly all of them need less. */
const leastMsForStrangers = 100

export type PartState = 'up' | 'down' | 'standby'

/** The state of each part of the service, as the part reported it. */
export type PartStates = Map<string, { state: PartState; detail?: string }>

export interface RunningCore extends Core, PageCore {
  /** Reads the list of petitions again: at the start, on a NOTIFY, and every few seconds. */
  refresh(): Promise<void>
  readonly parts: PartStates
  /** Tells listeners that the page of this petition has changed; without a slug, that any page may have. */
  pageChanged(slug: string | undefined): void
  /** Writes down how often links were fetched. Called every minute and before the process ends. */
  flushFetches(): Promise<void>
}

/** Puts the use cases behind the contracts. Everything that changes something goes through `transact`. */
export function createCore(service: Service): RunningCore {
  const { db, reads, transact } = service
  let known: KnownPetition[] = []
  const memory = (): Memory => ({ service, known })
  const lanes = new Lanes(db, () => known)
  const pipeline = openPipeline(service, wish => lanes.ofWish(wish))
  const lookups = {
    seen: batchLoader((accounts: readonly Buffer[]) => seenPetitionsOf(db, accounts)),
    answered: batchLoader((hashes: readonly Buffer[]) => answeredByTokens(db, hashes)),
  }
  const confirming = {
    service,
    pipeline,
    laneOf: (hash: Buffer) => lanes.ofToken(hash),
    publicPetition: batchLoader((ids: readonly string[]) => publicPetitions(db, ids)),
  }
  const parts: PartStates = new Map()
  const fetches = new LinkFetches()
  const pageListeners: Parameters<PageCore['onPageChange']>[0][] = []

  const tellListeners = (slug: string | undefined) => {
    for (const listener of pageListeners) listener(slug)
  }
  /** Somebody acted on a page and may look at the petition next, before the database's notification comes. */
  const thenTell = async <T>(act: Promise<T>): Promise<T> => {
    const done = await act
    tellListeners(undefined)
    return done
  }
  const byLink = async <T>(token: string, act: (work: Work) => Promise<T>): Promise<T> =>
    transact(act, await lanes.ofToken(hashToken(token)))

  return {
    ...adapterServices(service),
    ...answersFromMemory(memory),
    ...publicPages(service),

    async receive(incoming) {
      await adoptMailboxes(service, incoming)
      const reading = await readIncoming(service, lookups, incoming)
      const wish = pipelineWishOf(service, incoming, reading)
      const settled = wish && (await pipeline(wish))
      if (settled !== undefined && settled.kind !== 'turn') return { kind: settled.kind }
      const run = isForDesk(reading) ? service.transactDesk : transact
      const lane = await lanes.ofReading(reading)
      // The time it takes must not tell a stranger what we know about the mailbox they name.
      const enough = incoming.authenticated ? undefined : passed(leastMsForStrangers)
      const received = await run(work => receive(service, work, incoming, reading), lane)
      await enough
      return received
    },

    parts,
    report(part, state, detail) {
      if (parts.get(part)?.state !== state) service.log.info({ part, state, detail }, 'a part changed')
      parts.set(part, detail === undefined ? { state } : { state, detail })
    },
    async refresh() {
      known = await readKnownPetitions(db)
      await service.limits.refresh()
    },
    onPageChange: listener => void pageListeners.push(listener),
    // The listeners read the change, which the standby may not have yet.
    pageChanged: slug => void reads.caughtUp().then(() => tellListeners(slug)),
    linkFetched: (slug, by) => fetches.add(slug, by),
    flushFetches: () => fetches.flush(db),

    confirm: (token, typed) => thenTell(confirmByPage(confirming, token, typed)),
    refuse(token) {
      const pressedAt = performance.now()
      return byLink(token, work => refuseByPage(service, work, token, pressedAt))
    },
    signAfterAll: token => byLink(token, work => signAfterAll(service, work, token)),
    correct: (token, details) => thenTell(byLink(token, work => correctByPage(work, token, details))),
    list: token => thenTell(byLink(token, work => listByPage(work, token))),
    withdraw: token => thenTell(byLink(token, work => removeByPage(work, token, 'withdraw'))),
    erase: token => thenTell(byLink(token, work => removeByPage(work, token, 'erase'))),
  }
}

function adapterServices(service: Service) {
  const { db, keys, log } = service
  return {
    expectMessage: () => service.expectWords(),
    failed: failed => countAsFailed(service, failed),
    readNote: async (channel, name) => (await readNote(db, channel, name)) as Json | undefined,
    writeNote: (channel, name, value) => writeNote(db, channel, name, JSON.stringify(value)),
    hold: (name, work) => holdLease(db, name, { onHeld: work, log }),
    nameCommunity: (channel, tenant, name) => nameCommunity(db, channel, tenant, name.slice(0, 200)),
    async installation(channel, tenant) {
      const sealed = await installationOf(db, channel, tenant)
      return sealed && (keys.open(sealed, installationContext(channel, tenant)) as Json)
    },
    keepInstallation: (channel, tenant, installation) =>
      keepInstallation(
        db,
        channel,
        tenant,
        keys.sealForGood(installation, installationContext(channel, tenant)),
      ),
    dropInstallation: (channel, tenant) => dropInstallation(db, channel, tenant),
    languageOf: tag => speaks(tag ?? '') ?? 'en',
    chatWords: language => textsOf(language).chat,
  } satisfies Partial<Core>
}

function answersFromMemory(memory: () => Memory) {
  return {
    openPetitions: (asker?: Asker) =>
      openOnes(memory().known, asker).map(({ slug, title, policy, organisations }) => ({
        slug,
        title,
        policy,
        organisations: organisations !== 'refuse',
      })),
    namablePetitions: asker => namableOnes(memory(), asker).map(({ slug, title }) => ({ slug, title })),
    atOnce: (command, asker) => answerAtOnce(memory(), command, asker),
    form: (id, asker) => formById(memory(), id, asker),
    checkForm: (id, values, asker) => formProblems(memory(), id, values, asker),
    homeAtOnce: asker => homeAtOnce(memory(), asker),
    home: asker => home(memory(), asker),
    homePetitions: () =>
      Promise.all(
        openOnes(memory().known)
          .slice(0, mostAtHome)
          .map(async ({ id, slug, title, text, language, organisedBy }) => ({
            slug,
            title,
            text,
            language,
            organisedBy,
            signatures: await totalConfirmed(memory().service.db, id),
          })),
      ),
    publicPetitions: () =>
      memory()
        .known.filter(({ status, listed }) => status !== 'draft' && listed)
        .map(({ slug, title }) => ({ slug, title })),
  } satisfies Partial<Core & PageCore>
}

function publicPages(service: Service) {
  const { db, reads } = service
  const pictures = new SharePictures(service)
  const occupations = new RememberedOccupations(slug => reads.read(db => listOccupations(db, slug)))
  return {
    petition: slug =>
      reads.read(async db => {
        const row = await petitionBySlug(db, slug.toLowerCase())
        return row && publicPetition(db, row)
      }),
    signatories: (slug, page) => reads.read(db => listSignatories(db, slug.toLowerCase(), page)),
    featured: slug => reads.read(db => listFeatured(db, slug.toLowerCase())),
    occupations: slug => occupations.of(slug.toLowerCase()),
    news: (slug, page) => reads.read(db => listNews(db, slug.toLowerCase(), page)),
    figures: slug => reads.read(db => publicFigures(db, slug.toLowerCase())),
    sharePicture: slug => pictures.of(slug.toLowerCase()),
    exportByToken: token => exportByToken(service, token),
    requestByToken: token => requestByToken(service, token),
    signatureByToken: token => signatureByToken(db, token),
    pageWords: pageWords(service),
  } satisfies Partial<PageCore>
}

function passed(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms))
}

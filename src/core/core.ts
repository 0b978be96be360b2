import { holdLease } from '../db/lease.ts'
import { readNote, writeNote } from '../db/notes.ts'
import { countFailure, parkMessage } from '../db/parked.ts'
import { openPetitions, petitionBySlug } from '../db/petitions.ts'
import type { Core, Json, OpenPetition } from './channel.ts'
import { createForm, readFormId, readSignForm, signForm } from './forms.ts'
import { correctByPage, removeByPage, signatureByToken } from './manage-signature.ts'
import { listSignatories, publicPetition } from './public-petition.ts'
import { receive } from './receive.ts'
import { speaks, spokenLanguages, textsOf } from './texts/texts.ts'
import { confirmByPage, refuseByPage, requestByToken } from './token-view.ts'
import type { Service } from './work.ts'

/** Failures of one message before it is parked. */
const parkAfter = 3

/** What parts of the service say of themselves. */
export type PartStates = Map<string, { state: 'up' | 'down' | 'standby'; detail?: string }>

export interface RunningCore extends Core {
  /** Reads the list of open petitions anew; at the start, on a NOTIFY, and every few seconds. */
  refresh(): Promise<void>
  readonly parts: PartStates
}

/** Where the seal of a parked message stands. */
export function parkedContext(id: string): string {
  return `parked:${id}`
}

/** Puts the use cases behind the contract. Everything that changes something goes through `transact`. */
export function createCore(service: Service): RunningCore {
  const { db, keys, transact } = service
  let open: OpenPetition[] = []
  const parts: PartStates = new Map()

  return {
    receive: incoming => transact(work => receive(service, work, incoming)),
    failed: ({ channel, key, raw, reason }) =>
      transact(async work => {
        const hashed = keys.hash('inbox', channel, key)
        const { id, failures } = await countFailure(work.trx, { key: hashed, channel, reason })
        if (failures < parkAfter) return 'again'
        await parkMessage(work.trx, id, keys.seal(Buffer.from(raw).toString('base64'), parkedContext(id)))
        service.log.error({ parked: id, channel, reason }, 'a message was parked')
        return 'parked'
      }),

    readNote: async (channel, name) => (await readNote(db, channel, name)) as Json | undefined,
    writeNote: (channel, name, value) => writeNote(db, channel, name, JSON.stringify(value)),
    hold: (name, work) => holdLease(db, name, { onHeld: work, log: service.log }),
    report(part, state, detail) {
      if (parts.get(part)?.state !== state) service.log.info({ part, state, detail }, 'a part changed')
      parts.set(part, detail === undefined ? { state } : { state, detail })
    },
    parts,

    async refresh() {
      open = (await openPetitions(db)).map(({ slug, title, policy, organisations }) => ({
        slug,
        title,
        policy,
        organisations: organisations !== 'refuse',
      }))
    },
    openPetitions: () => open,
    signForm(slug, prefill) {
      const petition =
        slug === undefined ? (open.length === 1 ? open[0] : undefined) : open.find(p => p.slug === slug)
      return petition && signForm(petition, prefill)
    },
    createForm,
    checkForm(form, values, language) {
      const id = readFormId(form)
      const petition = id?.kind === 'sign' ? open.find(p => p.slug === id.slug) : undefined
      if (petition === undefined) return []
      const filled = readSignForm(values, petition.policy, language)
      return filled.kind === 'wrong' ? filled.problems : []
    },
    languageOf: tag => speaks(tag ?? '') ?? 'en',
    chatWords: language => textsOf(language).chat,
    async petition(slug) {
      const row = await petitionBySlug(db, slug.toLowerCase())
      return row && publicPetition(db, row)
    },
    signatories: (slug, page) => listSignatories(db, slug.toLowerCase(), page),

    requestByToken: token => requestByToken(db, token),
    confirm: token => confirmByPage(service, token),
    refuse: token => transact(work => refuseByPage(work, token)),
    signatureByToken: token => signatureByToken(db, token),
    correct: (token, details) => transact(work => correctByPage(work, token, details)),
    withdraw: token => transact(work => removeByPage(work, token, 'withdraw')),
    erase: token => transact(work => removeByPage(work, token, 'erase')),

    pageWords: accept => textsOf(bestLanguage(accept)).pages,
  }
}

/** By the weights of an Accept-Language header (RFC 9110, section 12.5.4); a plain tag is one too. */
function bestLanguage(accept: string | undefined) {
  const wishes = (accept ?? '')
    .slice(0, 1000)
    .split(',')
    .map(wish => {
      const [tag = '', ...parameters] = wish.split(';')
      const weight = parameters.map(p => /^\s*q=([\d.]+)\s*$/.exec(p)?.[1]).find(q => q !== undefined)
      return { language: speaks(tag.trim()), weight: weight === undefined ? 1 : Number(weight) }
    })
    .filter(wish => wish.language !== undefined && wish.weight > 0)
    .sort((a, b) => b.weight - a.weight)
  return wishes[0]?.language ?? spokenLanguages[0] ?? 'en'
}

/** A condition on signatures, as organisers type it: `domain:farm.example since:2026-11-20 name:"*bot*"`. */

/** As it was typed: times are read in the petition's time zone. */
export interface TypedCondition {
  domain?: string
  disposable?: true
  community?: string
  channel?: Channel
  since?: string
  until?: string
  name?: string
  evidence?: Evidence
}

type Channel = (typeof channels)[number]
export type Evidence = (typeof evidences)[number]
const channels = ['discord', 'email', 'slack', 'web'] as const
const evidences = ['dkim', 'account', 'reply', 'press'] as const

/** The words that may stand before a colon, and their meaning. */
const keys = {
  domain: 'domain',
  domaine: 'domain',
  community: 'community',
  room: 'community',
  communauté: 'community',
  channel: 'channel',
  canal: 'channel',
  since: 'since',
  from: 'since',
  depuis: 'since',
  until: 'until',
  to: 'until',
  jusque: 'until',
  name: 'name',
  nom: 'name',
  evidence: 'evidence',
  preuve: 'evidence',
} as const

const longestValue = 120

/** The conditions among the words before the reason, and the words that are none. Undefined if one of them cannot be read. */
export function takeCondition(
  words: readonly string[],
): { condition: TypedCondition; rest: string[] } | undefined {
  let condition: TypedCondition = {}
  const rest: string[] = []
  const joined = words.join(' ').match(WORD) ?? []
  const said = joined.findIndex(word => beginsReason.test(word))
  for (const word of said === -1 ? joined : joined.slice(0, said)) {
    const part = readPart(word)
    if (part === 'wrong') return undefined
    if (part === 'none') rest.push(word)
    else condition = { ...condition, ...part }
  }
  // A reason may say "from: …".
  return { condition, rest: said === -1 ? rest : [...rest, ...joined.slice(said)] }
}

/** `name:"Ada bot"` is one word. */
const WORD = /\p{L}+:["“„«].*?(?:["”“»](?=\s|$)|$)|\S+/gu
const beginsReason = /^(?:reason|because|motif):?$/i

function readPart(word: string): TypedCondition | 'none' | 'wrong' {
  if (/^(?:disposable|jetable)s?$/i.test(word)) return { disposable: true }
  const [, before = '', after = ''] = /^(\p{L}+):(.*)$/su.exec(word.normalize('NFC')) ?? []
  const name = before.toLowerCase()
  if (!Object.hasOwn(keys, name)) return 'none'
  const value = after
    .replace(/^["“„«]+/, '')
    .replace(/(?<!["”“»])["”“»]+$/, '')
    .trim()
  if (value === '' || value.length > longestValue) return 'wrong'
  const key = keys[name as keyof typeof keys]
  switch (key) {
    case 'domain': {
      const domain = value.toLowerCase().replace(/^.*@|\.$/g, '')
      return /^[^\s@<>/]+\.[^\s@<>/]+$/.test(domain) ? { domain } : 'wrong'
    }
    case 'channel': {
      const channel = channels.find(known => known === value.toLowerCase())
      return channel === undefined ? 'wrong' : { channel }
    }
    case 'evidence': {
      const evidence = evidences.find(known => known === value.toLowerCase())
      return evidence === undefined ? 'wrong' : { evidence }
    }
    case 'community':
    case 'name':
      return { [key]: value }
    case 'since':
    case 'until':
      // 2026-11-20T12:00 needs no quotation marks.
      return { [key]: value.replace(/^(\d{4}-\d\d-\d\d)T(?=\d\d:\d\d)/i, '$1 ') }
  }
}

/** Writes the condition so that it reads the same again. */
export function conditionWords(condition: TypedCondition): string {
  return Object.entries(condition)
    .map(([key, value]) => (value === true ? key : `${key}:${/\s/.test(value) ? `"${value}"` : value}`))
    .join(' ')
}

/** Finds out what an email led to: which answer left, and what stands in the database. */
import { openIfOurs } from '../../src/core/keys.ts'
import { pendingContext } from '../../src/core/seal-contexts.ts'
import type { TestDatabase } from '../support/database.ts'
import type { Heard, ShownDetails } from './judge.ts'
import type { MadeEmail, Outcome } from './made.ts'

/** An email that left, of which the delivery is all that matters. */
interface Received {
  messageId: string
}

type Keys = Parameters<typeof openIfOurs>[0]

/** The delivery behind an email that left, with the details it shows. */
interface Answer {
  kind: string
  revision_id: string | null
  revision: ShownDetails | null
  request_state: string | null
  signature: (ShownDetails & { state: string }) | null
  removal: string | null
  pending_id: string | null
  pending: Buffer | null
}

const details = (of: string) =>
  `'kind', ${of}.kind, 'name', ${of}.name, 'occupation', ${of}.occupation, 'organisation', ${of}.organisation, 'listed', ${of}.listed`

const query = `select d.kind, d.revision_id, q.state as request_state,
  case when r.id is null then null else json_build_object(${details('r')}) end as revision,
  case when s.id is null then null else json_build_object(${details('s')}, 'state', s.state) end as signature,
  (select t.purpose from token t where t.signature_id = s.id and t.purpose in ('withdraw', 'erase')
   order by t.created_at desc limit 1) as removal,
  c.id as pending_id, c.sealed as pending
from delivery d
left join revision r on r.id = d.revision_id
left join sign_request q on q.id = coalesce(r.request_id, d.request_id)
left join signature s on s.id = d.signature_id
left join pending_command c on c.id = d.pending_command_id
where d.id = any($1) order by array_position($1, d.id)`

/** Each kind of answer, as an outcome; what is not here is no answer that a careful reader expects. */
const outcomes: Record<string, Outcome> = {
  pleaseConfirm: 'asked',
  offer: 'offered',
  pleaseUsePage: 'asked again',
  howToManage: 'asked again',
  recorded: 'confirmed',
  alreadySigned: 'state',
  corrected: 'corrected',
  requestDropped: 'refused',
  declined: 'declined',
  notASignature: 'not a signature',
  // The state of somebody who has not written before.
  howToSign: 'state',
  needName: 'asked again',
  publicCount: 'command count',
  deskCount: 'command count',
  deskStats: 'command stats',
  recentSignatures: 'command recent',
  exportFile: 'command export',
  exportLink: 'command export',
  deskHelp: 'unread',
  unknownCommand: 'unread',
  commandProblem: 'unread',
}

/** Organisers get these unasked. */
const news = new Set(['milestone', 'digest', 'alert'])

export class Ear {
  readonly #database: TestDatabase
  readonly #keys: Keys

  constructor(database: TestDatabase, keys: Keys) {
    this.#database = database
    this.#keys = keys
  }

  /** `before` are the emails that this mailbox got before the made email was sent, `after` those that it got since. */
  async hear(made: MadeEmail, before: Received[], after: Received[]): Promise<Heard> {
    const earlier = await this.#answers(before)
    const answer = (await this.#answers(after)).find(({ kind }) => !news.has(kind))
    const signature = earlier.find(one => one.signature !== null)?.signature
    if (signature?.name === '') return { outcome: 'erased' }
    if (signature?.state === 'withdrawn') return { outcome: 'withdrawn' }
    const request = made.situation === 'reply' ? earlier[0] : undefined
    if (request?.request_state === 'confirmed') return { outcome: 'confirmed' }
    if (request?.request_state === 'refused' || request?.request_state === 'dropped')
      return { outcome: 'refused' }
    if (answer === undefined) return { outcome: 'silence' }
    const shown = answer.revision ?? answer.signature ?? undefined
    const atOnce = answer.kind === 'corrected'
    return { outcome: this.#outcomeOf(made, answer, request), ...(shown && { details: shown, atOnce }) }
  }

  #outcomeOf({ situation }: MadeEmail, answer: Answer, request: Answer | undefined): Outcome {
    const { kind, revision_id } = answer
    if (kind === 'confirmRemoval') return answer.removal === 'erase' ? 'erase asked' : 'withdrawal asked'
    if (kind === 'askFirst' || kind === 'askSender') return `command ${this.#pendingAct(answer)}`
    if (kind === 'pleaseConfirm' && situation !== 'request' && situation !== 'organiser')
      return revision_id === request?.revision_id ? 'asked again' : 'corrected'
    return outcomes[kind] ?? `kind: ${kind}`
  }

  #pendingAct({ pending, pending_id }: Answer): string {
    const call = openIfOurs(this.#keys, pending, pendingContext(pending_id ?? ''))
    const { command } = (call ?? {}) as { command?: { words?: string } }
    return command?.words?.split(' ')[0] ?? 'unknown'
  }

  async #answers(mails: Received[]): Promise<Answer[]> {
    const ids = mails.flatMap(({ messageId }) => /^<([0-9a-f-]{36})@/.exec(messageId)?.[1] ?? [])
    return (await this.#database.pool.query<Answer>(query, [ids])).rows
  }
}

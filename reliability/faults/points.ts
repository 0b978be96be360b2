/**
 * The fail points. They stand in no source: each `await` between the 250 of an email and the count is one, found by reading the
 * source, and written into it only when a service is started for a trial (inject.ts).
 */
import { readFileSync } from 'node:fs'
import { parseSync, Visitor } from 'oxc-parser'

/** Everything an email, its answer and a confirmation pass through. */
export const files = [
  'src/adapters/email/adapter.ts',
  'src/adapters/email/receive/flag-taken.ts',
  'src/adapters/email/receive/intake.ts',
  'src/adapters/email/receive/listener.ts',
  'src/adapters/email/receive/mailbox.ts',
  'src/adapters/email/receive/mailbox-connection.ts',
  'src/adapters/email/receive/mailbox-fetching.ts',
  'src/adapters/email/receive/mailbox-listing.ts',
  'src/adapters/email/receive/mailbox-session.ts',
  'src/adapters/email/read/parse-mail.ts',
  'src/adapters/email/send/outgoing.ts',
  'src/adapters/email/send/smtp-connections.ts',
  'src/adapters/email/send/smtp-way.ts',
  'src/adapters/web/signing/confirm-routes.ts',
  'src/adapters/web/signing/link-acts.ts',
  'src/adapters/web/signing/manage-routes.ts',
  'src/adapters/web/signing/sign-routes.ts',
  'src/core/core.ts',
  'src/core/inbound/confirm-link.ts',
  'src/core/inbound/look-and-decide.ts',
  'src/core/inbound/manage-link.ts',
  'src/core/inbound/park.ts',
  'src/core/inbound/read.ts',
  'src/core/inbound/receive.ts',
  'src/core/outbound/deliver.ts',
  'src/core/outbound/post-reply.ts',
  'src/core/pipeline.ts',
  'src/core/signing/ask-once-more.ts',
  'src/core/signing/confirm-signature.ts',
  'src/core/signing/letters.ts',
  'src/core/signing/receipts.ts',
  'src/core/signing/withdraw-signature.ts',
  'src/core/signing/write.ts',
  'src/core/work.ts',
  'src/db/claim-deliveries.ts',
  'src/db/inbox.ts',
  'src/db/people.ts',
  'src/db/queue.ts',
  'src/db/savepoint.ts',
]

export interface Point {
  /** Such as `src/core/pipeline.ts:62 claimEvents(…`. */
  name: string
  start: number
  end: number
}

export function pointsIn(file: string, source: string): Point[] {
  const found: Point[] = []
  const note = ({ start, end }: { start: number; end: number }) => {
    const line = source.slice(0, start).split('\n').length
    const what = source
      .slice(start, end)
      .replace(/^await\s+/, '')
      .split(/[\n(]/)[0]
    found.push({ name: `${file}:${line} ${what}`, start, end })
  }
  new Visitor({ AwaitExpression: note }).visit(parseSync(file, source).program)
  const times = new Map<string, number>()
  return found.map(point => {
    const n = (times.get(point.name) ?? 0) + 1
    times.set(point.name, n)
    return n === 1 ? point : { ...point, name: `${point.name} (${n})` }
  })
}

/** The same source, which says before and after each `await` where it is. */
export function withPoints(file: string, source: string): string {
  const edits = pointsIn(file, source).flatMap(({ name, start, end }) => {
    const quoted = JSON.stringify(name)
    return [
      {
        at: start,
        text: `globalThis.failPoint(${quoted}, 'after', (globalThis.failPoint(${quoted}, 'before'), `,
      },
      { at: end, text: '))' },
    ]
  })
  // Edits from the end of the file, so that earlier places do not move.
  return edits
    .sort((a, b) => b.at - a.at)
    .reduce((text, { at, text: added }) => text.slice(0, at) + added + text.slice(at), source)
}

export function allPoints(): Point[] {
  return files.flatMap(file =>
    pointsIn(file, readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')),
  )
}

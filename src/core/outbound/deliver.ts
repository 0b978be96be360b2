import type { ClaimedDelivery } from '../../db/claim-deliveries.ts'
import { REFUSES_US } from '../../db/deliveries.ts'
import type { Outcome } from '../../db/queue.ts'
import {
  type Adapter,
  type Block,
  type Delivery,
  errorCode,
  NotTried,
  PermanentFailure,
  RefusesUs,
  type Reply,
  UnclearEnd,
} from '../channel.ts'
import { openIfOurs } from '../keys.ts'
import type { ComposedReply } from '../picture.ts'
import { deliveryContext } from '../seal-contexts.ts'
import { textsOf } from '../texts/texts.ts'
import type { Service } from '../work.ts'
import { exportContent, mediaTypes } from './export-content.ts'
import type { SealedDelivery } from './post-reply.ts'
import { pauseAfter, pauseAfterUnclear } from './retry-times.ts'

const HELD_MS = 24 * 3_600_000
const HELD_PAUSE_SECONDS = 3_600

/**
 * Sends one delivery that was claimed, and never rejects. Nothing is locked meanwhile: a process killed between sending and marking
 * sends the same bytes once more.
 */
export async function deliver(
  service: Service,
  adapter: Adapter,
  row: ClaimedDelivery,
  signal: AbortSignal,
): Promise<Outcome> {
  const { log } = service
  const facts = { delivery: row.id, kind: row.kind }
  const again = (code: string): Outcome => ({ kind: 'postponed', code, seconds: pauseAfter(row.attempts) })
  try {
    const composed = unsealed(service, row)
    if (composed === undefined) {
      log.error(facts, 'a delivery cannot be opened: was SECRET_KEY replaced without SECRET_KEY_PREVIOUS?')
      // It opens once the operator sets SECRET_KEY_PREVIOUS.
      return again('cannot-open')
    }
    await adapter.send({ ...composed, reply: await finish(service, composed.reply) }, signal)
    return { kind: 'sent' }
  } catch (error) {
    if (error instanceof NotTried) return { kind: 'not-tried', seconds: error.seconds }
    const code = errorCode(error)
    if (error instanceof PermanentFailure) {
      log.warn({ ...facts, code }, 'a delivery was refused for good')
      return { kind: 'refused', code, placeIsDead: error.placeIsDead }
    }
    log.warn({ ...facts, code, attempt: row.attempts }, 'a delivery has to wait')
    if (error instanceof RefusesUs) return refusesUs(row, code)
    if (!(error instanceof UnclearEnd)) return again(code)
    return { kind: 'postponed', code, seconds: pauseAfterUnclear(row.error === code) }
  }
}

/** Tries again each hour for a day. After that, the refusal is about this delivery alone, or nobody is going to fix the cause. */
function refusesUs(row: ClaimedDelivery, code: string): Outcome {
  const overADay = Date.now() - row.created_at.getTime() > HELD_MS
  return overADay
    ? { kind: 'refused', code, placeIsDead: false }
    : { kind: 'postponed', code: `${REFUSES_US}${code}`, seconds: HELD_PAUSE_SECONDS }
}

interface About {
  petition?: { accent?: string }
}

/** Gives the reply the colour of the petition that it is about. */
export function coloured<R extends ComposedReply>(reply: R, { petition }: About): R {
  return petition?.accent === undefined ? reply : { ...reply, accent: petition.accent }
}

type ComposedDelivery = Omit<Delivery, 'reply'> & { reply: ComposedReply }

function unsealed(service: Service, row: ClaimedDelivery): ComposedDelivery | undefined {
  // `post` wrote it and the seal authenticates it: kind and args belong together.
  const sealed = openIfOurs(service.keys, row.sealed, deliveryContext(row.id)) as SealedDelivery | undefined
  if (sealed === undefined) return undefined
  const { replies } = textsOf(sealed.language)
  const compose = replies[sealed.kind] as (args: unknown) => ComposedReply
  const reply = coloured(compose(sealed.args), sealed.args as About)
  const below = sealed.left === undefined ? [] : replies.leftCommands(sealed.left).blocks
  return {
    id: row.id,
    place: sealed.place,
    reply: { ...reply, blocks: [...reply.blocks, ...below] },
    answerTo: sealed.answerTo,
    createdAt: row.created_at,
    unasked: sealed.kind === 'alert' || sealed.kind === 'digest',
  }
}

/** Draws the pictures and writes the files of a reply. Words replace a picture that cannot be drawn. */
async function finish(service: Service, reply: ComposedReply): Promise<Reply> {
  const blocks: Block[] = []
  for (const block of reply.blocks) {
    if (block.kind === 'picture') {
      const { name, alt } = block
      try {
        blocks.push({ kind: 'image', name, alt, png: await service.draw(block.picture) })
      } catch (error) {
        service.log.warn({ code: errorCode(error) }, 'a picture could not be drawn')
        blocks.push({ kind: 'paragraph', text: alt })
      }
    } else if (block.kind === 'export') {
      const { name, petitionId, format, instead } = block
      const content = await whole(exportContent(service, petitionId, format))
      blocks.push({ kind: 'file', name, mediaType: mediaTypes[format], content, instead })
    } else blocks.push(block)
  }
  return { ...reply, blocks }
}

async function whole(content: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of content) chunks.push(chunk)
  return Buffer.concat(chunks)
}

import { type DeliveryRow, endDelivery, noteDeliveryError, takeDelivery } from '../../db/deliveries.ts'
import { suppressBounced } from '../../db/suppressions.ts'
import {
  type Adapter,
  type Block,
  type Channel,
  type Delivery,
  errorCode,
  PermanentFailure,
  type Reply,
} from '../channel.ts'
import { openIfOurs } from '../keys.ts'
import type { ComposedReply } from '../picture.ts'
import { deliveryContext } from '../seal-contexts.ts'
import { textsOf } from '../texts/texts.ts'
import type { Service } from '../work.ts'
import { exportContent, mediaTypes } from './export-content.ts'
import type { SealedDelivery } from './post-reply.ts'

/** Thrown if trying again later may help. `message` is a code, fit for the queue's log. */
export class DeliveryPostponed extends Error {
  constructor(code: string) {
    super(code)
    this.name = 'DeliveryPostponed'
  }
}

/**
 * Makes one delivery. Nothing is locked meanwhile: a process killed between sending and marking sends the same bytes
 * once more. Throws `DeliveryPostponed` if it is to be tried again.
 */
export async function deliver(
  service: Service,
  adapters: ReadonlyMap<Channel, Adapter>,
  id: string,
): Promise<void> {
  const row = await takeDelivery(service.db, id)
  if (row === undefined) return
  const composed = unsealed(service, row)
  if (composed === undefined) {
    // Tried again: with SECRET_KEY_PREVIOUS set it opens.
    await noteDeliveryError(service.db, id, 'cannot-open')
    service.log.error(
      { delivery: id },
      'a delivery cannot be opened: was SECRET_KEY replaced without SECRET_KEY_PREVIOUS?',
    )
    throw new DeliveryPostponed('cannot-open')
  }
  const adapter = adapters.get(row.channel)
  if (adapter === undefined) {
    await noteDeliveryError(service.db, id, 'channel-off')
    throw new DeliveryPostponed('channel-off')
  }
  try {
    await adapter.send({ ...composed, reply: await finish(service, composed.reply) })
  } catch (error) {
    if (error instanceof PermanentFailure) {
      await endDelivery(service.db, row, 'failed', error.code)
      if (error.placeIsDead && row.address !== null) await suppressBounced(service.db, row.address)
      service.log.warn({ delivery: id, kind: row.kind, code: error.code }, 'a delivery was refused for good')
      return
    }
    const code = errorCode(error)
    await noteDeliveryError(service.db, id, code)
    service.log.warn({ delivery: id, kind: row.kind, code, attempt: row.attempts }, 'a delivery has to wait')
    throw new DeliveryPostponed(code)
  }
  await endDelivery(service.db, row, 'sent', null)
}

type ComposedDelivery = Omit<Delivery, 'reply'> & { reply: ComposedReply }

function unsealed(service: Service, row: DeliveryRow): ComposedDelivery | undefined {
  // `post` wrote it and the seal authenticates it: kind and args belong together.
  const sealed = openIfOurs(service.keys, row.sealed, deliveryContext(row.id)) as SealedDelivery | undefined
  if (sealed === undefined) return undefined
  const { replies } = textsOf(sealed.language)
  const compose = replies[sealed.kind] as (args: unknown) => ComposedReply
  const reply = compose(sealed.args)
  const beneath = sealed.left === undefined ? [] : replies.leftCommands(sealed.left).blocks
  return {
    id: row.id,
    place: sealed.place,
    reply: { ...reply, blocks: [...reply.blocks, ...beneath] },
    answerTo: sealed.answerTo,
    createdAt: row.created_at,
    unasked: sealed.kind === 'alert' || sealed.kind === 'digest',
  }
}

/** Draws the pictures and writes the files. A picture that cannot be drawn is replaced by its words. */
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

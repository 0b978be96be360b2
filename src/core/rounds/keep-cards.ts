import { type CardRow, cardIsPosted, cardShows, dueCards, forgetCard, postponeCard } from '../../db/cards.ts'
import { totalConfirmed } from '../../db/figures/counts.ts'
import { petitionsById } from '../../db/petitions.ts'
import { type Cards, type Channel, type Json, PermanentFailure, type Reply } from '../channel.ts'
import { coloured } from '../outbound/deliver.ts'
import { petitionLanguage } from '../petitions/public-petition.ts'
import { textsOf } from '../texts/texts.ts'
import { about } from '../turn.ts'
import type { Service } from '../work.ts'

const restAfterFailure = 30

/**
 * Posts new cards, and edits those whose content has changed, at most once in a round. One replica runs it at a time. Failed posts and
 * edits are tried again in a later round.
 */
export async function keepCards(
  service: Service,
  channels: ReadonlyMap<Channel, Cards>,
  signal: AbortSignal,
): Promise<void> {
  const due = await dueCards(service.db, [...channels.keys()])
  const petitions = await petitionsById(service.db, [...new Set(due.map(card => card.petition_id))])
  for (const petition of petitions) {
    const of = about({ service, petition })
    const card = textsOf(petitionLanguage(petition)).replies.card({
      ...of,
      slug: petition.slug,
      signatures: await totalConfirmed(service.db, petition.id),
      closed: petition.status === 'closed',
      ...(petition.goal === null ? {} : { goal: petition.goal }),
    })
    const content = coloured(card, of)
    const shows = service.keys.hash('card', JSON.stringify(content))
    for (const card of due) {
      const channel = channels.get(card.channel)
      if (card.petition_id !== petition.id || channel === undefined) continue
      if (card.shown?.equals(shows)) continue
      if (signal.aborted) return
      await keepCard(service, channel, card, { content, shows })
    }
  }
}

async function keepCard(
  service: Service,
  channel: Cards,
  card: CardRow,
  { content, shows }: { content: Reply; shows: Buffer },
): Promise<void> {
  try {
    if (card.message === null) {
      const message = await channel.postCard(card.room as Json, content, card.id)
      await cardIsPosted(service.db, card.id, JSON.stringify(message), shows)
    } else {
      await channel.editCard(card.message as Json, content)
      await cardShows(service.db, card.id, shows)
    }
  } catch (error) {
    if (error instanceof PermanentFailure && error.placeIsDead) {
      service.log.info({ card: card.id, code: error.code }, 'a card is gone and forgotten')
      await forgetCard(service.db, card.id)
      return
    }
    service.log.warn({ card: card.id, error }, 'a card has to wait')
    await postponeCard(service.db, card.id, restAfterFailure)
  }
}

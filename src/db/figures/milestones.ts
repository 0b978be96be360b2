import { sql } from 'kysely'
import type { Db, Transaction } from '../database.ts'

export interface Progress {
  id: string
  /** The last number that was given. Never below the count. */
  last_number: number
  goal: number | null
  reached: number[]
}

/**
 * Petitions that may have reached a milestone; only their counts are worth reading. Includes those that closed in the last hour, because
 * reaching the goal is a reason to close.
 */
export async function progressOfPetitions(db: Db): Promise<Progress[]> {
  const { rows } = await sql<Progress>`
    select id, last_number, goal, array(select number from milestone where petition_id = p.id) as reached
    from petition p where (status = 'open' and (closes_at is null or closes_at > now() - interval '1 hour'))
      or (status = 'closed' and closed_at > now() - interval '1 hour') order by id`.execute(db)
  return rows
}

/** Records the numbers, and returns those that are new. Of two replicas, the second waits and then finds none. */
export async function recordMilestones(
  trx: Transaction,
  petitionId: string,
  numbers: readonly number[],
): Promise<number[]> {
  if (numbers.length === 0) return []
  const rows = await trx
    .insertInto('milestone')
    // In one order, so that two replicas never wait for each other.
    .values(numbers.toSorted((a, b) => a - b).map(number => ({ petition_id: petitionId, number })))
    .onConflict(c => c.doNothing())
    .returning('number')
    .execute()
  return rows.map(row => row.number)
}

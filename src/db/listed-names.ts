/** Every name that the public may see, for a list on paper. Organisations come first; each kind goes from A to Z. */
import { sql } from 'kysely'
import type { Db } from './database.ts'
import { type ShownSignature, shownToAll } from './listed-signatures.ts'

const PAGE = 1_000

/** Reads page by page as the names are consumed. No transaction stays open between pages. */
export async function* listedNames(db: Db, petitionId: string): AsyncGenerator<ShownSignature> {
  for (const kind of ['organisation', 'person'] as const) {
    // The same expression as the index of names from A to Z.
    const key =
      kind === 'person'
        ? sql<string>`left(folded, 80) collate "C"`
        : sql<string>`fold_words(left(coalesce(organisation, name), 80)) collate "C"`
    let after: { key: string; number: number } | undefined
    do {
      const rows: (ShownSignature & { key: string })[] = await shownToAll(db, petitionId)
        .select(key.as('key'))
        .where('kind', '=', kind)
        .$if(after !== undefined, q =>
          q.where(sql<boolean>`(${key}, number) > (${after?.key}, ${after?.number})`),
        )
        .orderBy(key)
        .orderBy('number')
        .limit(PAGE)
        .execute()
      yield* rows
      after = rows.length < PAGE ? undefined : rows.at(-1)
    } while (after !== undefined)
  }
}

import type { RootOperationNode } from 'kysely'
import type { Db } from '../../src/db/database.ts'

/** The same connections. `hear` is called with each statement that is made through what this returns. */
export function hearStatements(db: Db, hear: (statement: RootOperationNode) => void): Db {
  return db.withPlugin({
    transformQuery({ node }) {
      hear(node)
      return node
    },
    transformResult: async ({ result }) => result,
  })
}

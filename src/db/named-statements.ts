/**
 * Prepared statements. Postgres plans a statement once for each connection and not at every run, and planning was half of its
 * work for an email or a click (measured, decision 0043).
 */
import type pg from 'pg'
import { errorCode } from './log.ts'

/** A limit, because each connection keeps its plans, and a list of values makes another text for every length. */
const MOST_NAMES = 300

/** Returns a function that makes a connection name every statement with values and without a callback, as Kysely's are. One per pool. */
export function statementNamer(): (client: pg.PoolClient) => void {
  const names = new Map<string, string>()
  /** Part of each name. A new number makes Postgres plan all statements again. */
  let edition = 0

  /** Undefined if the statement runs without a name. */
  function nameOf(text: string): string | undefined {
    const known = names.get(text)
    if (known !== undefined || names.size >= MOST_NAMES) return known
    const name = `u${edition}_${names.size}`
    names.set(text, name)
    return name
  }

  /** Does nothing if another connection has renewed the names already. */
  function forgetNames(name: string): void {
    if (![...names.values()].includes(name)) return
    names.clear()
    edition += 1
  }

  return client => {
    const plain = client.query.bind(client)
    async function named(text: string, values: unknown[]) {
      const name = nameOf(text)
      try {
        return await plain({ ...(name && { name }), text, values })
      } catch (error) {
        if (name === undefined || !isOutdatedPlan(error)) throw error
        forgetNames(name)
        // In a transaction this fails too, and the transaction is tried again with new names.
        return plain({ text, values }).catch(() => {
          throw error
        })
      }
    }
    const query = (...args: unknown[]) => {
      const [text, values, callback] = args
      // A text without values may hold several statements, as a migration does, and several cannot share a name.
      return typeof text === 'string' && Array.isArray(values) && values.length > 0 && callback === undefined
        ? named(text, values)
        : Reflect.apply(plain, client, args)
    }
    Object.assign(client, { query })
  }
}

/** A migration of another process changed a table: "cached plan must not change result type". */
export function isOutdatedPlan(error: unknown): boolean {
  return errorCode(error) === '0A000'
}

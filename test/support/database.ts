import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { inject } from 'vitest'
import { type Db, openDatabase } from '../../src/db/database.ts'
import { databaseUrl, onServer } from './server.ts'

export interface TestDatabase {
  url: string
  db: Db
  pool: pg.Pool
  /** Ends the connections and drops the database; afterAll's. */
  close(): Promise<void>
}

/** A database of one's own with all migrations run: a clone of the run's template, about 20 ms. */
export async function testDatabase(options: { empty?: boolean } = {}): Promise<TestDatabase> {
  const templateUrl = inject('templateUrl')
  const template = new URL(templateUrl).pathname.slice(1)
  const name = `undersigned_test_${randomUUID().replaceAll('-', '')}`
  const serverUrl = databaseUrl(templateUrl, 'postgres')
  await cloneTemplate(serverUrl, name, options.empty === true ? 'template0' : template)
  const url = databaseUrl(templateUrl, name)
  const { db, pool, close } = await openDatabase({ url })
  return {
    url,
    db,
    pool,
    async close() {
      await close()
      await onServer(serverUrl, `drop database if exists ${name} with (force)`)
    },
  }
}

async function cloneTemplate(serverUrl: string, name: string, template: string): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      // Half the processor's time of a copy by way of the log.
      return await onServer(serverUrl, `create database ${name} template ${template} strategy file_copy`)
    } catch (error) {
      // Two files that clone at once: for a moment each is "another user" of the template (55006).
      if (attempt === 20 || !(error instanceof Error && 'code' in error && error.code === '55006'))
        throw error
      await new Promise(resolve => setTimeout(resolve, 50))
    }
  }
}

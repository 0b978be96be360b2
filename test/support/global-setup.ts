import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { openDatabase } from '../../src/db/database.ts'
import { migrate } from '../../src/db/migrate.ts'
import { startEmbeddedPostgres } from '../../src/db/postgres/embedded-postgres.ts'
import { databaseUrl, onServer } from './server.ts'
import { prepareBlockKit } from './slack/block-kit-schema.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The URL of the template; its server takes the clones. */
    templateUrl: string
  }
}

/** One cluster a run, made by the very module the service uses; TEST_DATABASE_URL names another server instead. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const [server] = await Promise.all([startServer(), prepareBlockKit()])
  const templateUrl = databaseUrl(server.url, `undersigned_template_${process.pid}`)
  await onServer(server.url, `create database undersigned_template_${process.pid}`)
  const { db, close } = await openDatabase({ url: templateUrl }, { poolSize: 2 })
  await migrate(db)
  await close()
  project.provide('templateUrl', templateUrl)
  return async () => {
    await onServer(server.url, `drop database undersigned_template_${process.pid} with (force)`)
    await server.stop()
  }
}

async function startServer(): Promise<{ url: string; stop(): Promise<void> }> {
  const given = process.env.TEST_DATABASE_URL
  if (given !== undefined && given !== '') return { url: given, stop: async () => undefined }
  const folder = await mkdtemp(join(tmpdir(), 'undersigned-'))
  // As root Postgres runs as another user, who must be able to walk through.
  await chmod(folder, 0o711)
  const dataDir = join(folder, 'data')
  const fresh = await startEmbeddedPostgres({ dataDir })
  // Six files at once, some with two services each, need more than the 100 of a fresh cluster.
  await onServer(fresh.url, 'alter system set max_connections = 400')
  await fresh.stop()
  const postgres = await startEmbeddedPostgres({ dataDir })
  return {
    url: postgres.url,
    async stop() {
      await postgres.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

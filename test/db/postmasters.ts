import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import pg from 'pg'
import { isAlive } from '../../src/db/postgres/postgres-folder.ts'
import { until } from '../support/patience.ts'

export async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

export async function kill(pid: number): Promise<void> {
  if (!isAlive(pid)) return
  try {
    const exe = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => 'postgres')
    if (exe.includes('postgres')) process.kill(pid, 'SIGKILL')
  } catch {
    // It is gone already.
  }
}

/** A child of ours stays for a moment, until Node has read its exit code. */
export async function gone(pid: number): Promise<void> {
  await until(
    () => !isAlive(pid),
    () => `process ${pid} ends`,
  )
}

export async function stopCleanly(child: ChildProcess): Promise<void> {
  const exit = once(child, 'exit')
  child.kill('SIGTERM')
  await exit
}

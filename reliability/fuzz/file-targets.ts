/** Files that an operator hands over, perhaps damaged: `.env`, a backup, the ledger. */
import { rmSync, writeFileSync } from 'node:fs'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { readMark } from '../../src/adapters/email/receive/mailbox-mark.ts'
import { ArchiveError, readArchive } from '../../src/backup/archive.ts'
import { readEntry, readHead } from '../../src/backup/ledger-file.ts'
import { readEnd, readManifest, tableOfFile } from '../../src/backup/manifest.ts'
import { ConfigError, readConfig } from '../../src/config.ts'
import { readEnvFile } from '../../src/env-file.ts'
import type { FuzzTarget } from './targets.ts'

const folder = await mkdtemp(join(tmpdir(), 'undersigned-fuzz-'))
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))

/** Runs `act`; an error that is one sentence for the operator is an answer. */
function told(act: () => unknown): void {
  try {
    act()
  } catch (error) {
    if (!(error instanceof ConfigError || error instanceof ArchiveError)) throw error
  }
}

function envFile(text: string): void {
  const file = join(folder, 'env')
  writeFileSync(file, text)
  const environment: NodeJS.ProcessEnv = { ENV_FILE: file }
  told(() => {
    readEnvFile(environment)
    readConfig(environment, false)
  })
}

/** As it is, and as what stands in a backup that is compressed as ours are. */
async function backup(text: string): Promise<void> {
  const octets = Buffer.from(text, 'latin1')
  for (const content of [
    octets,
    gzipSync(octets),
    Buffer.concat([gzipSync(octets).subarray(0, 30), octets]),
  ]) {
    const file = join(folder, 'backup')
    await writeFile(file, content)
    try {
      for await (const one of readArchive(file, undefined)) for await (const _ of one.content);
    } catch (error) {
      if (!(error instanceof ArchiveError)) throw error
    }
  }
}

function ledger(text: string): void {
  const head = readHead(text) ?? readHead(`# undersigned ledger of ${'a'.repeat(36)} since ${text}`)
  if (head !== undefined && Number.isNaN(head.since.getTime())) throw new Error('a ledger since no time')
  for (const line of text.split('\n')) readEntry(line)
}

export const fileTargets: FuzzTarget[] = [
  { name: 'file: .env', kind: 'file', act: envFile },
  { name: 'file: a backup', kind: 'file', act: backup },
  {
    name: 'file: the parts of a backup',
    kind: 'file',
    act: text => {
      told(() => readManifest(text))
      told(() => readEnd(text))
      tableOfFile(text)
    },
  },
  { name: 'file: the ledger', kind: 'file', act: ledger },
  { name: 'file: how far a mailbox is read', kind: 'file', act: text => readMark({ uidValidity: text }) },
]

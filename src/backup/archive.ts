/**
 * The file of a backup: a tar, compressed, and encrypted by age if there is a passphrase; `tar tz` and `age -d` open it as well. A tar says
 * how long a file is before the file comes, so a table is written as a row of pieces. That also bounds the memory.
 */
import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import { open as openFile, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Decrypter, Encrypter } from 'age-encryption'
import { createTarDecoder, createTarPacker } from 'modern-tar'
import { errorCode } from '../db/log.ts'

/** Octets of a piece at most. */
const PIECE = 4 * 1024 * 1024
/** 64 MB of memory; age's own default takes 256 MB, which a small machine does not have. */
const SCRYPT_LOG_N = 16
const AGE = 'age-encryption.org/'
const GZIP = '\x1f\x8b'

/** Something that the operator can put right; the message is one sentence. */
export class ArchiveError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'ArchiveError'
  }
}

export interface ArchiveWriter {
  file(name: string, content: string): Promise<void>
  /** Writes `content` as `name/000001` and so on. */
  pieces(name: string, content: AsyncIterable<Uint8Array>): Promise<void>
}

/** Makes the file, or leaves none. Never overwrites one. */
export async function writeArchive(
  path: string,
  passphrase: string | undefined,
  write: (archive: ArchiveWriter) => Promise<void>,
): Promise<void> {
  const out = createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true })
  await once(out, 'open').catch(error => {
    const code = errorCode(error)
    throw new ArchiveError(
      code === 'EEXIST'
        ? `${path} already exists; name another file.`
        : `${path} cannot be written (${code}): name a file in an existing folder that you can write to.`,
    )
  })
  const { readable, controller } = createTarPacker()
  const add = async (name: string, content: Uint8Array) => {
    const writer = controller.add({ name, size: content.length, type: 'file', mode: 0o600 }).getWriter()
    await writer.write(content)
    await writer.close()
  }
  const compressed = readable.pipeThrough(new CompressionStream('gzip'))
  const leaving = encrypted(compressed, passphrase)
    .then(bytes => pipeline(bytes, out))
    .catch(error => {
      const isOfFile = error instanceof Error && 'syscall' in error
      throw isOfFile
        ? new ArchiveError(
            `${path} cannot be written to its end (${errorCode(error)}), and is removed again: is its disk full?`,
          )
        : error
    })
  const written = write({
    file: (name, content) => add(name, Buffer.from(content)),
    async pieces(name, content) {
      let number = 0
      for await (const piece of piecesOf(content))
        await add(`${name}/${String(++number).padStart(6, '0')}`, piece)
    },
  }).then(
    () => controller.finalize(),
    error => {
      controller.error(error)
      throw error
    },
  )
  // If the file fails, so does the writing; the file's own failure says why.
  const failed = (await Promise.allSettled([leaving, written])).find(end => end.status === 'rejected')
  if (failed === undefined) return
  await rm(path, { force: true })
  throw failed.reason
}

async function encrypted(
  bytes: ReadableStream<Uint8Array>,
  passphrase: string | undefined,
): Promise<ReadableStream<Uint8Array>> {
  if (passphrase === undefined) return bytes
  const encrypter = new Encrypter()
  encrypter.setPassphrase(passphrase)
  encrypter.setScryptWorkFactor(SCRYPT_LOG_N)
  return encrypter.encrypt(bytes)
}

async function* piecesOf(content: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  let [kept, octets]: [Uint8Array[], number] = [[], 0]
  for await (const chunk of content) {
    if (octets > 0 && octets + chunk.length > PIECE) {
      yield Buffer.concat(kept)
      ;[kept, octets] = [[], 0]
    }
    kept.push(chunk)
    octets += chunk.length
  }
  if (octets > 0) yield Buffer.concat(kept)
}

export interface ArchiveFile {
  name: string
  /** Must be read before the next file. */
  content: AsyncIterable<Uint8Array>
}

/** @throws ArchiveError if the file cannot be read, or is neither of the two that we write */
async function isEncrypted(path: string): Promise<boolean> {
  const begin = await firstOctets(path).catch(error => {
    throw new ArchiveError(`${path} cannot be read (${errorCode(error)}).`)
  })
  if (begin === AGE) return true
  if (begin.startsWith(GZIP)) return false
  if (begin === '') throw new ArchiveError(`${path} is empty.`)
  if (AGE.startsWith(begin) || GZIP.startsWith(begin)) throw damaged(path)
  throw new ArchiveError(`${path} is not a backup: undersigned backup makes one.`)
}

async function firstOctets(path: string): Promise<string> {
  const file = await openFile(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(AGE.length), 0, AGE.length, 0)
    return buffer.toString('latin1', 0, bytesRead)
  } finally {
    await file.close()
  }
}

/** The files, in order. @throws ArchiveError if it is damaged or cut off, or the passphrase is wrong */
export async function* readArchive(path: string, passphrase: string | undefined): AsyncIterable<ArchiveFile> {
  const encrypted = await isEncrypted(path)
  const file = Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>
  const bytes = encrypted ? await decrypted(path, file, passphrase) : file
  const entries = bytes
    .pipeThrough(new DecompressionStream('gzip'))
    .pipeThrough(createTarDecoder({ strict: true }))
  async function* checked(content: AsyncIterable<Uint8Array>) {
    try {
      yield* content
    } catch (error) {
      throw damaged(path, error)
    }
  }
  try {
    for await (const { header, body } of entries) yield { name: header.name, content: checked(body) }
  } catch (error) {
    throw damaged(path, error)
  }
}

function damaged(path: string, cause?: unknown): ArchiveError {
  return new ArchiveError(`${path} is damaged or incomplete.`, { cause })
}

async function decrypted(
  path: string,
  bytes: ReadableStream<Uint8Array>,
  passphrase: string | undefined,
): Promise<ReadableStream<Uint8Array>> {
  if (passphrase === undefined)
    throw new ArchiveError(
      `${path} is encrypted: give its passphrase with --passphrase-file or BACKUP_PASSPHRASE.`,
    )
  const decrypter = new Decrypter()
  decrypter.addPassphrase(passphrase)
  try {
    return await decrypter.decrypt(bytes)
  } catch (error) {
    // age says nothing else if it has read the whole header.
    const isWrong = error instanceof Error && error.message.startsWith('no identity matched')
    throw isWrong
      ? new ArchiveError(`The passphrase does not open ${path}.`, { cause: error })
      : damaged(path, error)
  }
}

// The form of a backup: one gzip file of JSON lines. Line by line: the head, then each table with its rows and its
// digest, the sequences, and last a foot with the digest of all before, so that a cut-off or damaged file is known.
import { createHash, type Hash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { AppError } from '../../kernel/errors.ts'

export const archiveFormat = 1

export type ArchiveHead = {
  readonly lianshu: 'backup'
  readonly format: number
  /** Instant of the snapshot, ISO. */
  readonly createdAt: string
  readonly serverVersion: string
  /** What had been applied to the database, in order. */
  readonly migrations: readonly { readonly name: string; readonly sha256: string }[]
  /** Schemas that are not saved, since they are made anew: the queue of jobs. */
  readonly leftOut: readonly string[]
}
export type TableDigest = { readonly table: string; readonly rows: number; readonly sha256: string }
export type SequenceState = { readonly sequence: string; readonly value: string; readonly isCalled: boolean }
export type ArchiveFoot = {
  readonly tables: readonly TableDigest[]
  readonly audit: { readonly entries: string; readonly head: string }
}

export type ArchiveLine =
  | { readonly head: ArchiveHead }
  | { readonly table: string; readonly columns: readonly string[] }
  /** One row: a JSON list of its columns as PostgreSQL writes them in text, which is exact for every type. */
  | { readonly row: string }
  | { readonly end: TableDigest }
  | { readonly sequences: readonly SequenceState[] }
  | { readonly foot: ArchiveFoot; readonly sha256: string }

/** Adds lines to a new archive; `close` writes the foot. Refuses to write over a file. */
export class ArchiveWriter {
  private readonly gzip = createGzip({ level: 6 })
  private readonly hash: Hash = createHash('sha256')
  private readonly done: Promise<void>

  constructor(file: string) {
    const out = createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true })
    this.done = finished(this.gzip.pipe(out))
    out.on('error', (error) => this.gzip.destroy(error))
    this.done.catch(() => {}) // told by the next write or by close
  }

  async write(line: ArchiveLine): Promise<void> {
    const text = `${JSON.stringify(line)}\n`
    this.hash.update(text)
    await this.push(text)
  }

  async close(foot: ArchiveFoot): Promise<void> {
    const sha256 = this.hash.update(JSON.stringify(foot)).digest('hex')
    await this.push(`${JSON.stringify({ foot, sha256 } satisfies ArchiveLine)}\n`)
    this.gzip.end()
    await this.done
  }

  private async push(text: string): Promise<void> {
    if (this.gzip.destroyed) await this.done
    if (!this.gzip.write(text))
      await Promise.race([new Promise<void>((resume) => this.gzip.once('drain', resume)), this.done])
  }
}

/** The lines of an archive, each checked as it comes; throws what a person can act on when the file is not whole. */
export async function* readArchive(file: string): AsyncGenerator<ArchiveLine> {
  const hash = createHash('sha256')
  let where = '文件开头 the beginning'
  let hasFoot = false
  try {
    for await (const text of linesOf(file)) {
      if (hasFoot) throw damaged(file, '结尾之后还有内容 something follows the foot')
      const line = parseLine(file, text, where)
      if ('foot' in line) {
        hasFoot = true
        const sha256 = hash.update(JSON.stringify(line.foot)).digest('hex')
        if (sha256 !== line.sha256) throw damaged(file, '总摘要不符 the digest of the whole differs')
      } else hash.update(`${text}\n`)
      if ('table' in line) where = line.table
      yield line
    }
  } catch (error) {
    throw asArchiveError(file, error, where)
  }
  if (!hasFoot) throw new AppError('invalid', 'backup.cut_off', { file, where })
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const gunzip = createGunzip()
  const source = createReadStream(file).on('error', (error) => gunzip.destroy(error))
  source.pipe(gunzip)
  try {
    let rest: Buffer[] = []
    for await (const chunk of gunzip as AsyncIterable<Buffer>) {
      let from = 0
      for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
        yield Buffer.concat([...rest, chunk.subarray(from, at)]).toString('utf8')
        rest = []
        from = at + 1
      }
      if (from < chunk.length) rest.push(chunk.subarray(from))
    }
    if (rest.length > 0) yield Buffer.concat(rest).toString('utf8')
  } finally {
    source.destroy()
    gunzip.destroy()
  }
}

function parseLine(file: string, text: string, where: string): ArchiveLine {
  try {
    return JSON.parse(text) as ArchiveLine
  } catch (cause) {
    // Where the stream broke inside a line the rest of it is missing: that is a cut-off file.
    throw new AppError('invalid', 'backup.cut_off', { file, where }, [], { cause })
  }
}

const damaged = (file: string, where: string) => new AppError('invalid', 'backup.damaged', { file, where })

function asArchiveError(file: string, error: unknown, where: string): unknown {
  if (error instanceof AppError) return error
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'Z_BUF_ERROR') return new AppError('invalid', 'backup.cut_off', { file, where })
  if (code === 'Z_DATA_ERROR' && where.startsWith('文件'))
    return new AppError('invalid', 'backup.not_a_backup', { file })
  if (code?.startsWith('Z_')) return damaged(file, `${where} ${message}`)
  if (code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR')
    return new AppError('not_found', 'backup.cannot_read', { file, reason: code }, [], { cause: error })
  return error
}

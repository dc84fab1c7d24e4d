/** Bodies of uploads on their way: streamed to a temporary file, counted, never whole in memory. */
import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../../kernel/errors.ts'
import { catalogueOf, registerWords } from '../words.ts'

registerWords(
  'files',
  catalogueOf({
    'files.upload_too_large': {
      zh: '文件超过 {limitMb} MB 的上限，没有接收。请拆成几份再上传。',
      en: 'The file is larger than {limitMb} MB and was not taken. Split it and upload the parts.',
    },
    'files.spool_full': {
      zh: '服务器暂存文件的空间已满，没有接收。请稍后再试，或请管理员清理未完成的导入。',
      en: 'The room for waiting files on the server is used up. Try again later, or ask the administrator to clear unfinished imports.',
    },
    'files.upload_broken': {
      zh: '文件没有传完就断了，没有接收任何内容。请检查网络后重新上传。',
      en: 'The file broke off before its end; nothing of it was kept. Check the network and upload it again.',
    },
    'files.no_upload': {
      zh: '找不到这份上传的文件，可能已过期清除。请重新上传。',
      en: 'There is no such uploaded file; it may have been cleared. Upload it again.',
    },
  }),
)

export type SpoolLimits = {
  /** Bytes of one file. */
  readonly maxFileBytes: number
  /** Bytes of all files in the folder. */
  readonly maxFolderBytes: number
  /** A sender that sends nothing for so long is given up. */
  readonly idleMs: number
}
export const spoolLimits: SpoolLimits = {
  maxFileBytes: 50 * 1024 * 1024,
  maxFolderBytes: 1024 * 1024 * 1024,
  idleMs: 30_000,
}

/** An upload that has arrived whole. */
export type SpooledFile = { readonly key: string; readonly bytes: number; readonly sha256: Buffer }

const keyForm = /^[0-9a-f-]{36}$/
const arrived = new WeakMap<Request, SpooledFile>()

/** The upload that came with a request; undefined when none did. */
export const spooledFileOf = (request: Request): SpooledFile | undefined => arrived.get(request)

/** A folder of uploads that are on their way or wait to be read. */
export class Spool {
  #heldBytes = 0
  constructor(
    readonly folder: string,
    readonly limits: SpoolLimits = spoolLimits,
  ) {}

  /** Where a kept upload stands. */
  pathOf(key: string): string {
    if (!keyForm.test(key)) throw new AppError('not_found', 'files.no_upload')
    return join(this.folder, key)
  }

  remove(key: string): void {
    rmSync(this.pathOf(key), { force: true })
  }

  /** Removes files that nobody has touched since a moment; gives how many. */
  removeOlderThan(moment: Date): number {
    const old = this.#files().filter(({ changedAt }) => changedAt < moment.getTime())
    for (const { name } of old) rmSync(join(this.folder, name), { force: true })
    return old.length
  }

  /**
   * Streams the body of a request into a file. What it claims to be is refused before a byte is read, what it is while it
   * is counted; a file that is refused is gone.
   *
   * @throws AppError `files.upload_too_large` (413), `files.spool_full` (503), `files.upload_broken` (400)
   */
  async receive(request: Request): Promise<SpooledFile> {
    const claimed = Number(request.headers.get('content-length') ?? 0)
    if (claimed > this.limits.maxFileBytes) throw this.#tooLarge()
    // Looked up once an upload; what other uploads write meanwhile is added as it comes.
    this.#heldBytes = this.#files().reduce((sum, { bytes }) => sum + bytes, 0)
    this.#assertRoom(claimed)
    const key = randomUUID()
    mkdirSync(this.folder, { recursive: true, mode: 0o700 })
    try {
      const file = { key, ...(await this.#write(join(this.folder, key), request.body)) }
      arrived.set(request, file)
      return file
    } catch (error) {
      rmSync(join(this.folder, key), { force: true })
      if (error instanceof AppError) throw error
      throw new AppError('invalid', 'files.upload_broken', {}, [], { cause: error })
    }
  }

  async #write(path: string, body: ReadableStream<Uint8Array> | null): Promise<Omit<SpooledFile, 'key'>> {
    const hash = createHash('sha256')
    let bytes = 0
    const reader = body?.getReader()
    const file = await open(path, 'wx', 0o600)
    try {
      while (reader) {
        const { done, value } = await this.#next(reader)
        if (done) break
        bytes += value.length
        this.#heldBytes += value.length
        if (bytes > this.limits.maxFileBytes) throw this.#tooLarge()
        this.#assertRoom(0)
        hash.update(value)
        await file.write(value)
      }
    } catch (error) {
      await reader?.cancel().catch(() => {})
      throw error
    } finally {
      await file.close()
    }
    return { bytes, sha256: hash.digest() }
  }

  async #next(reader: ReadableStreamDefaultReader<Uint8Array>) {
    let timer: NodeJS.Timeout | undefined
    const tooSlow = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new AppError('invalid', 'files.upload_broken')), this.limits.idleMs)
    })
    try {
      return await Promise.race([reader.read(), tooSlow])
    } finally {
      clearTimeout(timer)
    }
  }

  #tooLarge(): AppError {
    return new AppError('too_large', 'files.upload_too_large', {
      limitMb: Math.floor(this.limits.maxFileBytes / 1024 / 1024),
    })
  }

  #assertRoom(more: number): void {
    if (this.#heldBytes + more >= this.limits.maxFolderBytes)
      throw new AppError('unavailable', 'files.spool_full')
  }

  #files(): { name: string; bytes: number; changedAt: number }[] {
    try {
      return readdirSync(this.folder)
        .filter((name) => keyForm.test(name))
        .flatMap((name) => {
          const found = statSync(join(this.folder, name), { throwIfNoEntry: false })
          return found ? [{ name, bytes: found.size, changedAt: found.mtimeMs }] : []
        })
    } catch {
      return []
    }
  }
}

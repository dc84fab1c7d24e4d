/** The parts of a workbook, opened by the zip's central directory, every inflated byte counted. */
import yauzl, { type Entry, type ZipFile } from 'yauzl'
import { WorkbookRefusal } from './refusal.ts'

const MOST_ENTRIES = 5_000

export class Parts {
  private inflated = 0
  private constructor(
    private readonly zip: ZipFile,
    private readonly entries: ReadonlyMap<string, Entry>,
    private readonly maxInflatedBytes: number,
  ) {}

  /** Opens the zip and refuses it when its declared sizes are too large, before anything is inflated. */
  static async open(bytes: Buffer, maxInflatedBytes: number): Promise<Parts> {
    const zip = await yauzl.fromBufferPromise(bytes, { lazyEntries: true }).catch(asDamaged)
    const entries = new Map<string, Entry>()
    let declared = 0
    try {
      for await (const entry of zip.eachEntry()) {
        declared += entry.uncompressedSize
        if (declared > maxInflatedBytes) throw tooLarge(declared, maxInflatedBytes)
        if (entries.size >= MOST_ENTRIES)
          throw new WorkbookRefusal('xlsx_damaged', { reason: 'too many parts' })
        if ((entry.generalPurposeBitFlag & 1) !== 0) throw new WorkbookRefusal('xlsx_encrypted')
        entries.set(entry.fileName.toLowerCase(), entry)
      }
    } catch (error) {
      throw error instanceof WorkbookRefusal ? error : asDamaged(error as Error)
    }
    return new Parts(zip, entries, maxInflatedBytes)
  }

  has(path: string): boolean {
    return this.entries.has(path.toLowerCase())
  }

  /** The text of one part, piece by piece. */
  async *text(path: string): AsyncGenerator<string> {
    const entry = this.entries.get(path.toLowerCase())
    if (!entry) throw new WorkbookRefusal('xlsx_damaged', { reason: `no ${path}` })
    const decoder = new TextDecoder('utf-8', { fatal: true })
    try {
      const stream = await this.zip.openReadStreamPromise(entry)
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        this.inflated += chunk.length
        if (this.inflated > this.maxInflatedBytes) throw tooLarge(this.inflated, this.maxInflatedBytes)
        yield decoder.decode(chunk, { stream: true })
      }
      yield decoder.decode()
    } catch (error) {
      throw error instanceof WorkbookRefusal ? error : asDamaged(error as Error)
    }
  }
}

function tooLarge(found: number, limit: number): WorkbookRefusal {
  return new WorkbookRefusal('xlsx_too_large', { found, limit })
}

function asDamaged(error: Error): never {
  throw new WorkbookRefusal('xlsx_damaged', { reason: error.message.slice(0, 120) })
}

/** Characters to records by RFC 4180, with any line end, and the line where each record starts. */

export type CsvRecord = {
  readonly line: number
  readonly cells: string[]
  /** Column, from 1, where text follows a closing quote; null when none. */
  readonly brokenColumn: number | null
}

export type CsvResult = {
  readonly records: CsvRecord[]
  /** The line where a quote opens that never closes; null when all close. */
  readonly openQuoteLine: number | null
  /** Whether reading stopped because there were more than `maxRecords`. */
  readonly isCut: boolean
}

const QUOTE = 34
const LF = 10
const CR = 13

/** Moves over one text; `at` is the next character, `line` the physical line it stands in. */
class Cursor {
  at = 0
  line = 1
  constructor(
    readonly text: string,
    readonly separator: number,
  ) {}

  /** An unquoted cell, up to the separator or the line's end. */
  plainCell(): string {
    const start = this.at
    while (this.at < this.text.length) {
      const code = this.text.charCodeAt(this.at)
      if (code === this.separator || code === LF || code === CR) break
      this.at++
    }
    return this.text.slice(start, this.at)
  }

  /** The inside of a quoted cell, "" being a quote; null when the quote never closes. */
  quotedCell(): string | null {
    let cell = ''
    let start = ++this.at
    while (this.at < this.text.length) {
      const code = this.text.charCodeAt(this.at)
      if (code === QUOTE) {
        cell += this.text.slice(start, this.at)
        if (this.text.charCodeAt(this.at + 1) !== QUOTE) {
          this.at++
          return cell
        }
        cell += '"'
        this.at += 2
        start = this.at
        continue
      }
      if (code === LF || (code === CR && this.text.charCodeAt(this.at + 1) !== LF)) this.line++
      this.at++
    }
    return null
  }

  /** Steps over the separator (true: another cell follows) or the line's end. */
  step(): boolean {
    const code = this.text.charCodeAt(this.at)
    if (code === this.separator) {
      this.at++
      return true
    }
    if (code === CR && this.text.charCodeAt(this.at + 1) === LF) this.at++
    this.at++
    this.line++
    return false
  }
}

function readRecord(cursor: Cursor): CsvRecord | null {
  const line = cursor.line
  const cells: string[] = []
  let brokenColumn: number | null = null
  do {
    if (cursor.text.charCodeAt(cursor.at) !== QUOTE) {
      cells.push(cursor.plainCell())
      continue
    }
    const cell = cursor.quotedCell()
    if (cell === null) return null
    const rest = cursor.plainCell()
    if (rest.trim() !== '') brokenColumn ??= cells.length + 1
    cells.push(cell + rest.trim())
  } while (cursor.step())
  return { line, cells, brokenColumn }
}

/** All records of a text; a quote opens a cell only as its first character. Stops after `maxRecords`. */
export function parseCsv(text: string, separator: string, maxRecords = Number.POSITIVE_INFINITY): CsvResult {
  const cursor = new Cursor(text, separator.charCodeAt(0))
  const records: CsvRecord[] = []
  while (cursor.at < text.length) {
    if (records.length >= maxRecords) return { records, openQuoteLine: null, isCut: true }
    const line = cursor.line
    const record = readRecord(cursor)
    if (!record) return { records, openQuoteLine: line, isCut: false }
    records.push(record)
  }
  return { records, openQuoteLine: null, isCut: false }
}

const SEPARATORS = [',', ';', '\t', '|'] as const
const SAMPLE_RECORDS = 30

/**
 * The separator under which the first records have the same number of cells most often, more than one; a comma when
 * none parts anything. A first line `sep=;`, which Excel understands, is taken at its word by the caller.
 */
export function findSeparator(text: string): string {
  let best: { separator: string; score: number } = { separator: ',', score: 0 }
  for (const separator of SEPARATORS) {
    const { records, openQuoteLine } = parseCsv(text, separator, SAMPLE_RECORDS)
    const widths = records.filter(({ cells }) => cells.some((c) => c !== '')).map(({ cells }) => cells.length)
    const counts = new Map<number, number>()
    for (const width of widths) if (width > 1) counts.set(width, (counts.get(width) ?? 0) + 1)
    for (const [width, count] of counts) {
      const score = (count / widths.length) * (openQuoteLine === null ? 1 : 0.5) + Math.min(width, 50) / 1000
      if (score > best.score) best = { separator, score }
    }
  }
  return best.separator
}

/** The small CSV files of the command line: UTF-8 or GB 18030, a header, named columns. */
import { readFile } from 'node:fs/promises'
import { CsvError, parse } from 'csv-parse/sync'
import { AppError } from '../../kernel/errors.ts'

export type CsvRow = { readonly line: number; readonly values: Readonly<Record<string, string>> }

function decode(bytes: Buffer, file: string): string {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      // the next encoding, then the refusal
    }
  }
  throw new AppError('invalid', 'identity.file_encoding', { file })
}

type Info = { record: string[]; info: { lines: number } }

/**
 * Reads a file whose header must hold `needed`; every row has all columns of the header.
 *
 * @param file the name by which errors call the file; default: the path
 */
export async function readCsvFile(path: string, needed: readonly string[], file = path): Promise<CsvRow[]> {
  const bytes = await readFile(path).catch((cause: NodeJS.ErrnoException) => {
    throw new AppError('not_found', 'identity.file_missing', { file, reason: cause.code ?? '' }, [], {
      cause,
    })
  })
  let records: Info[]
  try {
    records = parse(decode(bytes, file), {
      bom: true,
      info: true,
      skip_empty_lines: true,
    }) as unknown as Info[]
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause
    throw new AppError('invalid', 'identity.file_shape', { file, reason: cause.message }, [], { cause })
  }
  const header = records[0]?.record.map((name) => name.trim()) ?? []
  const missing = needed.filter((name) => !header.includes(name))
  if (missing.length > 0)
    throw new AppError('invalid', 'identity.column_missing', { file, columns: missing.join(', ') })
  return records.slice(1).map(({ record, info }) => ({
    line: info.lines,
    values: Object.fromEntries(header.map((name, i) => [name, record[i] ?? ''])),
  }))
}

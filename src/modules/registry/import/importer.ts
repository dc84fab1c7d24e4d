import type { Context, Dataset } from '../../access/index.ts'

/** A column that an importer understands. */
export type ImportField = {
  readonly name: string
  /** Headers by which it is recognised, compared after width, case, spaces and brackets are made even. */
  readonly headers: readonly string[]
  readonly words: { readonly zh: string; readonly en: string }
  /** Without it the file is refused. */
  readonly isRequired?: boolean
}

/** One record of a file under the importer's own field names; an empty cell is an empty string. */
export type RawRow = {
  /** Physical line (CSV) or row (XLSX) where the record starts. */
  readonly line: number
  readonly values: Readonly<Record<string, string>>
}

/** Something that a person must know about one line, or about the file (line 0). Words by `code` in a catalogue. */
export type ImportProblem = {
  readonly line: number
  /** The header as the file writes it; null where it is about the whole line. */
  readonly column: string | null
  readonly code: string
  readonly params?: Readonly<Record<string, unknown>>
}

/** Where a row ended. Waiting: accepted and staged, but something that it points to is not yet held. */
export type RowOutcome = 'created' | 'joined' | 'unchanged' | 'waiting' | 'refused'

export type RowResult = {
  readonly line: number
  readonly outcome: RowOutcome
  /** What the row became or joined, for example `registry.organisation/12`; null while it waits or is refused. */
  readonly subject: string | null
  readonly problems: readonly ImportProblem[]
}

export type ImportOptions = {
  readonly dataset: Dataset
  readonly fileName: string
  /** For relations: what the partner column names, seen from the firm of the row. */
  readonly partner: 'supplier' | 'customer' | null
}

/** One run in one transaction. A check is the same run, rolled back, so that it foretells exactly. */
export type ImportRun = {
  readonly importId: string
  readonly options: ImportOptions
  /** Words for the source of each fact: the file's name and day. */
  readonly source: string
}

export type ParsedRow<Row> = {
  readonly line: number
  readonly row: Row
  readonly problems?: readonly ImportProblem[]
}

/**
 * What a room declares to take part in import; the pipeline (reading, mapping, report, audit, undo) is registry's.
 * `app.ts` registers it.
 */
export type Importer<Row = unknown> = {
  readonly kind: string
  readonly fields: readonly ImportField[]
  /** Files that must be asked about before `run`: problems of line 0, for example who sells. */
  questions(mapped: ReadonlySet<string>, options: ImportOptions): readonly ImportProblem[]
  /** One row, pure: a value or the problems for which it is refused. */
  parse(
    raw: RawRow,
    options: ImportOptions,
    columnOf: (field: string) => string | null,
  ):
    | { readonly ok: true; readonly row: Row; readonly problems?: readonly ImportProblem[] }
    | { readonly ok: false; readonly problems: readonly ImportProblem[] }
  /** Permission of this kind; asked in the service's first line. */
  requirePermission(ctx: Context): void
  /** Writes all rows with set-based statements and says where each ended. `progress` is told rows done. */
  apply(
    ctx: Context,
    rows: readonly ParsedRow<Row>[],
    run: ImportRun,
    progress: (done: number) => void,
  ): Promise<readonly RowResult[]>
  /**
   * Tries again rows that waited, after this import brought what they may have waited for; gives how many ended.
   * Called for every kind after each run, in the same transaction.
   */
  resume?(ctx: Context): Promise<number>
}

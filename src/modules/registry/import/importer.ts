import type { PairExplanation, Veto } from '../../../engines/identity/index.ts'
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
  /**
   * What the row became or joined, for example `registry.organisation/12`; null while it is refused. A row that waits has
   * one where it is kept under its own kind until what it names comes.
   */
  readonly subject: string | null
  /** The organisation that the row means, where its subject is something else; null: one that the register does not hold. */
  readonly means?: string | null
  readonly problems: readonly ImportProblem[]
  /** For a row that waits for a person: whom it may mean. */
  readonly review?: RowReview
  /** For organisations that the row names, each decided by itself. */
  readonly ends?: readonly (RowReview & { readonly part: 'buyer' | 'supplier' })[]
}

/** What a row may mean, beside it: how likely it is the one, and what speaks for and against. */
export type ReviewCandidate = {
  /** An organisation; of kinds with `reviewed` what those rows mean. */
  readonly organisationId: string
  /** 0 to 1, none of all being a choice too. */
  readonly score: number
  readonly veto: Veto | null
  /** Part of the name → what it adds to the logarithm of the odds. */
  readonly parts: PairExplanation['parts']
}

export type RowReview = {
  readonly title: string
  readonly nameNormalised: string
  readonly creditCode: string | null
  readonly reason: string
  readonly reasonParams: Readonly<Record<string, unknown>>
  readonly candidates: readonly ReviewCandidate[]
}

/** What a person says about a row: it is that organisation, or one not met before. */
export type RowDecision =
  | { readonly kind: 'same'; readonly organisationId: string }
  | { readonly kind: 'new' }

/** What a person sees of one thing that a row may mean. */
export type ComparedThing = {
  readonly id: string
  readonly name: string
  readonly formerNames: readonly string[]
  readonly creditCode: string | null
  readonly stockCode: string | null
  readonly place: string | null
  readonly address: string | null
  readonly industry: string | null
  /** Products of an organisation; titles of a park. */
  readonly products: readonly string[]
}

/** How rows that mean something else than organisations stand in the queue, and what is remembered of a decision. */
export type ReviewedThing = {
  readonly what: 'park'
  compare(ctx: Context, ids: readonly string[]): Promise<readonly ComparedThing[]>
  /** The data set of one; undefined where there is none. */
  datasetOf(ctx: Context, id: string): Promise<Dataset | undefined>
  remember(
    ctx: Context,
    said: {
      readonly dataset: Dataset
      readonly nameNormalised: string
      readonly kind: 'same' | 'new' | 'different'
      readonly id: string
      readonly importId: string
      readonly line: number
      readonly decidedBy: string
      readonly decidedAt: Date
    },
  ): Promise<void>
}

/** A name under which rows wait for an organisation that is not held, once an import. */
export type WaitingName = {
  /** By which the importer knows the name again. */
  readonly key: string
  readonly name: string
  readonly creditCode: string | null
  readonly importId: string
  /** What the first of its rows became, for example `network.supply_link/12`. */
  readonly subject: string
  readonly part: 'buyer' | 'supplier'
}

/** Rows that wait for organisations by name alone: compared again when organisations come or get another name. */
export type WaitingNames = {
  list(ctx: Context, dataset: Dataset): Promise<readonly WaitingName[]>
  /** Gives waiting rows their organisation, key → id, and ends those that are whole; gives how many were joined. */
  join(ctx: Context, dataset: Dataset, found: ReadonlyMap<string, string>): Promise<number>
}

/** What an undo took back. Ids and names, so that a person can look. */
export type UndoOutcome = {
  /** How many of what: facts, products, identifiers, relations … */
  readonly withdrawn: Readonly<Record<string, number>>
  /** Facts that another import brought too: kept, under that import's name. */
  readonly carriedOn: number
  /** Columns and rows put back to what counted before. */
  readonly restored: number
  readonly deleted: readonly { readonly id: string; readonly name: string }[]
  readonly kept: readonly { readonly id: string; readonly name: string; readonly usedBy: readonly string[] }[]
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
  /** What a person said, by line; rows without go by the evidence. */
  readonly decisions?: ReadonlyMap<number, RowDecision>
}

/** Where an apply stands; an awaited call may throw to stop it. */
export type ApplyProgress = (
  step: 'matching' | 'writing',
  done: number,
  total: number,
) => Promise<void> | void

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
  /**
   * The importer for one file: with the columns that its headers and the packs add, and those that a person named
   * (`said`, names of fields). Reads only.
   */
  prepare?(
    ctx: Context,
    file: { readonly headers: readonly string[]; readonly said: readonly string[] },
  ): Promise<Importer<Row>>
  /** Whether rows with these fields hold confidential facts: then the upload needs a consent. */
  confides?(fields: ReadonlySet<string>): boolean
  /** Permission of this kind; asked in the service's first line. */
  requirePermission(ctx: Context): void
  /** An invented row, by field name, that the templates show. */
  readonly example?: Readonly<Record<string, string>>
  /** The same for a kind of several sorts: one row a sort, told apart by the first field. */
  readonly examples?: readonly Readonly<Record<string, string>>[]
  /** Writes all rows with set-based statements and says where each ended. */
  apply(
    ctx: Context,
    rows: readonly ParsedRow<Row>[],
    run: ImportRun,
    progress: ApplyProgress,
  ): Promise<readonly RowResult[]>
  /**
   * Takes back what an import wrote, reviewed rows included; what others use stays. `derive` renews what later rooms made
   * of it (they are told when facts are gone, before organisations go).
   */
  undo(
    ctx: Context,
    run: { readonly importId: string; readonly dataset: Dataset },
    derive: () => Promise<void>,
  ): Promise<UndoOutcome>
  /** Of rows that mean no organisations: what they are compared with. */
  readonly reviewed?: ReviewedThing
  /**
   * Tries again rows that waited, after this import brought what they may have waited for; gives how many ended.
   * Called for every kind after each run, in the same transaction.
   */
  resume?(ctx: Context): Promise<number>
  readonly waitingNames?: WaitingNames
}

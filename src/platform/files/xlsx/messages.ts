/** What the parent and the child that reads a workbook tell each other. */
import type { Merge } from '../merged-cells.ts'

/** Sent once to the child; the bytes of the workbook follow on its standard input. */
export type ReadRequest = {
  readonly sheet: string | null
  readonly maxInflatedBytes: number
  /** Rows to send at most, those before the header included; one more tells that there are too many. */
  readonly maxRows: number
  readonly maxColumns: number
  readonly maxMemoryBytes: number
}

export type CellNote = {
  readonly code: 'error_cell' | 'formula_without_result'
  readonly line: number
  readonly column: number
  readonly text: string
}

export type ChildMessage =
  | { readonly kind: 'rows'; readonly rows: readonly (readonly [line: number, cells: readonly string[]])[] }
  /** What was read so far belongs to a sheet without data: the next sheet follows. */
  | {
      readonly kind: 'done'
      readonly sheet: string
      readonly sheets: readonly string[]
      readonly merges: readonly Merge[]
      readonly notes: readonly CellNote[]
    }
  | {
      readonly kind: 'refused'
      readonly code: string
      readonly params: Readonly<Record<string, string | number>>
      readonly sheets: readonly string[]
    }

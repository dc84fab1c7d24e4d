/** Cells that were merged in a sheet: a header of two levels, and values that hold for several rows. */
import type { RawRecord } from './table.ts'

/** A merged area, rows and columns from 1, both ends inside. */
export type Merge = {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

/** A header may take this many rows. */
const DEEPEST_HEADER = 3
const JOINT = '/'

function coveringMerge(merges: readonly Merge[], row: number, column: number): Merge | undefined {
  return merges.find((m) => row >= m.top && row <= m.bottom && column >= m.left && column <= m.right)
}

/** The names of the header at `at`: of a header of several levels, the levels joined by a stroke. */
export function combineHeader(
  records: readonly RawRecord[],
  at: number,
  merges: readonly Merge[],
): { names: string[]; height: number } {
  const first = records[at]
  if (!first) return { names: [], height: 1 }
  const touching = merges.filter((m) => m.top === first.line)
  const bottom = Math.max(first.line, ...touching.map((m) => m.bottom))
  // a group name over several columns has its single names in the next row
  const isGrouped = touching.some((m) => m.right > m.left && m.bottom === m.top)
  const last = Math.min(
    first.line + DEEPEST_HEADER - 1,
    isGrouped ? Math.max(bottom, first.line + 1) : bottom,
  )
  const levels = records.slice(at).filter(({ line }) => line <= last)
  if (levels.length < 2) return { names: [...first.cells], height: 1 }

  const width = Math.max(...levels.map(({ cells }) => cells.length))
  const names = Array.from({ length: width }, (_, i) => {
    const parts = levels.map(({ line, cells }) => {
      const merge = coveringMerge(touching, line, i + 1)
      const source = merge
        ? levels.find((level) => level.line === merge.top)?.cells[merge.left - 1]
        : cells[i]
      return (source ?? '').trim()
    })
    return [...new Set(parts.filter((part) => part !== ''))].join(JOINT)
  })
  return { names, height: levels.length }
}

/** Gives each row the value of the merged cell that covers it; counts the merged cells. */
export function fillMergedRows(
  records: readonly RawRecord[],
  merges: readonly Merge[],
): { records: readonly RawRecord[]; filledCount: number } {
  const tall = merges.filter((m) => m.bottom > m.top)
  if (tall.length === 0) return { records, filledCount: 0 }
  const byLine = new Map(records.map((record, i) => [record.line, i]))
  const filled = records.map((record) => ({ ...record, cells: [...record.cells] }))
  let filledCount = 0
  for (const merge of tall) {
    const value = filled[byLine.get(merge.top) ?? -1]?.cells[merge.left - 1]
    if (value === undefined || value === '') continue
    filledCount++
    // only lines that hold something of their own: a merge may reach far below the data
    for (let line = merge.top + 1; line <= Math.min(merge.bottom, merge.top + records.length); line++) {
      const cells = filled[byLine.get(line) ?? -1]?.cells
      if (!cells) continue
      while (cells.length < merge.left) cells.push('')
      cells[merge.left - 1] = value
    }
  }
  return { records: filled, filledCount }
}

/** Lists that lost their table: each cell, or each line of a cell, stands on a line of its own. */
import type { Column } from './columns.ts'
import { findDeadlines, readDeadline } from './deadline.ts'
import type { Line } from './lines.ts'
import { beginsAnew } from './outline.ts'
import { looksLikeUnit, splitUnits } from './units.ts'

/** One cell; lines inside it are kept apart by U+2028; `along` where it belongs to the one before it in its row. */
export type Cell = { text: string; start: number; end: number; along?: true }

type Rows = { rows: { cells: Cell[]; group: string | null }[]; next: number }

function cellOf(lines: readonly Line[]): Cell {
  const first = lines[0]
  const last = lines.at(-1)
  return {
    text: lines.map((line) => line.text).join('\u2028'),
    start: first?.start ?? 0,
    end: last?.end ?? first?.start ?? 0,
  }
}

const unitRoles: readonly (Column | null)[] = ['leads', 'responsibles', 'supports']

/** Rows whose cells each begin with a tab; lines without one continue the cell. */
export function collectTabbedRows(
  lines: readonly Line[],
  from: number,
  columns: readonly (Column | null)[],
): Rows {
  const cells: Line[][] = []
  let at = from
  for (; at < lines.length; at++) {
    const line = lines[at] as Line
    if (line.tabbed) cells.push([line])
    else if (endsTable(line, cells.length, columns)) break
    else cells.at(-1)?.push(line)
  }
  return { rows: chunkCells(cells.map(cellOf), columns), next: at }
}

function endsTable(line: Line, cellCount: number, columns: readonly (Column | null)[]): boolean {
  if (/^附\s*件|^注[：:]|^抄\s*送/.test(line.text)) return true
  const isRowFull = cellCount > 0 && cellCount % columns.length === 0
  if (!isRowFull) return false
  const last = columns.at(-1) ?? null
  return unitRoles.includes(last)
    ? !looksLikeUnit(line.text.replace(/[、，]$/, ''))
    : last === 'due' || beginsAnew(line.text)
}

/** Cells to rows: a new row at each cell that holds the next number, otherwise by count. */
function chunkCells(cells: readonly Cell[], columns: readonly (Column | null)[]): Rows['rows'] {
  const numberAt = columns.indexOf('number')
  const rows: Cell[][] = []
  let expected: number | null = null
  for (let i = 0; i < cells.length; ) {
    let end = Math.min(i + columns.length, cells.length)
    if (numberAt === 0) {
      const value: number = Number((cells[i] as Cell).text)
      expected = Number.isInteger(value) ? value + 1 : null
      for (let j = i + 2; j < Math.min(cells.length, i + columns.length + 6); j++) {
        if (expected !== null && (cells[j] as Cell).text === String(expected)) {
          end = j
          break
        }
      }
    }
    rows.push(cells.slice(i, end))
    i = end
  }
  return rows.map((row) => ({
    cells: row.length === columns.length ? row : alignRow(row, columns),
    group: null,
  }))
}

/** Rows told apart by their running number only; what stands between two numbers is laid onto the columns. */
export function collectLooseRows(
  lines: readonly Line[],
  from: number,
  columns: readonly (Column | null)[],
): Rows {
  if (columns[0] !== 'number') return collectByCount(lines, from, columns)
  const rows: Rows['rows'] = []
  let at = from
  let group: string | null = null
  while (at < lines.length) {
    if (isGroupBeforeRow(lines, at, rows.length + 1)) {
      group = (lines[at] as Line).text
      at++
    }
    if (!isNumberLine(lines[at], rows.length + 1)) break
    const end = endOfRow(lines, at + 1, rows.length + 2, columns)
    const cells = lines.slice(at, end).map((line) => cellOf([line]))
    rows.push({ cells: cells.length === columns.length ? cells : alignRow(cells, columns), group })
    at = end
  }
  return { rows, next: at }
}

function isNumberLine(line: Line | undefined, value: number): boolean {
  return line !== undefined && new RegExp(`^[（(]?${value}[）).．、]?$`).test(line.text)
}

function isGroupBeforeRow(lines: readonly Line[], at: number, value: number): boolean {
  return (
    /^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）)/.test(lines[at]?.text ?? '') &&
    isNumberLine(lines[at + 1], value)
  )
}

function endOfRow(
  lines: readonly Line[],
  from: number,
  nextNumber: number,
  columns: readonly (Column | null)[],
): number {
  const limit = Math.min(lines.length, from + columns.length + 30)
  for (let at = from; at < limit; at++) {
    const line = lines[at] as Line
    if (isNumberLine(line, nextNumber) && at - from >= Math.min(2, columns.length - 1)) return at
    if (isGroupBeforeRow(lines, at, nextNumber) || /^附\s*件|^注[：:]|^抄\s*送/.test(line.text)) return at
    if (isLastRowFull(lines, at, from, columns) && !followsNumber(lines, at, nextNumber)) return at
  }
  return limit
}

/** After the last row: its last column is filled and the line does not belong to it. */
function isLastRowFull(
  lines: readonly Line[],
  at: number,
  from: number,
  columns: readonly (Column | null)[],
): boolean {
  if (at - from < columns.length - 1) return false
  const before = (lines[at - 1] as Line).text
  const last = columns.at(-1) ?? null
  if (last === 'due') return isDeadline(before)
  return unitRoles.includes(last) && looksLikeUnit(before) && !looksLikeUnit((lines[at] as Line).text)
}

function followsNumber(lines: readonly Line[], at: number, value: number): boolean {
  return lines.slice(at, at + 8).some((line) => isNumberLine(line, value))
}

/** Without a number column rows can only be counted off, and only where the count comes out even. */
function collectByCount(lines: readonly Line[], from: number, columns: readonly (Column | null)[]): Rows {
  let end = from
  while (
    end < lines.length &&
    !/^附\s*件|^注[：:]|^[一二三四五六七八九十]+、/.test((lines[end] as Line).text)
  )
    end++
  if (end === from || (end - from) % columns.length !== 0) return { rows: [], next: from }
  const rows: Rows['rows'] = []
  for (let at = from; at < end; at += columns.length) {
    rows.push({ cells: lines.slice(at, at + columns.length).map((line) => cellOf([line])), group: null })
  }
  return { rows, next: end }
}

function isDeadline(text: string): boolean {
  const { dueWritten, dueDate } = readDeadline(text, 2000)
  const rest = findDeadlines(text, 2000).reduce(
    (left, found) => left.replace(found.dueWritten ?? '', ''),
    text,
  )
  return dueWritten !== null && rest.length <= 3 && (dueDate !== null || /长期|持续|常态|每|全年/.test(text))
}

/** How well some lines of a row fit a column: positive fits, negative does not. */
function fitness(cells: readonly Cell[], column: Column | null): number {
  if (cells.length === 0)
    return column === 'note' || column === 'supports' || column === 'leadPersons' ? -0.5 : -2.5
  const text = cells.map((cell) => cell.text).join('')
  if (column === 'number') return cells.length === 1 && /^\d{1,3}$/.test(text) ? 6 : -6
  if (column === 'due') return isDeadline(text) ? 5 : -5
  const units = splitUnits(cells.map((cell) => cell.text).join('\n'))
  const unitShare = units.filter(looksLikeUnit).length / Math.max(1, units.length)
  if (unitRoles.includes(column))
    return unitShare * 6 - 3 - (/。/.test(text) ? 3 : 0) - (column === 'leads' ? 0.3 * (cells.length - 1) : 0)
  if (column === 'title' || column === 'policy')
    return (text.length <= 40 ? 1 : -0.02 * text.length) - unitShare - 0.3 * cells.length
  if (column === 'content') return Math.min(3, text.length / 20) - 2 * unitShare
  return text.length <= 12 ? 0.5 : -1
}

/** Lays the cells of a row onto columns in order, several cells to a column where that fits best. */
export function alignRow(cells: readonly Cell[], columns: readonly (Column | null)[]): Cell[] {
  const n = cells.length
  const best: { score: number; from: number }[][] = [[{ score: 0, from: 0 }]]
  for (let i = 1; i <= n; i++)
    (best[0] as { score: number; from: number }[])[i] = { score: Number.NEGATIVE_INFINITY, from: 0 }
  columns.forEach((column, c) => {
    const row: { score: number; from: number }[] = []
    for (let to = 0; to <= n; to++) {
      let top = { score: Number.NEGATIVE_INFINITY, from: 0 }
      for (let from = Math.max(0, to - 12); from <= to; from++) {
        const before = best[c]?.[from]?.score ?? Number.NEGATIVE_INFINITY
        if (before === Number.NEGATIVE_INFINITY) continue
        const score = before + fitness(cells.slice(from, to), column)
        if (score > top.score) top = { score, from }
      }
      row.push(top)
    }
    best.push(row)
  })
  const laid: Cell[] = []
  for (let c = columns.length, to = n; c > 0; c--) {
    const from = best[c]?.[to]?.from ?? 0
    const part = cells.slice(from, to)
    const place = cells[from] ?? cells.at(-1)
    laid.unshift({
      text: part.map((cell) => cell.text).join('\u2028'),
      start: part[0]?.start ?? place?.start ?? 0,
      end: part.at(-1)?.end ?? place?.start ?? 0,
    })
    to = from
  }
  return laid
}

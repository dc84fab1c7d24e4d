import { type Column, columnOf } from './columns.ts'
import type { Line } from './lines.ts'
import { alignRow, type Cell, collectLooseRows, collectTabbedRows } from './loose-tables.ts'
import type { Span } from './model.ts'

export type { Cell } from './loose-tables.ts'

/** A list with named columns; `lines` is the range [from, to) of the text's lines that it covers. */
export type Table = {
  title: string | null
  head: string[]
  columns: (Column | null)[]
  rows: { cells: Cell[]; group: string | null }[]
  lines: readonly [from: number, to: number]
  span: Span
}

type Head = { words: string[]; columns: (Column | null)[]; next: number }

/** Enough known columns, and among them what makes a list of tasks, policies or indicators. */
function isHead(columns: readonly (Column | null)[]): boolean {
  const known = columns.filter((column) => column !== null)
  const kinds = new Set(known)
  const says = ['title', 'content', 'policy', 'indicator'].some((kind) => kinds.has(kind as Column))
  const assigns = ['leads', 'responsibles', 'due', 'value', 'leadPersons', 'supports'].some((kind) =>
    kinds.has(kind as Column),
  )
  return says && assigns && known.length >= Math.max(2, columns.length * 0.6)
}

const separators: readonly RegExp[] = [/\t/, /\s*[|｜]\s*/, /[ \u3000]{2,}/, /[ \u3000]+/]

/** Cells of one written line, with their places; leading empty cells stay. */
function cutLine(text: string, line: Line, separator: RegExp): Cell[] {
  const lineStart =
    Math.max(text.lastIndexOf('\n', line.start - 1), text.lastIndexOf('\r', line.start - 1)) + 1
  const isTab = separator.source === '\\t'
  const from = isTab ? lineStart : line.start
  const lineEnd = /[\r\n\f]|$/.exec(text.slice(line.end))?.index ?? 0
  const raw = text.slice(from, isTab ? line.end + lineEnd : line.end).replace(/[|｜]\s*$/, '')
  const cells: Cell[] = []
  let at = from
  for (const part of raw.split(new RegExp(`(${separator.source})`))) {
    if (!new RegExp(`^(?:${separator.source})$`).test(part)) {
      const lead = part.length - part.trimStart().length
      const cell = { text: part.trim(), start: at + lead, end: at + lead + part.trim().length }
      cells.push(part === '\u2009' ? { ...cell, along: true } : cell)
    }
    at += part.length
  }
  return /^[|｜]/.test(raw) ? cells.slice(1) : cells
}

/** Two lines of head, as over columns of years (年度安排 over 2026年, 2027年): the lower one names the column. */
function underHead(text: string, line: Line | undefined, head: Cut): Cut {
  const under = line ? cutHead(text, line) : null
  if (!under || under.cells.length !== head.cells.length) return head
  const cells = under.cells.map((cell, i) => (cell.text === '' ? (head.cells[i] as Cell) : cell))
  return { ...head, cells, columns: cells.map((cell) => columnOf(cell.text)) }
}

/** A row whose cell holds several lines: the lines that fill it up to the head's count, exactly; null where they do not. */
function tornRow(
  text: string,
  lines: readonly Line[],
  at: number,
  head: Cut,
): { cells: Cell[]; lines: number } | null {
  const size = head.cells.length
  let cells = cutLine(text, lines[at] as Line, head.separator)
  for (let taken = 1; taken <= 6; taken++) {
    const next = lines[at + taken]
    if (cells.length >= size || !next || /^附\s*件/.test(next.text)) return null
    const more = cutLine(text, next, head.separator)
    const last = cells.at(-1) as Cell
    const first = more[0] as Cell
    const joined = {
      text: [last.text, first.text].filter((part) => part !== '').join('\u2028'),
      start: last.start,
      end: first.end,
    }
    cells = [...cells.slice(0, -1), joined, ...more.slice(1)]
    if (cells.length === size) return { cells, lines: taken + 1 }
  }
  return null
}

type Cut = { separator: RegExp; cells: Cell[]; columns: (Column | null)[] }

/** Words without which no line heads a list; spares the cutting of all other lines. */
const headWord = /单\s*位|部\s*门|时\s*限|时\s*间|期\s*限|进\s*度|领\s*导|责任人|负责人|目\s*标/

function cutHead(text: string, line: Line): Cut | null {
  if (!headWord.test(line.text)) return null
  for (const separator of separators) {
    const cells = cutLine(text, line, separator)
    const columns = cells.map((cell) => columnOf(cell.text))
    if (cells.length >= 2 && isHead(columns)) return { separator, cells, columns }
  }
  return null
}

/** A list whose rows are lines with tabs, bars or spaces between the cells. */
function ruledTable(text: string, lines: readonly Line[], from: number): Table | null {
  const upper = cutHead(text, lines[from] as Line)
  if (!upper) return null
  const head = underHead(text, lines[from + 1], upper)
  const rows: Table['rows'] = []
  let group: string | null = null
  let at = from + 1
  for (; at < lines.length; at++) {
    const line = lines[at] as Line
    if (/^[|｜\s:：+-]+$/.test(line.text)) continue
    const cells = cutLine(text, line, head.separator)
    const filled = cells.filter((cell) => cell.text !== '')
    if (filled.length === 1 && isGroupLine(filled[0]?.text ?? '', lines[at + 1], text, head)) {
      group = (filled[0] as Cell).text
      continue
    }
    const torn = head.separator.source === '\\t' && cells.length > 1 ? tornRow(text, lines, at, head) : null
    if (torn) {
      rows.push({ cells: torn.cells, group })
      at += torn.lines - 1
      continue
    }
    if (cells.length < Math.max(2, head.cells.length - 1) || /^附\s*件/.test(line.text)) break
    if (cutHead(text, line)) continue
    rows.push({ cells: fitCells(cells, head.columns), group })
  }
  if (rows.length === 0) return null
  const words = head.cells.map((cell) => cell.text)
  return makeTable(lines, { from, to: at, words, columns: head.columns, rows })
}

/** A line alone between rows names the group of the rows that follow. */
function isGroupLine(word: string, next: Line | undefined, text: string, head: Cut): boolean {
  if (!next || /^附\s*件|^注/.test(word) || word.length > 60) return false
  return cutLine(text, next, head.separator).filter((cell) => cell.text !== '').length >= 2
}

function fitCells(cells: Cell[], columns: readonly (Column | null)[]): Cell[] {
  if (cells.length === columns.length) return cells
  return alignRow(
    cells.filter((cell) => cell.text !== ''),
    columns,
  )
}

/** Column heads that arrive one a line, some torn in two (牵头 / 单位). */
function looseHead(lines: readonly Line[], from: number): Head | null {
  const words: string[] = []
  const columns: (Column | null)[] = []
  let at = from
  while (at < lines.length && words.length < 12) {
    const found = [1, 2, 3].find((count) => {
      const parts = lines.slice(at, at + count)
      const isOneCell = parts.slice(1).every((part) => !part.tabbed)
      return parts.length === count && isOneCell && columnOf(parts.map((part) => part.text).join('')) !== null
    })
    if (!found) break
    const longer = found === 1 ? tornHead(lines, at) : found
    const word = lines
      .slice(at, at + longer)
      .map((part) => part.text)
      .join('')
    words.push(word)
    columns.push(columnOf(word))
    at += longer
  }
  return words.length >= 3 && isHead(columns) ? { words, columns, next: at } : null
}

/** 责任 alone may be a head, 责任 + 单位 is the whole of it: the longer reading wins when the rest is no head itself. */
function tornHead(lines: readonly Line[], at: number): number {
  const next = lines[at + 1]
  const both = (lines[at]?.text ?? '') + (next?.text ?? '')
  return next && !next.tabbed && /^(?:单位|部门|时限|时间|方向|内容)$/.test(next.text) && columnOf(both)
    ? 2
    : 1
}

function looseTable(lines: readonly Line[], from: number): Table | null {
  const head = looseHead(lines, from)
  if (!head) return null
  const tabbed = lines[head.next]?.tabbed === true && lines[from]?.tabbed === true
  const collect = tabbed ? collectTabbedRows : collectLooseRows
  const { rows, next } = collect(lines, head.next, head.columns)
  if (rows.length === 0) return null
  return makeTable(lines, { from, to: next, words: head.words, columns: head.columns, rows })
}

type Parts = { from: number; to: number; words: string[]; columns: (Column | null)[]; rows: Table['rows'] }

function makeTable(lines: readonly Line[], { from, to, words, columns, rows }: Parts): Table {
  return {
    title: titleBefore(lines, from),
    head: words,
    columns: mainColumns(columns),
    rows,
    lines: [from, to],
    span: [(lines[from] as Line).start, (lines[to - 1] as Line).end],
  }
}

/** Of two columns that both name the task, the first groups the second. */
function mainColumns(columns: readonly (Column | null)[]): (Column | null)[] {
  const titles = columns.filter((column) => column === 'title').length
  let seen = 0
  return columns.map((column) => (column === 'title' && titles > 1 && seen++ === 0 ? 'category' : column))
}

/** The line above a list, without the word 附件 and its number. */
function titleBefore(lines: readonly Line[], from: number): string | null {
  for (let i = from - 1; i >= Math.max(0, from - 3); i--) {
    const text = (lines[i] as Line).text.replace(
      /^附\s*[件表]\s*[0-9一二三四五六七八九十]*\s*[：:.．、]?\s*/,
      '',
    )
    if (text === '' || /^[（(]?单位[：:]|^填报/.test(text)) continue
    return text.length <= 60 && !/[。；]$/.test(text) ? text : null
  }
  return null
}

/** Every list of tasks, policies or indicators in a text, from top to bottom. */
export function findTables(text: string, lines: readonly Line[]): Table[] {
  const tables: Table[] = []
  for (let at = 0; at < lines.length; at++) {
    const table = ruledTable(text, lines, at) ?? looseTable(lines, at)
    if (!table) continue
    tables.push(table)
    at = table.lines[1] - 1
  }
  return tables
}

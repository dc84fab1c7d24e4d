import type { Reading } from './body-tasks.ts'
import type { Column } from './columns.ts'
import type { Policy, Span, Task } from './model.ts'
import { noResponsibility, type Responsibility, readField } from './responsibility.ts'
import type { Cell, Table } from './tables.ts'

type Row = Table['rows'][number]

/** The text of a row's cells under one kind of column; lines of a broken cell run together. */
export function cellText(table: Table, row: Row, column: Column): string | null {
  const texts = table.columns
    .map((kind, i) => (kind === column ? (row.cells[i]?.text ?? '') : ''))
    .filter((text) => text !== '' && !/^[—\-/]+$/.test(text))
  return texts.length === 0 ? null : texts.map((text) => text.replace(/\u2028/g, '')).join('\n')
}

/** A cell of a list of tasks under a head that names no field of a task, mostly a year, and over which heads it goes. */
export type SaidCell = { cell: Cell; heads: string[] }

/** What a row of a list of tasks says beside its fields, such as what is to be done in each year. */
export function saidBeside(table: Table, row: Row): SaidCell[] {
  const said: SaidCell[] = []
  table.columns.forEach((column, i) => {
    const cell = row.cells[i]
    const head = table.head[i] ?? ''
    if (!cell || head === '' || !(column === null || column === 'value' || column === 'base')) return
    if (cell.along) {
      if (cell.text === '' && table.columns[i - 1] === column) said.at(-1)?.heads.push(head)
    } else said.push({ cell, heads: [head] })
  })
  return said.filter(({ cell }) => cell.text !== '' && !/^[—\-/]+$/.test(cell.text))
}

/** The content of a row: its own cell, and what its other columns say under their heads (2026年：…；2027年：…). */
function contentOf(table: Table, row: Row): string | null {
  const written = cellText(table, row, 'content')
  const all = table.columns.filter((column) => column === 'value' || column === 'base').length
  const beside = saidBeside(table, row).map(({ cell, heads }) => {
    const text = cell.text.replace(/\u2028/g, '')
    return heads.length > 1 && heads.length === all ? text : `${heads.join('、')}：${text}`
  })
  const parts = [...(written === null ? [] : [written]), ...beside.map((part) => part.replace(/[；;]$/, ''))]
  return beside.length === 0 ? written : parts.join('；').replace(/。；/g, '。')
}

/** Where a row stands in the decoded text. */
export function rowSpan(row: Row): Span {
  const filled = row.cells.filter((cell: Cell) => cell.text !== '')
  return [Math.min(...filled.map((cell) => cell.start)), Math.max(...filled.map((cell) => cell.end))]
}

function readRow(table: Table, row: Row, reading: Reading): Responsibility {
  const said = noResponsibility()
  table.columns.forEach((column, i) => {
    const text = row.cells[i]?.text ?? ''
    if (text === '' || /^[—\-/]+$/.test(text)) return
    if (
      column === 'leads' ||
      column === 'responsibles' ||
      column === 'supports' ||
      column === 'leadPersons' ||
      column === 'due'
    ) {
      readField(column, text, reading.year, said)
    }
  })
  if (!reading.firstIsLead || said.leads.length > 0) return said
  const [first, ...others] = said.responsibles
  return first ? { ...said, leads: [first], responsibles: others } : said
}

/** A list of policies to be issued names documents, or says so in its title and has no content column. */
export function isPolicyList(table: Table): boolean {
  if (table.columns.includes('policy')) return true
  return (
    /政策(?:措施|文件)?.*清单|拟(?:制定|出台)/.test(table.title ?? '') && !table.columns.includes('content')
  )
}

/** A list of figures has an indicator column and a column of values. */
export function isIndicatorList(table: Table): boolean {
  return table.columns.includes('indicator') && table.columns.includes('value')
}

/** The rows of the lists of tasks; policies and indicators have lists of their own. */
export function annexTasks(tables: readonly Table[], reading: Reading): Task[] {
  return tables.flatMap((table, t) => {
    if (isPolicyList(table) || isIndicatorList(table)) return []
    let category: string | null = null
    return table.rows.flatMap((row, i) => {
      category = cellText(table, row, 'category') ?? category
      const written = cellText(table, row, 'content')
      const title = cellText(table, row, 'title') ?? (written ? firstClause(written) : null)
      const content = contentOf(table, row)
      if (title === null) return []
      const number = Number(cellText(table, row, 'number') ?? Number.NaN)
      const said = readRow(table, row, reading)
      return [
        {
          id: `附${t + 1}/${Number.isInteger(number) ? number : i + 1}`,
          title,
          content,
          ...said,
          parent: row.group ?? category ?? table.title,
          annexRow: Number.isInteger(number) ? number : i + 1,
          span: rowSpan(row),
        },
      ]
    })
  })
}

function firstClause(text: string): string {
  return (/^[^，,。；;：:\n]+/.exec(text)?.[0] ?? text).slice(0, 40)
}

/** The documents that the lists of policies want issued. */
export function annexPolicies(tables: readonly Table[], reading: Reading): Policy[] {
  return tables.filter(isPolicyList).flatMap((table) =>
    table.rows.flatMap((row) => {
      const title = cellText(table, row, 'policy') ?? cellText(table, row, 'title')
      if (title === null) return []
      const said = readRow(table, row, reading)
      return [
        {
          title,
          direction: cellText(table, row, 'direction') ?? cellText(table, row, 'category'),
          dueWritten: said.dueWritten,
          dueDate: said.dueDate,
          leads: said.leads.length > 0 ? said.leads : said.responsibles,
          span: rowSpan(row),
        },
      ]
    }),
  )
}

import type { CellValue, Column } from './column.ts'

/**
 * A table as CSV that office programs open safely: UTF-8 with mark, CRLF, quoted where needed. Text that a
 * spreadsheet would run as a formula gets a leading apostrophe (OWASP, CSV injection); numbers stay numbers;
 * unknown is written as `unknown`, never left blank. A `note` stands alone in the first line.
 */
export function toCsv<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  unknown: string,
  note?: string,
): string {
  const first = note === undefined ? [] : [textCell(note)]
  const head = columns.map(({ title, unit }) => textCell(unit ? `${title} (${unit})` : title))
  const lines = rows.map((row) => columns.map((column) => csvCell(column.value(row), unknown)).join(','))
  return `\uFEFF${[...first, head.join(','), ...lines].join('\r\n')}\r\n`
}

function csvCell(value: CellValue, unknown: string): string {
  if (value === null) return unknown
  return typeof value === 'number' ? String(value) : textCell(value)
}

function textCell(text: string): string {
  const safe = /^[\s\u00A0\u3000]*[=+\-@＝＋－＠]|^[\t\r\n]/u.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Hands a text or bytes to the browser as a file. */
export function download(
  fileName: string,
  content: string | Uint8Array<ArrayBuffer>,
  type = 'text/csv;charset=utf-8',
): void {
  const address = URL.createObjectURL(new Blob([content], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = fileName
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}

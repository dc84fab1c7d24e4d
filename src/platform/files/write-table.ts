/** Tables out: CSV that Excel opens with its characters whole, and XLSX. No cell can turn into a formula. */

import ExcelJS from 'exceljs'
import { cutText } from '../../kernel/cut-text.ts'

export type OutTable = {
  /** Name of the sheet; a CSV file has none. */
  readonly name: string
  readonly header: readonly string[]
  readonly rows: readonly (readonly (string | number | null)[])[]
  /** Lines above the header; they read as titles. */
  readonly note?: string
}

// A cell that begins like this is a formula to a spreadsheet; an apostrophe in front makes it text.
const FORMULA = /^[\s\ufeff]*[=+\-@\t\r＝＋－＠]/
const PLAIN_NUMBER = /^-?\d+(?:\.\d+)?$/

/** A text that no spreadsheet takes for a formula; numbers stay as they are. */
export function harmlessCell(text: string): string {
  return FORMULA.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text
}

function csvCell(value: string | number | null): string {
  const text = value === null ? '' : typeof value === 'number' ? String(value) : harmlessCell(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** A CSV file: UTF-8 with the mark by which Excel knows it, CRLF. */
export function writeCsv({ header, rows }: OutTable): Buffer {
  const lines = [header, ...rows].map((cells) => cells.map(csvCell).join(','))
  return Buffer.from(`\ufeff${lines.join('\r\n')}\r\n`, 'utf8')
}

const widestColumn = 48

/** A workbook; every text is stored as text, never as a formula. */
export async function writeXlsx(tables: readonly OutTable[]): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook()
  for (const { name, header, rows } of tables) {
    const sheet = workbook.addWorksheet(cutText(name.replaceAll(/[\\/?*[\]:]/g, ' '), 31), {
      views: [{ state: 'frozen', ySplit: 1 }],
    })
    sheet.addRow([...header]).font = { bold: true }
    for (const row of rows) sheet.addRow([...row])
    for (const [i, title] of header.entries()) {
      const longest = Math.max(title.length, ...rows.slice(0, 200).map((row) => String(row[i] ?? '').length))
      sheet.getColumn(i + 1).width = Math.min(widestColumn, longest * 2 + 4)
      sheet.getColumn(i + 1).numFmt = '@'
    }
  }
  return Buffer.from(await workbook.xlsx.writeBuffer())
}

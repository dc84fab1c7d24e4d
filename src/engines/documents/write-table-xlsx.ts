import ExcelJS from 'exceljs'
import { fixedTimes } from './zip-times.ts'

/** A sheet of a workbook: a title over the table, notes below it. Null cells read as the word for unknown. */
export type Sheet = {
  readonly name: string
  readonly title: string
  readonly head: readonly string[]
  /** Width of each column in characters. */
  readonly widths: readonly number[]
  readonly rows: readonly (readonly (string | number | null)[])[]
  readonly notes: readonly string[]
}

const thin = { style: 'thin', color: { argb: 'FFD9DCE1' } } as const
/** Text that begins with = stays text: a rich text cell is never taken for a formula. */
const asText = (text: string) => ({ richText: [{ text, font: { name: '仿宋', size: 11 } }] })

function writeSheet(book: ExcelJS.Workbook, { name, title, head, widths, rows, notes }: Sheet): void {
  const sheet = book.addWorksheet(name.replaceAll(/[\\/?*[\]:]/g, ' ').slice(0, 31), {
    pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  })
  sheet.columns = widths.map((width) => ({ width }))
  const titleRow = sheet.addRow([asText(title)])
  sheet.mergeCells(1, 1, 1, head.length)
  titleRow.height = 30
  titleRow.getCell(1).value = { richText: [{ text: title, font: { name: '黑体', size: 16 } }] }
  titleRow.getCell(1).alignment = { horizontal: 'center', vertical: 'middle' }
  const headRow = sheet.addRow([...head])
  headRow.font = { name: '黑体', size: 11 }
  sheet.pageSetup.printTitlesRow = '2:2'
  sheet.views = [{ state: 'frozen', ySplit: 2 }]
  sheet.autoFilter = { from: { row: 2, column: 1 }, to: { row: 2 + rows.length, column: head.length } }
  for (const row of rows)
    sheet.addRow(row.map((cell) => (typeof cell === 'number' ? cell : asText(cell ?? '未知'))))
  for (let at = 2; at <= sheet.rowCount; at++)
    for (let column = 1; column <= head.length; column++) {
      const cell = sheet.getRow(at).getCell(column)
      cell.border = { top: thin, left: thin, bottom: thin, right: thin }
      cell.alignment = {
        wrapText: true,
        vertical: 'middle',
        horizontal: typeof cell.value === 'number' ? 'right' : 'left',
      }
    }
  for (const note of notes) {
    const row = sheet.addRow([asText(note)])
    sheet.mergeCells(row.number, 1, row.number, head.length)
    row.getCell(1).alignment = { wrapText: true, vertical: 'top' }
  }
}

/** Tables as a workbook in the layout of an office, A4 landscape. The same sheets give the same bytes. */
export async function writeTableXlsx(sheets: readonly Sheet[]): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook()
  book.creator = ''
  book.created = new Date(0)
  book.modified = new Date(0)
  for (const sheet of sheets) writeSheet(book, sheet)
  return fixedTimes(Buffer.from(await book.xlsx.writeBuffer()))
}

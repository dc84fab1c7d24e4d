import ExcelJS from 'exceljs'
import type { Task } from './model.ts'
import { type ListHead, listColumns, listRow } from './write-list-docx.ts'
import { fixedTimes } from './zip-times.ts'

/** Text that begins with = stays text: a rich text cell is never taken for a formula. */
const asText = (text: string) => ({ richText: [{ text, font: { name: '仿宋', size: 12 } }] })

/** Widths of the columns in characters, 130 in all on landscape A4. */
const widthOf = (share: number) => Math.round(share * 1.3)

/**
 * A list of tasks as a workbook in the layout of an office: title over all columns, heads repeated on each
 * printed page, A4 landscape one page wide. The same tasks give the same bytes.
 */
export async function writeListXlsx(tasks: readonly Task[], { annex, title }: ListHead): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook()
  book.creator = ''
  book.created = new Date(0)
  book.modified = new Date(0)
  const sheet = book.addWorksheet('清单', {
    pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  })
  sheet.columns = listColumns.map(({ share }) => ({ width: widthOf(share) }))
  if (annex) sheet.addRow([annex])
  const titleRow = sheet.addRow([title])
  sheet.mergeCells(titleRow.number, 1, titleRow.number, listColumns.length)
  titleRow.height = 36
  titleRow.getCell(1).font = { name: '方正小标宋简体', size: 22 }
  titleRow.getCell(1).alignment = { horizontal: 'center', vertical: 'middle', wrapText: true }
  const headRow = sheet.addRow(listColumns.map(({ head }) => head))
  headRow.font = { name: '黑体', size: 12 }
  sheet.pageSetup.printTitlesRow = `${headRow.number}:${headRow.number}`
  sheet.views = [{ state: 'frozen', ySplit: headRow.number }]
  tasks.forEach((task, i) => {
    const [number, ...cells] = listRow(task, i)
    sheet.addRow([Number(number), ...cells.map(asText)])
  })
  for (let row = headRow.number; row <= sheet.rowCount; row++)
    frameRow(sheet.getRow(row), row === headRow.number)
  return fixedTimes(Buffer.from(await book.xlsx.writeBuffer()))
}

const thin = { style: 'thin' } as const

function frameRow(row: ExcelJS.Row, isHead: boolean) {
  for (let column = 1; column <= listColumns.length; column++) {
    const cell = row.getCell(column)
    cell.border = { top: thin, left: thin, bottom: thin, right: thin }
    cell.alignment = {
      wrapText: true,
      vertical: 'middle',
      horizontal: isHead || column !== 3 ? 'center' : 'left',
    }
  }
}

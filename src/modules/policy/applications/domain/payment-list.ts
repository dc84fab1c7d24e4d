import ExcelJS from 'exceljs'
import { chineseAmount, yuanOf } from './chinese-amount.ts'

export type PaymentLine = {
  readonly name: string
  readonly creditCode: string | null
  readonly bank: string
  readonly accountName: string
  readonly accountNo: string
  readonly amountFen: bigint
  readonly basis: string
}
export type PaymentListHead = { readonly title: string; readonly unit: string; readonly day: string }

export const paymentColumns = [
  { head: '序号', width: 6 },
  { head: '单位名称', width: 34 },
  { head: '统一社会信用代码', width: 22 },
  { head: '户名', width: 30 },
  { head: '开户行', width: 30 },
  { head: '账号', width: 26 },
  { head: '金额(元)', width: 18 },
  { head: '政策依据', width: 44 },
] as const
const amountColumn = 7

const thin = { style: 'thin' } as const
const box = { top: thin, left: thin, bottom: thin, right: thin }

/** An exact amount as a cell: a double holds every whole fen below 90 万亿元. */
function amountCell(cell: ExcelJS.Cell, fen: bigint): void {
  if (fen > 2n ** 53n - 1n) throw new RangeError(`too large for a workbook: ${fen} fen`)
  cell.value = Number(yuanOf(fen))
  cell.numFmt = '#,##0.00'
}

/** Text that no spreadsheet turns into a number or a formula. */
const asText = (text: string) => ({ richText: [{ text }] })

/**
 * The payment list for the treasury, in the layout of an office: title, unit and day, one line a payee, the sum in figures
 * and in Chinese capitals, signatures. A4 landscape, heads repeated on each page. Account numbers and credit codes are
 * text; amounts are numbers of yuan, exact to the fen.
 */
export async function writePaymentList(
  lines: readonly PaymentLine[],
  { title, unit, day }: PaymentListHead,
): Promise<Buffer> {
  const book = new ExcelJS.Workbook()
  book.created = new Date(`${day}T00:00:00Z`)
  book.modified = book.created
  const sheet = book.addWorksheet('兑付清单', {
    pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  })
  sheet.columns = paymentColumns.map(({ width }) => ({ width }))
  const last = paymentColumns.length
  const titleRow = sheet.addRow([asText(title)])
  sheet.mergeCells(1, 1, 1, last)
  titleRow.height = 34
  titleRow.getCell(1).font = { name: '方正小标宋简体', size: 20 }
  titleRow.getCell(1).alignment = { horizontal: 'center', vertical: 'middle', wrapText: true }
  const unitRow = sheet.addRow([asText(`填报单位：${unit}        日期：${day}        单位：元`)])
  sheet.mergeCells(2, 1, 2, last)
  unitRow.getCell(1).font = { name: '仿宋', size: 12 }
  const head = sheet.addRow(paymentColumns.map((column) => column.head))
  head.font = { name: '黑体', size: 12 }
  sheet.pageSetup.printTitlesRow = '3:3'
  sheet.views = [{ state: 'frozen', ySplit: 3 }]
  lines.forEach((line, i) => {
    const texts = [line.name, line.creditCode ?? '', line.accountName, line.bank, line.accountNo]
    const row = sheet.addRow([i + 1, ...texts.map(asText), null, asText(line.basis)])
    amountCell(row.getCell(amountColumn), line.amountFen)
    row.font = { name: '仿宋', size: 12 }
  })
  const total = lines.reduce((sum, { amountFen }) => sum + amountFen, 0n)
  const sum = sheet.addRow(['合计', asText(`人民币（大写）${chineseAmount(total)}`)])
  amountCell(sum.getCell(amountColumn), total)
  sheet.mergeCells(sum.number, 2, sum.number, amountColumn - 1)
  sum.font = { name: '黑体', size: 12 }
  for (let at = 3; at <= sum.number; at++)
    for (let column = 1; column <= last; column++) {
      const cell = sheet.getRow(at).getCell(column)
      cell.border = box
      const isMoney = column === amountColumn && at > 3
      cell.alignment = {
        vertical: 'middle',
        wrapText: true,
        horizontal: isMoney ? 'right' : at === 3 || column === 1 ? 'center' : 'left',
      }
    }
  const signs = sheet.addRow([asText('编制：                    复核：                    批准：')])
  sheet.mergeCells(signs.number, 1, signs.number, last)
  signs.font = { name: '仿宋', size: 12 }
  return Buffer.from(await book.xlsx.writeBuffer())
}

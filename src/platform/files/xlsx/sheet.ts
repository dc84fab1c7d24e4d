/** The rows of one sheet as text. */
import type { Merge } from '../merged-cells.ts'
import { numberText, unescapeExcel } from './cell-text.ts'
import type { CellNote } from './messages.ts'
import { WorkbookRefusal } from './refusal.ts'
import type { Workbook } from './workbook-parts.ts'
import { attribute, type XmlHandler } from './xml.ts'

const MOST_MERGES = 20_000
const MOST_NOTES = 10_000
/** The last column that Excel has, XFD. */
const LAST_COLUMN = 16_384

/** `AB12` as column 28; null when it is no address. */
function columnOf(address: string): number | null {
  let column = 0
  let i = 0
  for (; i < address.length; i++) {
    const code = address.charCodeAt(i)
    if (code < 65 || code > 90) break
    column = column * 26 + code - 64
  }
  return i > 0 && column <= LAST_COLUMN ? column : null
}

function mergeOf(reference: string): Merge | null {
  const match = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(reference)
  const [, from = '', top = '', to = '', bottom = ''] = match ?? []
  const [left, right] = [columnOf(from), columnOf(to)]
  if (left === null || right === null) return null
  return { top: Number(top), left, bottom: Number(bottom), right }
}

type OpenCell = { column: number; type: string; style: number; value: string | null; hasFormula: boolean }

/** Collects rows while a sheet's XML goes by; `take` gets each row that holds something. */
export class SheetHandler implements XmlHandler {
  readonly merges: Merge[] = []
  readonly notes: CellNote[] = []
  private line = 0
  private cells: string[] = []
  private cell: OpenCell | null = null
  private column = 0
  private isValue = false
  private phonetic = 0

  constructor(
    private readonly workbook: Workbook,
    private readonly maxColumns: number,
    private readonly take: (line: number, cells: string[]) => void,
  ) {}

  open(name: string, attributes: string): void {
    if (name === 'c') this.openCell(attributes)
    else if (name === 'v' || name === 't') this.openValue()
    else if (name === 'row') this.openRow(attributes)
    else if (name === 'f' && this.cell) this.cell.hasFormula = true
    else if (name === 'rPh') this.phonetic++
    else if (name === 'mergeCell') this.addMerge(attribute(attributes, 'ref') ?? '')
  }

  close(name: string): void {
    if (name === 'c') this.closeCell()
    else if (name === 'v' || name === 't') this.isValue = false
    else if (name === 'row') this.closeRow()
    else if (name === 'rPh') this.phonetic--
  }

  text(text: string): void {
    if (this.isValue && this.cell) this.cell.value += text
  }

  private openRow(attributes: string): void {
    // rows and cells may leave out where they are: then each follows the one before
    const given = Number(attribute(attributes, 'r') ?? this.line + 1)
    this.line = Number.isInteger(given) && given > this.line ? given : this.line + 1
    this.cells = []
    this.column = 0
  }

  private openCell(attributes: string): void {
    const column = columnOf(attribute(attributes, 'r') ?? '') ?? this.column + 1
    this.column = column
    this.cell = {
      column,
      type: attribute(attributes, 't') ?? 'n',
      style: Number(attribute(attributes, 's') ?? -1),
      value: null,
      hasFormula: false,
    }
  }

  private openValue(): void {
    if (!this.cell || this.phonetic > 0) return
    this.cell.value ??= ''
    this.isValue = true
  }

  private closeCell(): void {
    const cell = this.cell
    this.cell = null
    if (!cell) return
    const text = this.cellText(cell)
    if (text === '') return
    if (cell.column > this.maxColumns)
      throw new WorkbookRefusal('too_many_columns', {
        line: this.line,
        found: cell.column,
        limit: this.maxColumns,
      })
    while (this.cells.length < cell.column) this.cells.push('')
    this.cells[cell.column - 1] = text
  }

  private cellText({ type, style, value, hasFormula, column }: OpenCell): string {
    if (value === null || (value === '' && hasFormula && type === 'n')) {
      if (hasFormula) this.note('formula_without_result', column, '')
      return ''
    }
    const { strings, kinds, is1904 } = this.workbook
    switch (type) {
      case 's':
        return strings[Number(value)] ?? this.missingString(value)
      case 'b':
        return value.trim() === '1' ? 'TRUE' : 'FALSE'
      case 'e':
        this.note('error_cell', column, value)
        return value
      case 'n':
        return numberText(value, kinds[style] ?? 'number', is1904)
      default:
        return unescapeExcel(value)
    }
  }

  private missingString(index: string): never {
    throw new WorkbookRefusal('xlsx_damaged', { reason: `shared string ${index}` })
  }

  private note(code: CellNote['code'], column: number, text: string): void {
    if (this.notes.length < MOST_NOTES) this.notes.push({ code, line: this.line, column, text })
  }

  private closeRow(): void {
    if (this.cells.length > 0) this.take(this.line, this.cells)
    this.cells = []
  }

  private addMerge(reference: string): void {
    const merge = mergeOf(reference)
    if (merge && this.merges.length < MOST_MERGES) this.merges.push(merge)
  }
}

import { isPeriod, lastDayOf, readFigureValue, type StoredValue } from '../domain/figure-value.ts'
import { type FigureColumn, isTitleField, titleOfField } from './figure-columns.ts'
import type { ImportProblem, RawRow } from './importer.ts'

/** A figure that one cell tells. */
export type CellFigure = StoredValue & {
  readonly name: string
  readonly period: string | null
  readonly asOf: string | null
  readonly isConfidential: boolean
}
/** A title that a cell names, and when it was granted, as precise as written. */
export type CellTitle = { readonly title: string; readonly granted: string | null }

const saysNothing = new Set(['', '/', '-', '—', '--', '——', '无', '不详', '未知', 'n/a', 'na', 'null', '…'])
const bareNumber = /^[-+]?[\d,]+(?:\.\d+)?$/
const mostTitles = 60

export const isBareNumber = (text: string): boolean => bareNumber.test(text.normalize('NFKC').trim())

type Note = (field: string, code: string, params: Record<string, unknown>) => ImportProblem

/**
 * The figures of one row. A cell that cannot be read gives no figure and is told by line and column; an empty one, or one
 * that says so, is unknown.
 */
export function readFigures(
  raw: RawRow,
  columns: ReadonlyMap<string, FigureColumn>,
  note: Note,
): { figures: CellFigure[]; problems: ImportProblem[] } {
  const figures: CellFigure[] = []
  const problems: ImportProblem[] = []
  for (const [field, { kind, period, unit }] of columns) {
    const text = (raw.values[field] ?? '').normalize('NFKC').trim()
    if (saysNothing.has(text.toLowerCase())) continue
    try {
      const value = readFigureValue(kind, unit !== null && isBareNumber(text) ? `${text}${unit}` : text)
      if (value === null) continue
      const asOf = period === null ? null : lastDayOf(period)
      figures.push({ name: kind.name, period, asOf, isConfidential: kind.isConfidential, ...value })
    } catch (error) {
      // The engine's words name the value and how to write it; anything else is a fault of ours.
      if (!(error instanceof Error) || error.name !== 'QuantityError') throw error
      problems.push(note(field, 'registry.cell_figure_bad', { name: kind.labelZh, reason: error.message }))
    }
  }
  return { figures, problems }
}

const yes = new Set(['是', '有', '√', '✓', 'y', 'yes', '1', 'true'])
const no = new Set([...saysNothing, '否', '没有', '×', 'x', 'n', 'no', '0', 'false'])

/** The titles of one row: those a cell lists (国家级专精特新小巨人（2021）、…), and columns headed by a title's name. */
export function readTitles(raw: RawRow, note: Note): { titles: CellTitle[]; problems: ImportProblem[] } {
  const titles = listedTitles(raw.values.titles ?? '')
  const problems: ImportProblem[] = []
  for (const [field, cell] of Object.entries(raw.values)) {
    if (!isTitleField(field)) continue
    const text = cell.normalize('NFKC').trim()
    if (no.has(text.toLowerCase())) continue
    const granted = periodOf(text)
    if (granted !== null || yes.has(text.toLowerCase())) titles.push({ title: titleOfField(field), granted })
    else problems.push(note(field, 'registry.cell_title_bad', { text }))
  }
  return { titles, problems }
}

function listedTitles(cell: string): CellTitle[] {
  return cell
    .split(/[、，,；;|\n\r]+/)
    .map((part) => part.normalize('NFKC').trim())
    .filter((part) => !no.has(part.toLowerCase()) && part.length <= 120)
    .slice(0, mostTitles)
    .map((part) => {
      const year = /^(.*?)\s*\(([^()]*)\)$/.exec(part)
      const granted = year ? periodOf(year[2]!) : null
      return granted === null ? { title: part, granted } : { title: year![1]!.trim(), granted }
    })
}

/** 2021, 2021年, 2021-07, 2021年7月, 2021/7/15 as a period; null where the text is none. */
function periodOf(text: string): string | null {
  const found = /^((?:19|20)\d{2})(?:[年./-](\d{1,2}))?(?:[月./-](\d{1,2}))?[年月日]?$/.exec(text.trim())
  if (!found) return null
  const parts = [found[1]!, ...[found[2], found[3]].flatMap((part) => (part ? [part.padStart(2, '0')] : []))]
  const period = parts.join('-')
  const month = Number(parts[1] ?? '1')
  return month >= 1 && month <= 12 && isPeriod(period) ? period : null
}

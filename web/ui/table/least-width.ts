import { textWidth } from '../text-width.ts'
import type { Column } from './column.ts'

const cellPaddingPx = 24
const unknownPaddingPx = 14
const sortPx = 12
const filterPx = 24
/** What a line may not cut: a word of Latin letters; Chinese is cut between any two characters. */
const longestPiece = (text: string) =>
  Math.max(
    ...text.split(/\s+/).map((word) => textWidth(!/[\u2e80-\uffff]/.test(word) ? word : word.slice(0, 2))),
  )

/**
 * Least width of a column in px: what the page asks for, or more where its heading would be cut inside a word or take a
 * third line, or the mark of what is unknown would be cut. Pages give widths that fit the Chinese words; the English
 * ones are longer.
 */
export function leastWidth<Row>(
  column: Column<Row>,
  { hasFilter, unknown }: { hasFilter: boolean; unknown: string },
): number {
  const heading = column.unit ? `${column.title} ${column.unit}` : column.title
  const text = Math.max(longestPiece(heading), (textWidth(heading) + longestPiece(heading) / 2) / 2)
  const tools = (column.isSortable === false ? 0 : sortPx) + (hasFilter ? filterPx : 0)
  const mark = textWidth(unknown) + unknownPaddingPx
  return Math.max(column.width, Math.ceil(Math.max(text + tools, mark)) + cellPaddingPx)
}

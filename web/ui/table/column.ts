/** How a page describes the columns of a table; the table does the rest. */
import type { ReactNode } from 'react'

export type CellValue = string | number | null

export type Column<Row> = {
  id: string
  title: string
  /** Shown in the head, so that cells hold digits only. */
  unit?: string
  /** What is sorted, filtered and exported. `null` is unknown. */
  value(row: Row): CellValue
  /** What is shown instead of the plain value. */
  cell?(row: Row): ReactNode
  /** Least width in px. */
  width: number
  /** Share of the room that is left over; 0 keeps the least width. */
  grow?: number
  align?: 'right'
  isHidden?: boolean
  isSortable?: boolean
  /** Place on a phone: the heading of the row, a labelled line (default), a line that needs no label, or left out. */
  phone?: 'title' | 'line' | 'bare' | 'none'
}

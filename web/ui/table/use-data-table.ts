/** TanStack Table as this house uses it: sort, filter and column choice in the browser. */
import {
  columnFilteringFeature,
  columnVisibilityFeature,
  createFilteredRowModel,
  createSortedRowModel,
  globalFilteringFeature,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table'
import { useMemo } from 'react'
import type { CellValue, Column } from './column.ts'
import { fitsFilter } from './column-filter.ts'

const order = new Intl.Collator('zh-CN-u-co-pinyin', { numeric: true })

/** Ascending; unknown counts as the least, so that it gathers at one end. */
export function compareValues(a: CellValue, b: CellValue): number {
  if (a === null || b === null) return (a === null ? 0 : 1) - (b === null ? 0 : 1)
  return typeof a === 'number' && typeof b === 'number' ? a - b : order.compare(String(a), String(b))
}

const features = tableFeatures({
  columnFilteringFeature,
  globalFilteringFeature,
  rowSortingFeature,
  columnVisibilityFeature,
  filteredRowModel: createFilteredRowModel(),
  sortedRowModel: createSortedRowModel(),
})

type Input<Row> = {
  rows: readonly Row[]
  columns: readonly Column<Row>[]
  rowId(row: Row): string
  /** The server sorts and filters; the table shows rows as they come. */
  isServerOrdered?: boolean
}

/** The table model of some rows. Columns and rows should be stable between renders. */
export function useDataTable<Row extends object>({ rows, columns, rowId, isServerOrdered }: Input<Row>) {
  const definitions = useMemo(
    () =>
      columns.map((column) => ({
        id: column.id,
        header: column.title,
        accessorFn: (row: Row) => column.value(row),
        enableSorting: column.isSortable !== false,
        sortFn: (a: { original: Row }, b: { original: Row }) =>
          compareValues(column.value(a.original), column.value(b.original)),
        filterFn: (row: { original: Row }, _id: string, typed: unknown) =>
          fitsFilter(column.value(row.original), String(typed)),
      })),
    [columns],
  )
  const hidden = useMemo(
    () => Object.fromEntries(columns.filter(({ isHidden }) => isHidden).map(({ id }) => [id, false])),
    [columns],
  )
  return useTable({
    features,
    columns: definitions,
    data: rows as Row[],
    getRowId: rowId,
    initialState: { columnVisibility: hidden },
    manualSorting: isServerOrdered ?? false,
    manualFiltering: isServerOrdered ?? false,
    globalFilterFn: (row: { getValue(id: string): unknown }, id: string, text: unknown) =>
      String(row.getValue(id) ?? '')
        .toLowerCase()
        .includes(String(text).toLowerCase()),
    getColumnCanGlobalFilter: () => true,
    enableMultiSort: false,
  })
}

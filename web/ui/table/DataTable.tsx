import type { ReactNode } from 'react'
import { t } from '../ui-words.ts'
import { useIsNarrow } from '../use-is-narrow.ts'
import type { Column } from './column.ts'
import { leastWidth } from './least-width.ts'
import { PrintedTable } from './PrintedTable.tsx'
import { ScrolledRows } from './ScrolledRows.tsx'
import { TableTools } from './TableTools.tsx'
import { useDataTable } from './use-data-table.ts'
import { useHidden } from './use-hidden.ts'
import { useIsPrinting } from './use-is-printing.ts'

export type Sort = { id: string; desc: boolean }

export type DataTableProps<Row> = {
  /** Names the table for screen readers and the exported file. */
  name: string
  rows: readonly Row[]
  columns: readonly Column<Row>[]
  rowId(row: Row): string
  onOpen?(row: Row): void
  /** Filters and buttons of the page, before the table's own. */
  tools?: ReactNode
  /** All rows on the server where only some are loaded. */
  total?: number
  /** Called when the last loaded rows come into sight. */
  onEnd?: (() => void) | undefined
  isLoadingMore?: boolean
  /** Given when the server sorts. */
  sort?: Sort | null
  onSort?(sort: Sort | null): void
  empty?: ReactNode
  /** Ids of the columns that a saved view hides; `onHidden` is told when somebody chooses others. */
  hidden?: readonly string[] | undefined
  onHidden?(ids: string[]): void
  /** Height in rows when the page does not give the rest of the window to the table. */
  maxRows?: number
}

/** The table of the house: 50,000 rows scroll; sort, filter, column choice, keyboard, export and print of what is shown. */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { rows, columns, rowId, maxRows } = props
  const isNarrow = useIsNarrow()
  const isPrinting = useIsPrinting()
  const table = useDataTable({ rows, columns, rowId, isServerOrdered: props.onSort !== undefined })
  useHidden(table, props)
  const shownRows = table.getRowModel().rows
  const visible = table.state.columnVisibility
  const shownColumns = columns.filter(({ id }) => visible[id] !== false)
  const widths = shownColumns.map((c) =>
    leastWidth(c, { hasFilter: props.onSort === undefined, unknown: t('unknown') }),
  )
  const template = shownColumns.map(({ grow }, i) =>
    grow === 0 ? `${widths[i]}px` : `minmax(${widths[i]}px, ${grow ?? 1}fr)`,
  )
  const least = widths.reduce((sum, width) => sum + width, 0)
  const style = { '--ls-columns': template.join(' '), '--ls-least': `${least}px` } as React.CSSProperties
  return (
    <section
      className={`ls-table${maxRows ? '' : ' ls-table-fill'}`}
      style={style}
      data-narrow={isNarrow || undefined}
    >
      <TableTools {...props} table={table} shownColumns={shownColumns} />
      {shownRows.length === 0 ? (
        (props.empty ?? <p className="ls-table-none">{t('tableNone')}</p>)
      ) : (
        <ScrolledRows {...props} table={table} shownColumns={shownColumns} isNarrow={isNarrow} />
      )}
      {isPrinting && shownRows.length > 0 && (
        <PrintedTable {...props} shownRows={shownRows} shownColumns={shownColumns} />
      )}
    </section>
  )
}

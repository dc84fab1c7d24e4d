import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { t } from '../ui-words.ts'
import type { Column } from './column.ts'
import type { DataTableProps } from './DataTable.tsx'
import { TableHead } from './TableHead.tsx'
import { TableRow } from './TableRow.tsx'
import type { useDataTable } from './use-data-table.ts'

type Props<Row extends object> = DataTableProps<Row> & {
  table: ReturnType<typeof useDataTable<Row>>
  shownColumns: readonly Column<Row>[]
  isNarrow: boolean
}

const ROW_PX = 36

/** The rows in sight of a table that scrolls. */
export function ScrolledRows<Row extends object>(props: Props<Row>) {
  const { table, isNarrow, maxRows } = props
  const shownRows = table.getRowModel().rows
  const scroll = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: shownRows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => (isNarrow ? 96 : ROW_PX),
    getItemKey: (index) => shownRows[index]?.id ?? index,
    overscan: 12,
  })
  const items = virtual.getVirtualItems()
  useEndInSight(items.at(-1)?.index ?? 0, shownRows.length, props.onEnd)
  const { active, onKeyDown } = useActiveRow(shownRows.length, virtual.scrollToIndex, (index) => {
    const row = shownRows[index]
    if (row) props.onOpen?.(row.original)
  })
  const height = maxRows ? { maxHeight: (maxRows + 1) * ROW_PX + 2 } : undefined
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows are placed by the virtual list, which a table element cannot do
    <div
      ref={scroll}
      className="ls-table-scroll"
      style={height}
      role="grid"
      tabIndex={0}
      aria-label={props.name}
      aria-rowcount={props.total ?? shownRows.length}
      aria-activedescendant={`${props.name}-${active}`}
      onKeyDown={onKeyDown}
    >
      {!isNarrow && (
        <TableHead table={table} columns={props.shownColumns} sort={props.sort} onSort={props.onSort} />
      )}
      <PlacedRows
        {...props}
        items={items}
        active={active}
        totalPx={virtual.getTotalSize()}
        measure={isNarrow ? virtual.measureElement : undefined}
      />
      {props.isLoadingMore && <p className="ls-table-more">{t('tableMore')}</p>}
    </div>
  )
}

type PlacedProps<Row extends object> = Props<Row> & {
  items: readonly { index: number; start: number; key: React.Key | bigint }[]
  active: number
  totalPx: number
  measure: ((element: HTMLElement | null) => void) | undefined
}

function PlacedRows<Row extends object>({ items, active, totalPx, measure, ...props }: PlacedProps<Row>) {
  const { table, shownColumns, isNarrow, name, onOpen } = props
  const shownRows = table.getRowModel().rows
  // On a phone the heading of a row comes first, wherever its column stands.
  const columns = isNarrow
    ? [...shownColumns].sort((a, b) => Number(b.phone === 'title') - Number(a.phone === 'title'))
    : shownColumns
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows are placed by the virtual list
    <div className="ls-table-body" role="rowgroup" style={{ height: totalPx }}>
      {items.map(({ index, start, key }) => {
        const row = shownRows[index]
        if (!row) return null
        return (
          <TableRow
            key={String(key)}
            id={`${name}-${index}`}
            measure={measure}
            index={index}
            start={start}
            isActive={index === active}
            row={row.original}
            columns={columns}
            isNarrow={isNarrow}
            onOpen={onOpen}
          />
        )
      })}
    </div>
  )
}

/** Asks for more when the last loaded rows come into sight. */
function useEndInSight(last: number, rows: number, onEnd: (() => void) | undefined) {
  useEffect(() => {
    if (onEnd && rows > 0 && last >= rows - 20) onEnd()
  }, [last, rows, onEnd])
}

/** The row that the keyboard stands on. */
function useActiveRow(rows: number, scrollTo: (index: number) => void, open: (index: number) => void) {
  const [active, setActive] = useState(0)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') {
      if (event.target === event.currentTarget) open(active)
      return
    }
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 15, PageUp: -15, Home: -1e9, End: 1e9 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    const next = Math.min(Math.max(0, active + step), rows - 1)
    setActive(next)
    scrollTo(next)
  }
  return { active, onKeyDown }
}

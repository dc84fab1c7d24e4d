import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { Unknown } from '../Unknown.tsx'
import { t } from '../ui-words.ts'
import { useIsNarrow } from '../use-is-narrow.ts'
import type { Column } from './column.ts'
import { TableHead } from './TableHead.tsx'
import { TableTools } from './TableTools.tsx'
import { useDataTable } from './use-data-table.ts'

export type Sort = { id: string; desc: boolean }

type Props<Row> = {
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
  /** Height in rows when the page does not give the rest of the window to the table. */
  maxRows?: number
}

const ROW_PX = 36

/** The table of the house: 50,000 rows scroll; sort, filter, column choice, keyboard, export of what is shown. */
export function DataTable<Row extends object>(props: Props<Row>) {
  const { rows, columns, rowId, onOpen, onEnd, maxRows } = props
  const isNarrow = useIsNarrow()
  const isServerOrdered = props.onSort !== undefined
  const table = useDataTable({ rows, columns, rowId, isServerOrdered })
  const shownRows = table.getRowModel().rows
  const visible = table.state.columnVisibility
  const shownColumns = useMemo(() => {
    const shown = columns.filter(({ id }) => visible[id] !== false)
    return isNarrow
      ? [...shown].sort((a, b) => Number(b.phone === 'title') - Number(a.phone === 'title'))
      : shown
  }, [columns, visible, isNarrow])
  const scroll = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState(0)
  const virtual = useVirtualizer({
    count: shownRows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => (isNarrow ? 96 : ROW_PX),
    getItemKey: (index) => shownRows[index]?.id ?? index,
    overscan: 12,
  })
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (onEnd && shownRows.length > 0 && last >= shownRows.length - 20) onEnd()
  }, [last, shownRows.length, onEnd])

  const move = useCallback(
    (event: KeyboardEvent) => {
      const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 15, PageUp: -15, Home: -1e9, End: 1e9 }[event.key]
      if (event.key === 'Enter') {
        const row = shownRows[active]
        if (row && event.target === event.currentTarget) onOpen?.(row.original)
        return
      }
      if (step === undefined) return
      event.preventDefault()
      const next = Math.min(Math.max(0, active + step), shownRows.length - 1)
      setActive(next)
      virtual.scrollToIndex(next)
    },
    [active, shownRows, onOpen, virtual],
  )

  const template = shownColumns.map((c) =>
    c.grow === 0 ? `${c.width}px` : `minmax(${c.width}px, ${c.grow ?? 1}fr)`,
  )
  const least = shownColumns.reduce((sum, { width }) => sum + width, 0)
  const style = { '--ls-columns': template.join(' '), '--ls-least': `${least}px` } as React.CSSProperties
  const height = maxRows ? { maxHeight: (maxRows + 1) * ROW_PX + 2 } : undefined
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
          onKeyDown={move}
        >
          {!isNarrow && (
            <TableHead table={table} columns={shownColumns} sort={props.sort} onSort={props.onSort} />
          )}
          {/* biome-ignore lint/a11y/useSemanticElements: as above */}
          <div className="ls-table-body" role="rowgroup" style={{ height: virtual.getTotalSize() }}>
            {items.map((item) => {
              const row = shownRows[item.index]
              if (!row) return null
              return (
                <TableRow
                  key={item.key}
                  id={`${props.name}-${item.index}`}
                  measure={isNarrow ? virtual.measureElement : undefined}
                  index={item.index}
                  start={item.start}
                  isActive={item.index === active}
                  row={row.original}
                  columns={shownColumns}
                  isNarrow={isNarrow}
                  onOpen={onOpen}
                />
              )
            })}
          </div>
          {props.isLoadingMore && <p className="ls-table-more">{t('tableMore')}</p>}
        </div>
      )}
    </section>
  )
}

type RowProps<Row> = {
  id: string
  index: number
  start: number
  isActive: boolean
  row: Row
  columns: readonly Column<Row>[]
  isNarrow: boolean
  measure?: ((element: HTMLElement | null) => void) | undefined
  onOpen?: ((row: Row) => void) | undefined
}

function TableRow<Row>({ row, columns, isNarrow, onOpen, start, measure, ...rest }: RowProps<Row>) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: see above
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid itself takes Enter for its active row
    // biome-ignore lint/a11y/useFocusableInteractive: focus stays on the grid, which names the active row
    <div
      id={rest.id}
      ref={measure}
      data-index={rest.index}
      role="row"
      aria-rowindex={rest.index + 2}
      className="ls-table-row"
      data-active={rest.isActive || undefined}
      data-opens={onOpen ? true : undefined}
      style={{ transform: `translateY(${start}px)` }}
      onClick={(event) => {
        if (!(event.target as HTMLElement).closest('a, button')) onOpen?.(row)
      }}
    >
      {columns
        .filter((column) => !isNarrow || column.phone !== 'none')
        .map((column) => (
          <Cell key={column.id} column={column} row={row} isNarrow={isNarrow} />
        ))}
    </div>
  )
}

function Cell<Row>({ column, row, isNarrow }: { column: Column<Row>; row: Row; isNarrow: boolean }) {
  const value = column.value(row)
  const content = column.cell ? column.cell(row) : value === null ? <Unknown /> : value
  const isTitle = isNarrow && column.phone === 'title'
  return (
    // biome-ignore lint/a11y/useSemanticElements: see above
    // biome-ignore lint/a11y/useFocusableInteractive: see above
    <div
      role="gridcell"
      className="ls-table-cell"
      data-right={column.align === 'right' || undefined}
      data-title={isTitle || undefined}
      title={typeof value === 'string' && !isNarrow ? value : undefined}
    >
      {isNarrow && !isTitle && column.phone !== 'bare' && (
        <span className="ls-table-label">{column.title}</span>
      )}
      <span className="ls-table-content">
        {content}
        {isNarrow && column.unit && value !== null ? ` ${column.unit}` : null}
      </span>
    </div>
  )
}

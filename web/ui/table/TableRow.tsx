import { Unknown } from '../Unknown.tsx'
import type { Column } from './column.ts'

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

/** One row of the grid: a line on a desk, a small card on a phone. */
export function TableRow<Row>({ row, columns, isNarrow, onOpen, start, measure, ...rest }: RowProps<Row>) {
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

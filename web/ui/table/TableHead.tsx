import { FilterFilled, FilterOutlined } from '@ant-design/icons'
import { Button, Input, Popover } from 'antd'
import { t } from '../ui-words.ts'
import type { Column } from './column.ts'
import type { Sort } from './DataTable.tsx'
import { t as own } from './table-words.ts'
import type { useDataTable } from './use-data-table.ts'

type Props<Row extends object> = {
  table: ReturnType<typeof useDataTable<Row>>
  columns: readonly Column<Row>[]
  sort?: Sort | null | undefined
  onSort?: ((sort: Sort | null) => void) | undefined
}

/** The head of a table: title, unit, and the order on a click (ascending, descending, as it came). */
export function TableHead<Row extends object>({ table, columns, sort, onSort }: Props<Row>) {
  const held = onSort ? sort : (table.state.sorting[0] ?? null)
  const turn = (id: string) => {
    const next = held?.id !== id ? { id, desc: false } : held.desc ? null : { id, desc: true }
    if (onSort) onSort(next)
    else table.setSorting(next ? [next] : [])
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: part of the virtual grid
    // biome-ignore lint/a11y/useFocusableInteractive: its buttons take the focus
    <div className="ls-table-head" role="row" aria-rowindex={1}>
      {columns.map((column) => {
        const direction = held?.id === column.id ? (held.desc ? 'descending' : 'ascending') : 'none'
        const label = (
          <span className="ls-table-heading">
            {column.title}
            {column.unit && <small> {column.unit}</small>}
          </span>
        )
        return (
          // biome-ignore lint/a11y/useSemanticElements: part of the virtual grid
          // biome-ignore lint/a11y/useFocusableInteractive: its button takes the focus
          <div
            key={column.id}
            role="columnheader"
            aria-sort={direction}
            className="ls-table-cell"
            data-right={column.align === 'right' || undefined}
          >
            {column.isSortable === false ? (
              label
            ) : (
              <button
                type="button"
                title={t('sortBy', { column: column.title })}
                onClick={() => turn(column.id)}
              >
                {label}
                <i aria-hidden="true" data-direction={direction} />
              </button>
            )}
            {!onSort && <ColumnFilter table={table} column={column} />}
          </div>
        )
      })}
    </div>
  )
}

/** What somebody types above a column, where the rows are all here. */
function ColumnFilter<Row extends object>({
  table,
  column,
}: {
  table: Props<Row>['table']
  column: Column<Row>
}) {
  const held = table.getColumn(column.id)
  const typed = String(held?.getFilterValue() ?? '')
  const title = own('filterBy', { column: column.title })
  return (
    <Popover
      trigger="click"
      placement="bottom"
      content={
        <Input
          autoFocus
          allowClear
          aria-label={title}
          value={typed}
          placeholder={own(column.align === 'right' ? 'filterNumber' : 'filterText')}
          onChange={(event) => held?.setFilterValue(event.target.value || undefined)}
        />
      }
    >
      <Button
        type="text"
        size="small"
        className="ls-table-filter"
        aria-label={title}
        title={title}
        data-set={typed !== '' || undefined}
        icon={typed === '' ? <FilterOutlined /> : <FilterFilled />}
      />
    </Popover>
  )
}

import { count } from '../format.ts'
import { Unknown } from '../Unknown.tsx'
import { t } from '../ui-words.ts'
import type { Column } from './column.ts'
import type { DataTableProps } from './DataTable.tsx'

/** More rows than this are for a file, not for paper. */
export const MOST_PRINTED_ROWS = 5000

type Props<Row extends object> = DataTableProps<Row> & {
  shownRows: readonly { id: string; original: Row }[]
  shownColumns: readonly Column<Row>[]
}

/** All shown rows of a table on paper; the head is repeated on every sheet. */
export function PrintedTable<Row extends object>({ shownRows, shownColumns, ...props }: Props<Row>) {
  const printed = shownRows.slice(0, MOST_PRINTED_ROWS)
  const isCut = printed.length < shownRows.length || props.onEnd !== undefined || props.isLoadingMore
  return (
    <div className="ls-printed">
      {isCut && <p>{t('printCut', { printed: count(printed.length) })}</p>}
      <table className="ls-plain">
        <thead>
          <tr>
            {shownColumns.map(({ id, title, unit, align }) => (
              <th key={id} data-right={align === 'right' || undefined}>
                {title}
                {unit && ` (${unit})`}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {printed.map(({ id, original }) => (
            <tr key={id}>
              {shownColumns.map((column) => (
                <td key={column.id} data-right={column.align === 'right' || undefined}>
                  {shownIn(column, original)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function shownIn<Row>(column: Column<Row>, row: Row) {
  if (column.cell) return column.cell(row)
  return column.value(row) ?? <Unknown />
}

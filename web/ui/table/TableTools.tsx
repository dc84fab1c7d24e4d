import { DownloadOutlined, PrinterOutlined, SettingOutlined } from '@ant-design/icons'
import { Button, Checkbox, Dropdown, Input, Popover } from 'antd'
import { useEffect, useState } from 'react'
import { count } from '../format.ts'
import { type Scope, useScope } from '../session.ts'
import { t } from '../ui-words.ts'
import type { Column } from './column.ts'
import { download, toCsv } from './csv.ts'
import type { DataTableProps } from './DataTable.tsx'
import { MOST_PRINTED_ROWS } from './PrintedTable.tsx'
import { t as own } from './table-words.ts'
import type { useDataTable } from './use-data-table.ts'
import { toXlsx } from './xlsx.ts'

type Props<Row extends object> = DataTableProps<Row> & {
  table: ReturnType<typeof useDataTable<Row>>
  shownColumns: readonly Column<Row>[]
}

/** The line above a table: the page's filters, a text filter, how many rows, columns, print and export. */
export function TableTools<Row extends object>(props: Props<Row>) {
  const { table, rows } = props
  return (
    <div className="ls-table-tools">
      {props.tools}
      {props.onSort === undefined && rows.length > 8 && (
        <Input
          allowClear
          className="ls-table-search"
          placeholder={t('tableSearch')}
          aria-label={t('tableSearch')}
          onChange={(event) => table.setGlobalFilter(event.target.value.trim() || undefined)}
        />
      )}
      <span className="ls-table-count" aria-live="polite">
        {countText(props, table.getRowModel().rows.length)}
      </span>
      <ColumnChoice {...props} />
      <TakeAway {...props} />
    </div>
  )
}

/** How many rows are shown of how many; where the whole is not known yet, it says that more follow. */
function countText(
  { rows, total, onEnd }: { rows: readonly object[]; total?: number; onEnd?: unknown },
  shown: number,
) {
  const all = total ?? rows.length
  if (total === undefined && onEnd) return t('tableRowsSoFar', { count: count(shown) })
  return shown < all
    ? t('tableRowsOf', { shown: count(shown), count: count(all) })
    : t('tableRows', { count: count(all) })
}

function ColumnChoice<Row extends object>({ table, columns, shownColumns, onHidden }: Props<Row>) {
  const turn = (column: Column<Row>) => {
    table.getColumn(column.id)?.toggleVisibility()
    const next = columns.filter((one) => shownColumns.includes(one) === (one === column))
    onHidden?.(next.map(({ id }) => id))
  }
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      content={
        <div className="ls-table-choice">
          {columns.map((column) => (
            <Checkbox key={column.id} checked={shownColumns.includes(column)} onChange={() => turn(column)}>
              {column.title}
            </Checkbox>
          ))}
        </div>
      }
    >
      <Button className="ls-only-wide" icon={<SettingOutlined />}>
        {t('tableColumns')}
      </Button>
    </Popover>
  )
}

/** Print and export of all rows that the filters leave, not only of those loaded so far. */
function TakeAway<Row extends object>(props: Props<Row>) {
  const scope = useScope()
  const { asked, ask } = useAllRows(props, (what) => {
    if (what === 'print') print()
    else void save(props, scope, what)
  })
  const isEmpty = props.table.getRowModel().rows.length === 0
  return (
    <>
      <Button
        className="ls-only-wide"
        icon={<PrinterOutlined />}
        title={t('tablePrint')}
        aria-label={t('tablePrint')}
        onClick={() => ask('print')}
        loading={asked === 'print'}
        disabled={isEmpty}
      />
      <Dropdown
        disabled={isEmpty}
        menu={{
          items: [
            { key: 'xlsx', label: own('asXlsx'), onClick: () => ask('xlsx') },
            { key: 'csv', label: own('asCsv'), onClick: () => ask('csv') },
          ],
        }}
      >
        <Button
          className="ls-only-wide"
          icon={<DownloadOutlined />}
          loading={asked === 'csv' || asked === 'xlsx'}
          disabled={isEmpty}
        >
          {own('takeAway')}
        </Button>
      </Dropdown>
    </>
  )
}

type What = 'print' | 'csv' | 'xlsx'

/** Loads what is still missing page by page, then does what was asked. */
function useAllRows<Row>({ rows, onEnd, isLoadingMore }: DataTableProps<Row>, act: (what: What) => void) {
  const [asked, ask] = useState<What | null>(null)
  useEffect(() => {
    if (!asked || isLoadingMore) return
    if (onEnd && !(asked === 'print' && rows.length >= MOST_PRINTED_ROWS)) return onEnd()
    ask(null)
    // Outside of React's own work, because printing draws the page anew.
    setTimeout(() => act(asked))
  }, [asked, onEnd, isLoadingMore, rows.length, act])
  return { asked, ask }
}

const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Exactly what is shown. Demo rows say so in the file's name and first line. */
async function save<Row extends object>(
  { table, name, shownColumns }: Props<Row>,
  { dataset, city }: Scope,
  form: 'csv' | 'xlsx',
) {
  const isDemo = dataset === 'demo'
  const rows = table.getRowModel().rows.map(({ original }) => original)
  const note = isDemo ? `${t('demo')}：${t('demoNote')}` : undefined
  const file = `${name}-${city.name}${isDemo ? `-${t('demo')}` : ''}`
  if (form === 'csv') return download(`${file}.csv`, toCsv(rows, shownColumns, t('unknown'), note))
  download(`${file}.xlsx`, await toXlsx(name, rows, shownColumns, t('unknown'), note), workbookType)
}

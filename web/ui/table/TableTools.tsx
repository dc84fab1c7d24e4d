import { DownloadOutlined, SettingOutlined } from '@ant-design/icons'
import { Button, Checkbox, Input, Popover } from 'antd'
import type { ReactNode } from 'react'
import { count } from '../format.ts'
import { useScope } from '../session.ts'
import { t } from '../ui-words.ts'
import type { Column } from './column.ts'
import { download, toCsv } from './csv.ts'
import type { useDataTable } from './use-data-table.ts'

type Props<Row extends object> = {
  table: ReturnType<typeof useDataTable<Row>>
  name: string
  rows: readonly Row[]
  columns: readonly Column<Row>[]
  shownColumns: readonly Column<Row>[]
  tools?: ReactNode
  total?: number
  onSort?: unknown
}

/** The line above a table: the page's filters, a text filter, how many rows, columns and export. */
export function TableTools<Row extends object>({
  table,
  name,
  rows,
  columns,
  shownColumns,
  ...props
}: Props<Row>) {
  const { dataset, city } = useScope()
  const shown = table.getRowModel().rows
  const all = props.total ?? rows.length
  const save = () => {
    const mark = dataset === 'demo' ? `-${t('demo')}` : ''
    const noted = dataset === 'demo' ? [demoColumn<Row>(), ...shownColumns] : shownColumns
    download(
      `${name}-${city.name}${mark}.csv`,
      toCsv(
        shown.map(({ original }) => original),
        noted,
        t('unknown'),
      ),
    )
  }
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
        {shown.length < all
          ? t('tableRowsOf', { shown: count(shown.length), count: count(all) })
          : t('tableRows', { count: count(all) })}
      </span>
      <Popover
        trigger="click"
        placement="bottomRight"
        content={
          <div className="ls-table-choice">
            {columns.map((column) => (
              <Checkbox
                key={column.id}
                checked={shownColumns.includes(column)}
                onChange={() => table.getColumn(column.id)?.toggleVisibility()}
              >
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
      <Button
        className="ls-only-wide"
        icon={<DownloadOutlined />}
        onClick={save}
        disabled={shown.length === 0}
      >
        {t('tableExport')}
      </Button>
    </div>
  )
}

/** Exported demo rows say so in every line. */
function demoColumn<Row>(): Column<Row> {
  return { id: 'demo', title: t('dataset'), width: 0, value: () => t('demo') }
}

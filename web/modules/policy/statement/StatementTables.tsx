import type { Column } from '../../../ui/table/column.ts'
import { DataTable } from '../../../ui/table/DataTable.tsx'
import { Unknown } from '../../../ui/Unknown.tsx'
import { yuan as written } from '../applications/amounts.ts'
import type { Statement } from './api.ts'
import { t } from './words.ts'

type Sums = { grantedFen: string; paidFen: string; recoveredFen: string }
const yuan = (fen: string | null): number | null => (fen === null ? null : Number(fen) / 100)
const moneyColumn = <Row,>(id: string, title: string, value: (row: Row) => string | null): Column<Row> => ({
  id,
  title,
  unit: t('unit'),
  width: 130,
  grow: 1,
  align: 'right',
  value: (row) => yuan(value(row)),
  cell: (row) => <Exact fen={value(row)} />,
})

/** An amount to the fen, or the mark of what is not known. */
export function Exact({ fen }: { fen: string | null }) {
  return fen === null ? <Unknown /> : <span>{written(fen)}</span>
}

const sumColumns = <Row extends Sums>(): Column<Row>[] => [
  moneyColumn('granted', t('granted'), (row) => row.grantedFen),
  moneyColumn('paid', t('paid'), (row) => row.paidFen),
  moneyColumn('recovered', t('recovered'), (row) => row.recoveredFen),
]

type Year = Statement['years'][number]
/** One line a year; a year of reliefs only stands there too. */
export function YearTable({ years }: { years: Statement['years'] }) {
  const columns: Column<Year>[] = [
    {
      id: 'year',
      title: t('year'),
      width: 90,
      grow: 0,
      phone: 'title',
      value: (row) => (row.year === null ? t('yearUnknown') : String(row.year)),
    },
    ...sumColumns<Year>(),
    moneyColumn<Year>('relief', t('reliefs'), (row) => row.reliefFen),
    {
      id: 'unknown',
      title: t('unknownReliefs'),
      width: 130,
      grow: 0,
      align: 'right',
      value: (row) => row.reliefsUnknown,
    },
  ]
  return (
    <section className="ls-panel">
      <h2>{t('byYear')}</h2>
      <div className="ls-panel-body">
        <DataTable
          name={t('byYear')}
          rows={years}
          columns={columns}
          rowId={({ year }) => String(year)}
          maxRows={8}
        />
      </div>
    </section>
  )
}

type Policy = Statement['policies'][number]
/** One line a policy, the one that paid most first. */
export function PolicyTable({ policies }: { policies: Statement['policies'] }) {
  const columns: Column<Policy>[] = [
    { id: 'policy', title: t('policy'), width: 240, grow: 3, phone: 'title', value: (row) => row.title },
    ...sumColumns<Policy>(),
    {
      id: 'years',
      title: t('year'),
      width: 120,
      value: (row) => row.years.map(({ year }) => year ?? t('yearUnknown')).join('、'),
    },
  ]
  return (
    <section className="ls-panel">
      <h2>{t('byPolicy')}</h2>
      <div className="ls-panel-body">
        <DataTable
          name={t('byPolicy')}
          rows={policies}
          columns={columns}
          rowId={({ title }) => title}
          maxRows={8}
        />
      </div>
    </section>
  )
}

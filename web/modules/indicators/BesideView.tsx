import { useQuery } from '@tanstack/react-query'
import { useScope } from '../../ui/session.ts'
import { Empty, Loading, Problem } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { Unknown } from '../../ui/Unknown.tsx'
import { inLang } from '../../ui/words.ts'
import { besideQuery, type CountedBeside } from './api.ts'
import { markedText } from './figure-text.tsx'
import { t } from './words.ts'

const columns = (): Column<CountedBeside>[] => [
  {
    id: 'name',
    title: t('indicator'),
    width: 240,
    grow: 2,
    phone: 'title',
    value: (row) => inLang(row.name),
  },
  { id: 'period', title: t('period'), width: 80, grow: 0, value: (row) => row.period },
  {
    id: 'stated',
    title: t('stated'),
    width: 110,
    grow: 0,
    align: 'right',
    value: (row) => row.stated,
    cell: (row) => (row.stated === null ? <Unknown /> : markedText(row.comparator, row.stated)),
  },
  {
    id: 'computed',
    title: t('computed'),
    width: 140,
    grow: 0,
    align: 'right',
    value: (row) => row.computed,
    cell: (row) => row.computed ?? <Unknown />,
  },
  {
    id: 'difference',
    title: t('difference'),
    width: 90,
    grow: 0,
    align: 'right',
    value: (row) => row.difference,
    cell: (row) => row.difference ?? <Unknown />,
  },
  { id: 'undated', title: t('undated'), width: 90, grow: 0, align: 'right', value: (row) => row.undated },
]

/** Official figures beside what our libraries hold for the same year. */
export function BesideView() {
  const { data, error, refetch } = useQuery(besideQuery(useScope()))
  if (error) return <Problem error={error} retry={() => void refetch()} />
  if (!data) return <Loading rows={8} />
  return (
    <DataTable
      name={t('beside')}
      rows={data}
      columns={columns()}
      rowId={({ indicator, period }) => `${indicator} ${period}`}
      empty={<Empty title={t('none')} why={t('besideNote')} />}
    />
  )
}

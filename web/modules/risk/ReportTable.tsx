import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Report } from '../../../src/modules/risk/model.ts'
import { money } from '../../ui/format.ts'
import { getJson } from '../../ui/request.ts'
import { useScope } from '../../ui/session.ts'
import { Empty, Loading, Problem } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { Unknown } from '../../ui/Unknown.tsx'
import { t } from './monitoring-words.ts'

/** What firms reported, newest period first. */
export function ReportTable() {
  const { city, dataset } = useScope()
  const scope = { city: city.code, dataset }
  const { data, error, refetch } = useQuery({
    queryKey: ['monitoring', 'reports', scope],
    queryFn: () => getJson<{ items: Report[] }>('/api/monitoring/reports', scope).then(({ items }) => items),
  })
  if (error) return <Problem error={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  if (data.length === 0)
    return (
      <Empty
        title={t('reportsNone')}
        why={t('reportsNoneWhy')}
        action={
          <Link to="/import" className="ls-button">
            {t('byFile')}
          </Link>
        }
      />
    )
  return <DataTable name={t('reports')} rows={data} columns={columns()} rowId={({ id }) => id} />
}

const leastOf = ({ stock }: Report) => [...stock].sort((a, b) => a.days - b.days)[0] ?? null
const orUnknown = (text: string | number | null) => (text === null ? <Unknown /> : text)

const columns = (): Column<Report>[] => [
  { id: 'firm', title: t('firm'), width: 220, grow: 2, phone: 'title', value: ({ name }) => name },
  { id: 'period', title: t('periodOf'), width: 100, grow: 0, value: ({ period }) => period },
  {
    ...{ id: 'orders', title: t('ordersOf'), width: 120, grow: 0, align: 'right' },
    value: ({ ordersFen }) => (ordersFen === null ? null : Number(ordersFen) / 100),
    cell: ({ ordersFen }) => {
      const shown = money(ordersFen)
      return shown ? `${shown.text} ${shown.unit}` : <Unknown />
    },
  },
  {
    ...{ id: 'capacity', title: t('capacity'), width: 120, grow: 0, align: 'right' },
    value: ({ capacityUseRatio: ratio }) => (ratio === null ? null : Math.round(ratio * 1_000) / 10),
    cell: ({ capacityUseRatio: ratio }) => orUnknown(ratio === null ? null : Math.round(ratio * 1_000) / 10),
  },
  {
    ...{ id: 'stock', title: t('leastStock'), width: 150 },
    value: (report) => leastOf(report)?.days ?? null,
    cell: (report) => {
      const least = leastOf(report)
      return least ? `${least.input} ${least.days}` : <Unknown />
    },
  },
  {
    ...{ id: 'delay', title: t('delay'), width: 110, grow: 0, align: 'right' },
    value: ({ deliveryDelayDays }) => deliveryDelayDays,
    cell: ({ deliveryDelayDays }) => orUnknown(deliveryDelayDays),
  },
  {
    ...{ id: 'logistics', title: t('logistics'), width: 90, grow: 0 },
    value: ({ logistics }) => logistics && t(logistics),
    cell: ({ logistics }) => orUnknown(logistics && t(logistics)),
  },
  { id: 'via', title: t('via'), width: 80, grow: 0, value: ({ via }) => t(`via_${via}`) },
]

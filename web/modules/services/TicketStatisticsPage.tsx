import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { count } from '../../ui/format.ts'
import { Page } from '../../ui/Page.tsx'
import { useMay, useScope } from '../../ui/session.ts'
import { Loading, Problem } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { Unknown } from '../../ui/Unknown.tsx'
import { type TicketStatistics, ticketStatisticsQuery } from './api.ts'
import { t } from './words.ts'

type Kind = TicketStatistics['kinds'][number]
const oneDigit = (value: number) => value.toFixed(1)

/** What became of the requests of the city, by kind. */
export function TicketStatisticsPage() {
  const { data, error, refetch } = useQuery(ticketStatisticsQuery(useScope()))
  const seesAll = useMay('tickets.manage')
  const columns = useMemo(() => columnsOf(t(seesAll ? 'noneYetWhy' : 'fewWhy')), [seesAll])
  const title = t('statisticsOf')
  if (error) return <Page title={title}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading rows={8} />
  return (
    <Page title={title} sentence={sentenceOf(data.total)} actions={<Link to="/tickets">{t('back')}</Link>}>
      <DataTable name={title} rows={data.kinds} columns={columns} rowId={({ kind }) => kind} />
    </Page>
  )
}

function sentenceOf(total: TicketStatistics['total']): string {
  if (total.isHidden) return t('statisticsHidden')
  const { raised, open, overdue, medianWorkingDays, satisfactionMean, satisfactionCount } = total
  return t('statisticsSentence', {
    raised: count(raised ?? 0),
    open: count(open ?? 0),
    overdue: count(overdue ?? 0),
    days: medianWorkingDays ?? t('unknown'),
    mean: satisfactionMean === null ? t('unknown') : oneDigit(satisfactionMean),
    count: satisfactionCount === null ? t('unknown') : count(satisfactionCount),
  })
}

type Shown = { value: (kind: Kind) => number | null; shown?: (value: number) => string; why?: string }

function figure(id: string, title: string, { value, shown = String, why }: Shown): Column<Kind> {
  return {
    id,
    title,
    width: 130,
    grow: 0,
    align: 'right',
    value,
    cell: (kind) => {
      const held = value(kind)
      if (held !== null) return shown(held)
      return <Unknown why={kind.isHidden ? t('hiddenWhy') : why} />
    },
  }
}

/** `why` says why days or ratings may be missing where the other counts are told. */
const columnsOf = (why: string): Column<Kind>[] => [
  { id: 'kind', title: t('kind'), width: 160, grow: 2, phone: 'title', value: ({ name }) => name },
  { ...figure('raised', t('raised'), { value: ({ raised }) => raised }), unit: t('pieces') },
  { ...figure('open', t('open'), { value: ({ open }) => open }), unit: t('pieces') },
  { ...figure('overdue', t('overdue'), { value: ({ overdue }) => overdue }), unit: t('pieces') },
  {
    ...figure('median', t('median'), { value: ({ medianWorkingDays }) => medianWorkingDays, why }),
    unit: t('workingDays'),
  },
  {
    ...figure('mean', t('mean'), { value: ({ satisfactionMean }) => satisfactionMean, shown: oneDigit, why }),
    unit: t('ofFive'),
  },
  {
    ...figure('rated', t('rated'), { value: ({ satisfactionCount }) => satisfactionCount, why }),
    unit: t('pieces'),
  },
]

import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { count } from '../../ui/format.ts'
import { Page } from '../../ui/Page.tsx'
import { useScope } from '../../ui/session.ts'
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
  const columns = useMemo(columnsOf, [])
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
    count: count(satisfactionCount ?? 0),
  })
}

function figure(
  id: string,
  title: string,
  value: (kind: Kind) => number | null,
  shown: (value: number) => string = String,
): Column<Kind> {
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
      return <Unknown why={kind.isHidden ? t('hiddenWhy') : undefined} />
    },
  }
}

const columnsOf = (): Column<Kind>[] => [
  { id: 'kind', title: t('kind'), width: 160, grow: 2, phone: 'title', value: ({ name }) => name },
  figure('raised', t('raised'), ({ raised }) => raised),
  figure('open', t('open'), ({ open }) => open),
  figure('overdue', t('overdue'), ({ overdue }) => overdue),
  { ...figure('median', t('median'), ({ medianWorkingDays }) => medianWorkingDays), unit: t('workingDays') },
  figure('mean', t('mean'), ({ satisfactionMean }) => satisfactionMean, oneDigit),
  figure('rated', t('rated'), ({ satisfactionCount }) => satisfactionCount),
]

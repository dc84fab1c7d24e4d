import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { Page } from '../../ui/Page.tsx'
import { useScope } from '../../ui/session.ts'
import { Empty, Loading, Problem } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { Unknown } from '../../ui/Unknown.tsx'
import { inLang } from '../../ui/words.ts'
import { type GroupingSummary, groupingsQuery } from './about-api.ts'
import { t } from './about-words.ts'

const columnsOf = (): Column<GroupingSummary>[] => [
  {
    id: 'name',
    title: t('groupingName'),
    width: 260,
    grow: 3,
    phone: 'title',
    value: ({ name }) => inLang(name),
  },
  { id: 'kind', title: t('groupingKind'), width: 110, grow: 0, value: ({ kind }) => t(kind) },
  {
    id: 'stated',
    title: t('stated'),
    width: 160,
    grow: 0,
    align: 'right',
    value: ({ statedCount }) => statedCount,
    cell: ({ statedCount }) => statedCount ?? <Unknown />,
  },
  {
    id: 'named',
    title: t('named'),
    width: 110,
    grow: 0,
    align: 'right',
    value: ({ chainCount }) => chainCount,
  },
  { id: 'since', title: t('since'), width: 90, grow: 0, value: ({ validFrom }) => validFrom },
  {
    id: 'source',
    title: t('source'),
    width: 240,
    grow: 2,
    phone: 'none',
    value: ({ sourceTitle }) => sourceTitle ?? t('assumption'),
  },
]

/** Clusters, programmes and landmarks of the city. */
export function GroupingsPage() {
  const scope = useScope()
  const navigate = useNavigate()
  const { data, error, refetch } = useQuery(groupingsQuery(scope))
  const columns = useMemo(columnsOf, [])
  if (error)
    return <Page title={t('groupings')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading rows={8} />
  if (data.length === 0)
    return (
      <Page title={t('groupings')}>{<Empty title={t('groupingsNone')} why={t('groupingsNoneWhy')} />}</Page>
    )
  const of = (kind: GroupingSummary['kind']) => data.filter((one) => one.kind === kind && one.holds).length
  return (
    <Page
      title={t('groupings')}
      sentence={t('groupingsSentence', {
        clusters: of('cluster'),
        programmes: of('programme'),
        landmarks: of('landmark'),
      })}
    >
      <DataTable
        name={t('groupings')}
        rows={data}
        columns={columns}
        rowId={({ id }) => id}
        onOpen={({ id }) => void navigate({ to: '/chain-groupings/$groupingId', params: { groupingId: id } })}
      />
    </Page>
  )
}

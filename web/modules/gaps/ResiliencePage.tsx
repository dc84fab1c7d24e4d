import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useMemo } from 'react'
import { percent } from '../../ui/format.ts'
import { Page } from '../../ui/Page.tsx'
import { useScope } from '../../ui/session.ts'
import { Empty, Loading, Problem } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { Unknown } from '../../ui/Unknown.tsx'
import { type Resilience, resilienceQuery } from './gap-api.ts'
import { ResilienceDetailView } from './ResilienceDetailView.tsx'
import { t } from './resilience-words.ts'

const route = getRouteApi('/gaps/resilience')
type Row = Resilience['chains'][number]

/** The composite index of every chain with its parts; one chain opens into formula, nodes and days before. */
export function ResiliencePage() {
  const { chain } = route.useSearch()
  const navigate = route.useNavigate()
  const open = (next: string | undefined) => void navigate({ search: (held) => ({ ...held, chain: next }) })
  return chain ? (
    <ResilienceDetailView chain={chain} onBack={() => open(undefined)} />
  ) : (
    <AllChains onOpen={open} />
  )
}

function AllChains({ onOpen }: { onOpen(chain: string): void }) {
  const { data, error, refetch } = useQuery(resilienceQuery(useScope()))
  const columns = useMemo(() => columnsOf(data?.chains[0]?.parts ?? []), [data])
  if (error) return <Page title={t('title')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading />
  if (data.chains.length === 0)
    return <Page title={t('title')}>{<Empty title={t('none')} why={t('noneWhy')} />}</Page>
  return (
    <Page title={t('title')} sentence={`${sentenceOf(data.chains)} ${t('notComparable')}`}>
      <DataTable
        name={t('title')}
        rows={data.chains}
        columns={columns}
        rowId={({ id }) => id}
        maxRows={Math.max(data.chains.length, 3)}
        onOpen={({ id }) => onOpen(id)}
      />
      <p className="ls-soft">{data.definition}</p>
    </Page>
  )
}

function sentenceOf(chains: readonly Row[]): string {
  const known = chains.filter(({ index }) => index !== null)
  const unknown = chains.length - known.length
  const lowest = known.reduce<Row | null>((low, one) => (low && low.index! <= one.index! ? low : one), null)
  if (!lowest) return t('sentenceNone', { unknown })
  return t('sentence', { known: known.length, unknown, name: lowest.name, index: lowest.index!.toFixed(1) })
}

const columnsOf = (parts: Row['parts']): Column<Row>[] => [
  { id: 'chain', title: t('chain'), width: 160, grow: 2, phone: 'title', value: (row) => row.name },
  {
    id: 'index',
    title: t('index'),
    unit: t('indexUnit'),
    width: 130,
    align: 'right',
    value: (row) => row.index,
    cell: (row) => (row.index === null ? <Unknown /> : <strong>{row.index.toFixed(1)}</strong>),
  },
  ...parts.map(({ id, name }): Column<Row> => {
    const of = (row: Row) => row.parts.find((part) => part.id === id)?.value ?? null
    return {
      id,
      title: name,
      unit: '%',
      width: 130,
      align: 'right',
      value: (row) => percentOf(of(row)),
      cell: (row) => percent(of(row), 0)?.text ?? <Unknown />,
    }
  }),
  {
    id: 'coverage',
    title: t('coverage'),
    unit: '%',
    width: 110,
    align: 'right',
    value: (row) => percentOf(row.coverageRatio),
    cell: (row) => percent(row.coverageRatio, 0)?.text,
  },
]

const percentOf = (ratio: number | null) => (ratio === null ? null : Math.round(ratio * 100))

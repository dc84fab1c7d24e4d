import { useQuery } from '@tanstack/react-query'
import { Segmented } from 'antd'
import { useMemo, useState } from 'react'
import { LineChart } from '../../ui/chart/LineChart.tsx'
import { percent } from '../../ui/format.ts'
import { useScope } from '../../ui/session.ts'
import { Loading, Problem } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { Unknown } from '../../ui/Unknown.tsx'
import { type ResilienceDetail, type ResilienceSeries, resilienceSeriesQuery } from './gap-api.ts'
import { t } from './resilience-words.ts'

type Point = ResilienceSeries['points'][number]
const spans = [12, 24, 36] as const

/** How the index and its parts went, month by month, beside the values that were kept on their day. */
export function ResilienceSeriesPanel({ of: { chain, trend } }: { of: ResilienceDetail }) {
  const [months, setMonths] = useState<number>(24)
  const { data, error, refetch } = useQuery(resilienceSeriesQuery(useScope(), chain.id, months))
  return (
    <section className="ls-panel">
      <h2>{t('series', { name: chain.name })}</h2>
      <div className="ls-panel-body ls-stack">
        <div className="ls-line">
          <Segmented
            aria-label={t('span')}
            value={months}
            onChange={setMonths}
            options={spans.map((value) => ({ value, label: t('months', { count: value }) }))}
          />
        </div>
        {error && <Problem error={error} retry={() => void refetch()} />}
        {!error && !data && <Loading rows={4} />}
        {data && <Drawn series={data} name={chain.name} trend={trend} />}
      </div>
    </section>
  )
}

function Drawn({
  series,
  name,
  trend,
}: {
  series: ResilienceSeries
  name: string
  trend: ResilienceDetail['trend']
}) {
  const { points, parts, version, vocabularyVersion, mapVersion, method } = series
  const columns = useMemo(() => columnsOf(parts), [parts])
  const kept = trend.map(({ asOf, index }) => ({ x: asOf, y: index }))
  const [first, last] = [points[0]!, points.at(-1)!]
  const lines = [{ name: t('workedBack'), points: points.map(({ asOf, index }) => ({ x: asOf, y: index })) }]
  return (
    <>
      <LineChart
        title={findingOf(first, last, name)}
        unit={t('indexUnit')}
        series={kept.length > 1 ? [...lines, { name: t('kept'), points: kept }] : lines}
      />
      <LineChart
        title={t('partsOver')}
        unit="%"
        series={parts.map(({ id, name: part }) => ({
          name: part,
          points: points.map(({ asOf, parts: values }) => ({ x: asOf, y: inPercent(values, id) })),
        }))}
      />
      <p className="ls-soft">
        {method} {t('yardstick', { version, vocabulary: vocabularyVersion, map: mapVersion })}
      </p>
      <DataTable
        name={t('series', { name })}
        rows={[...points].reverse()}
        columns={columns}
        rowId={({ asOf }) => asOf}
        maxRows={8}
      />
    </>
  )
}

const inPercent = (values: Point['parts'], id: Point['parts'][number]['id']) => {
  const value = values.find((part) => part.id === id)?.value ?? null
  return value === null ? null : Math.round(value * 1000) / 10
}

/** What the line shows, in words: from where to where, or that it is not known. */
function findingOf(first: Point, last: Point, name: string): string {
  if (last.index === null) return t('findingUnknown', { name })
  if (first.index === null) return t('findingSince', { name, to: last.index.toFixed(1) })
  return t('finding', { name, since: first.asOf, from: first.index.toFixed(1), to: last.index.toFixed(1) })
}

const columnsOf = (parts: ResilienceSeries['parts']): Column<Point>[] => [
  { id: 'asOf', title: t('day'), width: 110, grow: 0, value: ({ asOf }) => asOf, phone: 'title' },
  {
    ...{ id: 'index', title: t('index'), width: 80, grow: 0, align: 'right' },
    value: ({ index }) => index,
    cell: ({ index }) => index?.toFixed(1) ?? <Unknown />,
  },
  ...parts.map(
    ({ id, name }): Column<Point> => ({
      ...{ id, title: name, width: 130, align: 'right' },
      value: ({ parts: values }) => values.find((part) => part.id === id)?.value ?? null,
      cell: ({ parts: values }) =>
        percent(values.find((part) => part.id === id)?.value ?? null, 0)?.text ?? <Unknown />,
    }),
  ),
  ...(['strong', 'weak', 'missing', 'unknown'] as const).map(
    (status): Column<Point> => ({
      ...{ id: `n-${status}`, title: t(status), width: 70, grow: 0, align: 'right' },
      value: ({ statuses }) => statuses[status],
    }),
  ),
  {
    id: 'coverage',
    title: t('coverage'),
    width: 90,
    grow: 0,
    align: 'right',
    value: ({ coverageRatio }) => coverageRatio,
    cell: ({ coverageRatio }) => percent(coverageRatio, 0)?.text,
  },
]

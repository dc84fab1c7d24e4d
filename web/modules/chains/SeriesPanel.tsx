import { useQuery } from '@tanstack/react-query'
import { LineChart } from '../../ui/chart/LineChart.tsx'
import { useScope } from '../../ui/session.ts'
import { Loading, Problem } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { inLang } from '../../ui/words.ts'
import { type ChainSeries, seriesQuery } from './about-api.ts'
import { t } from './about-words.ts'

type Series = ChainSeries['series'][number]
type Point = Series['points'][number]

/** Where a chain comes from, and its figures under every name that it had; other scopes stand apart. */
export function SeriesPanel({ chainId }: { chainId: string }) {
  const scope = useScope()
  const { data, error } = useQuery(seriesQuery(scope, chainId))
  if (error) return <Problem error={error} />
  if (!data) return <Loading rows={4} />
  return (
    <>
      <section className="ls-panel">
        <h2>{t('line')}</h2>
        <div className="ls-panel-body">
          <ol className="ls-timeline">
            {data.line.map((entry) => (
              <li key={`${entry.edition} ${entry.chainId}`}>
                <p className="ls-soft">
                  {entry.validFrom} — {entry.validTo ?? ''}
                </p>
                <b>{inLang(entry.name)}</b> <small className="ls-soft">{inLang(entry.editionName)}</small>
                {entry.kinship !== 'same' && <p className="ls-soft">{t(entry.kinship)}</p>}
              </li>
            ))}
          </ol>
        </div>
      </section>
      <section className="ls-panel">
        <h2>{t('series')}</h2>
        <div className="ls-panel-body ls-stack">
          {data.series.length === 0 && <p className="ls-soft">{t('seriesNone')}</p>}
          {data.series.map((series) => (
            <OneSeries key={series.indicator} series={series} />
          ))}
        </div>
      </section>
    </>
  )
}

// A line joins only figures of one name, one scope; a second value of the same period is another line.
function linesOf(points: readonly Point[]) {
  const lines = new Map<string, Point[]>()
  for (const point of points) {
    const key = point.kinship === 'same' ? inLang(point.scope) : `${point.kinship} ${inLang(point.scope)}`
    lines.set(key, [...(lines.get(key) ?? []), point])
  }
  return [...lines.values()]
}

function OneSeries({ series }: { series: Series }) {
  const title = t('seriesTitle', { name: inLang(series.name), count: series.points.length })
  const lines = linesOf(series.points).filter((points) => points.length > 1)
  return (
    <article>
      {lines.length > 0 && (
        <LineChart
          title={title}
          unit={series.unit}
          series={lines.map((points) => ({
            name: [inLang(points[0]!.name), inLang(points[0]!.scope)].filter(Boolean).join(' '),
            points: points.map(({ period, value }) => ({ x: period, y: value })),
          }))}
        />
      )}
      <DataTable
        name={inLang(series.name)}
        rows={series.points}
        columns={columnsOf(series.unit)}
        rowId={({ chainId, period, scope }) => `${chainId} ${period} ${inLang(scope)}`}
        maxRows={Math.min(series.points.length, 8)}
        tools={<h3 className="ls-table-title">{inLang(series.name)}</h3>}
      />
    </article>
  )
}

const columnsOf = (unit: string): Column<Point>[] => [
  { id: 'period', title: t('period'), width: 90, grow: 0, phone: 'title', value: ({ period }) => period },
  { id: 'value', title: t('value'), unit, width: 100, grow: 0, align: 'right', value: ({ value }) => value },
  { id: 'name', title: t('told'), width: 140, value: ({ name }) => inLang(name) },
  {
    id: 'scope',
    title: t('scope'),
    width: 160,
    value: ({ kinship, scope }) => [t(kinship), inLang(scope)].filter(Boolean).join(' · '),
  },
  { id: 'source', title: t('source'), width: 220, grow: 2, value: ({ source }) => source },
]

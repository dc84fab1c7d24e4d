import { BarChart } from '../../ui/chart/BarChart.tsx'
import { LineChart } from '../../ui/chart/LineChart.tsx'
import { inLang } from '../../ui/words.ts'
import type { BoardRow, IndicatorPageAnswer } from './api.ts'
import { numberText } from './figure-text.tsx'
import { t } from './page-words.ts'

/** More lines than this cannot be told apart: then only that of the chosen row is drawn. */
const mostLines = 5
type Shown = IndicatorPageAnswer['series']

/**
 * The series of one chain with the target of the chosen row and where its trend leads: lines over time, a line for each
 * scope, or bars where all figures are of one day.
 */
export function IndicatorChart({ page, row }: { page: IndicatorPageAnswer; row: BoardRow }) {
  const shown = knownSeries(page, row)
  const days = new Set(shown.flatMap(({ points }) => points.map(({ asOf }) => asOf)))
  const { target } = row
  const aim = target === null || Array.isArray(target.value) ? null : target.value
  if (days.size === 0 || (days.size === 1 && shown.length === 1 && aim === null)) return null
  const name = inLang(page.definition.name)
  const unit = page.definition.unit
  if (days.size === 1)
    return (
      <BarChart
        title={t('chartOne', { name, unit, date: [...days][0]! })}
        unit={unit}
        target={aim}
        rows={shown.map(({ scope, points }) => ({
          label: inLang(scope) || name,
          value: Number(points[0]!.value),
        }))}
      />
    )
  const lines = shown.length > mostLines ? shown.filter((series) => isOf(series, row)) : shown
  const forecast = forecastLine(row)
  // A line of its own, so that the axis reaches to it: a mark beyond the highest figure would not be drawn.
  const xs = [...new Set([...days, ...forecast.flatMap(({ points }) => points.map(({ x }) => x))])]
  const aims = aim === null ? [] : [{ name: t('target'), points: xs.map((x) => ({ x, y: aim })) }]
  return (
    <LineChart
      title={finding(lines, name, unit)}
      series={[
        ...lines.map(({ scope, points }) => ({
          // One line alone is named by the title; its name would stand on the forecast that goes on from it.
          name: lines.length === 1 ? '' : inLang(scope) || name,
          points: points.map(({ asOf, value }) => ({ x: asOf, y: Number(value) })),
        })),
        ...forecast,
        ...aims,
      ]}
      unit={unit}
    />
  )
}

const isOf = ({ scope }: Shown[number], row: BoardRow) => (scope?.zh ?? null) === (row.scope?.zh ?? null)

/** What is known of the chosen chain; days without a figure are left out, they stand in the table below. */
const knownSeries = (page: IndicatorPageAnswer, row: BoardRow): Shown =>
  page.series
    .filter(({ chain, subject }) => chain === row.chain && subject === row.subject)
    .map((series) => ({ ...series, points: series.points.filter(({ value }) => value !== null) }))
    .filter(({ points }) => points.length > 0)

function finding(lines: Shown, name: string, unit: string): string {
  const points = lines.length === 1 ? lines[0]!.points : []
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last || first === last) return t('chartMany', { name, unit })
  return t('chartGone', {
    name: [name, inLang(lines[0]!.scope)].filter(Boolean).join(' '),
    from: numberText(first.value!),
    fromDate: first.asOf,
    to: numberText(last.value!),
    toDate: last.asOf,
    unit,
  })
}

function forecastLine(row: BoardRow) {
  const forecast = row.target?.forecast
  if (!forecast || row.value === null || row.asOf === null || !row.target?.dueDate) return []
  const last = Number(row.value)
  return [
    {
      name: t('forecastSeries'),
      points: [
        { x: row.asOf, y: last, low: last, high: last },
        { x: row.target.dueDate, y: forecast.value, low: forecast.low, high: forecast.high },
      ],
    },
  ]
}

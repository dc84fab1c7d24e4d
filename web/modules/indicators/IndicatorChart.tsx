import { LineChart } from '../../ui/chart/LineChart.tsx'
import { inLang } from '../../ui/words.ts'
import type { BoardRow, IndicatorPageAnswer } from './api.ts'
import { t } from './page-words.ts'

/** The series of one chain, a line for each scope, with the target of the chosen row and where its trend leads. */
export function IndicatorChart({ page, row }: { page: IndicatorPageAnswer; row: BoardRow }) {
  const shown = page.series.filter(({ chain, subject }) => chain === row.chain && subject === row.subject)
  if (!shown.some(({ points }) => points.some(({ value }) => value !== null))) return null
  const lines = shown.map(({ scope, points }) => ({
    name: inLang(scope) || inLang(page.definition.name),
    points: points.map(({ asOf, value }) => ({ x: asOf, y: value === null ? null : Number(value) })),
  }))
  const { target } = row
  return (
    <LineChart
      title={t('chart', { name: inLang(page.definition.name), unit: page.definition.unit })}
      series={[...lines, ...forecastLine(row)]}
      unit={page.definition.unit}
      target={target === null || Array.isArray(target.value) ? null : target.value}
    />
  )
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

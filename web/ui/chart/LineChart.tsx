import { useMemo } from 'react'
import { usePreferences } from '../preferences.ts'
import { palettes } from '../theme.ts'
import { t } from '../ui-words.ts'
import { ChartFrame } from './ChartFrame.tsx'
import { type LineSeries, lineOptions } from './chart-options.ts'

type Props = {
  title: string
  series: readonly LineSeries[]
  unit: string
  target?: number | null
  height?: number
}

/** Lines over time, named at their end, with a band where `low` and `high` are given and gaps where nothing is known. */
export function LineChart({ title, series, unit, target, height = 240 }: Props) {
  const { theme } = usePreferences()
  const options = useMemo(
    () =>
      lineOptions(series, {
        unit,
        target,
        palette: palettes[theme],
        unknown: t('unknown'),
        targetWord: t('chartTarget'),
      }),
    [series, unit, target, theme],
  )
  const xs = [...new Set(series.flatMap(({ points }) => points.map(({ x }) => x)))].sort()
  const table = {
    head: ['', ...series.map(({ name }) => (unit ? `${name} (${unit})` : name))],
    rows: xs.map((x) => [
      x,
      ...series.map(({ points }) => String(points.find((point) => point.x === x)?.y ?? t('unknown'))),
    ]),
  }
  return <ChartFrame title={title} options={options} height={height} table={table} />
}

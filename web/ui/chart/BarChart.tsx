import { useMemo } from 'react'
import { usePreferences } from '../preferences.ts'
import { palettes } from '../theme.ts'
import { t } from '../ui-words.ts'
import { useIsNarrow } from '../use-is-narrow.ts'
import { ChartFrame } from './ChartFrame.tsx'
import { type BarRow, barOptions } from './chart-options.ts'

type Props = { title: string; rows: readonly BarRow[]; unit: string; target?: number | null }

/** Lying bars in the order given: figure at the end, zero-based, unknown said in words. `title` says the finding. */
export function BarChart({ title, rows, unit, target }: Props) {
  const { theme } = usePreferences()
  const labelWidth = useIsNarrow() ? 110 : 200
  const options = useMemo(
    () =>
      barOptions(rows, {
        unit,
        target,
        labelWidth,
        palette: palettes[theme],
        unknown: t('unknown'),
        targetWord: t('chartTarget'),
      }),
    [rows, unit, target, theme, labelWidth],
  )
  const table = {
    head: ['', unit],
    rows: rows.map(({ label, value }) => [label, value === null ? t('unknown') : String(value)]),
  }
  const height = Math.min(rows.length, 40) * 28 + 32
  return <ChartFrame title={title} options={options} height={height} table={table} />
}

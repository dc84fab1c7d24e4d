/** What the drawing library is told: pure, so that a test can read it. Bars start at zero, lines carry their name. */
import { fontFamily, type Palette } from '../theme.ts'

export type BarRow = {
  label: string
  /** null is unknown: drawn as a hatched stub, never as 0 */
  value: number | null
}
export type LinePoint = { x: string; y: number | null; low?: number | null; high?: number | null }
export type LineSeries = { name: string; points: readonly LinePoint[] }

type Shared = {
  /** Most width of a bar's name in pixels; longer ones end in an ellipsis. */
  labelWidth?: number | undefined

  unit: string
  target?: number | null | undefined
  palette: Palette
  unknown: string
  targetWord: string
}

const maxBarLabels = 40
// What containLabel was before version 6 of the library: names of bars never stand outside the picture.
const labelsInside = { outerBoundsMode: 'same' as const, outerBoundsContain: 'axisLabel' as const }
const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 })

const textStyle = (palette: Palette) => ({ color: palette.inkSoft, fontSize: 12, fontFamily })

const base = (palette: Palette) => ({
  animation: false,
  textStyle: textStyle(palette),
  tooltip: {
    trigger: 'axis' as const,
    axisPointer: { type: 'line' as const, lineStyle: { color: palette.line } },
    backgroundColor: palette.raised,
    borderColor: palette.line,
    textStyle: { ...textStyle(palette), color: palette.ink },
    confine: true,
  },
})

const valueAxis = (palette: Palette, unit: string) => ({
  type: 'value' as const,
  name: unit,
  nameTextStyle: textStyle(palette),
  axisLabel: { ...textStyle(palette), hideOverlap: true },
  splitLine: { lineStyle: { color: palette.lineSoft } },
})

const targetLine = ({ target, palette, targetWord }: Shared, axis: 'xAxis' | 'yAxis') =>
  target === null || target === undefined
    ? undefined
    : {
        silent: true,
        symbol: 'none',
        lineStyle: { color: palette.ink, type: 'dashed' as const, width: 1 },
        label: { formatter: `${targetWord} {c}`, color: palette.ink, fontSize: 12, position: 'end' as const },
        data: [{ [axis]: target }],
      }

/** Lying bars, one a row, in the order given, with the figure at its end. */
export function barOptions(rows: readonly BarRow[], shared: Shared) {
  const { palette, unit, unknown } = shared
  const shown = rows.slice(0, maxBarLabels)
  return {
    ...base(palette),
    grid: { left: 8, right: 88, top: 8, bottom: 8, ...labelsInside },
    xAxis: {
      ...valueAxis(palette, unit),
      min: (range: { min: number }) => Math.min(0, range.min),
      nameLocation: 'end' as const,
    },
    yAxis: {
      type: 'category' as const,
      inverse: true,
      data: shown.map(({ label }) => label),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: palette.line } },
      axisLabel: {
        ...textStyle(palette),
        color: palette.ink,
        width: shared.labelWidth ?? 200,
        overflow: 'truncate' as const,
      },
    },
    series: [
      {
        type: 'bar' as const,
        barMaxWidth: 18,
        markLine: targetLine(shared, 'xAxis'),
        data: shown.map(({ value }) => ({
          value: value ?? 0,
          itemStyle: { color: palette.series[0] },
          label: {
            show: true,
            position: 'right' as const,
            color: value === null ? palette.status.unknown : palette.ink,
            formatter: value === null ? unknown : grouped.format(value),
          },
        })),
      },
    ],
  }
}

/** Lines over time with their name at the last point; a band where a range is given; a gap where nothing is known. */
export function lineOptions(series: readonly LineSeries[], shared: Shared) {
  const { palette, unit } = shared
  const xs = [...new Set(series.flatMap(({ points }) => points.map(({ x }) => x)))].sort()
  const widest = Math.max(4, ...series.map(({ name }) => [...name].length))
  return {
    ...base(palette),
    grid: {
      left: 8,
      right: Math.min(150, 16 + widest * 13),
      top: unit ? 32 : 12,
      bottom: 8,
      ...labelsInside,
    },
    xAxis: {
      type: 'category' as const,
      data: xs,
      boundaryGap: xs.length === 1,
      axisLine: { lineStyle: { color: palette.line } },
      axisLabel: textStyle(palette),
    },
    yAxis: { ...valueAxis(palette, unit), scale: false },
    series: series.flatMap((one, i) => [...bandOf(one, xs, palette, i), lineOf(one, xs, shared, i)]),
  }
}

function lineOf({ name, points }: LineSeries, xs: readonly string[], shared: Shared, i: number) {
  const { palette } = shared
  const color = palette.series[i % palette.series.length]
  const at = new Map(points.map((point) => [point.x, point.y]))
  return {
    type: 'line' as const,
    name,
    data: xs.map((x) => at.get(x) ?? null),
    symbolSize: 6,
    symbol: ['circle', 'triangle', 'rect', 'diamond', 'emptyCircle'][i % 5],
    showSymbol: true,
    lineStyle: { color, width: 2, type: i < 3 ? ('solid' as const) : ('dashed' as const) },
    itemStyle: { color },
    endLabel: { show: true, formatter: '{a}', color, fontSize: 12 },
    markLine: i === 0 ? targetLine(shared, 'yAxis') : undefined,
  }
}

function bandOf({ name, points }: LineSeries, xs: readonly string[], palette: Palette, i: number) {
  if (!points.some(({ low, high }) => low != null && high != null)) return []
  const at = new Map(points.map((point) => [point.x, point]))
  const edge = (pick: (point: LinePoint) => number | null, opacity: number) => ({
    type: 'line' as const,
    name: `${name} `,
    stack: `band-${i}`,
    silent: true,
    symbol: 'none',
    tooltip: { show: false },
    lineStyle: { opacity: 0 },
    areaStyle: { color: palette.series[i % palette.series.length], opacity },
    data: xs.map((x) => {
      const point = at.get(x)
      return point ? pick(point) : null
    }),
  })
  return [
    edge(({ low }) => low ?? null, 0),
    edge(({ low, high }) => (low == null || high == null ? null : high - low), 0.15),
  ]
}

import { BarChart as Bars, LineChart as Lines } from 'echarts/charts'
import { GridComponent, MarkLineComponent, TooltipComponent } from 'echarts/components'
import { type EChartsCoreOption, type EChartsType, init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'

use([Bars, Lines, GridComponent, MarkLineComponent, TooltipComponent, SVGRenderer])

/** The drawing itself, as SVG that prints sharply; follows the width of its place. */
export function Drawing({ options, height, label }: { options: object; height: number; label: string }) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!place.current) return
    const chart: EChartsType = init(place.current, undefined, { renderer: 'svg', height })
    chart.setOption(options as EChartsCoreOption)
    const watch = new ResizeObserver(() => chart.resize({ height }))
    watch.observe(place.current)
    return () => {
      watch.disconnect()
      chart.dispose()
    }
  }, [options, height])
  return <div ref={place} role="img" aria-label={label} style={{ height, width: '100%', minWidth: 0 }} />
}

export default Drawing

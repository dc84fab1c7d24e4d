import type { IndicatorSource } from './model/computed.ts'

const sources: IndicatorSource[] = []

/** Makes a room known that computes indicators; by `app.ts`. One indicator has one source. */
export function registerIndicatorSource(source: IndicatorSource): void {
  for (const indicator of source.indicators) {
    const other = sources.find(({ indicators }) => indicators.includes(indicator))
    if (other) throw new Error(`the indicator ${indicator} has two sources`)
  }
  sources.push(source)
}

/** Every registered source, in the order of registration. */
export const listIndicatorSources = (): readonly IndicatorSource[] => sources

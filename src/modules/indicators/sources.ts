import type { Context } from '../access/index.ts'
import type { ComputedValue, ComputeScope } from './model/computed.ts'

/** What a room declares that computes indicators from the facts it holds; `app.ts` registers it. */
export type IndicatorSource = {
  /** The room's name, for the report of a run. */
  readonly room?: string
  /** Ids of the definitions that it fills. */
  readonly indicators: readonly string[]
  /** Runs as the program itself, so that the answer does not depend on who pressed the button. */
  compute(ctx: Context, scope: ComputeScope): Promise<readonly ComputedValue[]>
}

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

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

/** What a target says of its source. */
type Cited = {
  readonly origin: string | null
  readonly title: string | null
  readonly sentence: string | null
}
/** Finds where statements stand in the documents that a room holds, as addresses; null where it holds none of them. */
export type PlaceFinder = (
  ctx: Context,
  of: { readonly cityCode: string; readonly dataset: 'held' | 'demo' },
  cited: readonly Cited[],
) => Promise<(string | null)[]>
let placeFinder: PlaceFinder | null = null

/** Makes the room known that holds the documents; by `app.ts`. */
export function registerPlaceFinder(finder: PlaceFinder): void {
  placeFinder = finder
}
/** Where statements stand; null for each while no room holds documents. */
export const findStatementPlaces: PlaceFinder = (ctx, of, cited) =>
  placeFinder ? placeFinder(ctx, of, cited) : Promise.resolve(cited.map(() => null))

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

import { cascade, type Shock, shocks as scenarioOf } from '../../../engines/cascade/index.ts'
import { valueInterval } from '../domain/group-shocks.ts'
import { type Trace, traceShock } from '../domain/shock-trace.ts'
import type { SupplyFacts } from '../domain/supply-facts.ts'
import { buildNetwork, type SupplyNetwork } from '../domain/supply-network.ts'
import type { StressInput, StressResult } from '../model.ts'
import { runSteps, type SteppedRun } from './run-steps.ts'
import { type Slice, wholeSlice } from './slice.ts'

const daysOfYear = 365

/** To be told how far it is, and stopped. */
export type Watch = {
  readonly signal?: AbortSignal
  readonly report?: (doneRatio: number) => void
  /** Left out: all in one. */
  readonly slice?: Slice
}
/** What the engine says of a scenario; no name and no place in it yet. */
export type Shocked = {
  readonly built: SupplyNetwork
  readonly stepped: SteppedRun
  readonly trace: Trace
  readonly esriRange: StressResult['esriRange']
  readonly lossFen: StressResult['lossFen']
}

/** Lost output over some days in fen; null where W is not in fen. */
function lostFen(built: SupplyNetwork, esri: number | null, days: number | null): number | null {
  if (built.unit !== 'fen' || esri === null || days === null) return null
  return (built.network.amounts.reduce((sum, amount) => sum + amount, 0) * esri * days) / daysOfYear
}

/** The scenario for every redraw of what is estimated, and step by step: the long part, without a database. */
export async function computeShock(
  facts: SupplyFacts,
  hit: readonly Shock[],
  { draws, durationDays }: Pick<StressInput, 'draws' | 'durationDays'>,
  { signal, report, slice = wholeSlice() }: Watch = {},
): Promise<Shocked> {
  const built = buildNetwork(facts)
  const isEstimated = built.estimatedRatio !== null && built.estimatedRatio > 0
  const redraws: Redraw[] = []
  for (let draw = 1; isEstimated && draw <= draws; draw++) {
    const redraw = await slice.ask(`draw ${draw}`, () => redrawn(facts, hit, { draw, durationDays, signal }))
    if (redraw !== null) redraws.push(redraw)
    report?.(draw / (draws + 1))
  }
  slice.turn()
  const stepped = await runSteps(built.network, hit, signal)
  const shown = { esri: stepped.esri.both, fen: lostFen(built, stepped.esri.both, durationDays) }
  return { built, stepped, trace: traceShock(built.network, stepped.states), ...rangesOf(shown, redraws) }
}

type Redrawing = {
  readonly draw: number
  readonly durationDays: number | null
  readonly signal: AbortSignal | undefined
}

/** The scenario on one redraw of the network; null where nothing is sold in it. */
async function redrawn(
  facts: SupplyFacts,
  hit: readonly Shock[],
  { draw, durationDays, signal }: Redrawing,
): Promise<Redraw | null> {
  signal?.throwIfAborted()
  const built = buildNetwork(facts, draw)
  const asked = { threads: 1, ...(signal && { signal }) }
  const { esri } = await cascade(built.network, scenarioOf([hit]), asked)
  const value = esri.both[0]![0]!
  return Number.isNaN(value) ? null : { esri: value, fen: lostFen(built, value, durationDays) }
}

type Redraw = { readonly esri: number; readonly fen: number | null }

/** ESRI and money over the redraws of what is estimated; null where nothing is, or none were asked. */
function rangesOf(
  shown: { readonly esri: number | null; readonly fen: number | null },
  redraws: readonly Redraw[],
): Pick<Shocked, 'esriRange' | 'lossFen'> {
  const interval = valueInterval(redraws.map(({ esri }) => esri))
  const money = valueInterval(redraws.flatMap(({ fen }) => fen ?? []))
  const fen = (amount: number) => String(Math.round(amount))
  return {
    esriRange:
      interval && shown.esri !== null ? { low: interval.low, middle: shown.esri, high: interval.high } : null,
    lossFen:
      shown.fen === null
        ? null
        : {
            low: fen(money?.low ?? shown.fen),
            middle: fen(shown.fen),
            high: fen(money?.high ?? shown.fen),
          },
  }
}

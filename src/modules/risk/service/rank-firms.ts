// Every firm's place from what the pieces of a ranking found.
import { estimatedRatios, valueInterval } from '../domain/group-shocks.ts'
import type { NetworkFacts } from '../domain/network-facts.ts'
import { rankIntervals, ranksOf } from '../domain/rank-intervals.ts'
import { firstEstimated } from '../domain/supply-facts.ts'
import type { SupplyNetwork } from '../domain/supply-network.ts'
import type { NewFirmRisk, RunPart } from '../queries/runs.ts'

/** ESRI of every firm in one redraw, and T; T below 0: the engine's cap ended it. */
type Kinds = { both: Float64Array; down: Float64Array; up: Float64Array; sweeps: Int32Array }

/** The chunks of one redraw put together, in the order of the firms. */
export function joinParts(parts: readonly RunPart[], firmCount: number): Kinds {
  const [both, down, up] = [0, 1, 2].map(() => new Float64Array(firmCount)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ]
  const sweeps = new Int32Array(firmCount)
  let at = 0
  for (const part of parts) {
    // Copied: what the driver gives need not stand at a multiple of eight bytes.
    const values = new Float64Array(Uint8Array.from(part.esri).buffer)
    const count = values.length / 3
    for (const [k, kind] of [both, down, up].entries())
      kind.set(values.subarray(k * count, (k + 1) * count), at)
    sweeps.set(new Int32Array(Uint8Array.from(part.sweeps).buffer), at)
    at += count
  }
  if (at !== firmCount) throw new Error(`the parts of a run hold ${at} of ${firmCount} firms`)
  return { both, down, up, sweeps }
}

/** Every firm with its rank, and how far rank and ESRI move over the redraws. */
export function rankFirms(
  facts: NetworkFacts,
  { network, linkBases }: SupplyNetwork,
  shown: Kinds,
  redrawn: readonly Float64Array[],
): NewFirmRisk[] {
  const intervals = rankIntervals(redrawn)
  const estimated = estimatedRatios(network, linkBases, firstEstimated)
  const ranks = ranksOf(shown.both)
  const known = (value: number) => (Number.isNaN(value) ? null : value)
  return facts.firms.map(({ id }, i): NewFirmRisk => {
    const interval = intervals?.[i]
    const values = valueInterval(redrawn.map((draw) => draw[i]!))
    return {
      organisationId: id,
      isInCity: facts.isInCity[i]!,
      esri: known(shown.both[i]!),
      esriDown: known(shown.down[i]!),
      esriUp: known(shown.up[i]!),
      sweeps: shown.sweeps[i]! > 0 ? shown.sweeps[i]! : null,
      rank: ranks[i]!,
      rankLow: interval?.low ?? null,
      rankMedian: interval?.median ?? null,
      rankHigh: interval?.high ?? null,
      esriLow: values?.low ?? null,
      esriHigh: values?.high ?? null,
      estimatedRatio: estimated[i]!,
    }
  })
}

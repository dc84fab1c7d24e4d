import type { ShockPath } from '../model.ts'
import { outStrengths } from './group-shocks.ts'
import { pathTo, reachedFrom, type Trace } from './shock-trace.ts'
import { firstEstimated } from './supply-facts.ts'
import type { SupplyNetwork } from './supply-network.ts'

export type Named = (firm: number) => { id: string; name: string }

/** The paths of a shock that cost most, each to the firm where it ends. */
export function greatestPaths(
  built: SupplyNetwork,
  trace: Trace,
  named: Named,
  { most, start }: { most: number; start: ReadonlySet<number> },
): ShockPath[] {
  const weights = outStrengths(built.network)
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  const reached = Array.from(trace.loss, (loss, firm) => ({ firm, loss, weight: loss * weights[firm]! }))
    .filter(({ firm, loss }) => loss >= reachedFrom && !start.has(firm))
    .sort((a, b) => b.weight - a.weight || b.loss - a.loss || a.firm - b.firm)
  const paths: ShockPath[] = []
  for (const { firm, loss, weight } of reached) {
    if (paths.length === most) break
    const path = pathTo(trace, firm)
    if (!path) continue
    paths.push({
      firms: path.firms.map(named),
      ways: path.ways,
      lossRatio: loss,
      weightRatio: all > 0 ? weight / all : 0,
      step: trace.firstStep[firm]!,
      hasEstimate: path.links.some((link) => built.linkBases[link]! >= firstEstimated),
    })
  }
  return paths
}

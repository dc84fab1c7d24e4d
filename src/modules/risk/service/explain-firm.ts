import { AppError } from '../../../kernel/errors.ts'
import { audit, type Context, requirePermission } from '../../access/index.ts'
import { outStrengths } from '../domain/group-shocks.ts'
import { dependentsOf, pathTo, reachedFrom, type Trace, traceShock } from '../domain/shock-trace.ts'
import { firstEstimated } from '../domain/supply-facts.ts'
import { buildNetwork, type SupplyNetwork } from '../domain/supply-network.ts'
import type { FirmExplanation, ShockPath } from '../model.ts'
import { listFirmHistoryRows } from '../queries/groups.ts'
import { listOrganisationNames } from '../queries/organisations.ts'
import { findFacts } from '../queries/runs.ts'
import { unpackFacts } from './ranking-job.ts'
import { runSteps } from './run-steps.ts'
import { getRow } from './runs.ts'
import type { NetworkFacts } from './supply-network.ts'

const mostPaths = 12
const mostDependents = 50

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

export const nodeOf = (facts: NetworkFacts, firm: number): string | null => {
  const name = facts.sectors[facts.firms[firm]!.sector]!
  return name.startsWith('node:') ? name.slice('node:'.length) : null
}

/** Names of the firms of a network, by their places. */
export async function nameFirms(ctx: Context, facts: NetworkFacts): Promise<Named> {
  const names = await listOrganisationNames(
    ctx.db,
    facts.firms.map(({ id }) => id),
  )
  return (firm) => {
    const { id } = facts.firms[firm]!
    return { id, name: names.get(id) ?? id }
  }
}

/**
 * What makes a firm's systemic risk in a ranking: who depends on it, on what, through which path, and how its place
 * changed from run to run. Computed on the facts the run keeps. @throws not_found `risk.no_run`, `risk.no_firm`
 */
export async function explainFirm(ctx: Context, runId: string, firmId: string): Promise<FirmExplanation> {
  requirePermission(ctx.actor, 'risk.read')
  const run = await getRow(ctx, runId)
  const packed = await ctx.asProgram(() => findFacts(ctx.db, run.id))
  const facts = packed && unpackFacts(packed)
  const firm = facts?.firms.findIndex(({ id }) => id === firmId) ?? -1
  if (!facts || firm < 0) throw new AppError('not_found', 'risk.no_firm', { id: firmId, run: runId })
  const built = buildNetwork(facts)
  const stepped = await runSteps(built.network, [{ firm, lossRatio: 1 }])
  const trace = traceShock(built.network, stepped.states)
  const named = await nameFirms(ctx, facts)
  const history = await listFirmHistoryRows(ctx.db, run.dataset, run.cityCode, firmId)
  const subject = `risk.run/${runId}/firm/${firmId}`
  await audit(ctx, { action: 'risk.explain_firm', subject, confidential: true })
  return {
    firm: named(firm),
    ...{
      esri: stepped.esri.both,
      esriDown: stepped.esri.down,
      esriUp: stepped.esri.up,
      sweeps: stepped.sweeps,
    },
    reached: trace.firstStep.reduce((count, step) => count + (step > 0 ? 1 : 0), 0),
    paths: greatestPaths(built, trace, named, { most: mostPaths, start: new Set([firm]) }),
    dependents: dependentsOf(built.network, firm)
      .slice(0, mostDependents)
      .map(({ buyer, link, share, isEssential, isOnlySource }) => ({
        ...named(buyer),
        nodeId: nodeOf(facts, firm),
        ...{ shareOfPurchases: share, isEssential, isOnlySource },
        isEstimated: built.linkBases[link]! >= firstEstimated,
      })),
    history: history.map(
      ({ runId: id, asOf, rankedAt, esri, esriLow, esriHigh, rank, rankLow, rankHigh }) => ({
        ...{ runId: id, asOf, rankedAt: rankedAt.toISOString(), esri, rank },
        esriInterval: esriLow === null || esriHigh === null ? null : { low: esriLow, high: esriHigh },
        rankInterval: rankLow === null || rankHigh === null ? null : { low: rankLow, high: rankHigh },
      }),
    ),
  }
}

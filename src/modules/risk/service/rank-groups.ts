// What stops when a whole node, chain, park or region stops: part of the end of a ranking.
import { openCascade, shocks } from '../../../engines/cascade/index.ts'
import type { Task } from '../../../platform/jobs/index.ts'
import { disclosable } from '../../access/index.ts'
import {
  type Group,
  groupEstimatedRatio,
  groupsOf,
  outStrengths,
  valueInterval,
  weightShare,
} from '../domain/group-shocks.ts'
import type { NetworkFacts } from '../domain/network-facts.ts'
import { firstEstimated } from '../domain/supply-facts.ts'
import { buildNetwork } from '../domain/supply-network.ts'
import { type GroupRiskRow, listMemberships } from '../queries/groups.ts'

type RunOf = { readonly cityCode: string; readonly dataset: 'held' | 'demo'; readonly draws: number }

/** ESRI of every group in one redraw: all its firms stop at once. */
async function closeGroups(facts: NetworkFacts, groups: readonly Group[], draw: number, signal: AbortSignal) {
  const built = buildNetwork(facts, draw)
  const session = openCascade(built.network)
  try {
    const lists = groups.map(({ firms }) => firms.map((firm) => ({ firm, lossRatio: 1 })))
    const { esri } = await session.run(shocks(lists), { signal })
    return { built, esri: esri.both[0]! }
  } finally {
    await session.close()
  }
}

/** Every group with its interval over the redraws, the share of estimated links and whether all may see it. */
export async function rankGroups(
  task: Task<object>,
  run: RunOf,
  facts: NetworkFacts,
): Promise<GroupRiskRow[]> {
  const ids = facts.firms.map(({ id }) => id)
  const scope = { city: run.cityCode, dataset: run.dataset }
  const groups = groupsOf(await task.transaction((db) => listMemberships(db, scope, ids)), ids)
  if (groups.length === 0) return []
  const { built, esri } = await closeGroups(facts, groups, 0, task.signal)
  const redrawn: Float64Array[] = []
  for (let draw = 1; draw <= run.draws; draw++) {
    redrawn.push((await closeGroups(facts, groups, draw, task.signal)).esri)
    task.report(draw / run.draws)
  }
  const weights = outStrengths(built.network)
  const open = openGroups(groups, weights)
  return groups.map(({ kind, id, firms }, k) => {
    const known = Number.isNaN(esri[k]!) ? null : esri[k]!
    const own = weightShare(firms, weights)
    const interval = valueInterval(redrawn.map((draw) => draw[k]!))
    return {
      ...{ kind, groupId: id, firmCount: firms.length, esri: known },
      ...{ esriLow: interval?.low ?? null, esriHigh: interval?.high ?? null },
      esriBeyond: known === null || own === null ? null : Math.max(0, known - own),
      estimatedRatio: groupEstimatedRatio(firms, built.network, built.linkBases, firstEstimated),
      isPublic: open.has(`${kind} ${id}`),
    }
  })
}

/** The groups that everybody may see, by the rule of access; each kind is a publication of its own, the largest first. */
function openGroups(groups: readonly Group[], weights: Float64Array): ReadonlySet<string> {
  const cells = groups.map(({ kind, id, firms }) => ({
    id: `${kind} ${id}`,
    contributors: new Map(firms.map((firm) => [String(firm), weights[firm]!])),
  }))
  cells.sort((a, b) => b.contributors.size - a.contributors.size || (a.id < b.id ? -1 : 1))
  return disclosable(cells)
}

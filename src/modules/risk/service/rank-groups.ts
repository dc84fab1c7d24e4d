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
import { buildNetwork, type SupplyNetwork } from '../domain/supply-network.ts'
import { type GroupRiskRow, listMemberships } from '../queries/groups.ts'

type RunOf = { readonly cityCode: string; readonly dataset: 'held' | 'demo'; readonly draws: number }

const nameOf = ({ kind, id }: Group) => `${kind} ${id}`

async function loadGroups(task: Task<object>, { cityCode, dataset }: RunOf, facts: NetworkFacts) {
  const ids = facts.firms.map(({ id }) => id)
  const scope = { city: cityCode, dataset }
  return groupsOf(await task.transaction((db) => listMemberships(db, scope, ids)), ids)
}

/** ESRI of groups by their names; null: nothing is sold. As it is kept between pieces. */
export type GroupEsris = Readonly<Record<string, number | null>>

/** ESRI of every group in one redraw: all its firms stop at once. One piece of a ranking. */
export async function closeGroups(
  task: Task<object>,
  run: RunOf,
  facts: NetworkFacts,
  draw: number,
): Promise<GroupEsris> {
  const groups = await loadGroups(task, run, facts)
  if (groups.length === 0) return {}
  const session = openCascade(buildNetwork(facts, draw).network)
  try {
    const lists = groups.map(({ firms }) => firms.map((firm) => ({ firm, lossRatio: 1 })))
    const { esri } = await session.run(shocks(lists), { signal: task.signal })
    const values = [...esri.both[0]!].map((value) => (Number.isNaN(value) ? null : value))
    return Object.fromEntries(groups.map((group, k) => [nameOf(group), values[k]!]))
  } finally {
    await session.close()
  }
}

/**
 * Every group with its interval over the redraws, the share of estimated links and whether all may see it.
 *
 * @param byDraw what `closeGroups` found in each redraw; the first is the network that is shown. A group that stood nowhere
 *   when its piece was worked on is unknown in that redraw
 */
export async function rankGroups(
  task: Task<object>,
  run: RunOf,
  facts: NetworkFacts,
  { built, byDraw }: { built: SupplyNetwork; byDraw: readonly GroupEsris[] },
): Promise<GroupRiskRow[]> {
  const groups = await loadGroups(task, run, facts)
  const [shown = {}, ...redrawn] = byDraw
  const weights = outStrengths(built.network)
  const open = openGroups(groups, weights)
  return groups.map((group) => {
    const { kind, id, firms } = group
    const known = shown[nameOf(group)] ?? null
    const own = weightShare(firms, weights)
    const interval = valueInterval(redrawn.flatMap((draw) => draw[nameOf(group)] ?? []))
    return {
      ...{ kind, groupId: id, firmCount: firms.length, esri: known },
      ...{ esriLow: interval?.low ?? null, esriHigh: interval?.high ?? null },
      esriBeyond: known === null || own === null ? null : Math.max(0, known - own),
      estimatedRatio: groupEstimatedRatio(firms, built.network, built.linkBases, firstEstimated),
      isPublic: open.has(nameOf(group)),
    }
  })
}

/** The groups that everybody may see, by the rule of access; each kind is a publication of its own, the largest first. */
function openGroups(groups: readonly Group[], weights: Float64Array): ReadonlySet<string> {
  const cells = groups.map((group) => ({
    id: nameOf(group),
    contributors: new Map(group.firms.map((firm) => [String(firm), weights[firm]!])),
  }))
  cells.sort((a, b) => b.contributors.size - a.contributors.size || (a.id < b.id ? -1 : 1))
  return disclosable(cells)
}

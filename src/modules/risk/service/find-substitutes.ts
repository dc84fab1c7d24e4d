import type { Context } from '../../access/index.ts'
import { distanceToKm, zoneOf } from '../../network/index.ts'
import type { NetworkFacts } from '../domain/network-facts.ts'
import { type Candidate, rankSubstitutes } from '../domain/rank-substitutes.ts'
import type { Trace } from '../domain/shock-trace.ts'
import type { SupplyNetwork } from '../domain/supply-network.ts'
import type { Substitute } from '../model.ts'
import { listNodeFirms } from '../queries/organisations.ts'
import { listNewestReports } from '../queries/stress.ts'
import { type Ground, placeOf } from './shock-ground.ts'

const mostNodes = 12
const mostEach = 25

type Asked = {
  readonly dataset: 'held' | 'demo'
  readonly on: string
  readonly facts: NetworkFacts
  readonly built: SupplyNetwork
  readonly ground: Ground
  readonly trace: Trace
  readonly shocked: ReadonlySet<number>
}

/** The nodes of those who are hit, those with most firms hit first. */
function nodesHit({ ground, shocked }: Asked): string[] {
  const counts = new Map<string, number>()
  for (const firm of shocked)
    for (const node of ground.places[firm]!.nodeIds) counts.set(node, (counts.get(node) ?? 0) + 1)
  return [...counts]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, mostNodes)
    .map(([node]) => node)
}

/** Who buys of those who are hit, by places; and for each firm who buys of it among these. */
function buyersHit({ built: { network }, shocked }: Asked) {
  const hit = new Set<number>()
  network.amounts.forEach((amount, e) => {
    if (amount > 0 && shocked.has(network.suppliers[e]!)) hit.add(network.buyers[e]!)
  })
  const known = new Map<number, Set<number>>()
  network.amounts.forEach((amount, e) => {
    const [i, j] = [network.suppliers[e]!, network.buyers[e]!]
    if (amount > 0 && hit.has(j)) known.set(i, (known.get(i) ?? new Set()).add(j))
  })
  return (firm: number) => known.get(firm)?.size ?? 0
}

/** Who stands at the same nodes and is not hit: ranked, each with what it lacks; at most 25 a node. */
export async function findSubstitutes(ctx: Context, asked: Asked): Promise<Substitute[]> {
  const { dataset, on, facts, ground, trace, shocked } = asked
  const nodes = nodesHit(asked)
  const rows = await listNodeFirms(ctx.db, dataset, nodes)
  const places = new Map(facts.firms.map(({ id }, i) => [id, i]))
  const stopped = new Set([...shocked].map((firm) => facts.firms[firm]!.id))
  const free = rows.filter(({ id }) => !stopped.has(id))
  const reports = await listNewestReports(ctx.db, dataset, [...new Set(free.map(({ id }) => id))], on)
  const knownBuyers = buyersHit(asked)
  const candidates = free.map((row): Candidate => {
    const at = places.get(row.id)
    const km = distanceToKm(ground.centre, placeOf(row))
    const used = reports.get(row.id)?.capacityUseRatio ?? null
    return {
      ...{ id: row.id, name: row.name, nodeId: row.nodeId, evidence: row.evidence },
      ring: zoneOf(ground.centre, placeOf(row)) ?? 'unknown',
      distanceKm: km === null ? null : Math.round(km * 10) / 10,
      spareRatio: used === null ? null : Math.max(0, 1 - used),
      knownBuyers: at === undefined ? 0 : knownBuyers(at),
      lossRatio: at === undefined ? 0 : trace.loss[at]!,
    }
  })
  return nodes.flatMap((node) =>
    rankSubstitutes(candidates.filter(({ nodeId }) => nodeId === node)).slice(0, mostEach),
  )
}

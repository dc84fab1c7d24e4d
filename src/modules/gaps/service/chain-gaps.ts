import { chinaDay } from '../../../kernel/china-day.ts'
import { type Context, holds, requirePermission } from '../../access/index.ts'
import { auditReading, type ChainBuyers, publishedCells, tellSourcing } from '../../network/index.ts'
import { countStatuses, rankGaps } from '../domain/ranking.ts'
import type { ChainGaps, GapList } from '../model.ts'
import { type HeldGap, listGapRows } from '../queries/gap-objects.ts'
import type { CityFacts } from './city-facts.ts'
import { auditNodeRatios, type CityInput, type JudgedChain, judgeChains, nameIn } from './judge-chains.ts'

export type GapsInput = Omit<CityInput, 'on'> & { readonly on?: string }
export const onDay = (ctx: Context, input: GapsInput): CityInput => ({
  ...input,
  on: input.on ?? chinaDay(ctx.now),
})

/** Who of the city's buyers stands on a chain, by more than product words. */
function chainBuyers(facts: CityFacts, { nodes }: JudgedChain): ChainBuyers {
  const standing = new Set<string>()
  for (const { id } of nodes)
    for (const { organisationId, evidence } of facts.placements.byNode.get(id) ?? [])
      if (evidence !== 'words') standing.add(String(organisationId))
  return { onChain: (id) => standing.has(id) }
}

/** Every node of one chain of a city, judged, with the local sourcing of its buyers. */
export async function getChainGaps(ctx: Context, input: GapsInput & { chain: string }): Promise<ChainGaps> {
  requirePermission(ctx.actor, 'gaps.read', input.city)
  const { on, city, dataset } = onDay(ctx, input)
  const { facts, chains } = await judgeChains(ctx, { city, dataset, on }, input.chain)
  const judged = chains[0]!
  const cells = await publishedCells(ctx, facts.sourcing, { dataset, city })
  const published = { cells, chain: input.chain }
  const localSourcing = tellSourcing(ctx, facts.sourcing, chainBuyers(facts, judged), published)
  const subject = `city/${city}/chain/${input.chain}/${dataset}`
  await auditReading(ctx, subject, localSourcing)
  await auditNodeRatios(ctx, subject, judged.confidentialNodes)
  return {
    city,
    chain: input.chain,
    dataset,
    mapVersion: judged.chain.mapVersion,
    asOf: on,
    localSourcing,
    nodes: [...judged.nodes],
  }
}

/** The open gaps of the register by `chain/node`; null for those who may not read the register. */
async function openGapsByNode(
  ctx: Context,
  { city, dataset }: Pick<CityInput, 'city' | 'dataset'>,
): Promise<Map<string, HeldGap[]> | null> {
  if (!holds(ctx.actor, 'gaps.register_read')) return null
  const byNode = new Map<string, HeldGap[]>()
  for (const row of await listGapRows(ctx.db, { dataset, cityCode: city, isTakenUp: true })) {
    const key = `${row.chainId}/${row.nodeId}`
    byNode.set(key, [...(byNode.get(key) ?? []), row])
  }
  return byNode
}

const tellRegistered = ({ id, kind, owner, dueOn }: HeldGap) => ({ id: String(id), kind, owner, dueOn })

/** The gaps of all chains of a city, gravest first. */
export async function listGaps(ctx: Context, input: GapsInput): Promise<GapList> {
  requirePermission(ctx.actor, 'gaps.read', input.city)
  const { on, city, dataset } = onDay(ctx, input)
  const { chains } = await judgeChains(ctx, { city, dataset, on })
  const registered = await openGapsByNode(ctx, { city, dataset })
  const all = chains.flatMap(({ chain, nodes, dependents }) =>
    nodes.map((node) => ({
      chainId: chain.chainId,
      nodeId: node.id,
      chain: { id: chain.chainId, name: nameIn(ctx, chain) },
      node: { id: node.id, name: node.name, segment: node.segment },
      dependents: dependents.get(node.id) ?? 0,
      status: node.status,
      countedStatus: node.countedStatus,
      overruledUntil: node.overruledUntil,
      registered: registered && (registered.get(`${chain.chainId}/${node.id}`) ?? []).map(tellRegistered),
      here: node.here,
      within200Km: node.within200Km,
      elsewhere: node.elsewhere,
      unconfirmed: node.unconfirmed,
      reasons: node.reasons,
    })),
  )
  const items = rankGaps(all).map(({ chainId: _, nodeId: __, ...gap }) => gap)
  return { city, dataset, asOf: on, items }
}

/** How many nodes of a chain are in each status. */
export const countChain = ({ nodes }: JudgedChain) => countStatuses(nodes)

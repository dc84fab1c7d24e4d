import { chinaDay } from '../../../kernel/china-day.ts'
import { AppError } from '../../../kernel/errors.ts'
import { audit, type Context, requirePermission } from '../../access/index.ts'
import { centreOf, distanceToKm, zoneOf } from '../../network/index.ts'
import type { NodeDetail, StatementInput } from '../model.ts'
import { insertStatements } from '../queries/statements.ts'
import { type GapsInput, onDay } from './chain-gaps.ts'
import type { CityFacts } from './city-facts.ts'
import { auditNodeRatios, type JudgedChain, judgeChains } from './judge-chains.ts'

const mostFirmsListed = 500
const order = { here: 0, within200Km: 1, elsewhere: 2, unknown: 3 } as const

/** The firms at a node from the city outwards, the nearest first within each ring. */
export function listFirms(facts: CityFacts, nodeId: string): NodeDetail['firms'] {
  const { organisations, places } = facts.picture
  const centre = centreOf(places, facts.cityCode)
  const placed = facts.placements.byNode.get(nodeId) ?? []
  return placed
    .map(({ organisationId, evidence }) => {
      const firm = organisations.get(String(organisationId))!
      const distanceKm = distanceToKm(centre, firm)
      return {
        id: firm.id,
        name: firm.name,
        cityName: firm.cityCode ? (places.find(firm.cityCode)?.name ?? null) : null,
        ring: zoneOf(centre, firm) ?? ('unknown' as const),
        evidence,
        distanceKm: distanceKm === null ? null : Math.round(distanceKm * 10) / 10,
      }
    })
    .sort(
      (a, b) =>
        order[a.ring] - order[b.ring] ||
        (a.distanceKm ?? 1e9) - (b.distanceKm ?? 1e9) ||
        Number(a.id) - Number(b.id),
    )
}

function neighbours({ nodes, needs }: JudgedChain, nodeId: string): NodeDetail['needs'] {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const tell = (id: string, essential: boolean) => {
    const { name, status } = byId.get(id)!
    return { id, name, essential, status }
  }
  return {
    up: needs.filter(({ node }) => node === nodeId).map((need) => tell(need.needs, need.essential)),
    down: needs.filter((need) => need.needs === nodeId).map(({ node, essential }) => tell(node, essential)),
  }
}

/** One node of a chain with its firms, its neighbours and what was stated about it. */
export async function getNodeDetail(
  ctx: Context,
  input: GapsInput & { chain: string; node: string },
): Promise<NodeDetail> {
  requirePermission(ctx.actor, 'gaps.read', input.city)
  const { on, city, dataset } = onDay(ctx, input)
  const { facts, chains } = await judgeChains(ctx, { city, dataset, on }, input.chain)
  const judged = chains[0]!
  const node = judged.nodes.find(({ id }) => id === input.node)
  if (!node) throw new AppError('not_found', 'gaps.no_node', { chain: input.chain, node: input.node })
  await auditNodeRatios(
    ctx,
    `city/${city}/chain/${input.chain}/node/${node.id}/${dataset}`,
    judged.confidentialNodes.filter((id) => id === node.id),
  )
  const firms = listFirms(facts, node.id)
  const statement = judged.statements.get(node.id)
  return {
    city,
    chain: input.chain,
    dataset,
    asOf: on,
    node,
    dependents: judged.dependents.get(node.id) ?? 0,
    firmCount: firms.length,
    firms: firms.slice(0, mostFirmsListed),
    needs: neighbours(judged, node.id),
    statement: statement
      ? { kind: statement.kind, source: statement.source, date: statement.statedOn, by: statement.statedBy }
      : null,
  }
}

/** Keeps what an office states about a node, with its source and day; audited. The newest statement counts. */
export async function stateAboutNode(ctx: Context, input: StatementInput): Promise<NodeDetail> {
  requirePermission(ctx.actor, 'gaps.state', input.city)
  if (input.date > chinaDay(ctx.now))
    throw new AppError('invalid', 'gaps.date_in_future', { date: input.date })
  const { city, chain, node, dataset, statement: kind, source, date } = input
  await getNodeDetail(ctx, { city, chain, node, dataset })
  await insertStatements(ctx.db, [
    {
      dataset,
      cityCode: city,
      chainId: chain,
      nodeId: node,
      kind,
      source,
      statedOn: date,
      statedBy: ctx.actor.displayName,
      createdAt: ctx.now,
    },
  ])
  const subject = `city/${city}/chain/${chain}/node/${node}/${dataset}`
  await audit(ctx, { action: 'gaps.state', subject, detail: { kind, source, date } })
  return getNodeDetail(ctx, { city, chain, node, dataset })
}

import { type Context, requirePermission } from '../../access/index.ts'
import type { NodeDetail } from '../model.ts'
import { type GapsInput, onDay } from './chain-gaps.ts'
import { judgeChains } from './judge-chains.ts'
import { listFirms } from './node-detail.ts'

/**
 * The firms outside the city at several nodes of a chain, nearest first, by node: what a route of inviting starts from.
 * The chain is judged once for all of them.
 *
 * @param most at most so many firms a node
 */
export async function listFirmsElsewhere(
  ctx: Context,
  input: GapsInput & { chain: string; nodes: readonly string[]; most: number },
): Promise<ReadonlyMap<string, { firms: NodeDetail['firms']; count: number }>> {
  requirePermission(ctx.actor, 'gaps.read', input.city)
  const { on, city, dataset } = onDay(ctx, input)
  const { facts } = await judgeChains(ctx, { city, dataset, on }, input.chain)
  return new Map(
    input.nodes.map((node) => {
      const outside = listFirms(facts, node).filter(({ ring }) => ring !== 'here')
      return [node, { firms: outside.slice(0, input.most), count: outside.length }]
    }),
  )
}

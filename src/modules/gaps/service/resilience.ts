import { translate } from '../../../platform/words.ts'
import { type Context, requirePermission } from '../../access/index.ts'
import {
  measureResilience,
  type Part,
  type PartId,
  partIds,
  resilienceVersion,
} from '../domain/resilience.ts'
import type { Resilience } from '../model.ts'
import { listGapRows, listRegisteredChains } from '../queries/gap-objects.ts'
import { type GapsInput, onDay } from './chain-gaps.ts'
import { judgeChains, nameIn } from './judge-chains.ts'
import { loadVocabulary } from './vocabulary.ts'

function tellPart(
  ctx: Context,
  id: PartId,
  part: Part,
  weight: number,
): Resilience['chains'][number]['parts'][number] {
  const { value, hits, of, out } = part
  return {
    id,
    name: translate(ctx.lang, `gaps.part.${id}`),
    value,
    weight,
    text: translate(ctx.lang, value === null ? `gaps.part.${id}_unknown` : `gaps.part.${id}_text`, {
      hits,
      of,
      out,
    }),
  }
}

/**
 * 自主可控与稳定畅通综合指数 of every chain of a city with its parts. The program reads the register for the part of flow:
 * how many nodes are hindered is told to everybody, what hinders them is not.
 */
export async function getResilience(ctx: Context, input: GapsInput): Promise<Resilience> {
  requirePermission(ctx.actor, 'gaps.read', input.city)
  const { city, dataset, on } = onDay(ctx, input)
  const { resilience, kinds } = await loadVocabulary(ctx)
  const { chains } = await judgeChains(ctx, { city, dataset, on })
  const hindering = new Set(kinds.filter(({ hindersFlow }) => hindersFlow).map(({ id }) => id))
  const where = { dataset, cityCode: city }
  const [rows, kept] = await ctx.asProgram(async () => [
    await listGapRows(ctx.db, { ...where, isTakenUp: true }),
    new Set(await listRegisteredChains(ctx.db, where)),
  ])
  const hindered = new Set(
    rows.filter(({ kind }) => hindering.has(kind)).map(({ chainId, nodeId }) => `${chainId}/${nodeId}`),
  )
  return {
    ...{ city, dataset, asOf: on, version: resilienceVersion },
    definition: translate(ctx.lang, 'gaps.resilience_definition'),
    chains: chains.map(({ chain, nodes, dependents }) => {
      const seen = nodes.map((node) => ({
        ...node,
        dependents: dependents.get(node.id) ?? 0,
        isHindered: hindered.has(`${chain.chainId}/${node.id}`),
      }))
      const { index, coverageRatio, parts } = measureResilience(seen, kept.has(chain.chainId), resilience)
      return {
        id: chain.chainId,
        name: nameIn(ctx, chain),
        index,
        coverageRatio,
        parts: partIds.map((id) => tellPart(ctx, id, parts[id], resilience.weights[id])),
      }
    }),
  }
}

import { chinaDay } from '../../../kernel/china-day.ts'
import { type Context, type Dataset, requirePermission } from '../../access/index.ts'
import { type MapFirms, mapIdOf } from '../model.ts'
import { listMapFirms } from '../queries/map-firms.ts'
import { getChainEntry } from './catalogue.ts'

const mostNames = 5

/** Who of the city stands where on a chain's map, a few names a node, and which of them lead the chain today. */
export async function getMapFirms(
  ctx: Context,
  input: { chainId: string; city: string; dataset: Dataset },
): Promise<MapFirms> {
  requirePermission(ctx.actor, 'chains.read', input.city)
  const { chain } = await getChainEntry(ctx, input)
  const on = chinaDay(ctx.now)
  const mapId = mapIdOf(chain) ?? chain.id
  const rows = await listMapFirms(ctx.db, { ...input, mapId, on, atMost: mostNames })
  const nodes = new Map<string, MapFirms['nodes'][number]>()
  for (const { nodeId, id, name, isSure, isLeading, total } of rows) {
    const node = nodes.get(nodeId) ?? { node: nodeId, total, leading: [], shown: [] }
    nodes.set(nodeId, node)
    node.shown.push({ id: String(id), name, isSure })
    if (isLeading) node.leading.push(name)
  }
  return { on, nodes: [...nodes.values()] }
}

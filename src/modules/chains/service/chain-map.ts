import { AppError } from '../../../kernel/errors.ts'
import type { Context } from '../../access/index.ts'
import type { ChainMap, MapAnswer } from '../model.ts'
import { mapIdOf } from '../model.ts'
import * as queries from '../queries.ts'
import { getChainEntry } from './catalogue.ts'

/** The map of a chain, by default in the version that holds. */
export async function getChainMap(
  ctx: Context,
  { chainId, city, version }: { chainId: string; city: string; version?: number },
): Promise<MapAnswer> {
  const { chain } = await getChainEntry(ctx, { chainId, city })
  const mapId = mapIdOf(chain)
  if (mapId === null) throw new AppError('not_found', 'chains.map_not_drawn', { chain: chain.name[ctx.lang] })
  const found = await queries.findMap(ctx.db, mapId, version)
  if (!found) throw new AppError('not_found', 'chains.no_map_version', { mapId, version: version ?? null })
  return answerOf(found.map, { chainId, mapVersion: found.version })
}

function answerOf(map: ChainMap, ids: { chainId: string; mapVersion: number }): MapAnswer {
  return {
    ...ids,
    mapId: map.id,
    name: map.name,
    asOf: map.asOf,
    source: map.source,
    note: map.note ?? null,
    segments: map.segments.map((segment, ordinal) => ({ ...segment, ordinal })),
    nodes: map.nodes.map(({ needs: _needs, needsNone, ...node }) => ({
      ...node,
      needsNone: needsNone ?? null,
    })),
    needs: map.nodes.flatMap(({ id, needs }) =>
      (needs === 'none' ? [] : needs).map(({ node, ...need }) => ({ node: id, needs: node, ...need })),
    ),
  }
}

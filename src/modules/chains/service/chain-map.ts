import { chinaDay } from '../../../kernel/china-day.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { Context } from '../../access/index.ts'
import { nodeDigest } from '../domain/node-digest.ts'
import {
  type ChainMap,
  type DraftNode,
  type MapAnswer,
  mapIdOf,
  type SecondReader,
  toDraftNode,
} from '../model.ts'
import { listReadings, type ReadingRow } from '../queries/map-versions.ts'
import * as queries from '../queries.ts'
import { getChainEntry } from './catalogue.ts'

/** The map of a chain, by default in the version that holds. */
export async function getChainMap(
  ctx: Context,
  { chainId, city, version }: { chainId: string; city: string; version?: number },
): Promise<MapAnswer> {
  const { chain } = await getChainEntry(ctx, { chainId, city })
  // A chain whose catalogue entry names no map takes the one that was published here under its own id.
  const mapId = mapIdOf(chain) ?? chain.id
  const found = await queries.findMap(ctx.db, mapId, version)
  if (!found && mapIdOf(chain) === null)
    throw new AppError('not_found', 'chains.map_not_drawn', { chain: chain.name[ctx.lang] })
  if (!found) throw new AppError('not_found', 'chains.no_map_version', { mapId, version: version ?? null })
  const readings = await listReadings(ctx.db, [mapId])
  return answerOf(found.map, { chainId, mapVersion: found.version }, readings)
}

/** The newest note about a node as it stands; else the newest about what it was, marked so; null: nobody read it. */
function secondReaderOf(node: DraftNode, readings: readonly ReadingRow[]): SecondReader | null {
  const own = readings.filter(({ nodeId }) => nodeId === node.id)
  if (own.length === 0) return null
  const digest = nodeDigest(node)
  const fitting = own.find((reading) => reading.digest === digest)
  const { readBy, readAt, note } = fitting ?? own[0]!
  return { by: readBy, on: chinaDay(readAt), note, isCurrent: fitting !== undefined }
}

function answerOf(
  map: ChainMap,
  ids: { chainId: string; mapVersion: number },
  readings: readonly ReadingRow[],
): MapAnswer {
  return {
    ...ids,
    mapId: map.id,
    name: map.name,
    asOf: map.asOf,
    source: map.source,
    note: map.note ?? null,
    segments: map.segments.map((segment, ordinal) => ({ ...segment, ordinal })),
    nodes: map.nodes.map(({ needs, needsNone, ...node }) => ({
      ...node,
      needsNone: needsNone ?? null,
      secondReader: secondReaderOf(toDraftNode({ needs, needsNone, ...node }), readings),
    })),
    needs: map.nodes.flatMap(({ id, needs }) =>
      (needs === 'none' ? [] : needs).map(({ node, ...need }) => ({ node: id, needs: node, ...need })),
    ),
  }
}

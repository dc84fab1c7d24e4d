import { AppError } from '../../../kernel/errors.ts'
import type { Context } from '../../access/index.ts'
import { getChainMap } from '../../chains/index.ts'
import type { NewGap } from '../model.ts'
import { field } from './invalid-field.ts'
import { getJudgedNode } from './overrules.ts'

type Place = Pick<NewGap, 'city' | 'dataset' | 'chain' | 'node' | 'segment'>
type Stands = { nodeId: string | null; segmentId: string | null; name: string }

/** Where an item is to stand: a node or a segment of the chain's map, one of the two; refuses what the map has not. */
export async function findPlace(ctx: Context, input: Place): Promise<Stands> {
  const { city, chain, node, segment } = input
  if ((node === undefined) === (segment === undefined)) throw field('node', 'gaps.node_or_segment')
  if (node !== undefined) {
    const judged = await getJudgedNode(ctx, { ...input, node })
    return { nodeId: node, segmentId: null, name: judged.node.name }
  }
  const found = (await listSegments(ctx, city, chain)).find(({ id }) => id === segment)
  if (!found) throw new AppError('not_found', 'gaps.no_segment', { chain, segment: segment! })
  return { nodeId: null, segmentId: found.id, name: found.name }
}

/** The segments of a chain's map in the reader's language, upstream first; none where no map is drawn. */
export async function listSegments(
  ctx: Context,
  city: string,
  chain: string,
): Promise<{ id: string; name: string }[]> {
  const { segments } = await getChainMap(ctx, { chainId: chain, city })
  return segments.map(({ id, name }) => ({ id, name: ctx.lang === 'en' ? name.en : name.zh }))
}

import { type Context, requirePermission } from '../../access/index.ts'
import { countWordUse, sieveOf } from '../domain/word-use.ts'
import type { WordUse } from '../model.ts'
import * as versions from '../queries/map-versions.ts'
import { listOtherNodes, openDraftRow } from './draft-state.ts'

/** What the words of a node would place, and who else has them. Permission `maps.draft`. */
export async function getWordUse(
  ctx: Context,
  id: string,
  { node, words, dataset }: { node: string; words: readonly string[]; dataset: 'held' | 'demo' },
): Promise<WordUse> {
  requirePermission(ctx.actor, 'maps.draft')
  const row = await openDraftRow(ctx, id)
  const patterns = words.map(sieveOf)
  const near = words.length === 0 ? [] : await versions.listFirmsNear(ctx.db, { dataset, patterns })
  const products = near.map((one) => ({ ...one, organisationId: String(one.organisationId) }))
  const others = await listOtherNodes(ctx, row.mapId)
  return countWordUse({ node, words }, { draft: row.content, others, products, city: row.cityCode })
}

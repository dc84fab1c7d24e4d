import { AppError } from '../../../kernel/errors.ts'
import { audit, type Context, type Dataset, requirePermission } from '../../access/index.ts'
import { placeByWords, WordIndex, wordChanges } from '../domain/word-placement.ts'
import type { Placement } from '../model.ts'
import * as queries from '../queries.ts'

/**
 * Places every firm of a data set by the words of its products and drops what no word names any more; evidence `words`.
 * What a source stated or an office confirmed is not touched. Run after an import and after maps changed.
 */
export async function placeFirmsByWords(
  ctx: Context,
  dataset: Dataset,
): Promise<{ added: number; removed: number }> {
  const index = new WordIndex(await queries.listWordNodes(ctx.db))
  const firms = await queries.listProductHolders(ctx.db, dataset)
  const held = await queries.listWordPlacements(ctx.db, dataset)
  const { added, removed } = wordChanges(held, placeByWords(index, firms))
  await queries.changeWordPlacements(ctx.db, dataset, { added, removed }, ctx.now)
  const changes = { added: added.length, removed: removed.length }
  if (changes.added + changes.removed > 0) {
    await audit(ctx, {
      action: 'chains.place_by_words',
      subject: `chains.placement/${dataset}`,
      detail: changes,
    })
  }
  return changes
}

/**
 * Records that organisations stand at nodes because a source states it or an office confirmed it; gives how many records
 * are new or changed. A node that no map holds is refused, and with it all.
 */
export async function recordPlacements(
  ctx: Context,
  dataset: Dataset,
  placements: readonly queries.NewPlacement[],
): Promise<number> {
  requirePermission(ctx.actor, dataset === 'demo' ? 'demo.generate' : 'registry.import')
  const asked = [...new Set(placements.map(({ nodeId }) => nodeId))]
  const known = await queries.listKnownNodes(ctx.db, asked)
  const unknown = asked.filter((nodeId) => !known.has(nodeId))
  if (unknown.length > 0)
    throw new AppError('invalid', 'chains.unknown_nodes', {
      nodes: unknown.slice(0, 10),
      count: unknown.length,
    })
  const changed = await queries.upsertPlacements(ctx.db, dataset, placements, ctx.now)
  if (changed > 0) {
    await audit(ctx, {
      action: 'chains.record_placements',
      subject: `chains.placement/${dataset}`,
      detail: { changed, nodes: asked.slice(0, 100) },
    })
  }
  return changed
}

/** Where one organisation stands: each node once, by its best evidence. */
export async function listPlacements(ctx: Context, organisationId: string): Promise<Placement[]> {
  requirePermission(ctx.actor, 'chains.read')
  const rows = await queries.listPlacementsOf(ctx.db, organisationId)
  return rows.map(({ nodeId, nameZh, nameEn, mapId, evidence, source, asOf }) => ({
    nodeId,
    name: { zh: nameZh, en: nameEn },
    mapId,
    evidence,
    source,
    asOf,
  }))
}

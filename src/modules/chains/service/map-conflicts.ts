import { AppError } from '../../../kernel/errors.ts'
import type { PackDoc } from '../../../platform/packs/index.ts'
import { audit, type Context, pushNotice, requirePermission } from '../../access/index.ts'
import { type Clash, mergeMaps } from '../domain/merge-maps.ts'
import { isSame } from '../model/map-comparison.ts'
import { type ChainMap, type DraftMap, type MapDraft, toDraftMap } from '../model.ts'
import * as drafts from '../queries/map-drafts.ts'
import * as versions from '../queries/map-versions.ts'
import { findMap } from '../queries.ts'
import * as state from './draft-state.ts'
import * as work from './map-drafts.ts'

/**
 * The maps of a pack that may be loaded. A map that is kept here is not overwritten: where the pack brings another text
 * than it last did, or no longer has the map, that is kept as a conflict and told to the offices.
 */
export async function withoutKeptMaps(
  ctx: Context,
  docs: readonly PackDoc<ChainMap>[],
  pack: string,
): Promise<readonly PackDoc<ChainMap>[]> {
  requirePermission(ctx.actor, 'packs.load')
  const kept = (await versions.listCurrentMaps(ctx.db)).filter(({ isHouse }) => isHouse)
  const brought = new Map(docs.map(({ value }) => [value.id, value]))
  for (const { content: map } of kept) {
    const last = await versions.findPackText(ctx.db, pack, map.id)
    const now = brought.get(map.id) ?? null
    if (last === undefined ? now === null : isSame(last.content, now)) continue
    if (last === undefined && now !== null && isSame(map, now)) continue
    await versions.insertConflict(ctx.db, { pack, mapId: map.id, content: now }, ctx.now)
    await audit(ctx, {
      action: 'chains.map_conflict',
      subject: `chains.map/${map.id}`,
      detail: { pack, isGone: now === null },
    })
    for (const role of ['administrator', 'chain_office'] as const)
      await pushNotice(ctx, {
        to: { role, cityCode: null },
        kind: 'chains.map_conflict_found',
        params: { map: map.name, pack },
        reference: { room: 'chains', path: '/maps' },
      })
  }
  const keptIds = new Set(kept.map(({ content }) => content.id))
  return docs.filter(({ value }) => !keptIds.has(value.id))
}

const say = ({ node, field, kind }: Clash): { node: string | null; text: string } => ({
  node,
  text:
    kind === 'changed_and_removed'
      ? `合并：一方改了这个环节，另一方删去了；现保留这里的写法，请决定。Merge: one side changed it, the other removed it.`
      : `合并：双方都改了“${field}”；现保留这里的写法，请对照后决定。Merge: both sides changed "${field}"; ours stands for now.`,
})

/** Puts a merged content into a draft; what both sides changed stands as open comments. */
async function keepMerged(
  ctx: Context,
  row: drafts.DraftRow,
  merged: { merged: DraftMap; clashes: readonly Clash[] },
  with_: string,
): Promise<void> {
  await work.keepRevision(ctx, row, merged.merged, { merged: with_, clashes: merged.clashes.length })
  const held = new Set(merged.merged.nodes.map(({ id }) => id))
  for (const [at, clash] of merged.clashes.entries()) {
    const { node, text } = say(clash)
    const comment = { draftId: row.id, node: node !== null && held.has(node) ? node : null, text }
    const requestKey = `merge/${row.id}/${row.revision + 1}/${at}`
    await drafts.insertComment(ctx.db, { ...comment, requestKey }, state.stampOf(ctx))
  }
}

/** Brings what was published meanwhile into a draft; what both changed is told as comments. */
export async function rebaseDraft(ctx: Context, id: string): Promise<MapDraft> {
  requirePermission(ctx.actor, 'maps.draft')
  const row = await state.openDraftRow(ctx, id, true)
  if (row.state !== 'draft') throw new AppError('conflict', 'chains.draft_not_editable', {})
  const current = await findMap(ctx.db, row.mapId)
  if (!current || current.version === row.baseVersion) return work.getMapDraft(ctx, id)
  const theirs = toDraftMap(current.map)
  const base = (await state.baseOf(ctx, row)) ?? { ...theirs, segments: [], nodes: [] }
  await keepMerged(ctx, row, mergeMaps(base, row.content, theirs), `version ${current.version}`)
  await drafts.updateBase(ctx.db, row.id, current.version)
  return work.getMapDraft(ctx, id)
}

/**
 * Settles that a pack brought another text: `keep` leaves what is kept here, `merge` puts the pack's changes into a
 * draft, which goes the way of every draft. Permission `maps.publish`.
 */
export async function settleMapConflict(
  ctx: Context,
  input: { id: string; city: string; chain: string; action: 'keep' | 'merge'; reason: string },
): Promise<{ draft: string | null }> {
  requirePermission(ctx.actor, 'maps.publish', input.city)
  const conflict = (await versions.listConflicts(ctx.db)).find(({ id }) => String(id) === input.id)
  if (!conflict) throw new AppError('not_found', 'chains.no_conflict', { id: input.id })
  const draft = input.action === 'merge' ? await mergeConflict(ctx, conflict, input) : null
  const settled = input.action === 'merge' ? 'merged' : 'kept'
  await versions.settleConflict(
    ctx.db,
    conflict.id,
    { state: settled, reason: input.reason },
    state.stampOf(ctx),
  )
  await audit(ctx, {
    action: 'chains.settle_map_conflict',
    subject: `chains.map/${conflict.mapId}`,
    detail: { conflict: input.id, action: input.action, reason: input.reason, draft },
  })
  return { draft }
}

async function mergeConflict(
  ctx: Context,
  conflict: versions.ConflictRow,
  { city, chain }: { city: string; chain: string },
): Promise<string> {
  if (conflict.content === null) throw new AppError('conflict', 'chains.conflict_gone', {})
  const { id } = await work.openMapDraft(ctx, { city, chain })
  const row = await state.openDraftRow(ctx, id, true)
  if (row.state !== 'draft' || row.mapId !== conflict.mapId)
    throw new AppError('conflict', 'chains.draft_not_editable', {})
  const loaded = (await versions.listVersions(ctx.db, conflict.mapId)).find(
    ({ pack }) => pack === conflict.pack,
  )
  const theirs = toDraftMap(conflict.content)
  const base = loaded ? toDraftMap(loaded.content) : { ...theirs, segments: [], nodes: [] }
  await keepMerged(ctx, row, mergeMaps(base, row.content, theirs), `pack ${conflict.pack}`)
  return id
}

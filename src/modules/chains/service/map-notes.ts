import { AppError } from '../../../kernel/errors.ts'
import { audit, type Context, requirePermission } from '../../access/index.ts'
import { digestsOf } from '../domain/node-digest.ts'
import { type DraftMap, type MapDraft, mapIdOf, toDraftMap } from '../model.ts'
import * as drafts from '../queries/map-drafts.ts'
import * as versions from '../queries/map-versions.ts'
import { findMap } from '../queries.ts'
import { getChainEntry } from './catalogue.ts'
import * as state from './draft-state.ts'
import * as work from './map-drafts.ts'

/** Writes a comment on a node of a draft, or on the whole; the same request once. */
export async function commentOnDraft(
  ctx: Context,
  id: string,
  comment: { node: string | null; text: string; requestKey: string },
): Promise<MapDraft> {
  requirePermission(ctx.actor, 'maps.draft')
  const row = await state.openDraftRow(ctx, id)
  if (comment.node !== null && !row.content.nodes.some((node) => node.id === comment.node))
    throw new AppError('invalid', 'chains.edit.no_node', { id: comment.node })
  const made = await drafts.insertComment(ctx.db, { draftId: row.id, ...comment }, state.stampOf(ctx))
  if (made !== undefined)
    await audit(ctx, {
      action: 'chains.comment_map_draft',
      subject: `chains.map/${row.mapId}`,
      detail: { draft: id, node: comment.node },
    })
  return work.getMapDraft(ctx, id)
}

/** Settles a comment, or opens it again. */
export async function resolveComment(
  ctx: Context,
  key: { id: string; comment: string },
  isResolved: boolean,
): Promise<MapDraft> {
  requirePermission(ctx.actor, 'maps.draft')
  const row = await state.openDraftRow(ctx, key.id)
  const found = await drafts.updateComment(
    ctx.db,
    { draftId: row.id, id: key.comment },
    isResolved,
    state.stampOf(ctx),
  )
  if (!found) throw new AppError('not_found', 'chains.no_comment', { id: key.comment })
  await audit(ctx, {
    action: isResolved ? 'chains.resolve_map_comment' : 'chains.reopen_map_comment',
    subject: `chains.map/${row.mapId}`,
    detail: { draft: key.id, comment: key.comment },
  })
  return work.getMapDraft(ctx, key.id)
}

/** Keeps a second reader's note of nodes as they stand in a draft; refused to whoever changed the draft. */
export async function readDraftNodes(
  ctx: Context,
  id: string,
  { nodes, note }: { nodes: readonly string[]; note: string },
): Promise<MapDraft> {
  requirePermission(ctx.actor, 'maps.draft')
  const row = await state.openDraftRow(ctx, id)
  const editors = await drafts.listEditors(ctx.db, row.id)
  if (editors.some(({ userId, edits }) => edits > 0 && String(userId) === ctx.actor.userId))
    throw new AppError('forbidden', 'chains.own_work', {})
  await keepReadings(ctx, { content: row.content, draftId: row.id }, nodes, note)
  return work.getMapDraft(ctx, id)
}

/** The same for the map as it is published. */
export async function readPublishedNodes(
  ctx: Context,
  input: { chainId: string; city: string; nodes: readonly string[]; note: string },
): Promise<{ kept: number }> {
  requirePermission(ctx.actor, 'maps.draft', input.city)
  const { chain } = await getChainEntry(ctx, input)
  const mapId = mapIdOf(chain) ?? chain.id
  const held = await findMap(ctx.db, mapId)
  if (!held) throw new AppError('not_found', 'chains.map_not_drawn', { chain: chain.name[ctx.lang] })
  const content = toDraftMap(held.map)
  return { kept: await keepReadings(ctx, { content, draftId: null }, input.nodes, input.note) }
}

type Read = { content: DraftMap; draftId: bigint | null }

async function keepReadings(
  ctx: Context,
  { content, draftId }: Read,
  asked: readonly string[],
  note: string,
): Promise<number> {
  const wanted = new Set(asked)
  const read = digestsOf(content.nodes.filter(({ id }) => wanted.has(id)))
  const missing = asked.find((id) => !read.some(({ node }) => node === id))
  if (missing !== undefined) throw new AppError('invalid', 'chains.edit.no_node', { id: missing })
  const me = ctx.actor.userId
  const own = me === null ? [] : await versions.listOwnNodes(ctx.db, content.id, read, BigInt(me))
  if (own.length > 0) throw new AppError('forbidden', 'chains.own_work', {})
  const kept = await versions.insertReadings(
    ctx.db,
    read,
    { mapId: content.id, draftId, note },
    state.stampOf(ctx),
  )
  if (kept > 0)
    await audit(ctx, {
      action: 'chains.read_map_nodes',
      subject: `chains.map/${content.id}`,
      detail: { draft: draftId === null ? null : String(draftId), nodes: asked.slice(0, 100), note },
    })
  return kept
}

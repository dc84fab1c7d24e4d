// What a draft is to every use case: who may do what with it, what stands against it, who has read it.
import { type Instance, type Refusal, replay } from '../../../engines/workflow/index.ts'
import { chinaDay } from '../../../kernel/china-day.ts'
import { AppError } from '../../../kernel/errors.ts'
import { translate } from '../../../platform/words.ts'
import { type Context, holds, requirePermission } from '../../access/index.ts'
import { listSourceDocuments } from '../../indicators/index.ts'
import { checkDraft, type OtherNode } from '../domain/draft-checks.ts'
import { mapDraftLife } from '../domain/map-draft-life.ts'
import { nodeDigest } from '../domain/node-digest.ts'
import {
  compareMaps,
  type DraftCheck,
  type DraftEditor,
  type DraftMap,
  type MapDraft,
  toDraftMap,
} from '../model.ts'
import * as drafts from '../queries/map-drafts.ts'
import * as versions from '../queries/map-versions.ts'
import { findMap } from '../queries.ts'

const presentForMs = 60_000

/** Who acts, as it stands in the records. */
export const stampOf = ({ actor, now }: Context): drafts.Stamp => ({
  by: actor.displayName,
  byId: actor.userId === null ? null : BigInt(actor.userId),
  at: now,
})

/** A draft that the reader may work with, or `not_found`; refused to accounts of another city. */
export async function openDraftRow(ctx: Context, id: string, isLocked = false): Promise<drafts.DraftRow> {
  const row = await (isLocked ? drafts.lockDraft(ctx.db, id) : drafts.findDraft(ctx.db, id))
  if (!row) throw new AppError('not_found', 'chains.no_draft', { id })
  requirePermission(ctx.actor, 'maps.draft', row.cityCode)
  return row
}

/** The life of a draft so far. */
export const lifeOf = (row: drafts.DraftRow): Instance =>
  replay(mapDraftLife, row.history as Instance['history'])

/** The parts somebody plays towards a draft: nobody who changed it reads it as the second. */
export function partsOf(ctx: Context, row: drafts.DraftRow, editors: readonly drafts.EditorRow[]) {
  const me = ctx.actor.userId
  const hasChanged = editors.some(({ userId, edits }) => edits > 0 && String(userId) === me)
  const isSubmitter = me !== null && String(row.submittedById) === me
  return {
    id: ctx.actor.displayName,
    roles: [
      ...(holds(ctx.actor, 'maps.draft') ? ['editor'] : []),
      ...(holds(ctx.actor, 'maps.publish') && !hasChanged && !isSubmitter ? ['reader'] : []),
      ...(isSubmitter ? ['submitter'] : []),
    ],
  }
}

/** The nodes of the other maps that hold. */
export async function listOtherNodes(ctx: Context, mapId: string): Promise<OtherNode[]> {
  const maps = await versions.listCurrentMaps(ctx.db)
  return maps
    .filter(({ content }) => content.id !== mapId)
    .flatMap(({ content }) =>
      content.nodes.map(({ id, name, products, classes }) => ({
        ...{ mapId: content.id, mapName: content.name, id, name, products, classes },
      })),
    )
}

/** What stands against publishing a content, and what somebody should know. */
export async function checksOf(ctx: Context, content: DraftMap): Promise<DraftCheck[]> {
  const classes = await versions.listClassCodes(ctx.db)
  return checkDraft(content, {
    classes: classes.size > 0 ? classes : null,
    documents: new Set((await listSourceDocuments(ctx)).keys()),
    others: await listOtherNodes(ctx, content.id),
  })
}

/** Who works on a draft, as it is told. */
export const showEditors = (ctx: Context, rows: readonly drafts.EditorRow[]): DraftEditor[] =>
  rows.map(({ userId, userName, edits, lastAt, seenAt }) => ({
    name: userName,
    isMe: String(userId) === ctx.actor.userId,
    isHere: ctx.now.getTime() - seenAt.getTime() < presentForMs,
    edits,
    lastAt: lastAt.toISOString(),
  }))

/** The content that a draft began from; null for a new map. */
export async function baseOf(ctx: Context, row: drafts.DraftRow): Promise<DraftMap | null> {
  if (row.baseVersion === null) return null
  const found = await findMap(ctx.db, row.mapId, row.baseVersion)
  return found ? toDraftMap(found.map) : null
}

/** Notes of second readers about the nodes of a draft; current where they are about the node as it stands there. */
export async function listDraftReadings(ctx: Context, row: drafts.DraftRow): Promise<MapDraft['readings']> {
  const digests = new Map(row.content.nodes.map((node) => [node.id, nodeDigest(node)]))
  const rows = await versions.listReadings(ctx.db, [row.mapId])
  return rows
    .filter(({ nodeId }) => digests.has(nodeId))
    .map(({ nodeId, digest, note, readBy, readAt }) => ({
      ...{ node: nodeId, by: readBy, on: chinaDay(readAt), note },
      isCurrent: digests.get(nodeId) === digest,
    }))
}

/** Added and changed nodes that no second reader has noted as they stand. */
export function unreadNodes(
  base: DraftMap | null,
  content: DraftMap,
  readings: MapDraft['readings'],
): string[] {
  const changed =
    base === null
      ? content.nodes.map(({ id }) => id)
      : compareMaps(base, content).nodes.flatMap(({ id, kind }) => (kind === 'removed' ? [] : [id]))
  const read = new Set(readings.filter(({ isCurrent }) => isCurrent).map(({ node }) => node))
  return changed.filter((id) => !read.has(id))
}

/** A refusal of the life cycle in words. */
export function sayRefusal(ctx: Context, { code }: Refusal): string {
  const known = code === 'not_permitted' || code === 'comment_missing' ? code : 'wrong_state'
  return translate(ctx.lang, `chains.draft_refusal.${known}`)
}

import { act, allowedActions, type Instance, start } from '../../../engines/workflow/index.ts'
import { chinaDay } from '../../../kernel/china-day.ts'
import { AppError } from '../../../kernel/errors.ts'
import { translate } from '../../../platform/words.ts'
import { audit, type Context, requirePermission } from '../../access/index.ts'
import { listSourceDocuments } from '../../indicators/index.ts'
import { mapDraftLife } from '../domain/map-draft-life.ts'
import {
  applyEdits,
  type DraftMap,
  type DraftPresence,
  type draftActions,
  type MapDraft,
  type MapEdit,
  mapIdOf,
  type SavedEdits,
  toDraftMap,
} from '../model.ts'
import * as drafts from '../queries/map-drafts.ts'
import { findMap } from '../queries.ts'
import { getChainEntry } from './catalogue.ts'
import {
  baseOf,
  checksOf,
  lifeOf,
  listDraftReadings,
  openDraftRow,
  partsOf,
  sayRefusal,
  showEditors,
  stampOf,
  unreadNodes,
} from './draft-state.ts'

/** Opens a draft of a chain's map, or joins the one that is open: a map has one draft at a time. */
export async function openMapDraft(
  ctx: Context,
  input: { city: string; chain: string },
): Promise<{ id: string }> {
  requirePermission(ctx.actor, 'maps.draft', input.city)
  const { chain } = await getChainEntry(ctx, { chainId: input.chain, city: input.city })
  const mapId = mapIdOf(chain) ?? chain.id
  const [open] = await drafts.listOpenDrafts(ctx.db, mapId)
  if (open) {
    requirePermission(ctx.actor, 'maps.draft', open.cityCode)
    return { id: String(open.id) }
  }
  const held = await findMap(ctx.db, mapId)
  const content: DraftMap = held
    ? toDraftMap(held.map)
    : {
        id: mapId,
        name: chain.name,
        asOf: chinaDay(ctx.now),
        source: '假设',
        note: null,
        segments: [],
        nodes: [],
      }
  const asked = { actor: { id: ctx.actor.displayName, roles: ['editor'] }, at: ctx.now.toISOString() }
  const begun = {
    mapId,
    chainId: input.chain,
    cityCode: input.city,
    baseVersion: held?.version ?? null,
    content,
  }
  const history = start(mapDraftLife, asked).history
  const id = await drafts.insertDraft(ctx.db, { ...begun, history }, stampOf(ctx))
  if (id === undefined) return openMapDraft(ctx, input)
  await audit(ctx, {
    action: 'chains.open_map_draft',
    subject: `chains.map/${mapId}`,
    detail: { draft: id, base: held?.version ?? null },
  })
  return { id }
}

/** One draft whole: content, checks, people, comments, readings, life. Permission `maps.draft`. */
export async function getMapDraft(ctx: Context, id: string): Promise<MapDraft> {
  requirePermission(ctx.actor, 'maps.draft')
  const row = await openDraftRow(ctx, id)
  const editors = await drafts.listEditors(ctx.db, row.id)
  const base = await baseOf(ctx, row)
  const current = await findMap(ctx.db, row.mapId)
  const documents = [...(await listSourceDocuments(ctx)).values()]
  const readings = await listDraftReadings(ctx, row)
  const parts = partsOf(ctx, row, editors)
  return {
    ...{ id: String(row.id), mapId: row.mapId, chainId: row.chainId, city: row.cityCode },
    ...{ baseVersion: row.baseVersion, currentVersion: current?.version ?? null, revision: row.revision },
    ...{ state: row.state, content: row.content, base, publishedVersion: row.publishedVersion },
    ...{ createdBy: row.createdBy, updatedBy: row.updatedBy, updatedAt: row.updatedAt.toISOString() },
    checks: await checksOf(ctx, row.content),
    editors: showEditors(ctx, editors),
    comments: (await drafts.listComments(ctx.db, row.id)).map((comment) => ({
      ...{ id: String(comment.id), node: comment.nodeId, text: comment.text, by: comment.madeBy },
      ...{ at: comment.madeAt.toISOString(), resolvedBy: comment.resolvedBy },
      resolvedAt: comment.resolvedAt?.toISOString() ?? null,
    })),
    readings,
    ...showLife(ctx, row, parts, unreadNodes(base, row.content, readings)),
    mayEdit: row.state === 'draft',
    mayRead: parts.roles.includes('reader'),
    documents: documents.map(({ id, title, date }) => ({ id, title, date })),
  }
}

function showLife(
  ctx: Context,
  row: drafts.DraftRow,
  actor: { id: string; roles: string[] },
  unread: string[],
) {
  const instance = lifeOf(row)
  const { states, actions } = mapDraftLife
  const titleOf = (state: string) => states[state as keyof typeof states].title
  return {
    history: instance.history.map((event) => ({
      at: event.at,
      by: event.actor,
      title: event.kind === 'acted' ? actions[event.action as keyof typeof actions].title : titleOf('draft'),
      state: event.kind === 'acted' ? event.to : 'draft',
      words: event.comment,
    })),
    picture: {
      title: mapDraftLife.title,
      initial: mapDraftLife.initial,
      current: instance.state,
      passed: [...new Set(instance.history.flatMap((event) => (event.kind === 'acted' ? [event.from] : [])))],
      states: Object.entries(states).map(([id, { title, kind }]) => ({
        id,
        title,
        kind,
        workingDays: null,
        parts: [],
      })),
      actions: Object.entries(actions).map(([id, { title, from, to }]) => ({
        id,
        title,
        from: [...from],
        to,
      })),
    },
    actions: allowedActions(mapDraftLife, instance, actor).map(
      ({ name, title, needsComment, blockedBy }) => ({
        name: name as (typeof draftActions)[number],
        title,
        needsWords: needsComment,
        blockedBy: [
          ...blockedBy.map((refusal) => sayRefusal(ctx, refusal)),
          ...(name === 'publish' && unread.length > 0
            ? [translate(ctx.lang, 'chains.draft_unread', { count: unread.length })]
            : []),
        ],
      }),
    ),
  }
}

/**
 * Applies edits to the revision that the editor had before its eyes and keeps the next one; `conflict` where somebody
 * else saved in between, so that the page takes the newer draft and puts the edits on top.
 */
export async function saveMapEdits(
  ctx: Context,
  id: string,
  { revision, edits }: { revision: number; edits: readonly MapEdit[] },
): Promise<SavedEdits> {
  requirePermission(ctx.actor, 'maps.draft')
  const row = await openDraftRow(ctx, id, true)
  if (row.state !== 'draft') throw new AppError('conflict', 'chains.draft_not_editable', {})
  if (row.revision !== revision)
    throw new AppError('conflict', 'chains.draft_moved_on', {
      by: row.updatedBy,
      revision: row.revision,
    })
  const edited = applyEdits(row.content, edits)
  if (!edited.ok) {
    const params = { id: edited.refusal.id }
    const code = `chains.edit.${edited.refusal.code}`
    throw new AppError('invalid', code, params, [{ field: `edits.${edited.at}`, code, params }])
  }
  await keepRevision(ctx, row, edited.map, edits)
  return {
    revision: row.revision + 1,
    checks: await checksOf(ctx, edited.map),
    updatedBy: ctx.actor.displayName,
    updatedAt: ctx.now.toISOString(),
  }
}

/** Keeps a content as the draft's next revision, with an audit entry. */
export async function keepRevision(
  ctx: Context,
  row: drafts.DraftRow,
  content: DraftMap,
  edits: readonly MapEdit[] | Readonly<Record<string, unknown>>,
): Promise<void> {
  const revision = row.revision + 1
  await drafts.insertRevision(ctx.db, { id: row.id, revision, content, edits }, stampOf(ctx))
  await audit(ctx, {
    action: 'chains.edit_map_draft',
    subject: `chains.map/${row.mapId}`,
    detail: { draft: String(row.id), revision, edits: Array.isArray(edits) ? edits.slice(0, 20) : edits },
  })
}

/** Tells who else has the draft open and which revision it has; notes that the asker has. */
export async function meetDraft(ctx: Context, id: string): Promise<DraftPresence> {
  requirePermission(ctx.actor, 'maps.draft')
  const row = await openDraftRow(ctx, id)
  await drafts.upsertPresence(ctx.db, row.id, stampOf(ctx))
  const editors = showEditors(ctx, await drafts.listEditors(ctx.db, row.id))
  return { revision: row.revision, state: row.state, updatedBy: row.updatedBy, editors }
}

/** Takes one step of a draft's life but publishing, which `publishMapDraft` does. */
export function stepDraft(
  ctx: Context,
  row: drafts.DraftRow,
  editors: readonly drafts.EditorRow[],
  { action, words }: { action: string; words: string },
): Instance {
  const outcome = act(mapDraftLife, lifeOf(row), action, {
    actor: partsOf(ctx, row, editors),
    at: ctx.now.toISOString(),
    comment: words,
  })
  if (outcome.ok) return outcome.instance
  const why = outcome.refusals.map((refusal) => sayRefusal(ctx, refusal)).join(' ')
  const isForbidden = outcome.refusals.some(({ code }) => code === 'not_permitted')
  throw new AppError(isForbidden ? 'forbidden' : 'conflict', 'chains.draft_step_refused', { why })
}

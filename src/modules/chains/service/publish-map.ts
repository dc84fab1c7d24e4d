import { chinaDay } from '../../../kernel/china-day.ts'
import { AppError, type FieldProblem } from '../../../kernel/errors.ts'
import { audit, type Context, pushNotice, requirePermission } from '../../access/index.ts'
import { mapsThatFollow } from '../domain/draft-checks.ts'
import { digestOf, digestsOf, nodeDigest } from '../domain/node-digest.ts'
import {
  type ChainMap,
  chainMapSchema,
  compareMaps,
  type DraftMap,
  isUnchanged,
  type MapDraft,
  toChainMap,
  toDraftMap,
} from '../model.ts'
import * as drafts from '../queries/map-drafts.ts'
import * as versions from '../queries/map-versions.ts'
import { findMap, insertMap } from '../queries.ts'
import * as state from './draft-state.ts'
import * as work from './map-drafts.ts'
import { placeFirmsByWords } from './placements.ts'

type Act = { action: string; words: string; publishedOn?: string | undefined; revision: number }

/** Hands a draft in, takes it back, sends it back, discards or publishes it. */
export async function actOnMapDraft(ctx: Context, id: string, asked: Act): Promise<MapDraft> {
  requirePermission(
    ctx.actor,
    asked.action === 'publish' || asked.action === 'return' ? 'maps.publish' : 'maps.draft',
  )
  const row = await state.openDraftRow(ctx, id, true)
  if (row.revision !== asked.revision)
    throw new AppError('conflict', 'chains.draft_moved_on', { by: row.updatedBy, revision: row.revision })
  const editors = await drafts.listEditors(ctx.db, row.id)
  const instance = work.stepDraft(ctx, row, editors, asked)
  if (asked.action === 'submit') await requireReady(ctx, row)
  const publishedVersion = asked.action === 'publish' ? await publish(ctx, row, editors, asked) : null
  await drafts.updateDraft(ctx.db, row.id, {
    state: instance.state as MapDraft['state'],
    history: instance.history,
    submittedById: asked.action === 'submit' ? state.stampOf(ctx).byId : row.submittedById,
    publishedVersion,
  })
  await audit(ctx, {
    action: `chains.map_draft_${asked.action}`,
    subject: `chains.map/${row.mapId}`,
    detail: { draft: id, revision: row.revision, words: asked.words, version: publishedVersion },
  })
  await tellEditors(ctx, row, editors, asked)
  return work.getMapDraft(ctx, id)
}

/** Those who worked on it hear what became of it. */
async function tellEditors(
  ctx: Context,
  row: drafts.DraftRow,
  editors: readonly drafts.EditorRow[],
  { action, words }: Act,
): Promise<void> {
  if (action !== 'publish' && action !== 'return') return
  for (const { userId, edits } of editors) {
    if (edits === 0 || String(userId) === ctx.actor.userId) continue
    await pushNotice(ctx, {
      to: { userId: String(userId) },
      kind: action === 'publish' ? 'chains.map_published' : 'chains.map_returned',
      params: { map: row.content.name, by: ctx.actor.displayName, words },
      reference: { room: 'chains', path: `/map-drafts/${row.id}` },
      onceKey: `chains.map_draft/${row.id}/${row.revision}/${action}`,
    })
  }
}

/** Refuses a draft with faults or without a change, naming every fault with its place. */
async function requireReady(ctx: Context, row: drafts.DraftRow): Promise<ChainMap> {
  const base = await state.baseOf(ctx, row)
  if (base && isUnchanged(compareMaps(base, row.content)))
    throw new AppError('conflict', 'chains.draft_unchanged', {})
  const faults = (await state.checksOf(ctx, row.content)).filter(({ level }) => level === 'fault')
  const parsed = chainMapSchema.safeParse(toChainMap(row.content))
  const fields = [
    ...faults.map(
      ({ node, field, message }): FieldProblem => ({
        field: node === null ? field : `nodes.${node}.${field}`,
        code: 'chains.draft_fault',
        params: { message: message[ctx.lang] },
      }),
    ),
    ...(faults.length > 0 || parsed.success
      ? []
      : parsed.error.issues.map(
          ({ path, message }): FieldProblem => ({
            field: path.join('.'),
            code: 'chains.draft_fault',
            params: { message },
          }),
        )),
  ]
  if (parsed.success && fields.length === 0) return parsed.data
  throw new AppError('conflict', 'chains.draft_has_faults', { count: fields.length }, fields)
}

async function publish(
  ctx: Context,
  row: drafts.DraftRow,
  editors: readonly drafts.EditorRow[],
  { words, publishedOn }: Act,
): Promise<number> {
  await versions.lockMap(ctx.db, row.mapId)
  const map = await requireReady(ctx, row)
  const current = await findMap(ctx.db, row.mapId)
  if ((current?.version ?? null) !== row.baseVersion)
    throw new AppError('conflict', 'chains.map_moved_on', { version: current?.version ?? null })
  await requireOwnCity(ctx, row, map)
  const base = current ? toDraftMap(current.map) : null
  const unread = state.unreadNodes(base, row.content, await state.listDraftReadings(ctx, row))
  if (unread.length > 0) throw new AppError('conflict', 'chains.draft_unread', { count: unread.length })
  const heldFrom = publishedOn ?? chinaDay(ctx.now)
  if (heldFrom > chinaDay(ctx.now))
    throw new AppError('invalid', 'chains.publish_in_future', { day: heldFrom })
  const before = (await versions.listVersions(ctx.db, row.mapId))[0]?.heldFrom ?? null
  if (before !== null && heldFrom < before)
    throw new AppError('invalid', 'chains.publish_before_former', { day: heldFrom, before })
  const publication = { draftId: row.id, heldFrom, note: words }
  const version = await writeVersion(ctx, { ...map, asOf: heldFrom }, publication)
  await noteAuthors(ctx, row.content, base, editors)
  await publishFollowers(ctx, map, publication)
  await versions.bindChainToMap(ctx.db, row.mapId)
  for (const dataset of ['held', 'demo'] as const) await placeFirmsByWords(ctx, dataset)
  return version
}

/**
 * A map that other cities draw too is published by an account of the whole house, and so is a change of a node's name, words
 * or classes that a map of another city would have to follow.
 */
async function requireOwnCity(ctx: Context, row: drafts.DraftRow, map: ChainMap): Promise<void> {
  const own = ctx.actor.cityCode
  if (own === null) return
  const drawn = (await versions.listMapsOfCities(ctx.db)).filter(({ cityCode }) => cityCode !== own)
  const citiesOf = (mapId: string) =>
    drawn.filter((one) => one.mapId === mapId).map(({ cityCode }) => cityCode)
  const others = citiesOf(row.mapId)
  if (others.length > 0)
    throw new AppError('forbidden', 'chains.map_of_other_cities', { cities: others.join('、') })
  const current = (await versions.listCurrentMaps(ctx.db)).map(({ content }) => content)
  const [follower] = mapsThatFollow(map, current).filter(({ id }) => citiesOf(id).length > 0)
  if (!follower) return
  const held = current.find(({ id }) => id === follower.id)!
  const changed = follower.nodes.filter((node, at) => node !== held.nodes[at])
  throw new AppError('forbidden', 'chains.node_of_other_cities', {
    nodes: changed.map(({ name }) => name[ctx.lang]).join('、'),
    cities: citiesOf(follower.id).join('、'),
  })
}

async function writeVersion(
  ctx: Context,
  map: ChainMap,
  publication: { draftId: bigint | null; heldFrom: string; note: string },
): Promise<number> {
  const digest = digestOf(map)
  const made = await versions.insertVersion(ctx.db, map, { ...publication, digest }, state.stampOf(ctx))
  await insertMap(ctx.db, made.documentId, map)
  return made.version
}

async function noteAuthors(
  ctx: Context,
  content: DraftMap,
  base: DraftMap | null,
  editors: readonly drafts.EditorRow[],
): Promise<void> {
  const before = new Map((base?.nodes ?? []).map((node) => [node.id, nodeDigest(node)]))
  const touched = digestsOf(content.nodes).filter(({ node, digest }) => before.get(node) !== digest)
  const authors = editors.filter(({ edits }) => edits > 0).map(({ userId }) => userId)
  await versions.insertAuthors(ctx.db, content.id, touched, authors)
}

/** One node is one everywhere: the other maps that share a changed node get a version with the same node. */
async function publishFollowers(
  ctx: Context,
  map: ChainMap,
  publication: { draftId: bigint; heldFrom: string; note: string },
): Promise<void> {
  const others = (await versions.listCurrentMaps(ctx.db)).map(({ content }) => content)
  for (const follower of mapsThatFollow(map, others)) {
    await versions.lockMap(ctx.db, follower.id)
    const parsed = chainMapSchema.parse(follower)
    const faults = (await state.checksOf(ctx, toDraftMap(parsed))).filter(({ level }) => level === 'fault')
    if (faults.length > 0)
      throw new AppError('conflict', 'chains.follower_has_faults', {
        map: parsed.name[ctx.lang],
        first: faults[0]!.message[ctx.lang],
      })
    const version = await writeVersion(ctx, parsed, publication)
    await audit(ctx, {
      action: 'chains.map_follows',
      subject: `chains.map/${parsed.id}`,
      detail: { version, after: map.id },
    })
  }
}

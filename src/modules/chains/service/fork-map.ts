import { chinaDay } from '../../../kernel/china-day.ts'
import { AppError } from '../../../kernel/errors.ts'
import { translate } from '../../../platform/words.ts'
import { audit, type Context, requirePermission } from '../../access/index.ts'
import { digestOf } from '../domain/node-digest.ts'
import { type ForkedMap, mapIdOf, type NewMapFork } from '../model.ts'
import * as forks from '../queries/map-forks.ts'
import * as versions from '../queries/map-versions.ts'
import { findMap, insertMap } from '../queries.ts'
import { getChainEntry } from './catalogue.ts'
import { stampOf } from './draft-state.ts'

/**
 * Takes a map that other cities draw too over as the city's own, as it stands today: from then on its office publishes it
 * itself. Nodes keep their ids: what is held at a node is seen on both maps, and a shared node's name, words and classes stay
 * one. An open draft of the city's own office goes along. A second time gives what the first made.
 *
 * @throws conflict where no map is drawn, or no other city draws it
 */
export async function forkMap(ctx: Context, input: NewMapFork & { chainId: string }): Promise<ForkedMap> {
  requirePermission(ctx.actor, 'maps.publish', input.city)
  const { chain } = await getChainEntry(ctx, input)
  const mapId = mapIdOf(chain) ?? chain.id
  const before = await forks.findOrigin(ctx.db, mapId)
  if (before) return { mapId, version: before.fromVersion, from: before.mapId, draft: null }
  await versions.lockMap(ctx.db, mapId)
  const held = await findMap(ctx.db, mapId)
  if (!held) throw new AppError('conflict', 'chains.map_not_drawn', { chain: chain.name[ctx.lang] })
  const others = (await versions.listCitiesOfMap(ctx.db, mapId)).filter((city) => city !== input.city)
  if (others.length === 0) throw new AppError('conflict', 'chains.fork_needless', {})
  const ownMapId = `${mapId}-${input.city}`
  if (await findMap(ctx.db, ownMapId)) throw new AppError('conflict', 'chains.fork_taken', { map: ownMapId })
  const fork = { mapId, ownMapId, fromVersion: held.version, reason: input.reason }
  await writeFirstVersion(ctx, held.map, fork)
  await forks.insertFork(ctx.db, input.city, fork, stampOf(ctx))
  const draft = await forks.moveDraft(ctx.db, input.city, fork)
  await audit(ctx, {
    action: 'chains.fork_map',
    subject: `chains.map/${ownMapId}`,
    detail: { city: input.city, from: mapId, version: held.version, reason: input.reason, draft },
  })
  return { mapId: ownMapId, version: held.version, from: mapId, draft }
}

/** The first version of the own map is the shared one as it stands, and says where it comes from. */
async function writeFirstVersion(
  ctx: Context,
  shared: NonNullable<Awaited<ReturnType<typeof findMap>>>['map'],
  { mapId, ownMapId, fromVersion, reason }: Parameters<typeof forks.insertFork>[2],
): Promise<void> {
  const map = { ...shared, id: ownMapId }
  const from = translate(ctx.lang, 'chains.fork_note', { map: mapId, version: fromVersion, reason })
  const publication = { digest: digestOf(map), draftId: null, heldFrom: chinaDay(ctx.now), note: from }
  const { documentId } = await versions.insertVersion(ctx.db, map, publication, stampOf(ctx))
  await insertMap(ctx.db, documentId, map)
}

import { AppError } from '../../../kernel/errors.ts'
import { audit, type Context, requirePermission } from '../../access/index.ts'
import type { NewRelease, Release, ScopeQuery } from '../model.ts'
import * as queries from '../queries/releases.ts'
import { loadChainNames } from './chain-names.ts'

const tell = ({
  id,
  dataset: _d,
  cityCode: _c,
  releasedAt,
  withdrawnAt,
  ...row
}: queries.HeldRelease): Release => ({
  ...row,
  id: String(id),
  releasedAt: releasedAt.toISOString(),
  withdrawnAt: withdrawnAt?.toISOString() ?? null,
})

/** All that was ever released to the public in a city, newest first. */
export async function listReleases(
  ctx: Context,
  { city, dataset }: ScopeQuery,
): Promise<{ items: Release[] }> {
  requirePermission(ctx.actor, 'releases.read', city)
  return { items: (await queries.listReleases(ctx.db, { dataset, cityCode: city })).map(tell) }
}

/** Opens a city's page for investors, or puts a gap on it in words of the office's own. Refused where it stands there already. */
export async function release(ctx: Context, input: NewRelease): Promise<Release> {
  requirePermission(ctx.actor, 'releases.publish', input.city)
  const where = { dataset: input.dataset, cityCode: input.city }
  const [chainId, nodeId] = input.kind === 'gap' ? [input.chain, input.node] : [null, null]
  if (input.kind === 'gap') {
    const names = await loadChainNames(ctx, input.city)
    if (!names.maps.get(input.chain)?.nodes.some(({ id }) => id === input.node))
      throw new AppError('not_found', 'atlas.no_node', { chain: input.chain, node: input.node })
  }
  const id = await queries.insertRelease(ctx.db, {
    ...{ ...where, kind: input.kind, chainId, nodeId, textZh: input.textZh },
    ...{ textEn: input.textEn ?? null, contact: input.contact ?? null },
    ...{ releasedBy: ctx.actor.displayName, releasedAt: ctx.now },
  })
  if (id === undefined) throw new AppError('conflict', 'atlas.released_already')
  await audit(ctx, { action: 'atlas.release', subject: `atlas.release/${id}`, detail: { ...input } })
  return tell((await queries.listReleases(ctx.db, where)).find((row) => row.id === id)!)
}

/** Takes something off the page for investors, with the reason; asked again it changes nothing. */
export async function withdraw(ctx: Context, id: string, reason: string): Promise<Release> {
  requirePermission(ctx.actor, 'releases.publish')
  const row = await queries.findRelease(ctx.db, id)
  if (!row) throw new AppError('not_found', 'atlas.no_release', { id })
  requirePermission(ctx.actor, 'releases.publish', row.cityCode)
  if (row.withdrawnAt !== null) return tell(row)
  const how = { withdrawnBy: ctx.actor.displayName, withdrawnAt: ctx.now, withdrawnReason: reason }
  await queries.withdrawRelease(ctx.db, row.id, how)
  await audit(ctx, { action: 'atlas.withdraw_release', subject: `atlas.release/${id}`, detail: { reason } })
  return tell({ ...row, ...how })
}

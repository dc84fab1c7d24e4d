import { type Context, requirePermission } from '../../access/index.ts'
import { boardOf } from '../domain/board.ts'
import type { BoardRow, ComputeScope } from '../model.ts'
import { loadCity } from './load-city.ts'

/**
 * Every indicator of a city as it stands on a day: value with date and source, the value before, target, light, and the page
 * to open. With `chainId` only what is measured or promised of that chain. A plain read; unknown is null.
 */
export async function readIndicatorBoard(
  ctx: Context,
  { chainId, ...scope }: ComputeScope & { readonly chainId?: string },
): Promise<BoardRow[]> {
  requirePermission(ctx.actor, 'indicators.read', scope.cityCode)
  const city = await loadCity(ctx, scope)
  const rows = boardOf({ ...city, onDate: scope.onDate })
  return chainId === undefined ? rows : rows.filter(({ chain }) => chain === chainId)
}

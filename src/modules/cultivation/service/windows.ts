import { AppError } from '../../../kernel/errors.ts'
import { audit, type Context, requirePermission } from '../../access/index.ts'
import type { Scope, WindowInfo, WindowInput } from '../model.ts'
import * as queries from '../queries/windows.ts'
import { loadLadder } from './load-ladder.ts'

export const toWindow = ({ id, rung, opensOn, closesOn, source }: queries.HeldWindow): WindowInfo => ({
  id: String(id),
  rung,
  opensOn,
  closesOn,
  source,
})

/** The application windows of a city, earliest first. */
export async function listWindows(ctx: Context, { city, dataset }: Scope): Promise<WindowInfo[]> {
  requirePermission(ctx.actor, 'cultivation.read', city)
  return (await queries.listWindows(ctx.db, { dataset, cityCode: city })).map(toWindow)
}

/** Writes down when applications for a rung are taken, with where that is said. A second one of the same day is refused. */
export async function addWindow(ctx: Context, input: WindowInput): Promise<WindowInfo> {
  requirePermission(ctx.actor, 'cultivation.manage', input.city)
  const { ladder } = await loadLadder(ctx)
  if (!ladder.rungs.some(({ id }) => id === input.rung))
    throw new AppError('invalid', 'cultivation.no_rung', { rung: input.rung })
  if (input.closesOn < input.opensOn)
    throw new AppError('invalid', 'cultivation.window_ends_first', {
      opens: input.opensOn,
      closes: input.closesOn,
    })
  const id = await queries.insertWindow(ctx.db, {
    dataset: input.dataset,
    cityCode: input.city,
    rung: input.rung,
    opensOn: input.opensOn,
    closesOn: input.closesOn,
    source: input.source,
    enteredBy: ctx.actor.displayName,
    enteredAt: ctx.now,
  })
  if (id === undefined) throw new AppError('conflict', 'cultivation.window_twice', { date: input.opensOn })
  await audit(ctx, {
    action: 'cultivation.add_window',
    subject: `cultivation.window/${id}`,
    detail: { rung: input.rung, opensOn: input.opensOn, closesOn: input.closesOn },
  })
  return {
    id: String(id),
    rung: input.rung,
    opensOn: input.opensOn,
    closesOn: input.closesOn,
    source: input.source,
  }
}

/** Takes a window back that was written down by mistake; the row stays as history. */
export async function removeWindow(ctx: Context, id: string): Promise<WindowInfo> {
  requirePermission(ctx.actor, 'cultivation.manage')
  const held = await queries.findWindow(ctx.db, id)
  if (!held) throw new AppError('not_found', 'cultivation.no_window', { id })
  requirePermission(ctx.actor, 'cultivation.manage', held.cityCode)
  await queries.removeWindow(ctx.db, id, ctx.now)
  await audit(ctx, { action: 'cultivation.remove_window', subject: `cultivation.window/${id}`, detail: {} })
  return toWindow(held)
}

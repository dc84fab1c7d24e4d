import { audit, type Context, requirePermission } from '../../access/index.ts'
import type { CompleteLists } from '../domain/fact-columns.ts'
import * as queries from '../queries/title-lists.ts'

type Place = { readonly dataset: 'held' | 'demo'; readonly cityCode: string }

/** What offices told of the titles of a city: which lists are complete, since when, by which source. */
export function listTitleLists(ctx: Context, place: Place & { on: string }) {
  requirePermission(ctx.actor, 'registry.read')
  return queries.listToldLists(ctx.db, place)
}

/**
 * States that all holders of a title (`kindCode` null: of every title) in a city stand in the register from a day on, or
 * that they do not. Permission `registry.edit`; the earlier statements stay as history.
 */
export async function tellTitleList(
  ctx: Context,
  told: Place & { kindCode: string | null; isComplete: boolean; validFrom: string; source: string },
): Promise<void> {
  requirePermission(ctx.actor, 'registry.edit', told.cityCode)
  await queries.insertTitleList(ctx.db, { ...told, toldBy: ctx.actor.displayName, toldAt: ctx.now })
  await audit(ctx, {
    action: 'registry.tell_title_list',
    subject: `registry.title_list/${told.cityCode}/${told.kindCode ?? 'all'}`,
    detail: { dataset: told.dataset, isComplete: told.isComplete, from: told.validFrom, source: told.source },
  })
}

/**
 * Of which titles all holders are held: those whose list a department has handed in with holders of that city, and those
 * that an office told; what an office told of one title counts before what it told of all, and before the list.
 */
export async function completeLists(
  ctx: Context,
  { dataset, cityCode, on }: { dataset: 'held' | 'demo'; cityCode?: string | undefined; on: string },
): Promise<CompleteLists> {
  const names = new Set(await queries.listDepartmentTitleNames(ctx.db, { dataset, cityCode }))
  if (cityCode === undefined) return { all: false, names }
  const told = await queries.listToldLists(ctx.db, { dataset, cityCode, on })
  const single = told.flatMap(({ kindCode, isComplete }) =>
    kindCode === null ? [] : [{ kindCode, isComplete }],
  )
  for (const { kindCode, isComplete } of single)
    for (const name of await queries.listNamesOfKinds(ctx.db, [kindCode]))
      if (isComplete) names.add(name)
      else names.delete(name)
  const all = told.some(({ kindCode, isComplete }) => kindCode === null && isComplete)
  return { all: all && single.every(({ isComplete }) => isComplete), names }
}

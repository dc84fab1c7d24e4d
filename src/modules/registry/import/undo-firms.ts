import type { Context, Dataset } from '../../access/index.ts'
import { columnsAfterUndo, isSameValue, type PartialColumns } from '../domain/import-traces.ts'
import { removeImported, settleFiguresOf } from '../queries/figures.ts'
import { lockDataset } from '../queries/firm-import.ts'
import * as traces from '../queries/import-traces.ts'
import * as queries from '../queries/import-undo.ts'
import { refreshSizeClasses } from '../service/size-classes.ts'
import type { UndoOutcome } from './importer.ts'
import { inSlices } from './in-slices.ts'

/**
 * Takes an import of firms back: its facts go (or go on under another import that brought them too), columns get back what
 * counted before, and organisations that only it opened are deleted. Method: docs/methods/import.md.
 */
export async function undoFirms(
  ctx: Context,
  { importId, dataset }: { importId: string; dataset: Dataset },
  derive: () => Promise<void>,
): Promise<UndoOutcome> {
  await lockDataset(ctx.db, dataset)
  const { withdrawn, carriedOn } = await queries.withdrawFacts(ctx.db, importId)
  const { titles, figures } = await takeBackFigures(ctx, importId, dataset)
  const restored = await restoreColumns(ctx, importId)
  // What later rooms made of the facts goes before it is asked who is still used.
  await derive()
  const created = await queries.listCreatedBy(ctx.db, importId)
  const uses = await usesOf(ctx, importId, created)
  const deleted = created.filter(({ id }) => !uses.has(id))
  await inSlices(deleted, (slice) =>
    queries.deleteOrganisations(
      ctx.db,
      slice.map(({ id }) => id),
    ),
  )
  const kept = created
    .filter(({ id }) => uses.has(id))
    .map(({ id, name }) => ({ id, name, usedBy: uses.get(id)! }))
  return { withdrawn: { ...withdrawn, titles, figures }, carriedOn, restored, deleted, kept }
}

/** Titles and figures of the import go; what other sources tell counts again, and size classes follow. */
async function takeBackFigures(ctx: Context, importId: string, dataset: Dataset) {
  // As the program: what is withdrawn, or kept for other readers, is taken back as well.
  return ctx.asProgram(async () => {
    const gone = await removeImported(ctx.db, importId, ctx.now)
    await settleFiguresOf(ctx.db, gone.organisationIds)
    if (gone.organisationIds.length > 0) await refreshSizeClasses(ctx, dataset, gone.organisationIds)
    return gone
  })
}

async function usesOf(
  ctx: Context,
  importId: string,
  created: readonly { id: string }[],
): Promise<Map<string, string[]>> {
  const uses = new Map<string, string[]>()
  await inSlices(created, async (slice) => {
    const found = await queries.listUses(
      ctx.db,
      importId,
      slice.map(({ id }) => id),
    )
    for (const { organisationId, usedBy } of found)
      uses.set(organisationId, [...(uses.get(organisationId) ?? []), usedBy])
  })
  return uses
}

/** Columns back to what counted before; gives how many organisations changed. */
async function restoreColumns(ctx: Context, importId: string): Promise<number> {
  const own = await traces.listChangingTraces(ctx.db, importId)
  let restored = 0
  await inSlices(own, async (slice) => {
    const ids = slice.map(({ organisationId }) => organisationId)
    const now = await traces.listColumns(ctx.db, ids)
    const others = await traces.listOtherTraces(ctx.db, importId, ids)
    const othersOf = (id: string) => others.filter(({ organisationId }) => organisationId === id)
    const changes = slice
      .map((trace) => ({
        id: trace.organisationId,
        columns: columnsAfterUndo(
          now.get(trace.organisationId)!,
          trace,
          othersOf(trace.organisationId).map(({ offered }) => offered),
        ),
      }))
      .filter(({ columns }) => Object.keys(columns).length > 0)
    await traces.updateColumns(ctx.db, changes, ctx.now)
    await traces.updateFormer(ctx.db, rewrittenFormer(slice, others))
    restored += changes.length
  })
  return restored
}

/** Where a later import noted as former what this one wrote, its former becomes what stood before this one. */
function rewrittenFormer(own: readonly traces.HeldTrace[], others: readonly traces.HeldTrace[]) {
  return own.flatMap((trace) =>
    others
      .filter(({ organisationId, former }) => organisationId === trace.organisationId && former)
      .flatMap((other) => {
        const former = Object.fromEntries(
          Object.entries(trace.written ?? {})
            .filter(([column, value]) => isSameValue(other.former?.[column as 'address'], value))
            .map(([column]) => [column, trace.former?.[column as 'address'] ?? null]),
        ) as PartialColumns
        return Object.keys(former).length === 0
          ? []
          : [{ importId: other.importId, organisationId: other.organisationId, former }]
      }),
  )
}

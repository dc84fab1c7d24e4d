import { AppError } from '../../../../kernel/errors.ts'
import { audit, type Context } from '../../../access/index.ts'
import type { EntryChange, EntryDetail } from '../../model.ts'
import { changesOf } from '../domain/entry-values.ts'
import { evenName } from '../domain.ts'
import { lockEntry, updateEntry } from '../queries/entries.ts'
import { insertEvents } from '../queries/events.ts'
import { checkAgainstKind, checkPlace, findHost, getEntry, getRow, subjectOf } from './entries.ts'
import { getKind } from './entry-kinds.ts'
import { dayOf } from './life.ts'

/**
 * Puts new values in the place of those that an entry has; each field before and after stands in its history, with the
 * day and source of the new ones. Who saw an older state is told (`registry.entry_changed`) and overwrites nothing.
 */
export async function changeEntry(ctx: Context, id: string, change: EntryChange): Promise<EntryDetail> {
  await getRow(ctx, id, 'libraries.write')
  await lockEntry(ctx.db, id)
  const row = await getRow(ctx, id, 'libraries.write')
  if (row.updatedAt.toISOString() !== change.seen)
    throw new AppError('conflict', 'registry.entry_changed', { name: row.name })
  const kind = await getKind(ctx, row.kind)
  checkAgainstKind(kind, change)
  await checkPlace(ctx, kind, { ...change, id, dataset: row.dataset, cityCode: row.cityCode })
  const host = await findHost(ctx, row.dataset, change.organisationId)
  const after = {
    name: change.name,
    level: change.level ?? null,
    organisationId: change.organisationId ?? null,
    organisationName: change.organisationName ?? host?.name ?? null,
    chainId: change.chainId ?? null,
    nodeId: change.nodeId ?? null,
    projectId: change.projectId ?? null,
    parentId: change.parentId ?? null,
  }
  const before = Object.fromEntries(Object.keys(after).map((name) => [name, row[name as keyof typeof after]]))
  const changes = [...changesOf(before, after), ...changesOf(row.fields, change.fields)]
  if (changes.length === 0) return getEntry(ctx, id)
  const happenedOn = dayOf(ctx, change.happened, null)
  const fields = { ...after, nameNormalised: evenName(change.name), fields: change.fields }
  if (!(await updateEntry(ctx.db, id, fields, ctx.now)))
    throw new AppError('conflict', 'registry.entry_name_held', { name: change.name })
  const { source, happened = null } = change
  const line = { kind: 'change' as const, life: null, state: null, note: null, source, happened, happenedOn }
  await insertEvents(ctx.db, 'entry', [{ ...line, subjectId: id, changes }], {
    by: ctx.actor.userName,
    at: ctx.now,
  })
  await audit(ctx, { action: 'registry.change_entry', subject: subjectOf(id), detail: { changes, source } })
  return getEntry(ctx, id)
}

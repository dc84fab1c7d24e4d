import type { Context, Dataset } from '../../../access/index.ts'
import type { UndoOutcome } from '../../import/importer.ts'
import { findEntry, lockEntry, updateEntry } from '../queries/entries.ts'
import { listFilled } from '../queries/entry-import.ts'
import { findProject, lockProject, updateProject } from '../queries/projects.ts'
import { takeBackImport } from '../queries/undo.ts'
import { noteChange, withoutFilled } from './held-entries.ts'
import { projectWithoutFilled } from './held-projects.ts'

/**
 * Takes back what an import of projects or entries wrote. What it filled in on others is unknown again where nobody changed it
 * since; parts and years of money go; what it opened goes where nobody has worked on it since: those with a further step, a
 * log line, a followed part or a place in a campaign stay and are listed.
 */
export async function undoLibraryImport(
  ctx: Context,
  table: 'project' | 'library_entry',
  run: { readonly importId: string; readonly dataset: Dataset },
  derive: () => Promise<void>,
): Promise<UndoOutcome> {
  let restored = 0
  for (const filled of await listFilled(ctx.db, table, run.importId))
    restored += await (table === 'project' ? emptyProject : emptyEntry)(ctx, filled)
  const { deleted, kept } = await takeBackImport(ctx.db, table, run.importId)
  await derive()
  const usedBy = [ctx.lang === 'zh' ? '之后有人登记过进展' : 'somebody recorded more since']
  return {
    withdrawn: { [table === 'project' ? 'projects' : 'entries']: deleted.length },
    carriedOn: 0,
    restored,
    deleted,
    kept: kept.map((one) => ({ ...one, usedBy })),
  }
}

type Filled = Awaited<ReturnType<typeof listFilled>>[number]
const sourceOf = (ctx: Context) => (ctx.lang === 'zh' ? '撤销导入' : 'import undone')

async function emptyEntry(ctx: Context, { id, changes }: Filled): Promise<number> {
  await lockEntry(ctx.db, id)
  const { taken, whole } = withoutFilled((await findEntry(ctx.db, id))!, changes)
  if (taken.length === 0 || !(await updateEntry(ctx.db, id, whole, ctx.now))) return 0
  await noteChange(ctx, 'entry', id, { changes: taken, source: sourceOf(ctx), importId: null })
  return taken.length
}

async function emptyProject(ctx: Context, { id, changes }: Filled): Promise<number> {
  await lockProject(ctx.db, id)
  const { taken, fields } = projectWithoutFilled((await findProject(ctx.db, id))!, changes)
  if (taken.length === 0) return 0
  await updateProject(ctx.db, id, fields, ctx.now)
  await noteChange(ctx, 'project', id, { changes: taken, source: sourceOf(ctx), importId: null })
  return taken.length
}

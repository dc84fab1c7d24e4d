import { AppError } from '../../../../kernel/errors.ts'
import { type Context, requirePermission } from '../../../access/index.ts'
import type { EntryDetail, EntryKind } from '../../model.ts'
import { getEntry } from './entries.ts'
import { getKind } from './entry-kinds.ts'
import { findTarget, type Target } from './entry-targets.ts'

type Told = { readonly entryId: string; readonly field: string; readonly value: string }

async function find(
  ctx: Context,
  { entryId, field: name }: Omit<Told, 'value'>,
): Promise<{ entry: EntryDetail; kind: EntryKind; target: Target | undefined }> {
  const entry = await getEntry(ctx, entryId)
  const kind = await getKind(ctx, entry.kind)
  return { entry, kind, target: await findTarget(ctx, { entry, kind }, name) }
}

async function get(ctx: Context, told: Omit<Told, 'value'>): Promise<{ entry: EntryDetail; target: Target }> {
  const { entry, kind, target } = await find(ctx, told)
  if (target) return { entry, target }
  const known = ['entry:name', 'entry:level', 'entry:host', ...kind.fields.map(({ name }) => name)]
  throw new AppError('invalid', 'registry.entry_field_unfit', {
    ...{ kind: kind.title.zh, field: told.field, type: known.join(', ') },
  })
}

/**
 * What stands there, for the organisation that the entry (or the line of it) names and its proposal; refuses another's entry
 * and a value that does not fit.
 */
export async function checkEntryProposal(
  ctx: Context,
  organisationId: string,
  told: Told,
): Promise<{ held: string | null }> {
  const { entry, target } = await get(ctx, told)
  if (entry.organisationId !== organisationId && target.organisationId !== organisationId)
    throw new AppError('forbidden', 'registry.correction_not_own_entry', { name: entry.name })
  target.check(ctx, told.value)
  return { held: target.held }
}

/** Puts an accepted value into its entry; before and after stand in the entry's history with the source. */
export async function applyEntryCorrection(ctx: Context, told: Told, source: string): Promise<void> {
  requirePermission(ctx.actor, 'libraries.write')
  const { target } = await get(ctx, told)
  target.check(ctx, told.value)
  await target.apply(ctx, told.value, source)
}

/** How what a correction is about is called, and how its values read: money in fen, else as text. */
export async function describeEntryField(
  ctx: Context,
  entryId: string,
  name: string,
): Promise<{ zh: string; en: string; type: 'money' | 'text' }> {
  const { entry, target } = await find(ctx, { entryId, field: name })
  // What it was about may have been taken out since.
  const title = target?.title ?? { zh: name, en: name }
  return {
    ...{ zh: `${entry.name} · ${title.zh}`, en: `${entry.name} · ${title.en}` },
    type: target?.type ?? 'text',
  }
}

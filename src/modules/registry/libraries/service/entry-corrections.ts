import { AppError } from '../../../../kernel/errors.ts'
import type { Context } from '../../../access/index.ts'
import type { EntryField } from '../../model.ts'
import { heldText, readWrittenValue } from '../domain/written-value.ts'
import { changeEntry } from './change-entry.ts'
import { getEntry } from './entries.ts'
import { getKind } from './entry-kinds.ts'

type Told = { readonly entryId: string; readonly field: string; readonly value: string }

async function find(ctx: Context, { entryId, field: name }: Omit<Told, 'value'>) {
  const entry = await getEntry(ctx, entryId)
  const kind = await getKind(ctx, entry.kind)
  const field = kind.fields.find((each) => each.name === name)
  if (!field)
    throw new AppError('invalid', 'registry.entry_field_unfit', {
      ...{ kind: kind.title.zh, field: name, type: kind.fields.map((each) => each.name).join(', ') },
    })
  return { entry, kind, field }
}

function heldFrom(field: EntryField, kind: string, written: string): string | number {
  const value = readWrittenValue(field, written)
  if (value !== undefined) return value
  const params = {
    ...{ kind, field: field.title.zh },
    type: field.options?.map(({ title }) => title.zh).join('、') ?? field.type,
  }
  const code = 'registry.entry_field_unfit'
  throw new AppError('invalid', code, params, [{ field: 'value', code, params }])
}

/**
 * What a field of an entry holds, for the organisation that the entry names and its proposal; refuses another's entry and
 * a value that does not fit.
 */
export async function checkEntryProposal(
  ctx: Context,
  organisationId: string,
  told: Told,
): Promise<{ held: string | null }> {
  const { entry, kind, field } = await find(ctx, told)
  if (entry.organisationId !== organisationId)
    throw new AppError('forbidden', 'registry.correction_not_own_entry', { name: entry.name })
  heldFrom(field, kind.title.zh, told.value)
  return { held: heldText(field, entry.fields[field.name]) }
}

/** Puts an accepted value into its entry; before and after stand in the entry's history with the source. */
export async function applyEntryCorrection(ctx: Context, told: Told, source: string): Promise<void> {
  const { entry, kind, field } = await find(ctx, told)
  const { name, level, organisationId, organisationName, chainId, nodeId, projectId, parentId } = entry
  await changeEntry(ctx, told.entryId, {
    ...{ name, level, organisationId, organisationName, chainId, nodeId, projectId, parentId },
    fields: { ...entry.fields, [field.name]: heldFrom(field, kind.title.zh, told.value) },
    source,
    seen: entry.updatedAt,
  })
}

/** How a field of an entry is called, and how its values read: money in fen, else as text. */
export async function describeEntryField(
  ctx: Context,
  entryId: string,
  name: string,
): Promise<{ zh: string; en: string; type: 'money' | 'text' }> {
  const entry = await getEntry(ctx, entryId)
  const field = (await getKind(ctx, entry.kind)).fields.find((each) => each.name === name)
  const title = field?.title ?? { zh: name, en: name }
  return {
    ...{ zh: `${entry.name} · ${title.zh}`, en: `${entry.name} · ${title.en}` },
    type: field?.type === 'money' ? 'money' : 'text',
  }
}

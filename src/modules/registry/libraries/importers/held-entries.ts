// An entry of a sheet beside those that are held: which one it is, what it adds, and what stands otherwise.
import type { Context } from '../../../access/index.ts'
import type { ImportProblem } from '../../import/importer.ts'
import type { EntryField, EntryKind, FieldChange } from '../../model.ts'
import { changesOf } from '../domain/entry-values.ts'
import { heldText } from '../domain/written-value.ts'
import { evenName } from '../domain.ts'
import { findEntry, type EntryRow as Held, lockEntry, updateEntry } from '../queries/entries.ts'
import { listEntriesNamed } from '../queries/entry-import.ts'
import { insertEvents } from '../queries/events.ts'
import type { EntryRow } from './entry-row.ts'

/** What a sheet says of an entry, its names found. */
export type ToldEntry = {
  readonly level: EntryRow['level']
  readonly organisationId: string | null
  readonly organisationName: string | null
  readonly chainId: string | null
  readonly nodeId: string | null
  readonly projectId: string | null
  readonly parentId: string | null
}

/**
 * The held entry that a row means: same kind, city and name, and level and host equal where both sides tell them. Several
 * such: the row must tell more.
 */
export async function findMeant(
  ctx: Context,
  at: { dataset: string; cityCode: string },
  row: EntryRow,
  told: ToldEntry,
): Promise<{ id: string | null; count: number }> {
  const asked = { ...at, kind: row.kind.id, nameNormalised: evenName(row.name) }
  const fits = (held: string | null, given: string | null) =>
    held === null || given === null || evenName(held) === evenName(given)
  const found = (await listEntriesNamed(ctx.db, asked)).filter(
    (held) =>
      fits(held.level, told.level) &&
      ((held.organisationId !== null && held.organisationId === told.organisationId) ||
        fits(held.hostName, told.organisationName)),
  )
  return { id: found.length === 1 ? found[0]!.id : null, count: found.length }
}

const columns = [
  'level',
  'organisationId',
  'organisationName',
  'chainId',
  'nodeId',
  'projectId',
  'parentId',
] as const
const shownColumn = { level: 'level', organisationId: null, organisationName: null } as const

/** Fills what a held entry lacks, with the change in its history; what stands otherwise stays and is told. */
export async function fillEntry(
  ctx: Context,
  id: string,
  { line, row, told, source, importId }: Filling,
): Promise<{ hasChanged: boolean; problems: ImportProblem[] }> {
  await lockEntry(ctx.db, id)
  const held = (await findEntry(ctx.db, id))!
  const problems: ImportProblem[] = []
  const after: Record<string, string | null> = {}
  for (const column of columns) {
    const stands = held[column] === null ? null : String(held[column])
    after[column] = stands ?? told[column]
    const shown = column in shownColumn ? shownColumn[column as 'level'] : column.replace(/Id$/, '')
    if (stands !== null && told[column] !== null && stands !== told[column] && shown)
      problems.push(
        stood(line, row, shown, { field: row.columnOf(shown) ?? shown, held: stands, text: told[column] }),
      )
  }
  const fields = { ...row.fields, ...held.fields }
  for (const [name, value] of Object.entries(row.fields))
    if (held.fields[name] !== undefined && held.fields[name] !== value)
      problems.push(fieldStood(line, row, name, held.fields[name], value))
  const before = Object.fromEntries(columns.map((column) => [column, held[column]]))
  const changes = [...changesOf(before, after), ...changesOf(held.fields, fields)]
  if (changes.length === 0) return { hasChanged: false, problems }
  const whole = { name: held.name, nameNormalised: evenName(held.name), ...(after as ToldEntry), fields }
  if (!(await updateEntry(ctx.db, id, whole, ctx.now)))
    return {
      hasChanged: false,
      problems: [
        ...problems,
        { line, column: row.columnOf('name'), code: 'registry.entry_name_held', params: { name: held.name } },
      ],
    }
  await noteChange(ctx, 'entry', id, { changes, source, importId })
  return { hasChanged: true, problems }
}

type Filling = {
  readonly line: number
  readonly row: EntryRow
  readonly told: ToldEntry
  readonly source: string
  readonly importId: string
}

const stood = (line: number, row: EntryRow, column: string, params: object): ImportProblem => ({
  ...{ line, column: row.columnOf(column), code: 'registry.entry_value_stands', params: { ...params } },
})

function fieldStood(
  line: number,
  { kind, columnOf }: EntryRow,
  name: string,
  held: string | number,
  value: string | number,
): ImportProblem {
  const own: EntryField = kind.fields.find((each) => each.name === name)!
  const text = (of: string | number) =>
    own.type === 'money' ? `${Number(BigInt(of) / 100n) / 10_000} 万元` : heldText(own, of)
  const params = { field: own.title.zh, held: text(held), text: text(value) }
  const column = columnOf(`value:${own.title.zh}`)
  return { line, column, code: 'registry.entry_value_stands', params }
}

/** One line of history for what an import filled in. */
export async function noteChange(
  ctx: Context,
  of: 'entry' | 'project',
  id: string,
  { changes, source, importId }: { changes: readonly FieldChange[]; source: string; importId: string | null },
): Promise<void> {
  const line = {
    kind: 'change' as const,
    life: null,
    state: null,
    note: null,
    happened: null,
    happenedOn: null,
  }
  const event = { ...line, source, subjectId: id, changes, ...(importId === null ? {} : { importId }) }
  await insertEvents(ctx.db, of, [event], { by: ctx.actor.userName, at: ctx.now })
}

/** The values of an entry without those that an import filled in and that nobody changed since. */
export function withoutFilled(held: Held, changes: readonly FieldChange[]) {
  const fields: Record<string, string | number> = { ...held.fields }
  const after: Record<string, unknown> = Object.fromEntries(columns.map((column) => [column, held[column]]))
  const taken: FieldChange[] = []
  for (const { field, after: written } of changes) {
    const isColumn = (columns as readonly string[]).includes(field) && fields[field] === undefined
    const stands = isColumn ? after[field] : fields[field]
    if (stands === null || stands === undefined || String(stands) !== written) continue
    if (isColumn) after[field] = null
    else delete fields[field]
    taken.push({ field, before: written, after: null })
  }
  const text = (column: (typeof columns)[number]) => (after[column] === null ? null : String(after[column]))
  const told = Object.fromEntries(columns.map((column) => [column, text(column)])) as ToldEntry
  return { taken, whole: { name: held.name, nameNormalised: evenName(held.name), ...told, fields } }
}

/** Fields that a new entry of a kind must have and the row does not tell. */
export const lacking = ({ fields }: EntryKind, told: EntryRow['fields']): readonly EntryField[] =>
  fields.filter(({ name, required }) => required && told[name] === undefined)

import { normaliseName } from '../../../engines/identity/index.ts'
import { chinaDay } from '../../../kernel/china-day.ts'
import { AppError } from '../../../kernel/errors.ts'
import { audit, type Context, requirePermission } from '../../access/index.ts'
import { soundOf } from '../import/firm-importer.ts'
import type { JoinRecord, Merge, Split } from '../model.ts'
import { settleFigures } from '../queries/figures.ts'
import { fillOrganisations, insertOrganisations, lockDataset } from '../queries/firm-import.ts'
import * as queries from '../queries/joins.ts'
import { refreshSizeClasses } from './size-classes.ts'

type Pair = { kept: queries.WholeOrganisation; other: queries.WholeOrganisation }

async function lockPair(ctx: Context, keptId: string, otherId: string): Promise<Pair> {
  if (keptId === otherId) throw new AppError('invalid', 'registry.merge_with_itself', { id: keptId })
  const found = await queries.lockOrganisations(ctx.db, [BigInt(keptId), BigInt(otherId)])
  const byId = (id: string) => {
    const one = found.find((row) => String(row.id) === id)
    if (!one) throw new AppError('not_found', 'registry.no_organisation', { id })
    return one
  }
  const pair = { kept: byId(keptId), other: byId(otherId) }
  if (pair.kept.dataset !== pair.other.dataset) throw new AppError('invalid', 'registry.merge_datasets')
  return pair
}

/** Two different valid credit codes are two organisations: never one. */
function refuseTwoCodes({ kept, other }: Pair): void {
  const [code] = kept.creditCodes ?? []
  const foreign = (other.creditCodes ?? []).find((value) => code !== undefined && value !== code)
  if (foreign)
    throw new AppError('conflict', 'registry.merge_two_codes', {
      kept: kept.name,
      keptCode: code,
      other: other.name,
      otherCode: foreign,
    })
}

/** Settles which figures count, and the size classes, after rows moved between organisations. */
async function settle(ctx: Context, dataset: 'held' | 'demo', ids: readonly bigint[]): Promise<void> {
  const names = await queries.listFigureNamesOf(ctx.db, ids)
  await settleFigures(ctx.db, { organisationIds: ids, names })
  await refreshSizeClasses(ctx, dataset, ids)
}

/**
 * Makes two organisations one: everything that hangs on the other, in every room, follows to the kept one; what the kept
 * one has already is put aside whole; columns that it lacks are filled; the other's name stays as a former name. All of
 * it can be undone. Refused where both have a valid credit code of their own. Permission `registry.edit`.
 */
export async function mergeOrganisations(
  ctx: Context,
  { keptId, otherId, reason }: Merge,
): Promise<JoinRecord> {
  requirePermission(ctx.actor, 'registry.edit')
  const done = await ctx.asProgram(async () => {
    const { kept, other } = await lockPair(ctx, keptId, otherId)
    refuseTwoCodes({ kept, other })
    await lockDataset(ctx.db, kept.dataset)
    await queries.unsettleFigures(ctx.db, [kept.id, other.id])
    const importRows = await queries.moveImportRows(ctx.db, other.id, kept.id, null)
    const { moved, aside } = await queries.moveReferences(ctx.db, other.id, kept.id, null)
    const otherRow = await queries.takeOut(ctx.db, other.id)
    await fillOrganisations(ctx.db, [fillOf(kept.id, other.row)], ctx.now)
    const hasNewName = await keepName(ctx, { kept, other })
    await settle(ctx, kept.dataset, [kept.id])
    const id = await queries.insertJoinRecord(ctx.db, {
      dataset: kept.dataset,
      kind: 'merge',
      keptId: kept.id,
      otherId: other.id,
      otherRow,
      keptBefore: kept.row,
      moved: { rows: moved, importRows, formerName: hasNewName ? other.name : null },
      aside,
      reason,
      doneBy: ctx.actor.displayName,
      doneAt: ctx.now,
    })
    return {
      record: String(id),
      other: other.name,
      otherId,
      reason,
      moved: moved.length,
      aside: aside.length,
    }
  })
  await audit(ctx, { action: 'registry.merge', subject: `registry.organisation/${keptId}`, detail: done })
  return getRecord(ctx, keptId, done.record)
}

async function keepName(ctx: Context, { kept, other }: Pair): Promise<boolean> {
  const nameNormalised = normaliseName(other.name)
  if (nameNormalised === normaliseName(kept.name)) return false
  const day = chinaDay(ctx.now)
  return queries.addFormerName(ctx.db, kept.id, { name: other.name, nameNormalised, source: `合并 ${day}` })
}

const text = (row: Record<string, unknown>, column: string) => (row[column] as string | null) ?? null
const fillOf = (id: bigint, row: Record<string, unknown>) => ({
  id: String(id),
  provinceCode: text(row, 'province_code'),
  cityCode: text(row, 'city_code'),
  districtCode: text(row, 'district_code'),
  address: text(row, 'address'),
  industry: text(row, 'industry'),
  industryCode: text(row, 'industry_code'),
  lng: row.lng as number | null,
  lat: row.lat as number | null,
  positionPrecision: text(row, 'position_precision'),
  positionSource: text(row, 'position_source'),
  groupId: row.group_id === null ? null : String(row.group_id),
})

/**
 * Takes some of what hangs on an organisation out of it, into a new one under a name of its own: for two firms that an
 * import took for one. Can be undone. Permission `registry.edit`.
 */
export async function splitOrganisation(
  ctx: Context,
  id: string,
  { name, reason, rows }: Split,
): Promise<JoinRecord> {
  requirePermission(ctx.actor, 'registry.edit')
  const done = await ctx.asProgram(async () => {
    const [from] = await queries.lockOrganisations(ctx.db, [BigInt(id)])
    if (!from) throw new AppError('not_found', 'registry.no_organisation', { id })
    await lockDataset(ctx.db, from.dataset)
    const sound = soundOf(name)
    const opened = { ...emptyOrganisation, dataset: from.dataset, kind: String(from.row.kind), name }
    const names = {
      nameNormalised: normaliseName(name),
      namePinyin: sound.pinyin,
      nameInitials: sound.initials,
    }
    const [newId] = await insertOrganisations(ctx.db, [{ ...opened, ...names }], {
      importId: null,
      at: ctx.now,
    })
    await queries.unsettleFigures(ctx.db, [from.id])
    const { importRows, parts } = sortParts(rows)
    const movedImports =
      importRows.length > 0 ? await queries.moveImportRows(ctx.db, from.id, newId!, importRows) : []
    const { moved, aside } = await queries.moveReferences(ctx.db, from.id, newId!, parts)
    if (moved.length + movedImports.length === 0) throw new AppError('invalid', 'registry.split_nothing')
    await settle(ctx, from.dataset, [from.id, newId!])
    const [other] = await queries.lockOrganisations(ctx.db, [newId!])
    const record = await queries.insertJoinRecord(ctx.db, {
      dataset: from.dataset,
      kind: 'split',
      keptId: from.id,
      otherId: newId!,
      otherRow: other!.row,
      keptBefore: from.row,
      moved: { rows: moved, importRows: movedImports, formerName: null },
      aside,
      reason,
      doneBy: ctx.actor.displayName,
      doneAt: ctx.now,
    })
    return { record: String(record), opened: name, openedId: String(newId), reason, moved: moved.length }
  })
  await audit(ctx, { action: 'registry.split', subject: `registry.organisation/${id}`, detail: done })
  return getRecord(ctx, id, done.record)
}

const emptyOrganisation = {
  provinceCode: null,
  cityCode: null,
  districtCode: null,
  address: null,
  industry: null,
  industryCode: null,
  lng: null,
  lat: null,
  positionPrecision: null,
  positionSource: null,
  groupId: null,
}

function sortParts(rows: Split['rows']) {
  const isImport = (row: Split['rows'][number]) => row.table === 'registry.import_row'
  const importRows = rows.filter(isImport).map(({ key }) => ({
    importId: String(key.importId),
    line: Number(key.line),
  }))
  return { importRows, parts: rows.filter((row) => !isImport(row)) }
}

/**
 * Takes a merge or a split back: rows that are still where it put them return, what was put aside stands again, filled
 * columns are emptied, and the organisation that went in is there again under its id. Undone only once, and only while
 * both ends stand. Permission `registry.edit`.
 */
export async function undoJoin(ctx: Context, recordId: string, reason: string): Promise<JoinRecord> {
  requirePermission(ctx.actor, 'registry.edit')
  const done = await ctx.asProgram(async () => {
    const record = await queries.findJoinRecord(ctx.db, recordId)
    if (!record) throw new AppError('not_found', 'registry.no_join_record', { id: recordId })
    if (record.undoneAt)
      throw new AppError('conflict', 'registry.join_undone_already', { by: record.undoneBy })
    await lockDataset(ctx.db, record.dataset)
    const [kept] = await queries.lockOrganisations(ctx.db, [record.keptId])
    if (!kept) throw new AppError('conflict', 'registry.join_kept_gone', { id: String(record.keptId) })
    if (record.kind === 'merge') await undoMerge(ctx, record as never)
    else await undoSplit(ctx, record)
    await queries.markUndone(ctx.db, record.id, ctx.actor.displayName, ctx.now)
    return { kind: record.kind, keptId: String(record.keptId), otherId: String(record.otherId) }
  })
  const subject = `registry.organisation/${done.keptId}`
  await audit(ctx, {
    action: `registry.undo_${done.kind}`,
    subject,
    detail: { ...done, record: recordId, reason },
  })
  return getRecord(ctx, done.keptId, recordId)
}

type MovedParts = {
  rows: unknown[]
  importRows: { importId: string; line: number }[]
  formerName: string | null
}
type Undone = {
  dataset: 'held' | 'demo'
  keptId: bigint
  otherId: bigint
  otherRow: unknown
  keptBefore: Record<string, unknown>
  moved: MovedParts
  aside: { table: string; row: unknown }[]
}

async function undoMerge(ctx: Context, record: Undone): Promise<void> {
  await queries.bringBack(ctx.db, record.otherRow)
  await queries.unsettleFigures(ctx.db, [record.keptId])
  if (record.moved.formerName) await queries.removeFormerName(ctx.db, record.keptId, record.moved.formerName)
  await queries.moveBack(ctx.db, record.otherId, record.keptId, {
    moved: record.moved.rows,
    aside: record.aside,
  })
  if (record.moved.importRows.length > 0)
    await queries.moveImportRows(ctx.db, record.keptId, record.otherId, record.moved.importRows)
  const rows = { before: record.keptBefore, other: record.otherRow }
  await queries.emptyFilledColumns(ctx.db, record.keptId, rows, ctx.now)
  await settle(ctx, record.dataset, [record.keptId, record.otherId])
}

/** The organisation that came out goes back in, with whatever it has got since. */
async function undoSplit(
  ctx: Context,
  record: { dataset: 'held' | 'demo'; keptId: bigint; otherId: bigint },
) {
  const [other] = await queries.lockOrganisations(ctx.db, [record.otherId])
  if (!other) throw new AppError('conflict', 'registry.join_kept_gone', { id: String(record.otherId) })
  await queries.unsettleFigures(ctx.db, [record.keptId, record.otherId])
  await queries.moveImportRows(ctx.db, record.otherId, record.keptId, null)
  const { aside } = await queries.moveReferences(ctx.db, record.otherId, record.keptId, null)
  // What the kept one has got meanwhile too would be lost: then a person has to choose first.
  if (aside.length > 0) throw new AppError('conflict', 'registry.split_grown', { count: aside.length })
  await queries.takeOut(ctx.db, record.otherId)
  await settle(ctx, record.dataset, [record.keptId])
}

/** Merges and splits of an organisation, newest first. Permission `registry.edit`. */
export async function listJoins(ctx: Context, organisationId: string): Promise<JoinRecord[]> {
  requirePermission(ctx.actor, 'registry.edit')
  const rows = await queries.listJoinRecords(ctx.db, organisationId)
  return rows.map((row) => ({
    ...row,
    id: String(row.id),
    keptId: String(row.keptId),
    otherId: String(row.otherId),
    doneAt: row.doneAt.toISOString(),
    undoneAt: row.undoneAt?.toISOString() ?? null,
  }))
}

async function getRecord(ctx: Context, organisationId: string, id: string): Promise<JoinRecord> {
  return (await listJoins(ctx, organisationId)).find((record) => record.id === id)!
}

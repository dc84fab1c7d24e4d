import { chinaDay } from '../../../../kernel/china-day.ts'
import { AppError } from '../../../../kernel/errors.ts'
import { audit, type Context, listAttachments, requirePermission } from '../../../access/index.ts'
import type {
  EntryCount,
  EntryDetail,
  EntryKind,
  LibraryEntry,
  LifeAct,
  LogLine,
  NewEntry,
} from '../../model.ts'
import { findFault, ratiosOf, totalsOf } from '../domain/entry-values.ts'
import { evenName, lastDayOf, nextReview } from '../domain.ts'
import * as queries from '../queries/entries.ts'
import { insertEvents, listEvents } from '../queries/events.ts'
import { findOrganisationIn } from '../queries/key-firms.ts'
import { listParts, type PartRow } from '../queries/parts.ts'
import { getKind, loadKinds } from './entry-kinds.ts'
import { actionsFor, beginLife, dayOf, getLife, takeAction, tellEvents } from './life.ts'

type Scope = { dataset: 'held' | 'demo'; city: string }
const stampOf = (ctx: Context) => ({ by: ctx.actor.userName, at: ctx.now })
/** How audit and documents name an entry. */
export const subjectOf = (id: string) => `registry.library_entry/${id}`

const idOf = (id: bigint | null) => (id === null ? null : String(id))

function entryOf(
  row: queries.EntryRow,
  kind: EntryKind | undefined,
  below: readonly queries.EntryRow[] = [],
): LibraryEntry {
  const { dataset: _d, cityCode: _c, lifeVersion: _v, projectName: _p, parentName: _m, ...rest } = row
  const values = below.map(({ fields }) => fields)
  return {
    ...rest,
    id: String(row.id),
    organisationId: idOf(row.organisationId),
    projectId: idOf(row.projectId),
    parentId: idOf(row.parentId),
    ratios: kind ? ratiosOf(kind, row.fields, values) : [],
    updatedAt: row.updatedAt.toISOString(),
  }
}

/** Entries of a kind, a city or an organisation. */
export async function listEntries(
  ctx: Context,
  query: Parameters<typeof queries.listEntries>[1],
): Promise<LibraryEntry[]> {
  requirePermission(ctx.actor, 'registry.read', query.city)
  const rows = await queries.listEntries(ctx.db, query)
  const kinds = new Map((await loadKinds(ctx)).map((kind) => [kind.id, kind]))
  const mothers = rows.filter((row) => kinds.get(row.kind)?.nests).map(({ id }) => id)
  const below =
    mothers.length === 0
      ? []
      : await queries.listEntries(ctx.db, { dataset: query.dataset, parents: mothers, limit: 20_000 })
  return rows.map((row) =>
    entryOf(
      row,
      kinds.get(row.kind),
      below.filter(({ parentId }) => parentId === row.id),
    ),
  )
}

/** An entry of a city whose libraries the asker may read or write. */
export async function getRow(ctx: Context, id: string, permission: 'registry.read' | 'libraries.write') {
  requirePermission(ctx.actor, permission)
  const row = await queries.findEntry(ctx.db, id)
  if (!row) throw new AppError('not_found', 'registry.no_entry', { id })
  requirePermission(ctx.actor, permission, row.cityCode)
  return row
}

/** One entry with its history, what this person may do, and when its yearly self-evaluation is due. */
export async function getEntry(ctx: Context, id: string): Promise<EntryDetail> {
  const row = await getRow(ctx, id, 'registry.read')
  const kind = await getKind(ctx, row.kind)
  const life = await getLife(ctx, kind.life, row.lifeVersion)
  const events = await listEvents(ctx.db, 'entry', id)
  const reviews = events
    .filter((event) => event.kind === 'review')
    .map(({ happened }) => lastDayOf(happened!))
  const counts = kind.counts.includes(row.state)
  const reviewDue =
    kind.yearlyReview && counts
      ? nextReview(kind.yearlyReview, reviews.sort().at(-1) ?? null, chinaDay(ctx.now))
      : null
  const parts = await listParts(ctx.db, id)
  const below = await queries.listEntries(ctx.db, { dataset: row.dataset, parents: [row.id], limit: 2000 })
  const evidence = await listAttachments(ctx, { room: 'registry', subject: subjectOf(id) })
  return {
    ...entryOf(row, kind, below),
    dataset: row.dataset,
    cityCode: row.cityCode,
    projectName: row.projectName,
    parentName: row.parentName,
    events: tellEvents(life, events),
    actions: actionsFor(ctx, life, events),
    parts: parts.map(lineOf),
    totals: totalsOf(kind.parts, parts),
    below: below.map((one) => entryOf(one, kind)),
    evidence: evidence.map(({ id: file, fileName, uploadedAt }) => ({ id: file, fileName, uploadedAt })),
    reviewDue,
  }
}

const lineOf = (row: PartRow): EntryDetail['parts'][number] => ({
  ...row,
  id: String(row.id),
  organisationId: idOf(row.organisationId),
  recordedAt: row.recordedAt.toISOString(),
  endedAt: row.endedAt?.toISOString() ?? null,
})

/** Refuses a level that a kind does not have, and values that do not fit its fields. */
export function checkAgainstKind(kind: EntryKind, input: Pick<NewEntry, 'level' | 'fields'>): void {
  if (input.level && !kind.levels.includes(input.level))
    throw new AppError('invalid', 'registry.entry_level_unfit', {
      kind: kind.title.zh,
      level: input.level,
      levels: kind.levels,
    })
  checkValues(kind.title.zh, kind.fields, input.fields)
}

/** Refuses values that do not fit the fields of an entry or of a part of it. */
export function checkValues(
  of: string,
  fields: EntryKind['fields'],
  values: Readonly<Record<string, string | number>>,
): void {
  const found = findFault(fields, values)
  if (!found) return
  const field = fields.find(({ name }) => name === found.field)
  if (found.fault === 'missing')
    throw new AppError('invalid', 'registry.entry_field_missing', { kind: of, field: field!.title.zh })
  const asked = field?.options?.map(({ id }) => id).join(', ') ?? field?.type
  throw new AppError('invalid', 'registry.entry_field_unfit', {
    kind: of,
    field: field?.title.zh ?? found.field,
    type: asked ?? fields.map((each) => each.name).join(', '),
  })
}

/** Writes an entry with the first line of its life; says where one like it stands already. */
export async function writeEntry(
  ctx: Context,
  kind: EntryKind,
  input: Omit<NewEntry, 'requestKey'>,
  origin: { requestKey: string | null; importId: string | null },
): Promise<{ id: string; isNew: boolean }> {
  checkAgainstKind(kind, input)
  const life = await getLife(ctx, kind.life)
  const { state, steps } = beginLife(ctx, life, input.source)
  const row: queries.NewEntryRow = {
    dataset: input.dataset,
    cityCode: input.city,
    kind: kind.id,
    name: input.name,
    nameNormalised: evenName(input.name),
    level: input.level ?? null,
    state,
    lifeVersion: life.version,
    organisationId: input.organisationId ?? null,
    organisationName: input.organisationName ?? null,
    chainId: input.chainId ?? null,
    nodeId: input.nodeId ?? null,
    projectId: input.projectId ?? null,
    parentId: input.parentId ?? null,
    fields: input.fields,
    source: input.source,
    ...origin,
  }
  const id = await queries.insertEntry(ctx.db, row, stampOf(ctx))
  if (id === undefined)
    return { id: (await queries.findSameEntry(ctx.db, row, ctx.actor.userName))!, isNew: false }
  await insertEvents(
    ctx.db,
    'entry',
    steps.map((step) => ({ ...step, subjectId: id })),
    stampOf(ctx),
  )
  return { id, isNew: true }
}

/** The organisation of the register that an entry or a part names; `not_found` where its data set has none such. */
export async function findHost(ctx: Context, dataset: string, id: string | null | undefined) {
  const host = id ? await findOrganisationIn(ctx.db, dataset, id) : undefined
  if (id && !host) throw new AppError('not_found', 'registry.no_organisation', { id })
  return host
}

type Placed = Pick<NewEntry, 'nodeId' | 'projectId' | 'parentId'> & {
  id: string | null
  dataset: 'held' | 'demo'
  cityCode: string
}

/** Refuses a node, project or mother entry that the kind does not have, that is elsewhere, or that would make a circle. */
export async function checkPlace(ctx: Context, kind: EntryKind, entry: Placed): Promise<void> {
  const { projectId, parentId, id } = entry
  if ((!kind.located && (projectId || entry.nodeId)) || (!kind.nests && parentId))
    throw new AppError('invalid', 'registry.entry_place_unfit', { kind: kind.title.zh })
  if (projectId && !(await queries.isProjectOf(ctx.db, { ...entry, id: projectId })))
    throw new AppError('not_found', 'registry.no_project', { id: projectId })
  if (!parentId) return
  const parent = await queries.findEntry(ctx.db, parentId)
  const fits =
    parent?.kind === kind.id && parent.dataset === entry.dataset && parent.cityCode === entry.cityCode
  if (!fits) throw new AppError('not_found', 'registry.no_entry', { id: parentId })
  if (id !== null && (await queries.listAbove(ctx.db, parentId)).includes(id))
    throw new AppError('invalid', 'registry.entry_circle', { name: parent.name })
}

/** Adds an entry to a library. The same request sent again gives the entry that it made. */
export async function addEntry(ctx: Context, { requestKey, ...input }: NewEntry): Promise<EntryDetail> {
  requirePermission(ctx.actor, 'libraries.write', input.city)
  const kind = await getKind(ctx, input.kind)
  const host = await findHost(ctx, input.dataset, input.organisationId)
  await checkPlace(ctx, kind, { ...input, cityCode: input.city, id: null })
  const named = { ...input, organisationName: input.organisationName ?? host?.name ?? null }
  const { id, isNew } = await writeEntry(ctx, kind, named, { requestKey, importId: null })
  if (isNew)
    await audit(ctx, {
      action: 'registry.add_entry',
      subject: subjectOf(id),
      detail: { ...named },
    })
  else if (!(await queries.isOfRequest(ctx.db, id, ctx.actor.userName, requestKey)))
    throw new AppError('conflict', 'registry.entry_held', { name: input.name, id })
  return getEntry(ctx, id)
}

/** Moves an entry to its next state. */
export async function actOnEntry(ctx: Context, id: string, asked: LifeAct): Promise<EntryDetail> {
  await getRow(ctx, id, 'libraries.write')
  await queries.lockEntry(ctx.db, id)
  const row = await getRow(ctx, id, 'libraries.write')
  const kind = await getKind(ctx, row.kind)
  const life = await getLife(ctx, kind.life, row.lifeVersion)
  const { state, step } = takeAction(ctx, life, await listEvents(ctx.db, 'entry', id), asked)
  await insertEvents(ctx.db, 'entry', [{ ...step, subjectId: id }], stampOf(ctx))
  await queries.updateEntryState(ctx.db, id, state, ctx.now)
  const detail = { ...asked, from: row.state, to: state }
  await audit(ctx, { action: 'registry.act_on_entry', subject: subjectOf(id), detail })
  return getEntry(ctx, id)
}

/** Writes a service line, a yearly self-evaluation or another dated event. */
export async function logOnEntry(ctx: Context, id: string, line: LogLine): Promise<EntryDetail> {
  await getRow(ctx, id, 'libraries.write')
  const happenedOn = dayOf(ctx, line.happened, null)
  await insertEvents(
    ctx.db,
    'entry',
    [{ ...line, subjectId: id, life: null, state: null, happenedOn }],
    stampOf(ctx),
  )
  await audit(ctx, {
    action: 'registry.log_entry',
    subject: subjectOf(id),
    detail: { ...line },
  })
  return getEntry(ctx, id)
}

/** What the entries held come to, by kind, level and year of recognition; for counters beside official figures. */
export async function countEntries(ctx: Context, scope: Scope): Promise<EntryCount[]> {
  requirePermission(ctx.actor, 'registry.read', scope.city)
  const counts = (await loadKinds(ctx)).map((kind) => ({ kind: kind.id, states: kind.counts }))
  const rows = await queries.countEntries(ctx.db, { ...scope, counts })
  return rows.map((row) => ({ ...row, reached: Number(row.reached) }))
}

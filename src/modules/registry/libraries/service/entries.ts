import { chinaDay } from '../../../../kernel/china-day.ts'
import { AppError } from '../../../../kernel/errors.ts'
import { audit, type Context, requirePermission } from '../../../access/index.ts'
import {
  type EntryCount,
  type EntryDetail,
  type EntryKind,
  entryKindSchema,
  type KindAnswer,
  type LibraryEntry,
  type LifeAct,
  type LogLine,
  type NewEntry,
} from '../../model.ts'
import { evenName, lastDayOf, nextReview } from '../domain.ts'
import * as queries from '../queries/entries.ts'
import { insertEvents, listEvents } from '../queries/events.ts'
import { findOrganisationIn } from '../queries/key-firms.ts'
import { listSettings } from '../queries/settings.ts'
import { actionsFor, beginLife, dayOf, getLife, takeAction, tellEvents } from './life.ts'

type Scope = { dataset: 'held' | 'demo'; city: string }
const stampOf = (ctx: Context) => ({ by: ctx.actor.userName, at: ctx.now })

/** The kinds of entries that the packs define. */
export async function loadKinds(ctx: Context): Promise<EntryKind[]> {
  return (await listSettings(ctx.db, 'entry_kind')).map(({ content }) => entryKindSchema.parse(content))
}

async function getKind(ctx: Context, id: string): Promise<EntryKind> {
  const kinds = await loadKinds(ctx)
  const kind = kinds.find((each) => each.id === id)
  if (!kind)
    throw new AppError('not_found', 'registry.no_library_kind', { kind: id, kinds: kinds.map((k) => k.id) })
  return kind
}

/** The libraries of a city: each kind with its states, how many entries it has and how many of them count. */
export async function listKinds(ctx: Context, scope: Scope): Promise<KindAnswer[]> {
  requirePermission(ctx.actor, 'registry.read', scope.city)
  const counts = await queries.countEntryStates(ctx.db, scope)
  const answers: KindAnswer[] = []
  for (const kind of await loadKinds(ctx)) {
    const { cycle } = await getLife(ctx, kind.life)
    const own = counts.filter((row) => row.kind === kind.id)
    const sum = (rows: typeof own) => rows.reduce((total, { count }) => total + Number(count), 0)
    const states = Object.entries(cycle.states).map(([id, state]) => ({
      id,
      title: state.title,
      kind: state.kind,
    }))
    answers.push({
      ...kind,
      states,
      count: sum(own),
      counted: sum(own.filter((row) => kind.counts.includes(row.state))),
    })
  }
  return answers
}

function entryOf(row: queries.EntryRow): LibraryEntry {
  const { dataset: _d, cityCode: _c, lifeVersion: _v, ...rest } = row
  return {
    ...rest,
    id: String(row.id),
    organisationId: row.organisationId === null ? null : String(row.organisationId),
    updatedAt: row.updatedAt.toISOString(),
  }
}

/** Entries of a kind, a city or an organisation. */
export async function listEntries(
  ctx: Context,
  query: Parameters<typeof queries.listEntries>[1],
): Promise<LibraryEntry[]> {
  requirePermission(ctx.actor, 'registry.read', query.city)
  return (await queries.listEntries(ctx.db, query)).map(entryOf)
}

async function getRow(ctx: Context, id: string, permission: 'registry.read' | 'libraries.write') {
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
  return {
    ...entryOf(row),
    events: tellEvents(life, events),
    actions: actionsFor(ctx, life, events),
    reviewDue,
  }
}

function checkAgainstKind(kind: EntryKind, input: Pick<NewEntry, 'level' | 'fields'>): void {
  if (input.level && !kind.levels.includes(input.level))
    throw new AppError('invalid', 'registry.entry_level_unfit', {
      kind: kind.title.zh,
      level: input.level,
      levels: kind.levels,
    })
  for (const [name, value] of Object.entries(input.fields)) {
    const field = kind.fields.find((each) => each.name === name)
    const isFit = field?.type === 'number' ? typeof value === 'number' : typeof value === 'string'
    const isDay = field?.type !== 'date' || lastDayOf(String(value)) !== null
    if (!field || !isFit || !isDay)
      throw new AppError('invalid', 'registry.entry_field_unfit', {
        kind: kind.title.zh,
        field: name,
        type: field?.type ?? kind.fields.map((each) => each.name).join(', '),
      })
  }
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

/** Adds an entry to a library. The same request sent again gives the entry that it made. */
export async function addEntry(ctx: Context, { requestKey, ...input }: NewEntry): Promise<EntryDetail> {
  requirePermission(ctx.actor, 'libraries.write', input.city)
  const kind = await getKind(ctx, input.kind)
  const host = input.organisationId
    ? await findOrganisationIn(ctx.db, input.dataset, input.organisationId)
    : undefined
  if (input.organisationId && !host)
    throw new AppError('not_found', 'registry.no_organisation', { id: input.organisationId })
  const named = { ...input, organisationName: input.organisationName ?? host?.name ?? null }
  const { id, isNew } = await writeEntry(ctx, kind, named, { requestKey, importId: null })
  if (isNew)
    await audit(ctx, {
      action: 'registry.add_entry',
      subject: `registry.library_entry/${id}`,
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
  await audit(ctx, { action: 'registry.act_on_entry', subject: `registry.library_entry/${id}`, detail })
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
    subject: `registry.library_entry/${id}`,
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

import { AppError } from '../../../kernel/errors.ts'
import { translate } from '../../../platform/words.ts'
import { audit, type Context, requirePermission } from '../../access/index.ts'
import { PlaceIndex } from '../domain/place-index.ts'
import { bestPosition } from '../domain/position.ts'
import { type CountingReason, whichCounts } from '../domain/which-counts.ts'
import type { Figure, FigureKind, Pin, SourcedFact, SourceKind, Sources } from '../model.ts'
import { listFigureKinds, settleFigures } from '../queries/figures.ts'
import { findOrganisation } from '../queries/organisations.ts'
import { listDivisions } from '../queries/places.ts'
import * as queries from '../queries/sources.ts'
import { listSourceKinds } from '../queries/titles.ts'
import { listFigures } from './figures.ts'
import { refreshSizeClasses } from './size-classes.ts'

type Ranks = (kind: SourceKind) => number

/** Every fact of an organisation with all its sources, which counts and why, and the rule itself. */
export async function listSources(ctx: Context, organisationId: string): Promise<Sources> {
  requirePermission(ctx.actor, 'registry.read')
  if (!(await findOrganisation(ctx.db, organisationId)))
    throw new AppError('not_found', 'registry.no_organisation', { id: organisationId })
  const kinds = await listSourceKinds(ctx.db)
  const rankOf: Ranks = (kind) => kinds.find(({ code }) => code === kind)!.rank
  const pins = await queries.listPins(ctx.db, BigInt(organisationId))
  const pinOf = (subject: string, id: string) =>
    pins.find((pin) => pin.subject === subject && String(pin.chosenId) === id)
  const named = new Map((await listFigureKinds(ctx.db)).map((kind) => [kind.name, kind]))
  const figures = groupBy(
    await listFigures(ctx, { organisationIds: [organisationId] }),
    ({ name, asOf }) => `${name} ${asOf}`,
  ).map((group) => figureWithSources(ctx, group, named, rankOf))
  const facts = groupBy(
    await queries.listFactCandidates(ctx.db, BigInt(organisationId)),
    ({ field }) => field,
  ).map((group) => factWithSources(ctx, group, rankOf))
  const withPins = [...facts, ...figures].map((fact) => {
    const pin = pinOf(fact.subject, fact.candidates.find(({ isPinned }) => isPinned)?.id ?? '')
    return { ...fact, pinReason: pin?.reason ?? null, pinnedBy: pin?.pinnedBy ?? null }
  })
  const order = kinds.map(({ code, rank, nameZh, nameEn }) => ({
    code,
    rank,
    name: ctx.lang === 'en' ? nameEn : nameZh,
  }))
  return { facts: withPins, order }
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>()
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item])
  return [...groups.values()]
}

type Unpinned = Omit<SourcedFact, 'pinReason' | 'pinnedBy'>

function figureWithSources(
  ctx: Context,
  group: readonly Figure[],
  named: ReadonlyMap<string, FigureKind>,
  rankOf: Ranks,
): Unpinned {
  const [{ name, type, unit, period }] = group as [Figure]
  const kind = named.get(name)
  const chosen = whichCounts(group, rankOf)!
  return {
    subject: 'figure',
    field: name,
    label: (ctx.lang === 'en' ? kind?.labelEn : kind?.labelZh) ?? name,
    type,
    unit,
    period,
    reason: chosen.reason,
    candidates: group.map((one) => ({
      id: one.id,
      value: one.value,
      source: one.source,
      sourceKind: one.sourceKind,
      recordedBy: one.recordedBy,
      recordedAt: one.recordedAt,
      importId: one.importId,
      isConfidential: one.isConfidential,
      isPinned: one.isPinned,
      counts: one.counts,
    })),
  }
}

function factWithSources(ctx: Context, group: readonly queries.FactCandidate[], rankOf: Ranks): Unpinned {
  const candidates = group.map((one) => ({
    id: String(one.id),
    value: one.value,
    source: one.source,
    sourceKind: one.sourceKind,
    recordedBy: one.recordedBy,
    recordedAt: one.recordedAt.toISOString(),
    importId: one.importId === null ? null : String(one.importId),
    isConfidential: false,
    isPinned: one.isPinned,
  }))
  const chosen: { id: string; reason: CountingReason } = whichCounts(candidates, rankOf)!
  const [{ field, unit }] = group as [queries.FactCandidate]
  return {
    subject: 'fact',
    field,
    label: labelOfFact(ctx.lang, field),
    type: 'text',
    unit,
    period: null,
    reason: chosen.reason,
    candidates: candidates.map((one) => ({ ...one, counts: one.id === chosen.id })),
  }
}

/** What a fact in words is called. */
export function labelOfFact(lang: 'zh' | 'en', field: string): string {
  const code = `registry.field.${field}`
  return knownFields.has(field) ? translate(lang, code) : field
}
const knownFields = new Set([
  'name',
  'nameAsWritten',
  'address',
  'officeAddress',
  'industry',
  'industryCode',
  'businessScope',
  'ownership',
  'founded',
  'registeredCapital',
])

/** Makes one source count before all others of its fact, with the office's reason. Permission `registry.edit`. */
export async function pinSource(ctx: Context, organisationId: string, { subject, chosenId, reason }: Pin) {
  requirePermission(ctx.actor, 'registry.edit')
  const row = await findSubject(ctx, organisationId, subject, chosenId)
  const pinned = await queries.listPinnedIds(ctx.db, subject, row)
  if (!pinned.includes(row.id)) {
    await queries.releasePins(ctx.db, subject, pinned, ctx.actor.displayName, ctx.now)
    await queries.setPinned(ctx.db, subject, row, row.id)
    const who = { pinnedBy: ctx.actor.displayName, pinnedAt: ctx.now, reason }
    const { dataset, organisationId: ownerId } = row
    await queries.insertPin(ctx.db, { dataset, organisationId: ownerId, subject, chosenId: row.id, ...who })
    await settle(ctx, subject, row)
    await tell(ctx, 'registry.pin_source', row, { subject, chosenId, reason })
  }
  return listSources(ctx, organisationId)
}

/** Lets the rule decide again. Permission `registry.edit`. */
export async function releaseSource(
  ctx: Context,
  organisationId: string,
  { subject, chosenId, reason }: Pin,
) {
  requirePermission(ctx.actor, 'registry.edit')
  const row = await findSubject(ctx, organisationId, subject, chosenId)
  const pinned = await queries.listPinnedIds(ctx.db, subject, row)
  await queries.releasePins(ctx.db, subject, pinned, ctx.actor.displayName, ctx.now)
  await queries.setPinned(ctx.db, subject, row, null)
  await settle(ctx, subject, row)
  await tell(ctx, 'registry.release_source', row, { subject, chosenId, reason })
  return listSources(ctx, organisationId)
}

async function findSubject(ctx: Context, organisationId: string, subject: Pin['subject'], chosenId: string) {
  const row = await queries.findSubject(ctx.db, subject, chosenId, organisationId)
  if (!row) throw new AppError('not_found', 'registry.no_source', { id: chosenId })
  return row
}

const tell = (ctx: Context, action: string, row: queries.SubjectRow, detail: Record<string, unknown>) =>
  audit(ctx, {
    action,
    subject: `registry.organisation/${row.organisationId}`,
    detail: { ...detail, field: row.field },
  })

async function settle(ctx: Context, subject: Pin['subject'], row: queries.SubjectRow): Promise<void> {
  if (subject === 'fact') return settleFact(ctx, row.organisationId, row.dataset, row.field)
  await settleFigures(ctx.db, { organisationIds: [row.organisationId], names: [row.field] })
  await refreshSizeClasses(ctx, row.dataset, [row.organisationId])
}

/** Lets the organisation's own column follow the source that counts, so that lists show it too. */
export async function settleFact(
  ctx: Context,
  organisationId: bigint,
  dataset: 'held' | 'demo',
  field: string,
): Promise<void> {
  if (field !== 'address' && field !== 'industry' && field !== 'industryCode') return
  const kinds = await listSourceKinds(ctx.db)
  const rows = await queries.listFactCandidates(ctx.db, organisationId, field)
  const candidates = rows.map((row) => ({
    id: String(row.id),
    sourceKind: row.sourceKind,
    isPinned: row.isPinned,
    recordedAt: row.recordedAt.toISOString(),
  }))
  const chosen = whichCounts(candidates, (kind) => kinds.find(({ code }) => code === kind)!.rank)
  const row = rows.find(({ id }) => String(id) === chosen?.id)
  if (!row) return
  if (field === 'address') await moveTo(ctx, organisationId, row)
  else await queries.setColumn(ctx.db, organisationId, { [field]: row.value }, ctx.now)
  if (field === 'industryCode') await refreshSizeClasses(ctx, dataset, [organisationId])
}

/** A new address moves the organisation, unless a given coordinate says where it stands. */
async function moveTo(ctx: Context, organisationId: bigint, { value, source }: queries.FactCandidate) {
  const held = await findOrganisation(ctx.db, String(organisationId))
  const places = new PlaceIndex(await listDivisions(ctx.db))
  const place = places.locate({ province: '', city: '', district: '', address: value })
  const position = bestPosition({ given: null, place, name: '', source }, places)
  const isGiven = held?.position?.precision === 'given'
  await queries.setColumn(
    ctx.db,
    organisationId,
    {
      address: value,
      ...(place.cityCode === null ? {} : place),
      ...(isGiven || !position
        ? {}
        : {
            lng: position.lng,
            lat: position.lat,
            positionPrecision: position.precision,
            positionSource: position.source,
          }),
    },
    ctx.now,
  )
}

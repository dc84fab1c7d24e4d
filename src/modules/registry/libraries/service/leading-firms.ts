// 龙头骨干企业: the list of each year, its targets, and what the firms' own dated figures say of them.
import { AppError } from '../../../../kernel/errors.ts'
import { audit, type Context, holds, requirePermission } from '../../../access/index.ts'
import { readFigureValue } from '../../domain/figure-value.ts'
import type {
  Figure,
  FigureKind,
  LeadingList,
  LeadingMeasure,
  LeadingTargetInput,
  NewLeadingFirm,
} from '../../model.ts'
import { listFigureKinds, listFigures } from '../../service/figures.ts'
import { compareYears, progressOf } from '../domain/leading.ts'
import { findOrganisationIn } from '../queries/key-firms.ts'
import * as queries from '../queries/leading-firms.ts'
import { listSettings } from '../queries/settings.ts'

type Scope = { dataset: 'held' | 'demo'; city: string }
const stampOf = (ctx: Context) => ({ by: ctx.actor.userName, at: ctx.now })
const subjectOf = (id: string) => `registry.leading_firm/${id}`
const measured = ['money', 'count', 'quantity', 'rate'] as const
type Measured = (typeof measured)[number]
const isMeasured = (type: string): type is Measured => measured.some((one) => one === type)

const measureOf = ({ name, labelZh, labelEn, type, unit }: FigureKind): LeadingMeasure => ({
  figure: name,
  label: { zh: labelZh, en: labelEn },
  type: type as Measured,
  unit,
})

/** The measures that the city's pack names, then those for which targets were set besides. */
async function readMeasures(ctx: Context, city: string, used: readonly string[]): Promise<LeadingMeasure[]> {
  const named = (await listSettings(ctx.db, 'leading_measures', city)).flatMap(
    ({ content }) => (content as { measures: string[] }).measures,
  )
  const kinds = new Map((await listFigureKinds(ctx)).map((kind) => [kind.name, kind]))
  return [...new Set([...named, ...used])].flatMap((name) => {
    const kind = kinds.get(name)
    return kind && isMeasured(kind.type) ? [measureOf(kind)] : []
  })
}

/** The list of a year with targets, values and who came and left against the year before. */
export async function listLeadingFirms(
  ctx: Context,
  query: Scope & { year?: number | undefined },
): Promise<LeadingList> {
  requirePermission(ctx.actor, 'libraries.read', query.city)
  const years = await queries.listLeadingYears(ctx.db, query)
  const year = query.year ?? years[0]?.year ?? null
  const readsFigures = holds(ctx.actor, 'figures.read_all')
  const told = years.map((one) => ({ year: one.year, firms: Number(one.firms) }))
  const rows = year === null ? [] : await queries.listLeading(ctx.db, { ...query, year })
  const targets = await queries.listLeadingTargets(
    ctx.db,
    rows.map(({ id }) => id),
  )
  const names = [...new Set(targets.map(({ figure }) => figure))]
  const measures = await readMeasures(ctx, query.city, names)
  if (year === null) return { year, years: told, measures, firms: [], left: null, readsFigures }
  const hasBefore = years.some((one) => one.year === year - 1)
  const before = hasBefore ? await queries.listLeading(ctx.db, { ...query, year: year - 1 }) : null
  const { changeOf, left } = compareYears(before, rows)
  const figureOf = await readValues(ctx, rows, names, year)
  const firms = rows.map((row) => ({
    id: String(row.id),
    organisationId: String(row.organisationId),
    name: row.name,
    standing: row.standing,
    chainId: row.chainId,
    source: row.source,
    change: changeOf(row),
    targets: targets
      .filter(({ leadingFirmId }) => leadingFirmId === row.id)
      .map((target) => {
        const figure = figureOf(row.organisationId, target.figure)
        return {
          figure: target.figure,
          target: String(target.value),
          value: figure?.value ?? null,
          valueSource: figure?.source ?? null,
          progressRatio: progressOf(figure ? BigInt(figure.value) : null, target.value),
          source: target.source,
        }
      }),
  }))
  const gone = left?.map((one) => ({ organisationId: String(one.organisationId), name: one.name })) ?? null
  return { year, years: told, measures, firms, left: gone, readsFigures }
}

/** The figure of the whole year that counts, of each firm; undefined where none is held or the reader may not see it. */
async function readValues(
  ctx: Context,
  rows: readonly queries.LeadingRow[],
  names: readonly string[],
  year: number,
): Promise<(organisationId: bigint, figure: string) => Figure | undefined> {
  const organisationIds = rows.map(({ organisationId }) => String(organisationId))
  const held = names.length === 0 ? [] : await listFigures(ctx, { organisationIds, names })
  const counting = new Map(
    held
      .filter(({ counts, period }) => counts && period === String(year))
      .map((figure) => [`${figure.organisationId} ${figure.name}`, figure]),
  )
  return (organisationId, figure) => counting.get(`${organisationId} ${figure}`)
}

/** Puts a firm on the list of a year; the same firm again changes nothing. */
export async function addLeadingFirm(ctx: Context, input: NewLeadingFirm): Promise<LeadingList> {
  requirePermission(ctx.actor, 'libraries.settle', input.city)
  if (!(await findOrganisationIn(ctx.db, input.dataset, input.organisationId)))
    throw new AppError('not_found', 'registry.no_organisation', { id: input.organisationId })
  const id = await queries.insertLeading(ctx.db, { ...input, chainId: input.chainId ?? null }, stampOf(ctx))
  if (id !== undefined)
    await audit(ctx, { action: 'registry.add_leading_firm', subject: subjectOf(id), detail: { ...input } })
  return listLeadingFirms(ctx, input)
}

/** Begins the list of a year with the firms of another; targets are set anew. */
export async function carryLeadingFirms(
  ctx: Context,
  input: Scope & { from: number; to: number },
): Promise<LeadingList> {
  requirePermission(ctx.actor, 'libraries.settle', input.city)
  const carried = await queries.carryLeading(ctx.db, input, stampOf(ctx))
  await audit(ctx, {
    action: 'registry.carry_leading_firms',
    subject: `registry.city/${input.city}`,
    detail: { ...input, carried },
  })
  return listLeadingFirms(ctx, { ...input, year: input.to })
}

async function holdLeading(ctx: Context, id: string): Promise<queries.LeadingRow> {
  requirePermission(ctx.actor, 'libraries.settle')
  const row = await queries.lockLeading(ctx.db, id)
  if (!row) throw new AppError('not_found', 'registry.no_leading_firm', { id })
  requirePermission(ctx.actor, 'libraries.settle', row.cityCode)
  return row
}

const listOf = (ctx: Context, { dataset, cityCode, year }: queries.LeadingRow) =>
  listLeadingFirms(ctx, { dataset, city: cityCode, year })

/** Sets what a firm shall reach in the year, or takes the target away. */
export async function setLeadingTarget(
  ctx: Context,
  id: string,
  { figure, value, source }: LeadingTargetInput,
): Promise<LeadingList> {
  const row = await holdLeading(ctx, id)
  const kind = (await listFigureKinds(ctx)).find(({ name }) => name === figure)
  if (!kind || !isMeasured(kind.type)) throw new AppError('invalid', 'registry.no_measure', { figure })
  if (value === null) await queries.deleteLeadingTarget(ctx.db, id, figure)
  else {
    const stored = storedTarget(kind, value)
    await queries.upsertLeadingTarget(ctx.db, { id, figure, value: stored, source }, stampOf(ctx))
  }
  await audit(ctx, {
    action: 'registry.set_leading_target',
    subject: subjectOf(id),
    detail: { figure, value, source },
  })
  return listOf(ctx, row)
}

function storedTarget(kind: FigureKind, text: string): string {
  let stored: string | null = null
  try {
    stored = readFigureValue(kind, text)?.valueNumber ?? null
  } catch (cause) {
    throw new AppError('invalid', 'registry.target_unreadable', { figure: kind.labelZh, text }, [], { cause })
  }
  if (stored === null || BigInt(stored) <= 0n)
    throw new AppError('invalid', 'registry.target_unreadable', { figure: kind.labelZh, text })
  return stored
}

/** Takes a firm off the list of a year; it stays to be seen with the reason. */
export async function endLeadingFirm(ctx: Context, id: string, reason: string): Promise<LeadingList> {
  const row = await holdLeading(ctx, id)
  await queries.endLeading(ctx.db, id, reason, ctx.now)
  await audit(ctx, { action: 'registry.end_leading_firm', subject: subjectOf(id), detail: { reason } })
  return listOf(ctx, row)
}

/** A firm that a document names as leading or backbone, on the list of the document's year; each once. */
export async function holdNamedLeading(ctx: Context, firm: NewLeadingFirm): Promise<void> {
  const id = await queries.insertLeading(ctx.db, { ...firm, chainId: firm.chainId ?? null }, stampOf(ctx))
  if (id !== undefined)
    await audit(ctx, { action: 'registry.add_leading_firm', subject: subjectOf(id), detail: { ...firm } })
}

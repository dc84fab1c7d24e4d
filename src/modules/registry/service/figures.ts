import { AppError, type FieldProblem } from '../../../kernel/errors.ts'
import { audit, type Context, requirePermission } from '../../access/index.ts'
import { isPeriod, lastDayOf, readFigureValue, writeFigureValue } from '../domain/figure-value.ts'
import type { Figure, FigureKind } from '../model.ts'
import * as queries from '../queries/figures.ts'
import { openFigureConsent } from './figure-consent.ts'
import { refreshSizeClasses } from './size-classes.ts'
import { stampOf, type Telling } from './title-row.ts'

/** The names under which facts of firms are kept, with type, unit and who supplies them. */
export function listFigureKinds(ctx: Context): Promise<FigureKind[]> {
  requirePermission(ctx.actor, 'registry.read')
  return queries.listFigureKinds(ctx.db)
}

/**
 * Dated figures of some organisations, each with its source and whether it is the one that counts, newest period first.
 * Confidential ones come only to those who may read them (row security); a reading of them is audited.
 */
export async function listFigures(
  ctx: Context,
  query: { organisationIds: readonly string[]; names?: readonly string[] | undefined },
): Promise<Figure[]> {
  requirePermission(ctx.actor, 'registry.read')
  const rows = await queries.listFigureRows(ctx.db, query)
  const read = new Set(rows.filter((row) => row.isConfidential).map((row) => row.organisationId))
  if (read.size > 0 && ctx.actor.role !== 'system') {
    const subject = read.size === 1 ? `registry.organisation/${[...read][0]}` : 'registry.organisation'
    const detail = { organisations: [...read].slice(0, 50).map(String), count: read.size }
    await audit(ctx, { action: 'registry.read_figures', subject, detail, confidential: true })
  }
  return rows.map((row) => ({
    id: String(row.id),
    organisationId: String(row.organisationId),
    name: row.name,
    type: row.type,
    unit: row.unit,
    period: row.period,
    asOf: row.asOf,
    value: writeFigureValue(row.type, row),
    source: row.source,
    sourceKind: row.sourceKind,
    isConfidential: row.isConfidential,
    importId: row.importId === null ? null : String(row.importId),
    recordedBy: row.recordedBy,
    recordedAt: row.recordedAt.toISOString(),
    counts: row.counts,
    isPinned: row.isPinned,
  }))
}

/** A figure as somebody tells it: the value as people write it, the period as precise as known. */
export type ToldFigure = {
  readonly organisationId: string
  readonly name: string
  readonly period: string | null
  readonly value: string | number | boolean
  /** Null or missing: as the fact's kind says. */
  readonly isConfidential?: boolean | null
}

/**
 * Records figures with their source, all or none: an unknown name, a value that does not fit its type or a period that
 * is no day refuses all, each fault by its place. Which value counts is settled at once. Permission `registry.edit`;
 * gives the ids of the new rows (what the same source already told is not doubled).
 */
export async function recordFigures(
  ctx: Context,
  told: readonly ToldFigure[],
  telling: Telling,
): Promise<string[]> {
  requirePermission(ctx.actor, 'registry.edit')
  const kinds = new Map((await queries.listFigureKinds(ctx.db)).map((kind) => [kind.name, kind]))
  const faults: FieldProblem[] = []
  const rows = told.flatMap((figure, i) => {
    const row = readTold(figure, kinds)
    if (!('code' in row)) return [row]
    faults.push({ field: `figures.${i}`, ...row })
    return []
  })
  if (faults.length > 0)
    throw new AppError('invalid', 'registry.figures_bad', { count: faults.length }, faults)
  const batchId = await confide(ctx, rows, telling)
  const ids = await queries.insertFigures(ctx.db, rows, { ...stampOf(ctx, telling), batchId })
  const organisationIds = [...new Set(rows.map((row) => row.organisationId))].map(BigInt)
  const names = [...new Set(rows.map((row) => row.name))]
  await queries.settleFigures(ctx.db, { organisationIds, names })
  await refreshSizeClasses(ctx, telling.dataset, organisationIds)
  await audit(ctx, {
    action: 'registry.record_figures',
    subject: told.length === 1 ? `registry.organisation/${told[0]!.organisationId}` : 'registry.organisation',
    detail: { figures: ids.length, source: telling.source, importId: telling.importId ?? null },
  })
  return ids.map(String)
}

/** Opens the consent of confidential figures that a firm told itself, or with which terms were stated. */
async function confide(
  ctx: Context,
  rows: readonly queries.NewFigure[],
  { dataset, source, sourceKind, importId, consent }: Telling,
): Promise<bigint | null> {
  const confidential = rows.filter(({ isConfidential }) => isConfidential)
  if (importId || confidential.length === 0 || (!consent && sourceKind !== 'own_reviewed')) return null
  const own = new Set(confidential.map(({ organisationId }) => organisationId))
  const [organisationId] = own
  const terms = consent ?? null
  return openFigureConsent(ctx, { dataset, name: source }, terms, own.size === 1 ? organisationId! : null)
}

type Fault = { code: string; params: Record<string, unknown> }

function readTold(figure: ToldFigure, kinds: ReadonlyMap<string, FigureKind>): queries.NewFigure | Fault {
  const kind = kinds.get(figure.name)
  if (!kind) return { code: 'registry.figure_unknown', params: { name: figure.name } }
  if (kind.yearBeforeOf !== null)
    return { code: 'registry.figure_derived', params: { name: kind.labelZh, of: kind.yearBeforeOf } }
  const { period } = figure
  if (period !== null && !isPeriod(period)) return { code: 'registry.day_bad', params: { day: period } }
  try {
    const value = readFigureValue(kind, figure.value)
    if (value === null) return { code: 'registry.figure_empty', params: { name: kind.labelZh } }
    return {
      organisationId: figure.organisationId,
      name: figure.name,
      period,
      asOf: period === null ? null : lastDayOf(period),
      ...value,
      isConfidential: figure.isConfidential ?? kind.isConfidential,
    }
  } catch (error) {
    // The engine's words name the value and how to write it; anything else is a fault of ours.
    if (!(error instanceof Error) || error.name !== 'QuantityError') throw error
    return { code: 'registry.figure_value_bad', params: { name: kind.labelZh, reason: error.message } }
  }
}

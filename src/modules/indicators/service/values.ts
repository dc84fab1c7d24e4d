import { chinaDay } from '../../../kernel/china-day.ts'
import { AppError } from '../../../kernel/errors.ts'
import { audit, type Context, requirePermission } from '../../access/index.ts'
import { effectiveVersions } from '../domain/effective-definitions.ts'
import type { ValueCorrection, ValueInput } from '../model/changes.ts'
import { firstDayOf, lastDayOf } from '../model/partial-date.ts'
import * as queries from '../queries.ts'

/**
 * Writes down what one source says of one period. Other sources' figures and other periods stay; where they disagree, the
 * conflict is listed. The same key again gives what was written the first time.
 */
export async function enterValue(ctx: Context, input: ValueInput): Promise<{ id: string; asOf: string }> {
  requirePermission(ctx.actor, 'indicators.enter', input.city)
  const versions = effectiveVersions(await queries.listDefinitionVersions(ctx.db, input.city))
  const unit = versions.find(({ definition }) => definition.id === input.indicator)?.definition.unit
  if (unit === undefined)
    throw new AppError('not_found', 'indicators.no_indicator', { indicator: input.indicator })
  const asOf = checkDays(ctx, input)
  const known = await findByKey(ctx, input)
  if (known) return known
  const row = await queries.insertEnteredValue(ctx.db, rowOf(ctx, input, { asOf, unit }))
  if (!row)
    throw new AppError('conflict', 'indicators.said_already', {
      source: input.sourceTitle,
      period: input.period,
    })
  await tellEntered(ctx, row)
  return { id: String(row.id), asOf: row.asOf }
}

/** The last day of the period; refused where it, or the day of the source, has not come. */
function checkDays(ctx: Context, input: Pick<ValueInput, 'period' | 'sourceDate'>): string {
  const today = chinaDay(ctx.now)
  const asOf = lastDayOf(input.period)
  if (asOf > today)
    throw new AppError('invalid', 'indicators.period_not_over', { period: input.period, asOf }, [
      { field: 'period', code: 'indicators.period_not_over', params: { period: input.period, asOf } },
    ])
  if (firstDayOf(input.sourceDate) > today)
    throw new AppError('invalid', 'indicators.source_later', { date: input.sourceDate }, [
      { field: 'sourceDate', code: 'indicators.source_later', params: { date: input.sourceDate } },
    ])
  return asOf
}

const tellEntered = (ctx: Context, row: queries.EnteredValue) =>
  audit(ctx, {
    action: 'indicators.enter_value',
    subject: `indicators.entered_value/${row.id}`,
    detail: {
      indicator: row.indicatorId,
      period: row.period,
      value: row.value,
      source: row.sourceTitle,
      ...(row.replacesId === null ? {} : { replaces: String(row.replacesId) }),
    },
  })

/**
 * Puts an entered figure right: the old one is taken back with the reason and stays as history, the new one names it.
 * Both or neither. A figure that was put right before is refused, so that a retry writes nothing twice.
 */
export async function correctValue(
  ctx: Context,
  id: string,
  { reason, ...correction }: ValueCorrection,
): Promise<{ id: string; asOf: string }> {
  requirePermission(ctx.actor, 'indicators.enter')
  const held = await queries.findEnteredValue(ctx.db, id)
  if (!held) throw new AppError('not_found', 'indicators.no_value', { id })
  requirePermission(ctx.actor, 'indicators.enter', held.cityCode)
  const versions = effectiveVersions(await queries.listDefinitionVersions(ctx.db, held.cityCode))
  const unit = versions.find(({ definition }) => definition.id === held.indicatorId)?.definition.unit
  const asOf = checkDays(ctx, correction)
  await withdrawValue(ctx, id, reason)
  const { id: before, replacesId: _, ...rest } = held
  const row = await queries.insertEnteredValue(ctx.db, {
    ...rest,
    ...correction,
    unit: unit ?? held.unit,
    sourceSentence: correction.sourceSentence ?? null,
    asOf,
    importId: null,
    onceKey: null,
    enteredBy: ctx.actor.userId === null ? null : BigInt(ctx.actor.userId),
    enteredByName: ctx.actor.displayName,
    enteredAt: ctx.now,
    withdrawnAt: null,
    withdrawnByName: null,
    withdrawnReason: null,
    replacesId: before,
  })
  if (!row)
    throw new AppError('conflict', 'indicators.said_already', {
      source: correction.sourceTitle,
      period: correction.period,
    })
  await tellEntered(ctx, row)
  return { id: String(row.id), asOf: row.asOf }
}

/** Keys belong to the person who sends them, so that nobody finds another's entry by guessing. */
const keyOf = (ctx: Context, onceKey: string) => `${ctx.actor.userId ?? 'system'}/${onceKey}`

async function findByKey(ctx: Context, input: ValueInput) {
  if (input.onceKey === undefined) return undefined
  const known = await queries.findEnteredByKey(ctx.db, keyOf(ctx, input.onceKey))
  if (!known) return undefined
  const isSame =
    known.cityCode === input.city &&
    known.dataset === input.dataset &&
    known.indicatorId === input.indicator &&
    known.period === input.period &&
    known.value === input.value
  if (!isSame) throw new AppError('conflict', 'indicators.key_used')
  return { id: String(known.id), asOf: known.asOf }
}

function rowOf(
  ctx: Context,
  input: ValueInput,
  { asOf, unit }: { asOf: string; unit: string },
): Parameters<typeof queries.insertEnteredValue>[1] {
  return {
    dataset: input.dataset,
    cityCode: input.city,
    indicatorId: input.indicator,
    chainId: input.chain ?? null,
    subjectId: input.subject ?? null,
    scope: input.scope ?? null,
    period: input.period,
    asOf,
    comparator: input.comparator,
    value: input.value,
    unit,
    sourceTitle: input.sourceTitle,
    sourceDate: input.sourceDate,
    sourceSentence: input.sourceSentence ?? null,
    importId: null,
    enteredBy: ctx.actor.userId === null ? null : BigInt(ctx.actor.userId),
    enteredByName: ctx.actor.displayName,
    enteredAt: ctx.now,
    onceKey: input.onceKey === undefined ? null : keyOf(ctx, input.onceKey),
    withdrawnAt: null,
    withdrawnByName: null,
    withdrawnReason: null,
  }
}

/** Takes an entered figure back with the reason; it stays as history and counts no more. */
export async function withdrawValue(
  ctx: Context,
  id: string,
  reason: string,
): Promise<{ id: string; asOf: string }> {
  requirePermission(ctx.actor, 'indicators.enter')
  const held = await queries.findEnteredValue(ctx.db, id)
  if (!held) throw new AppError('not_found', 'indicators.no_value', { id })
  requirePermission(ctx.actor, 'indicators.enter', held.cityCode)
  const by = { at: ctx.now, name: ctx.actor.displayName, reason }
  if (!(await queries.withdrawEnteredValue(ctx.db, held.id, by)))
    throw new AppError('conflict', 'indicators.value_withdrawn')
  await audit(ctx, {
    action: 'indicators.withdraw_value',
    subject: `indicators.entered_value/${id}`,
    detail: { indicator: held.indicatorId, period: held.period, value: held.value, reason },
  })
  return { id, asOf: held.asOf }
}
